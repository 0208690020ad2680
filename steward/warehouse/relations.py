"""The relations the app reads: every `.sql` file below `sql/`, each materialised after those it reads.

The order of the schemas is the rule that keeps customer and internal apart: DuckDB binds a relation when it is made, so
nothing in `customer` can read `internal`, which does not exist yet. Within a schema two that do not read each other
are made at the same time, for much is too small to keep more than one processor busy.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from steward.warehouse.another import Free, one_thread, several
from steward.warehouse.files import SQL
from steward.warehouse.formulas import define_formulas

SCHEMAS = ("staging", "customer", "internal")
AT_ONCE = 2
_COMMENT = re.compile(r"--.*")


@cache
def relations() -> tuple[str, ...]:
    """Every relation, such as `customer/services`, in an order they could be made in."""
    return tuple(f"{schema}/{name}" for schema in SCHEMAS for name in _reads(schema).static_order())


def _reads(schema: str) -> TopologicalSorter[str]:
    """The relations of a schema, each after those of the same schema that it reads."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / schema).glob("*.sql"))}
    named = re.compile(rf"\b{schema}\.(\w+)")
    reads = {name: set(named.findall(_COMMENT.sub("", text))) & texts.keys() for name, text in texts.items()}
    return TopologicalSorter({name: sorted(others) for name, others in reads.items()})


def build_relations(
    connection: duckdb.DuckDBPyConnection, progress: Callable[[str, float], None] | None = None
) -> None:
    """Materialise every relation over `staging` and `meta.load`, which must be there."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    define_formulas(connection)
    told = progress or (lambda message, share: None)
    for made, name in enumerate(_in_turn(connection) if one_thread(connection) else _at_once(connection), 1):
        told(f"Built {name.replace('/', '.')}", made / len(relations()))


def _in_turn(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Each as it is done."""
    for relation in relations():
        connection.execute(_statement(relation))
        yield relation


def _at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Each as it is done."""
    with several(connection, AT_ONCE) as free, ThreadPoolExecutor(AT_ONCE) as pool:
        for schema in SCHEMAS:
            yield from (f"{schema}/{name}" for name in _build(free, pool, schema))


def _build(free: Free, pool: ThreadPoolExecutor, schema: str) -> Iterator[str]:
    """Each as it is done; after an error of one no other is begun."""
    waiting = _reads(schema)
    waiting.prepare()
    at_work: dict[Future[None], str] = {}
    try:
        while waiting.is_active():
            ready = waiting.get_ready()
            at_work |= {pool.submit(_materialise, free, f"{schema}/{name}"): name for name in ready}
            for done in wait(at_work, return_when=FIRST_COMPLETED).done:
                done.result()
                waiting.done(at_work[done])
                yield at_work.pop(done)
    finally:
        for left in at_work:
            left.cancel()


def _materialise(free: Free, relation: str) -> None:
    connection = free.get()
    try:
        connection.execute(_statement(relation))
    finally:
        free.put(connection)


@cache
def _statement(relation: str) -> duckdb.Statement:
    """Parsed once, for every load of this process: of a small company's load it is an eighth."""
    name = relation.replace("/", ".")
    return duckdb.extract_statements(f"create or replace table {name} as {text_of(name)}")[0]


def text_of(relation: str) -> str:
    """The query behind a relation such as `customer.services`."""
    return (SQL / f"{relation.replace('.', '/')}.sql").read_text(encoding="utf-8")


def check_files() -> list[Path]:
    """The checks; each is a query that returns the rows that offend."""
    return sorted((SQL / "checks").glob("*.sql"))
