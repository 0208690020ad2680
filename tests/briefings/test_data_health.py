"""The report of the last load as a person reads it."""

from pathlib import Path

from steward.briefings.internal.loads.data_health import data_health
from steward.briefings.internal.scope.book import book_of
from steward.exhibits import Table
from tests.homes import ACCOUNTS, loaded

CHARGES = """
    account_id | month      | amount
    A1         | 2026-01-01 | 100
    X1         | 2026-01-01 | 100
    X2         | 2026-01-01 | 100
    A1         | soon       | 100
"""


def test_reasons_that_differ_only_in_a_value_are_one_line_and_the_rejected_come_first(tmp_path: Path) -> None:
    brief = data_health(book_of(loaded(tmp_path, accounts=ACCOUNTS, charges=CHARGES)))
    (problems,) = [one for one in brief.exhibits if isinstance(one, Table) and one.columns[1].name == "What happened"]
    told = [(row[2], row[4], row[6]) for row in problems.rows if row[1] == "rejected"]
    assert told == [(2, "“X1” is not a known account, and the like", 3), (1, "“soon” is not a date", 5)]
    assert [row[1] for row in problems.rows][:2] == ["rejected", "rejected"]


def test_very_many_rejected_rows_are_all_counted(tmp_path: Path) -> None:
    lines = "\n".join(f"X{number} | 2026-01-01 | 1" for number in range(10_050))
    warehouse = loaded(
        tmp_path, accounts=ACCOUNTS, charges=f"account_id | month | amount\nA1 | 2026-01-01 | 1\n{lines}"
    )
    brief = data_health(book_of(warehouse))
    assert brief.problems
    assert brief.problems.title.startswith("10,050 rows rejected")
    assert brief.problems.note.startswith("The first 10,000 rejected rows")
