"""Targets: attainment, gap, base growth and what closes the quarter ahead, worked by hand."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import Filters
from steward.briefings.internal.targets.people import Result, Who, added
from steward.briefings.internal.targets.targets import Targets, targets
from steward.exhibits import Role
from steward.warehouse.rows.internal import book as book_rows
from tests.homes import loaded

TABLES = {
    "people": "person_id | name | manager_id | region\nM | Mona | |\nP1 | Ida | M | North\nP2 | Ben | M | South",
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P2",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | ends_on
        s1              | A1         | wan        | 900 | 2025-01-01 |
        s2              | A1         | voice      | 100 | 2025-01-01 | 2026-08-15
        s3              | A1         | lan        | 200 | 2026-09-01 |
        s4              | B1         | wan        | 500 | 2025-01-01 |
        """,
    "targets": """
        person_id | quarter | new_mrr | base_growth | retention
        P1        | 2026-Q3 | 400     | 0.05        | 0.95
        P2        | 2026-Q3 | 100     | 0.02        | 0.97
        P1        | 2026-Q4 | 300     |             |
        """,
    "opportunities": """
        opportunity_id|name|stage|status|amount|account_id|kind|probability|opened_on|close_on|closed_on|owner_id
        w1|Won|s|won|200|A1|upsell||2026-05-01|2026-08-20|2026-08-20|P1
        w2|Kept|s|won|900|A1|renewal||2026-05-01|2026-08-20|2026-08-20|P1
        w3|Won|s|won|150|B1|upsell||2026-05-01|2026-08-20|2026-08-20|P2
        d1|Dive|s|open|250|A1|upsell|0.9|2026-09-01|2026-11-01||P1
        d2|Duo|s|open|100|A1|upsell|0.2|2026-09-01|2026-12-01||P1
        d3|Next|s|open|500|A1|upsell|0.9|2026-09-01|2027-02-01||P1
        """,
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(loaded(tmp_path_factory.mktemp("targets"), **TABLES), "2026-Q3")


def brief(book: Book, filters: Filters = Filters(), who: Who = Who.PERSON) -> Targets:  # noqa: B008 - frozen
    return targets(book, book_rows.book(book.warehouse, str(book.quarter)), filters, who)


def test_of_everybody(book: Book) -> None:
    """Won 200 + 150 of 500, the renewal left out: 70 %, 150 missing. Base: 1500 → 1600, 6.67 %; no account shrank."""
    found = brief(book)
    assert found.figure("targets.attainment").value == 70
    assert found.figure("targets.gap").value == 150
    assert found.figure("targets.base_growth").value == pytest.approx(100 / 1500 * 100)
    assert found.figure("targets.kept").value == 100
    assert found.figure("targets.to_win").value == 300


def test_of_one_of_us(book: Book) -> None:
    """Ida: 200 of 400. Her base went from 1000 to 1100, of which 1000 is the most that can be called kept."""
    found = brief(book, Filters(owners=("P1",)))
    assert found.figure("targets.attainment").value == 50
    assert found.figure("targets.base_growth").value == pytest.approx(10)
    assert found.figure("targets.kept").value == 100


def test_rows_stand_by_person_team_and_region(book: Book) -> None:
    def rows(who: Who) -> dict[object, tuple[object, ...]]:
        table = brief(book, who=who).groups
        assert table is not None
        return {row[0]: row[1:5] for row in table.rows}

    assert rows(Who.PERSON) == {"Ida": (400, 200, 50, 200), "Ben": (100, 150, 150, 0)}
    assert rows(Who.TEAM) == {"Mona": (500, 350, 70, 150)}
    assert rows(Who.REGION) == {"North": (400, 200, 50, 200), "South": (100, 150, 150, 0)}


def test_what_is_won_without_a_target_reaches_nobodys() -> None:
    """80 of 100 by one, 50 by another without a target: 80 %, 20 missing, 50 besides; without any target, 130 won."""
    one, other = Result(target=Decimal(100), won=Decimal(80)), Result(won=Decimal(50))
    found = added([one, other])
    assert (found.attained, found.gap, found.besides) == (80, Decimal(20), Decimal(50))
    nobody = added([replace(one, target=None), other])
    assert (nobody.won, nobody.besides, nobody.attained) == (Decimal(130), Decimal(0), None)


def test_quarters_without_a_target_are_none_it_was_missed_in(tmp_path: Path) -> None:
    def title(tables: dict[str, str]) -> str:
        table = brief(book_of(loaded(tmp_path / str(len(tables)), **tables), "2026-Q3")).quarters
        assert table is not None
        return table.title

    assert title(TABLES) == "The target was reached in 0 of 1 quarter"
    assert title({key: text for key, text in TABLES.items() if key != "targets"}) == (
        "How the base grew, quarter by quarter"
    )


def test_the_goal_of_a_quarter_is_drawn_as_what_was_planned(tmp_path: Path) -> None:
    tables = {**TABLES, "targets": f"{TABLES['targets'].rstrip()}\nP1 | 2026-Q2 | 100 | 0.01 |\n"}
    chart = brief(book_of(loaded(tmp_path, **tables), "2026-Q3")).growth
    assert chart is not None
    assert [(one.name, one.role) for one in chart.series] == [("Base growth", Role.VALUE), ("Goal", Role.PLAN)]


def test_what_closes_the_quarter_ahead(book: Book) -> None:
    """Ida has 300 to win: 250 at 90 % and 100 at 20 %; what closes in February does not help. Ben has no target."""
    table = brief(book).ahead
    assert table is not None
    ((name, target, won, gap, words, missing),) = table.rows
    assert (name, target, won, gap, missing) == ("Ida", 300, 0, 300, 0)
    assert words == "Dive (€250, 90 %) and Duo (€100, 20 %)"


def test_an_opportunity_that_closes_later_does_not_make_nothing_open(tmp_path: Path) -> None:
    """What closes in February is open all the same: the table says only what it looked for."""
    later = "\n".join(
        line for line in TABLES["opportunities"].splitlines() if "|Dive|" not in line and "|Duo|" not in line
    )
    table = brief(book_of(loaded(tmp_path, **{**TABLES, "opportunities": later}), "2026-Q3")).ahead
    assert table is not None
    assert table.rows == (("Ida", 300, 0, 300, "Nothing open closes in Q4 2026", 300),)
    assert table.title == "Q4 2026: 1 of 1 would miss by €300 even with every opportunity won"


def test_single_accounts_have_growth_and_no_target(book: Book) -> None:
    found = brief(book, Filters(accounts=("A1",)))
    assert found.figure("targets.attainment").value is None
    assert found.figure("targets.base_growth").value == pytest.approx(10)


def test_shares_are_weighted_by_the_mrr_they_are_of() -> None:
    """5 % of 900 and 2 % of 100 are 4.7 % of 1000; who has no goal counts in none."""
    one = Result(opening=Decimal(900), growth_goal=0.05)
    found = added([one, Result(opening=Decimal(100), growth_goal=0.02), Result(opening=Decimal(1000))])
    assert found.growth_goal == pytest.approx(0.047)
    assert found.target is None
