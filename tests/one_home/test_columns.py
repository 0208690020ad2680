"""A column is made by an aggregate in one relation of the warehouse; the others select it from there."""

import re
from collections import defaultdict
from collections.abc import Mapping

from steward.warehouse.relations import relations as every_relation
from tests.one_home.metrics import SQL

AGGREGATE = re.compile(
    r"\b(?:sum|avg|min|max|count|median|date_diff|arg_min|arg_max|min_by|max_by|any_value|bool_or|quantile_cont)\s*\("
)
INNER = r"\((?:[^()]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))*\)"
ALIASED = re.compile(rf"((?:[^,()]|{INNER})+?)\s+as\s+(\w+)")


def made_in(sql: str) -> set[str]:
    """The columns an SQL text makes by an aggregate of something else; a sum of the column itself is none."""
    text = re.sub(r"--.*", "", sql)
    found = ((said.rpartition("select")[2], name) for said, name in ALIASED.findall(text))
    return {name for said, name in found if AGGREGATE.search(said) and not re.search(rf"\b{name}\b", said)}


def columns_of(sql: str) -> set[str]:
    """The columns of a relation: those its last select names."""
    last = re.sub(r"--.*", "", sql).rpartition("\nselect\n")[2].partition("\nfrom")[0]
    return {re.split(r"\s+as\s+|\.", line.strip().rstrip(","))[-1].strip() for line in last.splitlines()}


def makers(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """The relations that make each column of theirs by an aggregate, or, outside of them, the text that makes one."""
    theirs = {name: columns_of(text) for name, text in texts.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for relation, text in texts.items():
        for name in made_in(text) & theirs[relation]:
            found[name].add(relation)
    return found


def relations() -> dict[str, str]:
    return {name: (SQL / f"{name}.sql").read_text(encoding="utf-8") for name in every_relation()}


def test_a_column_is_made_by_an_aggregate_in_one_relation_only() -> None:
    twice = {name: sorted(found) for name, found in makers(relations()).items() if len(found) > 1}
    assert not twice


def test_a_second_relation_that_makes_the_same_column_is_found() -> None:
    again = """
select
    account_id,
    count(*) filter (where score > 8) as promoters
from staging.surveys"""
    found = makers({**relations(), "internal/again": again})
    assert found["promoters"] == {"staging/survey_counts", "internal/again"}
    summed = again.replace("count(*) filter (where score > 8)", "sum(promoters)")
    assert len(makers({**relations(), "internal/again": summed})["promoters"]) == 1
