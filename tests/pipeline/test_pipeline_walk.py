"""Why the open pipeline changed: each cause by hand, and on the sample from the pipeline of one quarter to the next."""

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from steward.briefings.internal.opportunities.book import PipelineBook, pipeline_book
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.walk import Walk
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import loaded, opened_once

BASE = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2026-01-01",
}
OPPORTUNITIES = """
    opportunity_id | name     | stage | status | amount | account_id | opened_on  | close_on   | closed_on
    o1             | Same     | s     | open   | 10     | A1         | 2026-01-01 | 2026-12-01 |
    o2             | Raised   | s     | open   | 30     | A1         | 2026-01-01 | 2026-12-01 |
    o3             | Lowered  | s     | open   | 5      | A1         | 2026-01-01 | 2026-12-01 |
    o4             | Won      | won   | won    | 100    | A1         | 2026-01-01 | 2026-08-01 | 2026-08-01
    o5             | Lost     | lost  | lost   | 7      | A1         | 2026-01-01 | 2026-08-01 | 2026-08-02
    o6             | New      | s     | open   | 40.5   |            | 2026-07-02 | 2026-12-01 |
    o7             | Short    | won   | won    | 999    | A1         | 2026-07-02 | 2026-08-01 | 2026-08-01
    o8             | Long ago | won   | won    | 999    | A1         | 2026-01-02 | 2026-02-01 | 2026-02-01
"""
CHANGES = """
    opportunity_id | changed_at       | field  | was | now
    o2             | 2026-07-05 10:00 | amount | 20  | 30
    o3             | 2026-07-05 10:00 | amount | 9   | 5
"""


def told(book: Book, filters: Filters = EVERYTHING) -> PipelineBook:
    return pipeline_book(book, book_rows.book(book.warehouse, str(book.quarter)), filters)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("open")
    return book_of(loaded(folder, **BASE, opportunities=OPPORTUNITIES, opportunity_changes=CHANGES), "2026-Q3")


@pytest.fixture(scope="module")
def walk(book: Book) -> Walk:
    return told(book).walks[0]


def test_by_hand(walk: Walk) -> None:
    """Open in June: 10 + 20 + 9 + 100 + 7 = 146. In September: 10 + 30 + 5 + 40.50 = 85.50."""
    assert walk.bridge and walk.rows
    assert [(step.label, step.value) for step in walk.bridge.steps] == [
        ("Q2 2026", 146), ("New", Decimal("40.5")), ("Amount raised", 10), ("Amount lowered", -4), ("Won", -100),
        ("Lost", -7), ("Q3 2026", Decimal("85.5")),
    ]  # fmt: skip
    assert [(row[0], *row[3:]) for row in walk.rows.rows] == [
        ("Won", "Won", 100, None, -100), ("New", "New", None, Decimal("40.5"), Decimal("40.5")),
        ("Raised", "Amount raised", 20, 30, 10), ("Lost", "Lost", 7, None, -7),
        ("Lowered", "Amount lowered", 9, 5, -4),
    ]  # fmt: skip


def test_the_paragraph_adds_up_as_it_is_written(walk: Walk) -> None:
    """85.50 is written as 86 and the difference as −60, so 40.50 is written as 41."""
    assert walk.said == (
        "The open pipeline fell from €146 to €86 a month between Q2 2026 and Q3 2026 (−€60). "
        "New +€41: 1 opportunity (New +€40). Amount raised +€10: 1 opportunity (Raised at Alpha +€10). "
        "Amount lowered −€4: 1 opportunity (Lowered at Alpha −€4). Won −€100: 1 opportunity (Won at Alpha −€100). "
        "Lost −€7: 1 opportunity (Lost at Alpha −€7)."
    )


def test_the_first_quarter_has_nothing_to_be_held_against(book: Book) -> None:
    (walk,) = told(book_of(book.warehouse, "2026-Q1")).walks
    assert walk.said == "Why the open pipeline changed cannot be told: the data begins with Q1 2026."
    assert walk.bridge is None and walk.rows is None


def test_without_opportunities_that_is_said(tmp_path: Path) -> None:
    (walk,) = told(book_of(loaded(tmp_path, **BASE), "2026-Q3")).walks
    assert "No opportunities feed is loaded." in walk.said and walk.bridge is None


@pytest.mark.parametrize("filters", [EVERYTHING, Filters(owners=("P104",))], ids=str)
@pytest.mark.parametrize("quarter", ["2026-Q2", "2026-Q1", "2025-Q4"])
def test_the_sample_goes_from_one_quarter_to_the_next(quarter: str, filters: Filters, sample_home: Path) -> None:
    """By the figures of both quarters, and by what the CRM says of who was open, won and lost."""
    book = book_of(opened_once(Workspace.whole(sample_home)), quarter)
    now, before = told(book, filters), told(book_of(book.warehouse, str(book.quarter.previous)), filters)
    (walk,) = now.walks
    assert walk.bridge and walk.rows
    opening, *middle, closing = walk.bridge.steps
    assert (opening.value, closing.value) == (before.figure(walk.figure).value, now.figure(walk.figure).value)
    assert opening.value + sum(step.value for step in middle) == closing.value  # type: ignore[arg-type, operator]
    parts = [Decimal(one.replace(",", "").replace("−", "-")) for one in _amounts(walk.said)]
    assert parts[0] == sum(parts[1:])
    if filters.all:
        crm = pd.read_csv(sample_home / "data" / "opportunities.csv").set_index("opportunity_id")
        start, end = str(book.quarter.previous.end), str(book.quarter.end)
        ended = crm[(crm.opened_on <= start) & (crm.closed_on > start) & (crm.closed_on <= end)]
        new = crm[(crm.opened_on > start) & (crm.opened_on <= end) & (crm.closed_on.isna() | (crm.closed_on > end))]
        causes = {key: row[3] for key, row in zip(walk.rows.keys, walk.rows.rows, strict=True)}
        assert {key for key, cause in causes.items() if cause == "New"} == set(new.index)
        assert {key: cause.lower() for key, cause in causes.items() if cause in ("Won", "Lost")} == dict(ended.status)  # type: ignore[union-attr]


def _amounts(said: str) -> list[str]:
    """The whole, then each cause."""
    whole = re.findall(r"\(([+−]?)€([\d,]+)\)\.", said)[:1]
    causes = re.findall(r"(?:New|again|raised|lowered|Won|Lost|open) ([+−]?)€([\d,]+):", said)
    return [sign + digits for sign, digits in (*whole, *causes)]
