"""The relations the app reads: every `.sql` file below `sql/`, each materialised after those it reads.

The order of the schemas is the rule that keeps customer and internal apart: DuckDB binds a relation when it is made, so
nothing in `customer` can read `internal`, which does not exist yet.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from steward.warehouse.files import SQL

SCHEMAS = ("staging", "customer", "internal")
_COMMENT = re.compile(r"--.*")


@cache
def relations() -> tuple[str, ...]:
    """Every relation, such as `customer/services`, in the order they are made."""
    return tuple(f"{schema}/{name}" for schema in SCHEMAS for name in _in_order(schema))


def _in_order(schema: str) -> Iterable[str]:
    """The relations of a schema, each after those of the same schema that it reads."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL / schema).glob("*.sql"))}
    named = re.compile(rf"\b{schema}\.(\w+)")
    reads = {name: set(named.findall(_COMMENT.sub("", text))) & texts.keys() for name, text in texts.items()}
    return TopologicalSorter({name: sorted(others) for name, others in reads.items()}).static_order()


def build_relations(
    connection: duckdb.DuckDBPyConnection, progress: Callable[[str, float], None] | None = None
) -> None:
    """Materialise every relation over `staging` and `meta.load`, which must be there."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    ordered = relations()
    for number, relation in enumerate(ordered):
        if progress:
            progress(f"Building {relation.replace('/', '.')}", number / len(ordered))
        _materialise(connection, relation)


def _materialise(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    connection.execute(_statement(relation))


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
