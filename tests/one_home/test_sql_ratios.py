"""SQL divides in its formulas alone, but for what is named here: a ratio that is written a second time is found."""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from steward.warehouse.formulas import FILE
from tests.one_home.metrics import ROOT, SQL

OF_NO_OTHER: Mapping[str, Mapping[str, str]] = {
    "sql/customer/peers.sql": {
        "b.lines": "the metric “compared with others”",
        "r.customers": "the size an account is of, by its place",
    },
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
_DIVISION = re.compile(
    r"(?<![/*])//?(?![/*])\s*(?P<by>[\w.$]*)|\b(?P<mean>avg|mean|favg|divide|fdiv|pow|power)\s*\(|(?P<power>\*\*|\^)"
)


def divided_by(sql: str) -> Iterator[str]:
    """What a text divides by, but numbers that are written there; a mean is a division, too, and so is a power."""
    bare = re.sub(r"'[^']*'", "''", re.sub(r"--.*", "", sql))
    by = (found["by"] or found["mean"] or found["power"] or "/" for found in _DIVISION.finditer(bare))
    yield from (one for one in by if not re.fullmatch(r"[\d.]+", one))


def texts() -> Iterator[tuple[str, str]]:
    """Every relation and check, and the queries that read rows."""
    for path in sorted(set(SQL.rglob("*.sql")) - {FILE}):
        yield f"sql/{path.relative_to(SQL).as_posix()}", path.read_text(encoding="utf-8")
    below = ROOT / "steward"
    for path in sorted(below.rglob("*.py")):
        where, python = path.relative_to(below).as_posix(), path.read_text(encoding="utf-8")
        if "select" in python and not where.startswith("sample/"):
            yield from ((where.removeprefix("warehouse/"), text) for text in queries(python) if _asks(where, text))


def _asks(where: str, text: str) -> bool:
    """Whether a text is one of SQL, or may be a piece of it: what reads rows has no other texts of such a kind."""
    return where.startswith("warehouse/rows/") or bool(re.search(r"\bselect\s", text))


def queries(python: str) -> Iterator[str]:
    """The texts of a module, also those with gaps, but what documents it."""
    tree = ast.parse(python)
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out |= set(map(id, node.values))
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "given" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
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
        ("sql/internal/again.sql", "select 100 * sum(won)//sum(atr) as renewal_rate"),
        ("sql/internal/quick_nps.sql", "select sum(case when score > 8 then 1 end) * power(count(score), -1) as nps"),
        ("sql/internal/quick_nps.sql", "select sum(case when score > 8 then 1 end) * count(score) ** -1 as nps"),
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
        "select seconds / 60.0 as minutes", "select 1 -- won / lost", "select count(*) from t",
        "select budget_used(lost, allowed)", "select 'a / b'", "select amount /* a month */ from t",
    ],
)  # fmt: skip
def test_what_is_no_ratio_is_not_taken_for_one(sql: str) -> None:
    assert list(divided_by(sql)) == []


@pytest.mark.parametrize(
    "python",
    [
        'rows(f"select {column}, sum(won)/sum(atr) from t")', 'rows(f"select sum(won) / {column} from t")',
        'rows("""\nselect\n    sum(won) / sum(atr)\nfrom t""")', 'RATE = "sum(won) / sum(atr)"',
        'rows("select sum(won) / " + column)', 'rows("with t as (from b) from t select sum(won) / sum(atr)")',
    ],
)  # fmt: skip
def test_a_second_formula_in_a_query_is_found(python: str) -> None:
    assert any(second("rows/internal/book.py", sql) for sql in queries(python))


def test_what_documents_a_module_asks_nothing() -> None:
    """And what divides nothing there is no ratio."""
    asks = list(queries('"""Won / lost."""\nRows = 1\n"""A file of data/ and won / lost."""\nrows("select 1")'))
    assert asks == ["select 1"]
