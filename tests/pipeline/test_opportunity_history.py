"""The history of opportunities: from a feed of changes, or from one load after another."""

import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from steward.briefings.internal.loads.data_health import data_health
from steward.briefings.internal.opportunities.past import as_it_stood
from steward.briefings.internal.opportunities.pipeline import pipeline
from steward.briefings.internal.opportunities.watch import watched
from steward.briefings.internal.scope.book import book_of
from steward.errors import LoadFailed
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.opportunities import events, open_opportunities, stage_steps
from steward.workspace import Workspace
from tests.examples import first, times
from tests.homes import home, loaded, loaded_once, opened_once

BASE = {
    "accounts": "account_id | name\nA1 | Alpha",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2025-01-01",
}
HEAD = "opportunity_id | name | stage | status | amount | account_id | probability | opened_on | close_on | closed_on\n"
OPPORTUNITIES = (
    HEAD
    + """
    o1 | One   | won      | won  | 100 | A1 |     | 2026-01-10 | 2026-03-01 | 2026-03-01
    o2 | Two   | lost     | lost | 100 | A1 |     | 2026-01-10 | 2026-03-01 | 2026-02-20
    o3 | Three | proposal | open | 400 | A1 | 0.6 | 2026-02-01 | 2026-09-15 |
    o4 | Four  | first    | open | 50  | A1 | 0.1 | 2026-09-20 | 2026-12-15 |
""".replace("\n    ", "\n").lstrip("\n")
)
CHANGES = """
    opportunity_id | changed_at       | field      | was        | now
    o1             | 2026-01-20 10:00 | stage      | first      | proposal
    o1             | 2026-03-01 10:00 | stage      | proposal   | won
    o2             | 2026-02-10 10:00 | stage      | first      | proposal
    o2             | 2026-02-20 10:00 | stage      | proposal   | lost
    o3             | 2026-02-21 10:00 | stage      | first      | proposal
    o3             | 2026-04-01 10:00 | close date | 2026-05-01 | 2026-07-01
    o3             | 2026-09-25 10:00 | close date | 2026-07-01 | 2026-09-15
    o3             | 2026-09-26 10:00 | amount     | 300        | 400
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    made = tmp_path_factory.mktemp("history")
    return loaded(made, **BASE, opportunities=OPPORTUNITIES, opportunity_changes=CHANGES)


def test_what_became_of_those_that_stood_in_a_stage(warehouse: Warehouse) -> None:
    """First: o1, o2, o3 went on, o3 after 20 days, the others after nobody knows how many; o4 is there still.

    Proposal: o1 was won after 40 days, o2 lost, o3 is there still."""
    first, proposal = stage_steps(warehouse)
    assert (first.stage, first.entered, first.went_on, first.lost, first.still) == ("first", 4, 3, 0, 1)
    assert (proposal.stage, proposal.entered, proposal.went_on, proposal.lost, proposal.still) == (
        "proposal",
        3,
        1,
        1,
        1,
    )
    assert (proposal.days, proposal.timed) == (40, 1)
    assert (first.days, first.timed) == (20, 1)


def test_a_stay_that_began_before_the_record_has_no_length(warehouse: Warehouse) -> None:
    """Nothing is recorded before 20 January, so nobody knows how long o1 and o2 had been in the first stage."""
    found = {one.opportunity_id: one.stage_since for one in open_opportunities(warehouse, "2026-Q3", date(2026, 9, 30))}
    assert found == {"o3": date(2026, 2, 21), "o4": date(2026, 9, 20)}


def test_dates_put_off_are_counted(warehouse: Warehouse) -> None:
    three = next(
        one for one in open_opportunities(warehouse, "2026-Q3", date(2026, 9, 30)) if one.opportunity_id == "o3"
    )
    assert (three.put_off, three.first_close_on) == (2, date(2026, 5, 1))
    before = next(
        one for one in open_opportunities(warehouse, "2026-Q3", date(2026, 8, 31)) if one.opportunity_id == "o3"
    )
    assert before.put_off == 1


def test_why_an_opportunity_is_watched(warehouse: Warehouse) -> None:
    """o3 has been in proposal since 21 February, 221 days; one that went on is too few, so the limit is 60."""
    day = date(2026, 9, 30)
    found = {
        one.opportunity.name: one.why
        for one in watched(open_opportunities(warehouse, "2026-Q3", day), stage_steps(warehouse), day)
    }
    assert found == {
        "Three": "221 days in proposal; close date moved twice (first date 1 May 2026); "
        "15 days past its date", "Four": "",
    }  # fmt: skip


def test_what_happened_in_a_week(warehouse: Warehouse) -> None:
    told = [(one.name, one.what, one.was, one.now) for one in events(warehouse, date(2026, 9, 20), date(2026, 9, 30))]
    assert told == [
        ("Three", "amount", "300", "400"), ("Three", "close date", "2026-07-01", "2026-09-15"),
        ("Four", "opened", None, "first"),
    ]  # fmt: skip
    ended = [(one.name, one.what) for one in events(warehouse, date(2026, 2, 20), date(2026, 3, 1))]
    assert ended == [("One", "won"), ("Three", "stage"), ("Two", "lost")]


TIED = """
    o3 | 2026-04-01 | stage  | first    | demo
    o3 | 2026-04-01 | stage  | demo     | trial
    o3 | 2026-04-01 | stage  | trial    | proposal
    o3 | 2026-04-01 | amount | 100      | 150
    o3 | 2026-04-01 | amount | 150      | 100
    o3 | 2026-04-01 | amount | 100      | 300
    o3 | 2026-05-01 | amount | 300      | 200
    o3 | 2026-05-01 | amount | 200      | 300
    o3 | 2026-06-01 | amount | 300      | 400
"""
"""Changes of one day, as an export writes them that holds no time: the last of the chain leads back to where it was."""


STATES = """
    opportunity_id | changed_at            | field | was   | now
    O1             | 10/2/2026 10:00 AM    | stage |       | Sign
    O1             | 9/15/2026 9:00 AM     | stage |       | Ask
    O1             | 9/20/2026 9:00 AM     | stage |       | Ask
    O1             | 9/30/2026 10:00 AM    | stage |       | Bid
    O1             | 9/30/2026 10:00 AM    | stage |       | Ask
    O2             | 9/16/2026 9:00 AM     | stage |       | Ask
    O3             | 9/16/2026 9:00 AM     | stage | Ask   | Bid
    O3             | 9/16/2026 9:00 AM     | stage |       | Bid
    O3             | 9/18/2026 9:00 AM     | stage |       | Bid
    O3             | 9/19/2026 9:00 AM     | stage |       | Sign
"""


def test_a_feed_that_says_what_is_and_not_what_was_tells_changes_by_its_moments(tmp_path: Path) -> None:
    """Moments as read and not as text; a row that says the same again, also in the moment of a change, is no change."""
    opportunities = "opportunity_id,name,stage,status,amount\n" + "\n".join(f"O{n},N,Sign,open,5" for n in (1, 2, 3))
    found = loaded(tmp_path, **BASE, opportunities=opportunities, opportunity_changes=STATES)
    sql = (
        "select opportunity_id, changed_on, was, now from internal.opportunity_changes order by opportunity_id, number"
    )
    assert [tuple(row) for row in found.rows(Moved, sql)] == [
        ("O1", date(2026, 9, 15), None, "Ask"), ("O1", date(2026, 9, 30), "Ask", "Bid"),
        ("O1", date(2026, 10, 2), "Bid", "Sign"), ("O2", date(2026, 9, 16), None, "Ask"),
        ("O3", date(2026, 9, 16), "Ask", "Bid"), ("O3", date(2026, 9, 19), "Bid", "Sign"),
    ]  # fmt: skip
    stays = "select opportunity_id, entered_on, stage, next_stage from internal.opportunity_stages order by all"
    assert [tuple(row) for row in found.rows(Moved, stays)][:3] == [
        ("O1", date(2026, 9, 15), "Ask", "Bid"), ("O1", date(2026, 9, 30), "Bid", "Sign"),
        ("O1", date(2026, 10, 2), "Sign", None),
    ]  # fmt: skip


class Moved(NamedTuple):
    """Of an opportunity."""

    opportunity_id: str
    day: date
    was: str | None
    now: str | None


@pytest.mark.parametrize("seed", first(2, range(6)))
def test_changes_that_share_a_time_follow_each_other_whatever_the_order_of_the_rows(tmp_path: Path, seed: int) -> None:
    rows = TIED.strip().splitlines()
    random.Random(seed).shuffle(rows)
    head = "opportunity_id | changed_at | field | was | now\n"
    found = loaded(tmp_path, **BASE, opportunities=OPPORTUNITIES, opportunity_changes=head + "\n".join(rows))
    told = found.rows(Change, "select field, was, now from internal.opportunity_changes order by field, number")
    assert told == [
        ("amount", "100", "150"), ("amount", "150", "100"), ("amount", "100", "300"), ("amount", "300", "200"),
        ("amount", "200", "300"), ("amount", "300", "400"),
        ("stage", "first", "demo"), ("stage", "demo", "trial"), ("stage", "trial", "proposal"),
    ]  # fmt: skip
    past = {one.opportunity_id: one for one in open_opportunities(found, "2026-Q1", date(2026, 3, 31))}
    assert (past["o3"].stage, past["o3"].amount) == ("first", 100)
    assert [one.stage for one in stage_steps(found)][:4] == ["first", "demo", "trial", "proposal"]


STEP = st.tuples(st.integers(1, 3), st.sampled_from(["first", "a", "b", "c"]))


@settings(max_examples=times(15))
@given(st.lists(STEP, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_past_pipeline_is_the_same_whatever_the_order_of_the_rows(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]], chance: random.Random
) -> None:
    """Any walk through the stages on any days: the first of the chain is where it began, in every order of the rows.

    No change is made twice in a day, and no day ends where it began unless another day tells where that was."""
    rows, was = [], "first"
    for day, now in sorted(steps, key=lambda step: step[0]):
        if now != was:
            rows.append(f"o3 | 2026-04-0{day} | stage | {was} | {now}")
        was = now
    assume(len(rows) == len(set(rows)))
    assume(not rows or any(_ends_elsewhere(rows, day) for day in (1, 2, 3)))
    chance.shuffle(rows)
    folder = tmp_path_factory.mktemp("shuffled")
    text = "opportunity_id | changed_at | field | was | now\n" + "\n".join(rows)
    found = loaded(folder, **BASE, opportunities=OPPORTUNITIES, opportunity_changes=text)
    past = {one.opportunity_id: one.stage for one in open_opportunities(found, "2026-Q1", date(2026, 3, 31))}
    assert past["o3"] == ("first" if rows else "proposal")


def _ends_elsewhere(rows: list[str], day: int) -> bool:
    found = [row.split(" | ") for row in rows if f"2026-04-0{day}" in row]
    return bool(found) and found[0][3] != found[-1][4]


class Change(NamedTuple):
    """A change as it is told."""

    field: str
    was: str | None
    now: str | None


def test_without_a_feed_loads_are_compared(tmp_path: Path) -> None:
    """Two loads of changed data: the second tells what changed between them, by the day of the load; nothing before."""
    loaded_once(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    first = opened_once(Workspace.whole(tmp_path))
    assert _changes(first) == []
    moved = OPPORTUNITIES.replace("o3 | Three | proposal | open | 400", "o3 | Three | closing | open | 450")
    loaded_once(home(tmp_path, **BASE, opportunities=moved))
    assert _changes(opened_once(Workspace.whole(tmp_path))) == [
        ("o3", "amount", "400.0000", "450.0000"), ("o3", "stage", "proposal", "closing"),
    ]  # fmt: skip
    loaded_once(home(tmp_path, **BASE, opportunities=moved))
    assert len(_changes(opened_once(Workspace.whole(tmp_path)))) == 2


@pytest.mark.parametrize(
    "memory",
    first(
        1,
        [
            "select * replace (seen_at + interval 10 year as seen_at)",  # the clock of the first load was ahead
            "select * exclude (load) replace (seen_at + interval 1 day as seen_at)",  # and it did not number loads yet
        ],
    ),
)
def test_what_a_load_saw_follows_what_the_one_before_saw_whatever_the_clock_says(memory: str, tmp_path: Path) -> None:
    kept = Workspace.whole(tmp_path).history / "opportunities.parquet"
    for number, stage in enumerate(("proposal", "closing", "proposal", "proposal")):
        at_stage = OPPORTUNITIES.replace("o3 | Three | proposal", f"o3 | Three | {stage}")
        warehouse = loaded(tmp_path, **BASE, opportunities=at_stage)
        if number == 0:
            with duckdb.connect() as connection:
                connection.execute(f"create table held as {memory} from '{kept}'")
                connection.execute(f"copy held to '{kept}' (format parquet)")
    told = warehouse.rows(Step, "select was, now, changed_at from internal.opportunity_changes order by number")
    assert [(one.was, one.now) for one in told] == [("proposal", "closing"), ("closing", "proposal")]
    assert [one.changed_at for one in told] == sorted({one.changed_at for one in told})


class Step(NamedTuple):
    """A change between two loads."""

    was: str
    now: str
    changed_at: datetime


def test_a_memory_that_cannot_be_read_is_kept_and_said_until_somebody_sees_to_it(tmp_path: Path) -> None:
    kept = Workspace.whole(tmp_path).history / "opportunities.parquet"
    kept.parent.mkdir(parents=True)
    for content in (b"no parquet", b"PAR1 cut off"):
        kept.write_bytes(content)
        report = load(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    assert [kept.with_suffix(f".unreadable{n}").read_bytes() for n in ("", "1")] == [b"no parquet", b"PAR1 cut off"]
    with duckdb.connect() as connection:
        assert connection.sql(f"select count(distinct opportunity_id) from '{kept}'").fetchall() == [(4,)]
    (said,) = (one for one in report.warnings if ".history" in one)
    assert "changes of before are not known" in said
    assert "kept as opportunities.unreadable and opportunities.unreadable1." in said
    brief = data_health(book_of(opened_once(Workspace.whole(tmp_path))))
    assert brief.problems and "data/.history/opportunities.parquet" in str(brief.problems.rows)


def test_a_load_that_fails_leaves_a_damaged_memory_where_it_is(tmp_path: Path) -> None:
    kept = Workspace.whole(tmp_path).history / "opportunities.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"no parquet")
    with pytest.raises(LoadFailed, match="rows"):
        load(home(tmp_path, **{**BASE, "accounts": "account_id | name"}, opportunities=OPPORTUNITIES))
    assert [path.name for path in kept.parent.iterdir()] == ["opportunities.parquet"]


def test_a_load_that_fails_remembers_nothing(tmp_path: Path) -> None:
    loaded_once(home(tmp_path, **BASE, opportunities=OPPORTUNITIES))
    kept = Workspace.whole(tmp_path).history / "opportunities.parquet"
    before = kept.read_bytes()
    changed = home(
        tmp_path, **{**BASE, "accounts": "account_id | name"}, opportunities=OPPORTUNITIES.replace("400", "999")
    )
    with pytest.raises(Exception, match="rows"):
        load(changed)
    assert kept.read_bytes() == before


def _changes(warehouse: Warehouse) -> list[tuple[str, str, str, str]]:
    found = events(warehouse, date(2000, 1, 1), date(2100, 1, 1))
    told = [(one.opportunity_id, one.what, one.was or "", one.now or "") for one in found]
    return sorted(one for one in told if one[1] not in ("opened", "won", "lost"))


def test_of_a_quarter_long_past_nothing_later_is_known(warehouse: Warehouse) -> None:
    book = book_of(warehouse, "2026-Q1")
    assert {one.put_off for one in open_opportunities(warehouse, str(book.quarter), book.as_of)} == {0}


PAST = """
    p0 | Won before  | proposal    | won  | 60  | A1 | 1   | 2026-01-10 | 2026-03-20 | 2026-03-20
    p1 | Moved on    | won         | won  | 900 | A1 | 1   | 2026-02-01 | 2026-06-30 | 2026-06-30
    p2 | Nobody told | lost        | lost | 70  | A1 | 0   | 2026-02-01 | 2026-06-30 | 2026-06-20
    p3 | Stood still | first       | open | 50  | A1 | 0.3 | 2026-02-01 | 2026-12-15 |
""".replace("\n    ", "\n").lstrip("\n")
PAST_CHANGES = """
    opportunity_id | changed_at       | field      | was        | now
    p1             | 2026-03-01 10:00 | stage      | first      | proposal
    p1             | 2026-04-05 10:00 | amount     | 500        | 700
    p1             | 2026-04-10 10:00 | close date | 2026-05-15 | 2026-06-30
    p1             | 2026-05-05 10:00 | amount     | 700        | 900
    p1             | 2026-06-30 10:00 | stage      | proposal   | won
"""


def test_an_earlier_quarter_is_as_it_stood_then(tmp_path: Path) -> None:
    """On 31 March p1 was a proposal of 500; all that had stood in `proposal` and ended was won, so it counts in full.

    p2 was open, and where it stood nobody recorded; p3 stands where it stood, so its own probability holds."""
    warehouse = loaded(tmp_path, **BASE, opportunities=HEAD + PAST, opportunity_changes=PAST_CHANGES)
    found = {one.opportunity_id: one for one in open_opportunities(warehouse, "2026-Q1", date(2026, 3, 31))}
    one, two, three = (found[key] for key in ("p1", "p2", "p3"))
    assert (one.stage, one.amount, one.close_on, one.share) == ("proposal", Decimal(500), date(2026, 5, 15), 1.0)
    assert (two.stage, two.amount, two.share, two.weighted) == ("not recorded", Decimal(70), None, None)
    assert (three.stage, three.share, three.weighted) == ("first", 0.3, 15)
    brief = pipeline(book_of(warehouse, "2026-Q1"))
    assert brief.figure("pipeline.open").value == 620
    assert brief.figure("pipeline.weighted").value == pytest.approx(515)
    assert brief.figure("pipeline.weighted").note == "1 opportunity without a probability left out"


def test_what_was_won_later_weighs_nothing_before(tmp_path: Path) -> None:
    """Without p0 nothing had ended by 31 March: nobody knew what a proposal is worth; p1 was won later."""
    later = PAST.partition("\n")[2]
    warehouse = loaded(tmp_path, **BASE, opportunities=HEAD + later, opportunity_changes=PAST_CHANGES)
    shares = {one.opportunity_id: one.share for one in open_opportunities(warehouse, "2026-Q1", date(2026, 3, 31))}
    assert shares == {"p1": None, "p2": None, "p3": 0.3}


def test_a_quarter_before_anything_was_recorded_says_so(tmp_path: Path) -> None:
    told = loaded(tmp_path / "told", **BASE, opportunities=HEAD + PAST, opportunity_changes=PAST_CHANGES)
    assert as_it_stood(book_of(told, "2026-Q1")).startswith("As it stood on 31 Mar 2026. ")
    assert as_it_stood(book_of(told, "2025-Q4")).startswith(
        "As it stood on 31 Dec 2025; changes are on record from 1 M"
    )
    silent = loaded(tmp_path / "silent", **BASE, opportunities=HEAD + PAST)
    assert "No change is on record" in as_it_stood(book_of(silent, "2026-Q1"))
    assert as_it_stood(book_of(silent, "2026-Q3")) == ""


def test_every_quarter_of_the_sample_is_what_its_changes_replayed_give(sample_home: Path) -> None:
    """The stage and amount of every opportunity at every quarter's end, replayed from its changes one by one."""
    warehouse = opened_once(Workspace.whole(sample_home))
    ends = {quarter: quarter.end for quarter in warehouse.quarters if quarter.end < warehouse.facts.as_of}
    told = sorted(warehouse.rows(Told, "select opportunity_id, changed_on, changed_at, field, was from "
                                       "internal.opportunity_changes"), key=lambda one: one.changed_at)  # fmt: skip
    today = {one.opportunity_id: one for one in warehouse.rows(Now, "select opportunity_id, stage, amount from "
                                                                   "internal.opportunities")}  # fmt: skip
    seen = 0
    for quarter, end in ends.items():
        later: dict[tuple[str, str], str | None] = {}
        for change in told:
            if change.changed_on > end:
                later.setdefault((change.opportunity_id, change.field), change.was)
        for opportunity in open_opportunities(warehouse, str(quarter), end):
            now = today[opportunity.opportunity_id]
            assert opportunity.amount == Decimal(later.get((opportunity.opportunity_id, "amount")) or now.amount)
            if (opportunity.opportunity_id, "stage") in later:
                assert opportunity.stage == later[opportunity.opportunity_id, "stage"]
                seen += 1
    assert seen > 100


class Told(NamedTuple):
    """A change as it is on record."""

    opportunity_id: str
    changed_on: date
    changed_at: datetime
    field: str
    was: str | None


class Now(NamedTuple):
    """An opportunity as it is today."""

    opportunity_id: str
    stage: str
    amount: Decimal
