"""Why the green share changed: by hand, by signal, and the same as figure and chart of the sample say."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from steward.briefings.internal.health.health import HealthBook, health_book
from steward.briefings.internal.health.history import history
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.walk import Walk
from steward.domain.health import Colour, Group, PointScale, Rules, Signal, scored
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.health_rules import health_rules
from steward.services.topics import of_book
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace
from tests.homes import SETTINGS, loaded, opened_once

RULES = Rules({Group.RELATIONSHIP: 1}, {Signal.RECENCY: PointScale(90, 14)})
"""Days since the last call: green up to 33 of them, nothing from 90 on."""
TABLES = {
    "accounts": "account_id | name\nA | Always\nB | Before\nC | Came\nD | Doubled",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        s1              | A          | wan        | 100 | 2025-01-01
        s2              | B          | wan        | 100 | 2025-01-01
        s3              | C          | wan        | 200 | 2025-01-01
        s4              | D          | wan        | 100 | 2025-01-01
        s5              | D          | lan        | 100 | 2026-08-01
    """,
    "activities": """
        activity_id | account_id | happened_at      | kind
        a1          | A          | 2026-06-20 09:00 | call
        a2          | A          | 2026-09-20 09:00 | call
        a3          | B          | 2026-06-20 09:00 | call
        a4          | C          | 2026-04-01 09:00 | call
        a5          | C          | 2026-09-25 09:00 | call
        a6          | D          | 2026-06-20 09:00 | call
        a7          | D          | 2026-09-20 09:00 | call
    """,
}


def told(book: Book, rules: Rules = RULES) -> HealthBook:
    rows = book_rows.customers(book.warehouse, str(book.quarter))
    return health_book(book, rows, history(book, rules), {})


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> HealthBook:
    return told(book_of(loaded(tmp_path_factory.mktemp("green"), SETTINGS, **TABLES)))


def test_by_hand(brief: HealthBook) -> None:
    """In June 300 of 500 are green: 60 %. In September 500 of 600: 83.33 %. Each against 60 %, over 600: `B` brings
    60 too little where it had 40 too much, `C` 80 too much where it had 120 too little, `D` 80 instead of 40."""
    (walk,) = brief.walks
    assert walk.bridge and walk.rows and walk.causes
    assert [(step.label, round(float(step.value), 2)) for step in walk.bridge.steps] == [
        ("Jun 2026", 60), ("Came", 33.33), ("Before", -16.67), ("1 same side of green, other MRR", 6.67),
        ("Sep 2026", 83.33),
    ]  # fmt: skip
    assert [(row[0], row[2], row[3], row[4], row[7]) for row in walk.rows.rows] == [
        ("Before", "Left green", 100, 0, "Since the last contact"),
        ("Doubled", "Same side of green, other MRR", 100, 100, None),
        ("Came", "Became green", 0, 100, "Since the last contact"),
    ]
    assert walk.causes.rows == (("Relationship", "Since the last contact", 1, 1, 0.0),)
    assert brief.figure("health.green_share").previous == 60


def test_the_paragraph_says_who_crossed_and_what_moved(brief: HealthBook) -> None:
    assert brief.walks[0].said.replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        "The green share of MRR grew from 60.0 % to 83.3 % between Jun 2026 and Sep 2026 (+23.3 pt). "
        "Left green −16.7 pt: Before (€100 a month, score 100 → 0, “Since the last contact”). "
        "Became green +33.3 pt: Came (€200 a month, score 0 → 100, “Since the last contact”). "
        "Same side of green, other MRR +6.7 pt: 1 account. "
        "The mean score of 4 accounts scored both times stayed at 75.0: “Since the last contact” 0.00 (1 up, 1 down)."
    )


def test_without_scores_a_quarter_before_that_is_said(brief: HealthBook, tmp_path: Path) -> None:
    young = {**TABLES, "subscriptions": TABLES["subscriptions"].replace("2025-01-01", "2026-07-01")}
    (walk,) = told(book_of(loaded(tmp_path, SETTINGS, **young), "2026-Q3")).walks
    assert walk.said.startswith("Why health changed cannot be told: ") and walk.bridge is None


@pytest.fixture(scope="module", params=["2026-Q3", "2026-Q2", "2025-Q4"])
def sample(request: pytest.FixtureRequest, sample_home: Path) -> Book:
    return book_of(opened_once(Workspace.whole(sample_home)), request.param)


@pytest.fixture(scope="module")
def found(sample: Book, sample_home: Path) -> HealthBook:
    return told(sample, health_rules(Workspace.whole(sample_home).plans).rules)


def test_the_sample_says_what_pandas_says_and_adds_up(found: HealthBook, sample: Book) -> None:
    (walk,) = found.walks
    then, now = (_month(found, end) for end in (sample.quarter.previous.end, sample.quarter.end))
    share = found.figure("health.green_share")
    for value, month in ((share.previous, then), (share.value, now)):
        assert value == pytest.approx(month.green.sum() / month.mrr.sum() * 100, abs=1e-9)
    assert walk.bridge and walk.rows
    opening, *middle, closing = walk.bridge.steps
    assert (opening.value, closing.value) == (share.previous, share.value)
    assert sum(float(step.value) for step in middle) == pytest.approx(closing.value - opening.value, abs=1e-9)  # type: ignore[operator]
    every = then.index.union(now.index)
    before, after = then.reindex(every).fillna(0), now.reindex(every).fillna(0)
    expected = (
        after.green - before.green - then.green.sum() / then.mrr.sum() * (after.mrr - before.mrr)
    ) / now.mrr.sum()
    assert walk.rows.keys
    for key, row in zip(walk.rows.keys, walk.rows.rows, strict=True):
        assert row[-1] == pytest.approx(expected[key] * 100, abs=1e-9)


def _month(found: HealthBook, end: object) -> pd.DataFrame:
    table = found.history.table
    accounts, ends = np.array(table.accounts)[table.account_of], np.array(table.months)[table.month_of]
    data = pd.DataFrame({"account": accounts, "end": ends, "mrr": table.mrr, "score": found.history.total})
    ours = {line.row.account_id for line in found.lines}
    data = data[(data.end == end) & data.score.notna() & data.account.isin(ours)].set_index("account")
    data["green"] = data.mrr.where(np.round(data.score) >= found.history.rules.green_from, 0.0)
    return data[["mrr", "green"]]


def test_signals_add_up_to_each_group_and_to_the_change_of_the_mean(found: HealthBook) -> None:
    table, rules = found.history.table, found.history.rules
    scores = scored(rules, table.values, [table.segments[account] for account in table.account_of])
    for group in Group:
        of_signals = sum(scores.signal_part(signal) for signal in Signal if signal.group is group)
        assert np.allclose(of_signals, scores.part(group))
    (walk,) = found.walks
    assert walk.causes is not None
    both = [line for line in found.lines if line.state and line.earlier and line.moved is not None]
    mean = sum(line.moved or 0 for line in both) / len(both)
    assert sum(float(row[-1] or 0) for row in walk.causes.rows) == pytest.approx(mean, abs=1e-9)  # type: ignore[arg-type]


def test_the_chart_ends_at_the_same_share(found: HealthBook) -> None:
    assert found.colours is not None
    last = {series.name: series.values[-1] for series in found.colours.series}
    share = float(last[Colour.GREEN.capitalize()] or 0) / sum(float(one or 0) for one in last.values()) * 100
    assert found.figure("health.green_share").value == pytest.approx(share, abs=1e-6)


def test_one_share_of_mrr_is_green(found: HealthBook) -> None:
    """What is called green by hand, too, is told as money."""
    green = [one for one in found.lines if one.health is Colour.GREEN]
    money = found.figure("health.green_accounts").note.removesuffix(" a month")
    assert money == found.colours.unit.compact(sum(one.row.mrr for one in green))  # type: ignore[union-attr]
    assert [one.id for one in found.figures if "%" in f"{one.text} {one.note}"] == ["health.green_share"]


def test_scripts_are_told_why(sample_home: Path) -> None:
    workspace = Workspace.whole(sample_home)
    book, plan_cache = book_of(opened_once(workspace)), PlanCache(Plans.whole(workspace.plans))
    walks: list[Walk] = [walk for topic in of_book(book, plan_cache) for walk in topic.walks]
    assert {"book.nrr", "book.grr", "nps.score", "health.green_share"} <= {walk.figure for walk in walks}
