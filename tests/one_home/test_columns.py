"""A number has one home: the function or relation `docs/metrics.md` names. A second implementation is found here."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from steward.warehouse.relations import relations as every_relation

ROOT = Path(__file__).parents[1]
METRICS = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
SQL = ROOT / "steward" / "warehouse" / "sql"

Columns = frozenset[str]
FORMULAS: Mapping[str, tuple[Columns, ...]] = {
    "steward.domain.service.availability": (
        frozenset({"line_minutes", "downtime"}), frozenset({"minutes", "downtime"}),
        frozenset({"line_minutes", "downtime_minutes"}),
    ),
    "steward.domain.service.budget_used": (
        frozenset({"downtime", "allowed"}), frozenset({"downtime_agreed", "allowed"}),
    ),
    "steward.domain.service.mean_repair": (frozenset({"repair_minutes"}),),
    "steward.domain.service.mean_to_close": (frozenset({"hours_to_close"}),),
    "steward.domain.service.mean_rating": (frozenset({"rating_sum"}),),
    "steward.domain.service.utilisation": (frozenset({"used", "committed"}), frozenset({"used_of_committed"})),
    "steward.domain.nps.Survey.coverage": (frozenset({"answered", "asked"}),),
    "steward.domain.retention.Cohort.nrr": (frozenset({"mrr", "mrr_year_before"}),),
    "steward.domain.renewals.RenewalRange.worst": (frozenset({"won", "atr"}),),
    "steward.domain.selling.growth": (frozenset({"opening", "closing"}),),
    "steward.domain.selling.base_kept": (frozenset({"opening", "kept"}),),
}  # fmt: skip
"""The functions that divide, and what each is made of, by the names rows of the warehouse have."""
MEANS = {"mean", "fmean"}


def homes() -> dict[str, list[str]]:
    """What each metric names as where it is made."""
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|.*\| ([^|]+) \|$", METRICS, re.MULTILINE)
    return {name: re.findall(r"`([^`]+)`", made) for name, made in rows}


def _there(home: str) -> bool:
    """Whether it is a relation, a file of a plan or of the project, or something in a module."""
    if home.split(".")[0] in ("customer", "internal", "staging", "meta"):
        made = {name.replace("/", ".") for name in every_relation()}
        return home in made or home.startswith(("staging.", "meta."))
    if home.endswith((".py", ".toml")):
        return (ROOT / home).exists() or "/" not in home
    return _found(home) is not None


def _found(dotted: str) -> object | None:
    parts = dotted.split(".")
    for end in range(len(parts), 1, -1):
        try:
            module = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        found: object | None = module
        for name in parts[end:]:
            found = getattr(found, name, None)
        return found
    return None


@pytest.mark.parametrize("metric", sorted(homes()))
def test_a_metric_names_the_one_place_it_is_made_in(metric: str) -> None:
    named = homes()[metric]
    assert len(named) == 1 or metric == "agenda", named
    assert all(map(_there, named)), named


def test_every_formula_is_the_home_of_a_metric() -> None:
    named = {home for found in homes().values() for home in found}
    assert set(FORMULAS) <= named


def second(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The functions that make a metric's ratio themselves: they divide, or take a mean, and read what it is made of."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and _divides(function):
            read = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
            yield from (
                (home, function.name) for home, made_of in FORMULAS.items() if any(one <= read for one in made_of)
            )


def _divides(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in MEANS:
            return True
    return False


def test_no_formula_of_a_metric_is_written_a_second_time() -> None:
    """The formulas are in `domain`; everybody else calls them. The sample makes data up and measures nothing."""
    found = [
        f"{path.relative_to(ROOT)}: {function} makes {home}"
        for path in sorted((ROOT / "steward").rglob("*.py"))
        if path.relative_to(ROOT).parts[1] not in ("domain", "sample")
        for home, function in second(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "def mine(rows):\n    return sum(r.repair_minutes for r in rows) / len(rows)",
        "def mine(rows):\n    return mean(r.hours_to_close for r in rows)",
        "def mine(one):\n    lost = one.downtime\n    return (one.line_minutes - lost) / one.line_minutes * 100",
    ],
)
def test_a_second_formula_is_found(text: str) -> None:
    assert list(second(ast.parse(text)))


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
    """The others select it from there."""
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
