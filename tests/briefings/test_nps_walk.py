"""Why NPS changed: by person worked out by hand, by account worked out again, adding up to the change."""

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from steward.briefings.internal.nps.nps import Nps, nps
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.walk import Walk
from steward.exhibits import Step
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import SETTINGS, loaded, opened_once

ACCOUNTS = "account_id | name\nA1 | Alpha\nA2 | Beta"
SUBSCRIPTIONS = """
    subscription_id | account_id | product_id | mrr | starts_on
    s1              | A1         | wan        | 100 | 2025-01-01
    s2              | A2         | wan        | 100 | 2025-01-01
"""
ANSWERS = """
    response_id | account_id | contact_id | score | sent_on
    b1          | A1         | c1         | 9     | 2026-05-01
    b2          | A1         | c2         | 9     | 2026-05-01
    b3          | A1         | c3         | 5     | 2026-05-01
    b4          | A1         | c4         | 10    | 2026-05-01
    b5          | A2         | c5         | 0     | 2026-05-01
    b6          | A2         | c6         |       | 2026-05-01
    n1          | A1         | c1         | 9     | 2026-08-01
    n2          | A1         | c2         | 6     | 2026-08-01
    n3          | A1         | c3         | 8     | 2026-08-01
    n6          | A2         | c6         | 3     | 2026-08-01
    n7          | A2         | c7         | 9     | 2026-08-01
    n8          | A2         |            | 10    | 2026-08-01
"""


def asked(book: Book, filters: Filters = EVERYTHING) -> Nps:
    return nps(book, [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)])


def book_with(folder: Path, answers: str, settings: str = SETTINGS) -> Book:
    tables = {"accounts": ACCOUNTS, "subscriptions": SUBSCRIPTIONS, "nps_responses": answers}
    return book_of(loaded(folder, settings, **tables), "2026-Q3")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    return asked(book_with(tmp_path_factory.mktemp("spoken"), ANSWERS)).walks[0]


def test_by_hand(walk: Walk) -> None:
    """Before: 3 promoters, 2 detractors of 5 = 20. Now: 3 and 2 of 6 = 16.67. A promoter brings 1 − 0.2 more than the
    NPS of before, a passive 0 − 0.2, a detractor −1 − 0.2; all over 6. c2 falls by 2, c3 rises by 1."""
    assert walk.bridge and walk.rows
    assert [(step.label, round(float(step.value), 2)) for step in walk.bridge.steps] == [
        ("Q2 2026", 20), ("1 person, better than before", 16.67), ("1 person, worse than before", -33.33),
        ("1 promoter, only before", -13.33), ("1 detractor, only before", 20), ("2 promoters, only now", 26.67),
        ("1 detractor, only now", -20), ("Q3 2026", 16.67),
    ]  # fmt: skip
    assert [(row[0], *row[2:-1], round(float(row[-1]), 2)) for row in walk.rows.rows] == [  # type: ignore[arg-type]
        ("Alpha", 4, 3, 1, 3, 1, 1, -30.0), ("Beta", 1, 0, 1, 3, 2, 1, 26.67),
    ]  # fmt: skip


def test_the_paragraph_says_who_answered_then_and_now(walk: Walk) -> None:
    assert walk.said == (
        "NPS fell from 20 to 17 between Q2 2026 and Q3 2026 (−3), of 5 answers then and 6 now. "
        "The change of −3 since Q2 2026 may be chance (z = −0.17). "
        "Answered both times, better +17: now 1 passive at Alpha. "
        "Answered both times, worse −33: now 1 detractor at Alpha. "
        "Answered both times, alike 0: now 1 promoter at Alpha. "
        "Answered only before +7: 1 promoter and 1 detractor (Alpha 1 and Beta 1). "
        "Answered only now +6: 2 promoters and 1 detractor at Beta. "
        "By account, Alpha (−30.0) and Beta (+26.7) moved it most."
    )


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (ANSWERS.replace("2026-05-01", "2026-01-15"), "no answers in Q2 2026, and a score needs 5."),
        (ANSWERS.replace("b5 ", "n9 ").replace("| 0     | 2026-05", "| 0     | 2026-08"), "4 answers in Q2 2026"),
        (ANSWERS.replace("2026-08-01", "2026-05-02"), "No survey was sent in this quarter."),
    ],
    ids=["nobody before", "too few before", "nobody now"],
)
def test_without_two_scores_that_is_said(answers: str, why: str, tmp_path: Path) -> None:
    found = asked(book_with(tmp_path, answers)).walks[0]
    assert why in found.said and found.bridge is None and found.rows is None


def test_a_quarter_that_runs_is_held_against_no_whole_one(tmp_path: Path) -> None:
    found = asked(book_with(tmp_path, ANSWERS, SETTINGS.replace("2026-09-30", "2026-08-31"))).walks[0]
    assert found.bridge is None and "Q3 2026 is not over" in found.said


def test_who_answers_twice_counts_twice_and_is_one_person(tmp_path: Path) -> None:
    """c1 answers 9 and 9 now: as before, but with more weight: (2 − 0.2 × 2) − (1 − 0.2) of 7."""
    again = f"{ANSWERS.rstrip()}\n    n9 | A1 | c1 | 9 | 2026-09-01\n"
    found = asked(book_with(tmp_path, again)).walks[0]
    assert found.bridge is not None
    told = {step.label: round(float(step.value), 4) for step in found.bridge.steps}
    assert told["1 person, as before"] == round(0.8 / 7 * 100, 4)


def test_where_nobody_is_named_nobody_is_met_again(tmp_path: Path) -> None:
    """Five answers of an account in each quarter are ten people, and the chart says so."""
    head = "response_id | account_id | score | sent_on\n"
    rows = (f"{day}{number} | A1 | {9 if day == '2026-05-01' else 8} | {day}\n"
            for day in ("2026-05-01", "2026-08-01") for number in range(5))  # fmt: skip
    found = asked(book_with(tmp_path, head + "".join(rows))).walks[0]
    assert found.bridge is not None
    assert [step.label for step in found.bridge.steps[1:-1]] == ["5 passives, only now"]
    assert "5 promoters at Alpha" in found.said and "both times" not in found.said
    assert "nobody is met again" in found.bridge.note


SAMPLE_QUARTERS = ["2026-Q3", "2026-Q2", "2025-Q4"]


@pytest.mark.parametrize("filters", [EVERYTHING, Filters(owners=("P104",))], ids=str)
@pytest.mark.parametrize("quarter", SAMPLE_QUARTERS)
def test_the_sample_says_what_pandas_says_and_adds_up(quarter: str, filters: Filters, sample_home: Path) -> None:
    """Each account from its counts alone, which needs no person: the steps of a group are the step of it as one."""
    book = book_of(opened_once(Workspace.whole(sample_home)), quarter)
    brief, before = asked(book, filters), asked(book_of(book.warehouse, str(book.quarter.previous)), filters)
    (walk,) = brief.walks
    assert walk.bridge is not None and walk.rows is not None
    opening, *middle, closing = walk.bridge.steps
    assert (opening.value, closing.value) == (before.figure("nps.score").value, brief.figure("nps.score").value)
    assert _sum(middle) == pytest.approx(closing.value - opening.value, abs=1e-9)  # type: ignore[operator]
    expected = _expected(pd.read_csv(sample_home / "data" / "nps_responses.csv"), book, list(walk.rows.keys))
    for key, row in zip(walk.rows.keys, walk.rows.rows, strict=True):
        assert row[-1] == pytest.approx(expected[key], abs=1e-9)
    parts = re.findall(r"(?:Answered[^:]*?) ([+−]?\d+):", walk.said)
    assert len(parts) >= 4
    assert sum(Decimal(part.replace("−", "-")) for part in parts) == brief.figure("nps.score").delta


def _sum(middle: list[Step]) -> float:
    return sum(float(step.value) for step in middle)


def _expected(answers: pd.DataFrame, book: Book, keys: list[str]) -> "pd.Series[float]":
    """By account, of these accounts; a promoter from 9 on, a detractor up to 6."""
    given = answers[answers.score.notna() & answers.account_id.isin(keys)]
    days = pd.to_datetime(given.answered_on.fillna(given.sent_on))

    def of(first: object, last: object) -> pd.DataFrame:
        inside = given[(days >= pd.Timestamp(str(first))) & (days < pd.Timestamp(str(last)) + pd.Timedelta(days=1))]
        leaning = (inside.score >= 9).astype(int) - (inside.score <= 6).astype(int)
        grouped = leaning.groupby(inside.account_id)
        return pd.DataFrame({"above": grouped.sum(), "below": grouped.count()}).reindex(keys).fillna(0)

    quarter = book.quarter
    then, now = of(quarter.previous.start, quarter.previous.end), of(quarter.start, quarter.end)
    ratio = then.above.sum() / then.below.sum()
    return ((now.above - then.above) - ratio * (now.below - then.below)) / now.below.sum() * 100
