"""The back-test on what was loaded: churn planted after silence is found, churn dealt out at random is not."""

import random
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from steward.briefings.internal.health.health import HealthBook, health_book
from steward.briefings.internal.health.history import LOSS, History, history
from steward.briefings.internal.scope.book import Book, book_of
from steward.domain.health import Group, PointScale, Rules, Signal
from steward.exhibits import Table
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import health as health_rows
from tests.examples import first
from tests.homes import loaded

FIRST = date(2024, 10, 31)
"""The first of 24 month ends, up to 30 September 2026."""
SILENT = 5
"""Months without a call, the last of them the month of the loss."""
RULES = Rules({Group.RELATIONSHIP: 1}, {Signal.RECENCY: PointScale(90, 14)})
"""Days since the last call, and nothing else: warnings can be worked out by hand."""


def month_end(place: int) -> date:
    year, month = divmod(FIRST.year * 12 + FIRST.month - 1 + place, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


Months = Mapping[int, int]
"""The place of a month, by account."""


def company(folder: Path, silences: Months, lost: Months, accounts: int, left: int = 0) -> Book:
    """Everybody is called on the 20th of every month, but not in the four months before the month that is said, nor in
    it; who is lost pays `left` of 1,000 from that month on."""
    ids = [f"A{place}" for place in range(accounts)]
    calls = [
        (account, place)
        for account in range(accounts)
        for place in range(24)
        if not silences.get(account, 99) - SILENT < place <= silences.get(account, 99)
    ]
    return book_of(
        loaded(
            folder,
            accounts=_table("account_id | name", (f"{one} | {one}" for one in ids)),
            subscriptions=_table(
                "subscription_id | account_id | product_id | mrr | starts_on | ends_on",
                (*_kept(range(accounts), lost, left),),
            ),
            activities=_table(
                "activity_id | account_id | happened_at | kind",
                (f"c{account}-{place} | A{account} | {month_end(place).replace(day=20)} | call"
                 for account, place in calls),
            ),
        )
    )  # fmt: skip


def _kept(accounts: Iterable[int], lost: Months, left: int) -> Iterable[str]:
    for account in accounts:
        ends = month_end(lost[account]).replace(day=15) if account in lost else ""
        yield f"s{account} | A{account} | wan | 1000 | 2024-10-01 | {ends}"
        if ends and left:
            yield f"t{account} | A{account} | wan | {left} | {ends} |"


def _table(heading: str, rows: Iterable[str]) -> str:
    return "\n".join([heading, *rows])


@cache
def planted() -> Months:
    """Every fourth of 80 accounts, in months that have a whole silence and calls before it."""
    chance = random.Random(7)
    return {account: chance.randrange(10, 24) for account in range(0, 80, 4)}


def dealt(seed: int) -> Months:
    """As many losses, at accounts and in months that have nothing to do with the silences."""
    chance = random.Random(seed)
    return {account: chance.randrange(10, 24) for account in chance.sample(range(80), 20)}


def brief_of(book: Book, rules: Rules = RULES) -> HealthBook:
    rows = book_rows.book(book.warehouse, str(book.quarter))
    return health_book(book, rows, history(book, rules), {})


def backtest_of(book: Book) -> Table:
    table = brief_of(book).backtest
    assert table is not None
    return table


@pytest.fixture(scope="module")
def silent_then_gone(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return backtest_of(company(tmp_path_factory.mktemp("planted"), planted(), planted(), 80))


def test_churn_that_silence_came_before_is_found(silent_then_gone: Table) -> None:
    """A month after the last call 39 to 42 days have passed, 67 to 63 points; two months after, 70 or more, 26 at most.

    So whoever is lost in a month was under 50 and under 62 from three months before on, 3 × 30.4 = 91 days, and under
    75 from four months before, 122 days. Nobody else was ever under 75."""
    assert [row[0] for row in silent_then_gone.rows] == [50, 62, 75]
    assert [str(row[1]).partition(":")[0] for row in silent_then_gone.rows] == ["20 of 20"] * 3
    assert [str(row[3]).partition(":")[0] for row in silent_then_gone.rows] == ["60 of 60", "60 of 60", "80 of 80"]
    assert [row[5] for row in silent_then_gone.rows] == [0, 0, 0]
    assert [row[6] for row in silent_then_gone.rows] == [91, 91, 122]
    assert (
        silent_then_gone.title
        == "Under 50, 62 and 75 points, 20 of 20 losses were warned of each, 91 to 122 days ahead"
    )


@pytest.mark.parametrize("seed", first(1, range(4)))
def test_the_same_silences_say_nothing_of_churn_dealt_out_at_random(tmp_path: Path, seed: int) -> None:
    table = backtest_of(company(tmp_path, planted(), dealt(seed), 80))
    assert table.title == "Low scores came no more often before the 20 losses than before other months"


@pytest.mark.parametrize(
    ("losses", "title"),
    [
        (9, "Too few losses to judge the score by: 9 so far, 10 are needed"),
        (10, "Under 50, 62 and 75 points, 10 of 10 losses were warned of each, 91 to 122 days ahead"),
    ],
)
def test_under_ten_losses_it_says_that_they_are_too_few(tmp_path: Path, losses: int, title: str) -> None:
    some = {account: 12 + account for account in range(losses)}
    assert backtest_of(company(tmp_path, some, some, 60)).title == title


def lost_of(book: Book) -> list[tuple[str, date]]:
    return [(one.account_id, one.month_end) for one in health_rows.losses(book.warehouse, book.as_of, LOSS)]


@pytest.mark.parametrize(("left", "lost"), first(2, [(901, False), (900, True), (1, True), (0, True)]))
def test_a_tenth_of_the_mrr_in_a_month_is_a_loss(tmp_path: Path, left: int, lost: bool) -> None:
    """Of 1,000 from 15 March 2026 on: 901 is 9.9 % less, 900 is 10 %."""
    book = company(tmp_path, {}, {0: 17}, 2, left)
    assert lost_of(book) == ([("A0", date(2026, 3, 31))] if lost else [])
    assert str(backtest_of(book).rows[0][1]).startswith("0 of 1" if lost else "none")


def test_a_tenth_in_two_steps_is_no_loss(tmp_path: Path) -> None:
    """1,000, then 940 in March and 890 in April: 6 % and 5.3 %."""
    book = book_of(
        loaded(
            tmp_path,
            accounts="account_id | name\nA0 | A0",
            subscriptions="""
                subscription_id | account_id | product_id | mrr  | starts_on  | ends_on
                s1              | A0         | wan        | 890  | 2025-01-01 |
                s2              | A0         | wan        | 60   | 2025-01-01 | 2026-03-15
                s3              | A0         | wan        | 50   | 2025-01-01 | 2026-04-15
                """,
        )
    )
    assert lost_of(book) == []


def test_from_charges_alone_there_are_steps_and_no_losses(tmp_path: Path) -> None:
    """An invoice a year stops for eleven months, and that is no churn: no loss, and no back-test."""
    months = [month_end(place) for place in range(24)]
    book = book_of(
        loaded(
            tmp_path,
            accounts="account_id | name\nA0 | Monthly\nA1 | Yearly",
            charges=_table(
                "account_id | month | amount",
                [f"A0 | {one.replace(day=1)} | 100" for one in months]
                + [f"A1 | {one.replace(day=1)} | 1200" for one in months if one.month == 1],
            ),
            activities="activity_id | account_id | happened_at | kind\nc | A0 | 2025-01-20 | call",
        )
    )
    sql = "select account_id, month_end, churn::double from internal.mrr_bridge where churn < 0 order by month_end"
    steps = book.warehouse.rows(health_rows.Loss, sql)
    assert [(one.account_id, one.month_end) for one in steps] == [
        ("A1", date(2025, 2, 28)), ("A1", date(2026, 2, 28)),
    ]  # fmt: skip
    assert lost_of(book) == []
    brief = brief_of(book)
    assert brief.accounts is not None
    assert brief.backtest is None


def test_every_month_that_is_scored_is_held_against_what_came_after(silent_then_gone: Table) -> None:
    """80 accounts, scored from January 2025 on: 21 months each, those of the lost ones up to the month before.

    A month counts where half a year follows it, or a loss does; so of accounts that stay, the first 15."""
    stay = 60 * 15
    gone = sum(month - 3 for month in planted().values())
    assert [_of(row[3]) + _of(row[4]) for row in silent_then_gone.rows] == [stay + gone] * 3


def _of(said: object) -> int:
    return int(str(said).partition(" of ")[2].partition(":")[0].replace(",", ""))


def test_the_score_of_a_history_is_what_the_days_give(tmp_path: Path) -> None:
    """Silent for the five months to March 2026: last called on 20 October, so 11 days in October, then 41, 72, 103."""
    found: History = history(company(tmp_path, {0: 17}, {0: 17}, 2), RULES)
    scores = [found.at("A0", month_end(place)) for place in range(12, 18)]
    assert [round(one.score or 0, 3) if one else None for one in scores] == [
        100, round(49 / 76 * 100, 3), round(18 / 76 * 100, 3), 0, 0, None,
    ]  # fmt: skip
