"""SQL divides in its formulas alone, but for what is named here: a ratio that is written a second time is found."""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.one_home.metrics import ROOT, SQL

OF_NO_OTHER: Mapping[str, Mapping[str, str]] = {
    "sql/customer/peers.sql": {"b.lines": "the metric “compared with others”"},
    "sql/internal/health_adoption.sql": {
        "before": "a signal of health: use against the months before",
        "avg": "signals of health: the mean of the products",
    },
    "sql/internal/health_commercial.sql": {
        "b.mrr": "a signal of health: MRR against a year before",
        "nullif": "a signal of health: credits of charges",
    },
    "sql/internal/health_relationship.sql": {"r.contacts": "a signal of health: who answers"},
    "sql/internal/health_service.sql": {"l.lines": "a signal of health: incidents of a hundred lines"},
    "sql/internal/health_support.sql": {"avg": "a signal of health: days that open tickets have waited"},
    "sql/internal/stage_conversion.sql": {"avg": "the place of a stage, for the order"},
    "sql/internal/renewals.sql": {"nullif": "what a contract is of those that one contract follows"},
    "rows/internal/health.py": {"b.opening": "the losses that the back-test of health looks for"},
    "rows/internal/renewals.py": {"nullif": "a sign of a renewal: use against a year before"},
}
"""What else SQL divides, by what: each is made there and nowhere else."""
_DIVISION = re.compile(r"(?<![/*])/(?![/*])\s*(?P<by>[\w.$]+)|\b(?P<mean>avg|mean)\s*\(")


def divided_by(sql: str) -> Iterator[str]:
    """What a text divides by, but numbers that are written there; a mean is a division, too."""
    bare = re.sub(r"'[^']*'", "''", re.sub(r"--.*", "", sql))
    by = (found["by"] or found["mean"] for found in _DIVISION.finditer(bare))
    yield from (one for one in by if not re.fullmatch(r"[\d.]+", one))


def texts() -> Iterator[tuple[str, str]]:
    """Every relation and check, and the queries that read rows."""
    for path in sorted(SQL.rglob("*/*.sql")):
        yield f"sql/{path.relative_to(SQL).as_posix()}", path.read_text(encoding="utf-8")
    rows = ROOT / "steward" / "warehouse" / "rows"
    for path in sorted(rows.rglob("*.py")):
        for text in queries(path.read_text(encoding="utf-8")):
            yield f"rows/{path.relative_to(rows).as_posix()}", text


def queries(python: str) -> Iterator[str]:
    """The texts of a module that ask the warehouse something."""
    for node in ast.walk(ast.parse(python)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "select " in node.value:
            yield node.value


def second(where: str, sql: str) -> list[str]:
    """What a text divides by that is not its own."""
    return [by for by in divided_by(sql) if by not in OF_NO_OTHER.get(where, {})]


def test_sql_divides_in_its_formulas_alone() -> None:
    assert [(where, found) for where, sql in texts() if (found := second(where, sql))] == []


def test_what_is_named_is_there() -> None:
    read: dict[str, set[str]] = {}
    for where, sql in texts():
        read.setdefault(where, set()).update(divided_by(sql))
    assert {where: set(named) for where, named in OF_NO_OTHER.items()} == {w: read[w] for w in OF_NO_OTHER}


@pytest.mark.parametrize(
    ("where", "sql"),
    [
        ("sql/internal/health_nps.sql", "select (count(*) filter (where score >= 9)) / count(*) * 100.0 as nps"),
        ("sql/internal/health_nps.sql", "select count(*) filter (where a.in_time) / count(*) * 100.0 as rate"),
        ("sql/internal/health_adoption.sql", "select used_of_committed / nullif(committed, 0) * 100 as utilisation"),
        ("sql/internal/health_service.sql", "select max(coalesce(d.minutes, 0) / p.allowed * 100) as used"),
        ("sql/internal/site_budgets.sql", "select b.downtime_minutes / nullif(b.allowed_minutes, 0) as used"),
        ("sql/internal/stage_win_rates.sql", "select count(*) filter (where o.status = 'won') / count(*) as win_rate"),
        ("sql/internal/again.sql", "select sum(won)/sum(atr) as renewal_rate"),
        ("sql/internal/health_service.sql", "select avg(t.satisfaction) as rating"),
        ("rows/customer/account.py", "select site order by sum(downtime_minutes) / sum(allowed_minutes) desc"),
        ("rows/internal/service.py", "select x order by coalesce(h.downtime, 0) / nullif(h.allowed, 0) desc"),
    ],
)
def test_a_second_formula_is_found(where: str, sql: str) -> None:
    assert second(where, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select seconds / 60.0 as minutes", "select r.place // r.customers as size", "select 1 -- won / lost",
        "select budget_used(lost, allowed)", "select 'a / b'", "select amount /* a month */ from t",
    ],
)  # fmt: skip
def test_what_is_no_ratio_is_not_taken_for_one(sql: str) -> None:
    assert list(divided_by(sql)) == []
