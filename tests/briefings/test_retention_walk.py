"""Why NRR and GRR changed: worked out by hand, adding up, and the same as the figures of both quarters."""

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.retention.book import retention_book
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.walk import Walk
from steward.exhibits import Step
from steward.workspace import Workspace
from tests.homes import loaded, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = {as_of}\nstrategic_threshold = 150\n'
ACCOUNTS = """
    account_id | name    | region
    same       | Steady  | North
    grows      | Growing | North
    lost       | Losing  | South
    base       | Basing  | South
    entered    | Newcome | North
    left       | Leaving | South
    trial      | Trying  | North
    tiny       | Never   | North
"""
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr | starts_on  | ends_on
    s1              | same       | wan        | 100 | 2025-01-01 |
    s2              | grows      | wan        | 100 | 2025-01-01 |
    s3              | grows      | voice      |  60 | 2026-08-15 |
    s4              | lost       | wan        | 100 | 2025-01-01 | 2026-08-31
    s5              | base       | wan        | 100 | 2025-01-01 |
    s6              | base       | voice      | 100 | 2025-08-01 |
    s7              | entered    | wan        | 100 | 2025-08-01 | 2026-08-31
    s8              | entered    | wan        |  90 | 2026-08-31 |
    s9              | left       | wan        | 100 | 2025-01-01 | 2025-08-31
    s10             | trial      | wan        |   0 | 2025-01-01 | 2026-08-31
    s11             | trial      | wan        |  10 | 2026-08-31 |
    s12             | tiny       | wan        |  70 | 2026-07-01 |
"""


def book_at(folder: Path, quarter: str | None = None, as_of: str = "2026-09-30", **tables: str) -> Book:
    feeds = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, **tables}
    return book_of(loaded(folder, SETTINGS.format(as_of=as_of), **feeds), quarter)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_at(tmp_path_factory.mktemp("walked"))


def walk_of(book: Book, label: str = "NRR", filters: Filters = EVERYTHING) -> Walk:
    return next(one for one in retention_book(book, filters).walks if one.label == label)


def rows(walk: Walk) -> dict[object, tuple[object, ...]]:
    assert walk.rows is not None
    return {row[0]: (*row[2:-1], round(float(row[-1] or 0), 6)) for row in walk.rows.rows}  # type: ignore[arg-type]


def steps(walk: Walk) -> list[tuple[str, float]]:
    assert walk.bridge is not None
    return [(step.label, round(float(step.value), 6)) for step in walk.bridge.steps]


def test_nrr_by_hand(book: Book) -> None:
    """Year to June: 100 + 100 + 100 + 200 + 0 (left) + 0 (trial) of five times 100 = 500 of 500, so NRR 100 %.

    Year to September: 100 + 160 + 0 + 200 + 90 + 10 = 560 of 100 + 100 + 100 + 200 + 100 + 0 = 600, so 93.33 %.
    Each is held against 100 %: `grows` brings 60 more of 600, `base` as much as before of 100 more, `left` no longer
    brings 100 too little."""
    assert rows(walk_of(book)) == {
        "Losing": ("Lost", 100, 100, 100, 0, round(-100 / 6, 6)),
        "Basing": ("Down", 100, 200, 200, 200, round(-100 / 6, 6)),
        "Newcome": ("Entered", None, None, 100, 90, round(-10 / 6, 6)),
        "Trying": ("Up", 0, 0, 0, 10, round(10 / 6, 6)),
        "Growing": ("Up", 100, 100, 100, 160, 10),
        "Leaving": ("Left the year", 100, 0, None, None, round(100 / 6, 6)),
    }
    assert "The same in both and without a step: 1 account." in (walk_of(book).rows or pytest.fail()).note


def test_grr_by_hand(book: Book) -> None:
    """Year to June: 100 + 100 + 100 + 100 + 0 of 500 = 80 %. Year to September: 100 + 100 + 0 + 200 + 90 of 600 =
    81.67 %. Held against 80 %: `base` keeps 200 of 200 instead of 100 of 100, so 100 − 0.8 × 100 = 20 of 600."""
    assert rows(walk_of(book, "GRR")) == {
        "Losing": ("Lost", 100, 100, 100, 0, round(-100 / 6, 6)),
        "Basing": ("Up", 100, 200, 200, 200, round(20 / 6, 6)),
        "Newcome": ("Entered", None, None, 100, 90, round(10 / 6, 6)),
        "Leaving": ("Left the year", 100, 0, None, None, round(80 / 6, 6)),
    }


def test_the_bridge_goes_from_one_figure_to_the_other(book: Book) -> None:
    assert steps(walk_of(book)) == [
        ("Q2 2026", 100), ("Leaving", 16.666667), ("Growing", 10), ("Trying", 1.666667), ("Basing", -16.666667),
        ("Losing", -16.666667), ("Newcome", -1.666667), ("Q3 2026", 93.333333),
    ]  # fmt: skip


def test_the_paragraph_says_who_and_how_much(book: Book) -> None:
    said = walk_of(book).said.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said == (
        "NRR fell from 100.0 % to 93.3 % between Q2 2026 and Q3 2026 (−6.7 pt). "
        "The one customer that lowered it did not shrink: the year it is counted over now begins higher. "
        "Customers lost −16.7 pt: Losing (€100 → €0 a month, −16.67 pt). "
        "Customers that lowered it −16.7 pt: Basing (MRR a year before €100 → €200, −16.67 pt). "
        "Customers that raised it +11.7 pt: Growing (€100 → €160 a month, +10.00 pt) and Trying (€0 → €10 a month, "
        "+1.67 pt). "
        "Customers new in the twelve months −1.7 pt: Newcome (€100 → €90 in the year to Q3 2026, −1.67 pt). "
        "Customers no longer in the twelve months +16.7 pt: Leaving (€100 → €0 in the year to Q2 2026, +16.67 pt). "
        "New customers count from a year after they came."
    )


def test_a_figure_says_what_it_was_a_quarter_before(book: Book) -> None:
    for brief in (retention_book(book), book_briefing(book)):
        assert brief.figure("book.nrr").delta_text == "−6.7 pt on Q2 2026"
        assert brief.figure("book.grr").delta_text == "+1.7 pt on Q2 2026"
    assert retention_book(book).figure("book.logo_retention").previous == 80


@pytest.mark.parametrize(
    ("quarter", "why"),
    [
        ("2026-Q1", "no account had MRR on 31 Dec 2024, a year before the end of Q4 2025."),
        ("2025-Q4", "No account had MRR on 31 Dec 2024, a year before."),
        ("2025-Q1", "No account had MRR on 31 Mar 2024, a year before."),
    ],
)
def test_where_there_is_nothing_to_hold_it_against_that_is_said(book: Book, quarter: str, why: str) -> None:
    then = book_of(book.warehouse, quarter)
    found = walk_of(then)
    assert found.said == f"Why NRR changed cannot be told: {why}"
    assert found.bridge is None and found.rows is None
    assert retention_book(then).figure("book.nrr").previous is None


def test_charges_alone_tell_no_walk(tmp_path: Path) -> None:
    charges = "account_id | month | amount\nsame | 2025-06-01 | 30\nsame | 2026-09-01 | 30"
    found = walk_of(book_of(loaded(tmp_path, SETTINGS.format(as_of="2026-09-30"), accounts=ACCOUNTS, charges=charges)))
    assert "Charges alone do not say when a service ended" in found.said and found.bridge is None


def test_a_quarter_that_runs_is_told_up_to_its_last_month(tmp_path: Path) -> None:
    """In July `grows` and `lost` are as they were, `base` and `entered` are no earlier customers yet."""
    found = walk_of(book_at(tmp_path, "2026-Q3", as_of="2026-07-31"))
    assert found.said.startswith("NRR stayed at 100.0") and "Q3 2026, to Jul 2026" in found.said
    assert found.said.endswith("Nothing changed in either of the twelve months.")
    assert found.rows is None and [label for label, _ in steps(found)] == ["Q2 2026", "Q3 2026, to Jul 2026"]


def test_under_a_filter_the_walk_is_over_its_accounts(book: Book) -> None:
    """North: `same`, `grows`, `trial`, and later `entered`. Strategic a year before September: `base` alone; in June
    nobody was, so there is nothing to walk from."""
    assert set(rows(walk_of(book, filters=Filters(regions=("North",))))) == {"Growing", "Newcome", "Trying"}
    strategic = walk_of(book, filters=Filters(strategic_only=True))
    assert "no account had MRR on 30 Jun 2025" in strategic.said


SAMPLE_QUARTERS = ["2026-Q3", "2026-Q2", "2025-Q4"]


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Workspace:
    return Workspace.whole(sample_home)


@pytest.mark.parametrize("quarter", SAMPLE_QUARTERS)
@pytest.mark.parametrize("label", ["NRR", "GRR"])
def test_the_sample_says_what_pandas_says(label: str, quarter: str, sample: Workspace) -> None:
    """Worked out again from subscriptions alone, by the definition and the scheme of docs/metrics.md."""
    book = book_of(opened_once(sample), quarter)
    sql = "select account_id, mrr::double as mrr, starts_on, ends_on from staging.subscriptions"
    columns = book.warehouse.columns(sql)
    lines = pd.DataFrame({name: pd.Series(column.tolist()) for name, column in columns.items()})
    lines["ends_on"] = pd.to_datetime(lines.ends_on)
    ends = [pd.Timestamp(book.quarter.end), pd.Timestamp(book.quarter.previous.end)]
    now, then = (_cohort(lines, end, label) for end in ends)
    expected = _expected(then, now)
    found = walk_of(book, label)
    told = dict(zip(found.rows.keys, (row[-1] for row in found.rows.rows), strict=True)) if found.rows else {}
    assert set(told) == {key for key in expected.index if abs(expected[key]) > 1e-12 or key in told}
    for key, step in told.items():
        assert step == pytest.approx(expected[key], abs=1e-9)


def _cohort(lines: pd.DataFrame, end: pd.Timestamp, label: str) -> pd.DataFrame:
    def mrr(day: pd.Timestamp) -> pd.Series:
        held = lines[(lines.starts_on <= day) & (lines.ends_on.isna() | (lines.ends_on > day))]
        return held.groupby("account_id").mrr.sum()

    start = mrr(end - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0))
    last = mrr(end).reindex(start.index).fillna(0)
    return pd.DataFrame({"below": start, "above": last if label == "NRR" else last.clip(upper=start)})


def _expected(then: pd.DataFrame, now: pd.DataFrame) -> "pd.Series[float]":
    ratio = then.above.sum() / then.below.sum()
    every = then.index.union(now.index)
    before, after = then.reindex(every).fillna(0), now.reindex(every).fillna(0)
    return ((after.above - before.above) - ratio * (after.below - before.below)) / now.below.sum() * 100


@pytest.mark.parametrize("filters", [EVERYTHING, Filters(strategic_only=True), Filters(owners=("P104",))], ids=str)
@pytest.mark.parametrize("quarter", SAMPLE_QUARTERS)
def test_it_ends_at_the_figures_of_both_quarters_and_adds_up(quarter: str, filters: Filters, sample: Workspace) -> None:
    warehouse = opened_once(sample)
    book = book_of(warehouse, quarter)
    now, then = (retention_book(one, filters) for one in (book, book_of(warehouse, str(book.quarter.previous))))
    for walk in now.walks:
        assert walk.bridge is not None and walk.rows is not None
        opening, *middle, closing = walk.bridge.steps
        assert (opening.value, closing.value) == (then.figure(walk.figure).value, now.figure(walk.figure).value)
        assert now.figure(walk.figure).previous == opening.value
        assert _summed(middle) == pytest.approx(closing.value - opening.value, abs=1e-9)  # type: ignore[operator]
        points = sum(float(row[-1] or 0) for row in walk.rows.rows)  # type: ignore[arg-type]
        assert points == pytest.approx(_summed(middle), abs=1e-9)
        assert written(walk.said) == Decimal(f"{closing.value - opening.value:.1f}")  # type: ignore[operator]


def _summed(middle: list[Step]) -> float:
    return sum(float(step.value) for step in middle)


def written(said: str) -> Decimal:
    """The parts of the groups, which a reader adds up."""
    parts = re.findall(r"(?:lost|back|it|months) ([+−]?\d+\.\d) pt:", said)
    assert parts
    return sum((Decimal(part.replace("−", "-")) for part in parts), Decimal())
