"""Opportunities by age and month, where they are lost, how often they were put off: small tables, worked by hand."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from steward.briefings.internal.opportunities.book import PipelineBook, pipeline_book
from steward.briefings.internal.opportunities.charts import by_month
from steward.briefings.internal.opportunities.events import event_table
from steward.briefings.internal.opportunities.watch import ageing, stage_table, watch_table, watched
from steward.briefings.internal.scope.book import Book, book_of
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.opportunities import Opportunity, StageStep
from tests.homes import loaded

BASE = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01",
}
HEAD = "opportunity_id | name | stage | status | account_id | kind | amount | opened_on | close_on | closed_on"
DAY = date(2026, 9, 30)


def book_with(folder: Path, opportunities: str, changes: str = "") -> Book:
    """Every opportunity is of one account; what is not in the table is the same for all."""
    rows = [[cell.strip() for cell in line.split("|")] for line in opportunities.strip().splitlines()]
    made = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    text = "\n".join(
        f"{one['name']} | {one['name']} | {one.get('stage', 'proposal')} | {one.get('status', 'open')} | A1 | "
        f"{one.get('kind', 'upsell')} | {one['amount']} | {one.get('opened', '')} | {one.get('closes', '')} | "
        f"{one.get('closed', '')}"
        for one in made
    )
    told = {"opportunity_changes": changes} if changes else {}
    return book_of(loaded(folder, **BASE, opportunities=f"{HEAD}\n{text}", **told))


def opportunities_of(book: Book) -> list[Opportunity]:
    return opportunity_rows.open_opportunities(book.warehouse, str(book.quarter), DAY)


def brief_of(book: Book) -> PipelineBook:
    return pipeline_book(book, book_rows.book(book.warehouse, str(book.quarter)))


AGES = """
    name       | amount | opened
    today      | 1      | 2026-09-30
    30 days    | 2      | 2026-08-31
    31 days    | 4      | 2026-08-30
    60 days    | 8      | 2026-08-01
    61 days    | 16     | 2026-07-31
    90 days    | 32     | 2026-07-02
    91 days    | 64     | 2026-07-01
    180 days   | 128    | 2026-04-03
    181 days   | 256    | 2026-04-02
    nobody saw | 512    |
"""
"""Each amount is twice the one before, so that a sum tells what is in it."""


def test_what_is_open_stands_in_the_band_of_its_age(tmp_path: Path) -> None:
    """1 + 2, 4 + 8, 16 + 32, 64 + 128 and 256; who was opened on no day is in none."""
    chart = brief_of(book_with(tmp_path, AGES)).ageing
    assert chart is not None
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == {
        "Up to 30 days": 3, "31 to 60": 12, "61 to 90": 48, "91 to 180": 192, "Over 180": 256,
    }  # fmt: skip
    assert chart.title == "1 opportunity open for over 180 days, €256 a month"


def test_where_nothing_is_old_that_is_said(tmp_path: Path) -> None:
    book = book_with(tmp_path, "name | amount | opened\nyoung | 5 | 2026-09-01\nunseen | 5 |")
    found = watched(opportunities_of(book), (), DAY)
    chart = ageing(book, found)
    assert chart is not None
    assert chart.title == "No opportunities open for over 180 days"
    assert ageing(book, [one for one in found if one.opportunity.name == "unseen"]) is None


CLOSING = """
    name      | kind    | amount | closes
    past      | upsell  | 100    | 2026-09-29
    today     | renewal | 200    | 2026-09-30
    first day | upsell  | 400    | 2026-10-01
    last day  | upsell  | 50     | 2026-10-31
    november  | renewal | 440    | 2026-11-15
    some day  | upsell  | 3000   |
"""


def test_what_should_close_stands_in_its_month_by_kind(tmp_path: Path) -> None:
    """September 100 + 200, October 400 + 50, November 440. What should close today is not past yet."""
    chart = brief_of(book_with(tmp_path, CLOSING)).by_month
    assert chart is not None
    assert chart.categories == ("Sep 2026", "Oct 2026", "Nov 2026")
    assert [(one.name, one.values) for one in chart.series] == [("Renewal", (200, 0, 440)), ("Upsell", (100, 450, 0))]
    assert chart.title == "The most should close in Oct 2026; 1 close date already past"
    assert chart.note == "1 opportunity without a close date left out."


def test_what_closes_after_the_twelfth_month_is_said_to_be_left_out(tmp_path: Path) -> None:
    """An opportunity a month from October 2026 on; the thirteenth, in October 2027, is the largest."""
    months = [f"m{place} | {1000 if place == 12 else 10} | {2026 + (9 + place) // 12}-{(9 + place) % 12 + 1:02}-05"
              for place in range(13)]  # fmt: skip
    chart = brief_of(book_with(tmp_path, "\n".join(["name | amount | closes", *months]))).by_month
    assert chart is not None
    assert (chart.categories[0], chart.categories[-1], len(chart.categories)) == ("Oct 2026", "Sep 2027", 12)
    assert sum(float(value or 0) for value in chart.series[0].values) == 120
    assert chart.title == "The most should close in Oct 2027"
    assert chart.note == "1 opportunity to close after Sep 2027 left out."


def test_without_a_date_there_is_no_chart_of_months(tmp_path: Path) -> None:
    book = book_with(tmp_path, "name | amount | closes\nsome day | 5 |")
    assert by_month(book, opportunities_of(book), DAY) is None


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_with(tmp_path_factory.mktemp("waits"), WAITING, CHANGES)


WAITING = """
    name        | kind    | amount | closes
    as planned  | upsell  | 10     | 2026-10-01
    once        | upsell  | 20     | 2026-11-01
    twice       | upsell  | 40     | 2026-12-01
    three times | upsell  | 80     | 2027-01-01
    earlier     | upsell  | 160    | 2026-10-01
    dated late  | upsell  | 320    | 2026-12-01
    and back    | upsell  | 640    | 2026-11-01
    overdue     | upsell  | 1280   | 2026-09-29
    due today   | upsell  | 2560   | 2026-09-30
    both        | upsell  | 5      | 2026-09-20
    stalls      | upsell  | 70     | 2026-12-31
    renews      | renewal | 90     | 2026-12-31
"""
CHANGES = """
    opportunity_id | changed_at       | field      | was        | now
    once           | 2026-06-01 10:00 | close date | 2026-10-01 | 2026-11-01
    twice          | 2026-06-01 10:00 | close date | 2026-10-01 | 2026-11-01
    twice          | 2026-06-02 10:00 | close date | 2026-11-01 | 2026-12-01
    three times    | 2026-06-01 10:00 | close date | 2026-09-01 | 2026-11-01
    three times    | 2026-06-02 10:00 | close date | 2026-11-01 | 2026-12-01
    three times    | 2026-06-03 10:00 | close date | 2026-12-01 | 2027-01-01
    earlier        | 2026-06-01 10:00 | close date | 2026-12-01 | 2026-10-01
    dated late     | 2026-06-01 10:00 | close date |            | 2026-12-01
    and back       | 2026-06-01 10:00 | close date | 2026-10-01 | 2026-12-01
    and back       | 2026-06-02 10:00 | close date | 2026-12-01 | 2026-11-01
    both           | 2026-06-01 10:00 | close date | 2026-08-01 | 2026-09-20
    stalls         | 2026-07-10 10:00 | stage      | first      | proposal
    renews         | 2026-03-10 10:00 | stage      | first      | proposal
"""
STEPS = [StageStep("first", 2, 2, 0, 0, 30, 2), StageStep("proposal", 20, 5, 5, 10, 41, 5)]
"""Five that went on took 41 days in the middle, so an opportunity stalls after 82."""


def whys(book: Book, day: date, steps: list[StageStep] = STEPS) -> dict[str, str]:
    return {one.opportunity.name: one.why for one in watched(opportunities_of(book), steps, day) if one.why}


def test_how_often_an_opportunity_was_put_off_and_since_when(book: Book) -> None:
    """10 July to 30 September are 82 days: not stalled yet. A date that is brought forward, or given for the first
    time, is not put off."""
    assert whys(book, DAY) == {
        "once": "Close date moved once (first date 1 Oct 2026)",
        "twice": "Close date moved twice (first date 1 Oct 2026)",
        "three times": "Close date moved 3 times (first date 1 Sep 2026)",
        "and back": "Close date moved once (first date 1 Oct 2026)",
        "overdue": "1 day past its date",
        "both": "Close date moved once (first date 1 Aug 2026); 10 days past its date",
    }


def test_an_opportunity_stalls_from_the_day_after_twice_what_others_took(book: Book) -> None:
    later = DAY + timedelta(days=1)
    assert whys(book, later)["stalls"] == "83 days in proposal (usual: 41)"
    assert "renews" not in whys(book, later)
    few = [StageStep("proposal", 20, 4, 5, 11, 41, 4)]
    assert whys(book, DAY, few)["stalls"] == "82 days in proposal"


def test_opportunities_put_off_or_overdue_are_counted_with_their_money(book: Book) -> None:
    """20 + 40 + 80 + 640 + 1280 + 5 = 2,065. Here nobody knows how long a stage takes, so 60 days are the limit."""
    brief = brief_of(book)
    slipped, stalled = brief.figure("pipeline.slipped"), brief.figure("pipeline.stalled")
    assert (slipped.value, slipped.note) == (6, "€2,065 a month")
    assert (stalled.value, stalled.note) == (1, "€70 a month")


def test_what_stalls_or_slips_is_listed_the_largest_first(book: Book) -> None:
    """2,065 and the 70 that stall."""
    table = brief_of(book).watch
    assert table is not None
    assert [row[0] for row in table.rows] == ["overdue", "and back", "three times", "stalls", "twice", "once", "both"]
    assert table.title == "7 opportunities stall or slip, €2,135 a month; 1 of them stalled"
    none_stalls = watch_table(book, watched(opportunities_of(book), STEPS, DAY))
    assert none_stalls is not None
    assert none_stalls.title == "6 opportunities stall or slip, €2,065 a month; none of them stalled"


def test_most_are_lost_where_the_smallest_share_goes_on(book: Book) -> None:
    """First: 3 of 9 that left it were lost; proposal: 2 of 4; review: 1 of 10, most are there still; of closing nobody
    knows."""
    steps = [
        StageStep("first", 10, 6, 3, 1, 12, 6), StageStep("proposal", 6, 2, 2, 2, 20, 2),
        StageStep("review", 40, 9, 1, 30, 20, 9), StageStep("closing", 2, 0, 0, 2, None, 0),
    ]  # fmt: skip
    table = stage_table(book, steps)
    assert table is not None
    assert table.title == "Proposal is where most are lost: 50 of 100"
    assert [row[:5] for row in table.rows] == [
        ("first", 10, 6, 3, 1), ("proposal", 6, 2, 2, 2), ("review", 40, 9, 1, 30), ("closing", 2, 0, 0, 2),
    ]  # fmt: skip
    assert [row[5] and str(row[5])[:2] for row in table.rows] == ["67", "50", "90", None]


def test_where_nothing_was_lost_no_stage_is_weakest(book: Book) -> None:
    table = stage_table(book, [StageStep("first", 3, 2, 0, 1, 12, 2)])
    assert table is not None
    assert table.title == "No opportunity was lost in any stage yet"
    assert stage_table(book, [StageStep("first", 3, 0, 0, 3, None, 0)]) is None


WEEK = """
    name    | status | amount | opened     | closes     | closed
    signed  | won    | 100    | 2026-05-01 | 2026-09-24 | 2026-09-24
    gone    | lost   | 100    | 2026-05-01 | 2026-09-24 | 2026-09-25
    new     | open   | 100    | 2026-09-23 | 2026-12-01 |
    too old | open   | 100    | 2026-09-22 | 2026-12-01 |
    moves   | open   | 400    | 2026-05-01 | 2026-12-01 |
"""
WEEK_CHANGES = """
    opportunity_id | changed_at       | field      | was        | now
    moves          | 2026-09-22 23:00 | close date | 2026-09-01 | 2026-10-01
    moves          | 2026-09-23 10:00 | close date | 2026-10-01 | 2026-11-01
    moves          | 2026-09-24 10:00 | close date | 2026-11-01 | 2026-12-15
    moves          | 2026-09-25 10:00 | close date | 2026-12-15 | 2026-12-01
    moves          | 2026-09-26 10:00 | stage      | first      | proposal
    moves          | 2026-09-27 10:00 | amount     | 300        | 400
    too old        | 2026-09-28 10:00 | close date |            | 2026-12-01
    moves          | 2026-09-29 10:00 | next step  | Call       |
"""


def test_what_happened_in_a_week_is_counted_in_its_words(tmp_path: Path) -> None:
    """Put off on the 24th, brought forward on the 25th; with the amount, the first date and the next step that makes
    four changes. What happened on the 23rd is eight days ago with the day itself."""
    table = brief_of(book_with(tmp_path, WEEK, WEEK_CHANGES)).events
    assert table is not None
    assert table.title == "8 changes in the week to 30 Sep 2026"
    assert table.note == "1 won, 1 lost, 1 close date moved, 1 moved on and 4 changed."
    assert [(row[0], row[1], row[3], row[4], row[5]) for row in table.rows] == [
        (date(2026, 9, 29), "moves", "next step", "Call", None),
        (date(2026, 9, 28), "too old", "close date", None, "1 Dec 2026"),
        (date(2026, 9, 27), "moves", "amount", "€300", "€400"),
        (date(2026, 9, 26), "moves", "stage", "first", "proposal"),
        (date(2026, 9, 25), "moves", "close date", "15 Dec 2026", "1 Dec 2026"),
        (date(2026, 9, 25), "gone", "lost", None, None),
        (date(2026, 9, 24), "moves", "close date", "1 Nov 2026", "15 Dec 2026"),
        (date(2026, 9, 24), "signed", "won", None, None),
    ]
    assert {row[6] for row in table.rows} == {Decimal(100), Decimal(400)}


def test_a_week_in_which_nothing_happened_has_no_table(book: Book) -> None:
    assert event_table(book, [], DAY) is None
