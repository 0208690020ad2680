"""A file below sql/ is a relation: it needs no place in a list, and stands after what it reads."""

import re

from steward.warehouse.files import SQL
from steward.warehouse.relations import SCHEMAS, relations


def test_every_file_is_a_relation() -> None:
    files = {f"{schema}/{path.stem}" for schema in SCHEMAS for path in (SQL / schema).glob("*.sql")}
    assert len(relations()) == len(files)
    assert set(relations()) == files


def test_every_relation_stands_after_those_it_reads() -> None:
    made: set[str] = set()
    for relation in relations():
        lines = (SQL / f"{relation}.sql").read_text(encoding="utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("--"))
        reads = {f"{schema}/{name}" for schema, name in re.findall(r"\b(staging|customer|internal)\.(\w+)", text)}
        assert not (reads & set(relations())) - made, relation
        made.add(relation)
