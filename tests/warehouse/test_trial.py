"""A trial is a load that is put to no use: what it says is what the load does."""

from pathlib import Path

import pytest

from steward.warehouse.loading.load import load
from steward.warehouse.loading.trial import try_out
from steward.warehouse.scoped import open_warehouse
from tests.homes import home

TABLES = {
    "accounts": "account_id | name\nA1 | Alpha\nA2 | Beta",
    "subscriptions": """subscription_id | account_id | product_id | mrr | starts_on | ends_on
        s1 | A1 | wan | 100.50 | 2024-01-15 |
        s2 | A9 | wan | 10     | 2024-01-15 |
        s3 | A2 | wan | 20     | 2024-02-01 | 2024-04-30
        s4 | A2 | wan | much   | 2024-02-01 |""",
}


def test_what_a_trial_says_is_what_the_load_does(tmp_path: Path) -> None:
    workspace = home(tmp_path, **TABLES)
    tried = try_out(workspace, lambda message, share: None)
    assert not tried.refused and not list(workspace.warehouse.iterdir())
    report = load(workspace)
    loaded = {one.table: (one.read, one.loaded, one.rejected) for one in report.tables if one.present}
    assert {
        one.report.table: (one.report.read, one.report.loaded, one.report.rejected) for one in tried.tables
    } == loaded
    told = tried.of("subscriptions")
    assert told is not None
    assert [row[told.reject_columns.index("reason")] for row in told.rejects] == [
        problem.reason for problem in report.problems if problem.severity == "rejected"
    ]
    asked = "select subscription_id, mrr::varchar from staging.subscriptions"
    rows = [tuple(row) for row in open_warehouse(workspace).rows(lambda *row: row, asked)]
    assert [(row[0], row[told.columns.index("mrr")]) for row in told.rows] == rows
    assert told.accounts == 2 and told.total == 120.5


def test_sums_of_lines_in_force_are_those_of_each_months_end(tmp_path: Path) -> None:
    tried = try_out(home(tmp_path, **TABLES), lambda message, share: None, ["subscriptions"])
    told = tried.of("subscriptions")
    assert told is not None and told.in_force
    first = try_out(
        home(
            tmp_path / "x", accounts=TABLES["accounts"], charges="account_id|month|amount\nA1|2026-01|5\nA2|2026-01|7"
        ),
        lambda message, share: None,
    ).of("charges")
    assert first is not None and [(one.month.isoformat(), one.rows, one.amount) for one in first.months] == [
        ("2026-01-01", 2, 12.0)
    ]
    assert told.months[-1].amount == 100.5 and told.months[-1].rows == 1


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("[accounts]\nfile = 'none.csv'\n", "there is no file none.csv"),
        ("[acounts]\nfile = 'accounts.csv'\n", "did you mean “accounts”"),
        ("[charges]\nfile = 'accounts.csv'\n[charges.columns]\naccount_id = 'x'\n", "month is required"),
    ],
)
def test_what_is_wrong_is_said_in_the_loads_own_words(mapping: str, words: str, tmp_path: Path) -> None:
    workspace = home(tmp_path, accounts=TABLES["accounts"])
    (workspace.data / "sources.toml").write_text(mapping, encoding="utf-8")
    assert words in try_out(workspace, lambda message, share: None).refused
