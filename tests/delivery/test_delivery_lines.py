"""How a line stands for whoever ordered it: against the first promise, as it was known on a day, in their words."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.customer.delivery.line import DeliveryLine, NewDate
from steward.briefings.customer.delivery.needs import ACCEPT, ANSWER, READY, needs_of
from steward.briefings.customer.delivery.words import OPEN, LineState
from steward.domain.ordering.causes import DelayCause
from steward.plans.customer.delivery import LineWords
from tests.delivery.delivery_made import TODAY, WORDS, lines

STATES = {
    "moved": ("new date", 35, "the access carrier moved its date"),
    "waits": ("waiting for you", 0, ""),
    "ready": ("on schedule", 0, ""),
    "over": ("overdue", 7, "we owe you the reason"),
    "undated": ("no date yet", 0, ""),
    "there": ("in service", 0, ""),
    "late": ("in service", 9, "the delay is ours"),
    "gone": ("cancelled", 0, ""),
    "failed": ("not delivered", 0, ""),
    "before": ("in service", 0, ""),
}


def test_every_state_late_by_the_first_promise_with_its_cause(tmp_path: Path) -> None:
    found = lines(tmp_path)
    assert {key: (str(one.state), one.late, one.cause) for key, one in found.items()} == STATES


def test_a_move_without_a_cause_does_not_take_that_of_the_move_before(tmp_path: Path) -> None:
    changes = """order_line_id | changed_on | was | now | cause
        over | 2026-09-01 | 2026-09-10 | 2026-09-20 | carrier
        over | 2026-09-15 | 2026-09-20 | 2026-10-20 |
        ready | 2026-09-01 | 2026-09-10 | 2026-12-20 | permit
        ready | 2026-09-15 | 2026-12-20 | 2026-11-20 | """
    found = lines(tmp_path, order_date_changes=changes)
    assert replace(found["over"], first_on=date(2026, 9, 10)).cause == "we owe you the reason"
    assert replace(found["ready"], first_on=date(2026, 9, 10)).cause == "a permit is outstanding"


def test_what_is_asked_of_them(tmp_path: Path) -> None:
    asked = {one.what: (one.asked, one.by) for one in needs_of(lines(tmp_path).values())}
    assert asked == {
        "Managed SD-WAN at Gdansk": (ANSWER, None),
        "Managed SD-WAN at Lyon": (READY, date(2026, 10, 22)),
        "Dedicated Internet": (ACCEPT, None),
    }
    written = {one.what: (one.asked, one.by) for one in needs_of(lines(tmp_path, *WORDS).values())}
    assert written["Managed SD-WAN at Gdansk"] == ("Your yes to the works", date(2026, 10, 16))
    assert len(written) == len(asked), "what is written stands in place of what the order system says"


def test_a_site_is_not_asked_for_while_somebody_else_holds_the_line_up(tmp_path: Path) -> None:
    change = "order_line_id | changed_on | was | now | cause\nready | 2026-09-11 | 2026-11-20 | 2026-11-27 | {}"
    for cause, asked in (("carrier", False), ("us", False), ("permit", False), ("customer", True), ("", True)):
        found = lines(tmp_path / (cause or "none"), order_date_changes=change.format(cause))
        assert (READY in [one.asked for one in needs_of(found.values())]) is asked, cause


@pytest.mark.parametrize(
    ("told_on", "now_on", "state", "late", "reached"),
    [
        (date(2026, 7, 20), date(2026, 9, 25), "on schedule", 0, []),
        (date(2026, 8, 20), date(2026, 9, 25), "on schedule", 0, ["survey", "date confirmed"]),
        (date(2026, 9, 10), date(2026, 9, 25), "on schedule", 0, ["survey", "date confirmed"]),
        (date(2026, 9, 11), date(2026, 10, 9), "new date", 14, ["survey", "date confirmed"]),
        (TODAY, date(2026, 10, 30), "new date", 35, ["survey", "date confirmed"]),
    ],
)
def test_a_line_is_told_as_it_was_known_on_the_day(
    tmp_path: Path, told_on: date, now_on: date, state: str, late: int, reached: list[str]
) -> None:
    one = lines(tmp_path, told_on=told_on)["moved"]
    assert (one.first_on, one.now_on, str(one.state), one.late) == (date(2026, 9, 25), now_on, state, late)
    assert [step.name for step in one.steps if step.reached_on] == reached


def test_what_came_later_was_not_there_then_and_what_was_ordered_later_not_at_all(tmp_path: Path) -> None:
    then = lines(tmp_path, told_on=date(2026, 6, 30))
    assert set(then) == {"before"}, "the others were ordered in July"
    assert lines(tmp_path, told_on=date(2026, 6, 19))["before"].state is LineState.ON_SCHEDULE
    assert not lines(tmp_path, told_on=date(2026, 9, 9))["waits"].held, "that it is held bears no day"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (date(2026, 11, 6), date(2026, 11, 6)),
        (date(2026, 10, 9), date(2026, 10, 30)),
        (None, date(2026, 10, 30)),
    ],
    ids=("ours is later", "the order system's is later", "nothing written"),
)
def test_the_customer_never_reads_the_more_hopeful_of_two_days(
    tmp_path: Path, written: date | None, told: date
) -> None:
    one = lines(tmp_path, LineWords(line="moved", promised_on=written, words="The carrier digs."))["moved"]
    assert one.now_on == told and one.first_on == date(2026, 9, 25) and one.said == "The carrier digs."


def test_the_cause_we_named_to_them_stands_in_place_of_the_order_systems(tmp_path: Path) -> None:
    named = {one: LineWords(line="moved", cause=one) for one in DelayCause}
    told = {cause: lines(tmp_path, words)["moved"] for cause, words in named.items()}
    assert {cause: (one.ours, one.our_own) for cause, one in told.items()} == {
        DelayCause.US: (True, True),
        DelayCause.CARRIER: (True, False),
        DelayCause.CUSTOMER: (False, False),
        DelayCause.PERMIT: (True, False),
    }
    assert len({one.cause for one in told.values()}) == 4
    assert lines(tmp_path, LineWords(line="over", cause=DelayCause.US))["over"].cause == "the delay is ours"


def test_milestones_of_what_follows_a_delivery_are_not_theirs(tmp_path: Path) -> None:
    assert [step.name for step in lines(tmp_path)["ready"].steps] == ["survey", "site ready"]


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def any_line(draw: st.DrawFn) -> DeliveryLine:
    live_on = draw(DAYS)
    live = live_on is not None or draw(st.booleans())
    changes = tuple(
        NewDate(None, draw(st.dates()), draw(st.dates()), draw(st.sampled_from(("us", "carrier", "customer", None))))
        for _ in range(draw(st.integers(0, 3)))
    )
    return DeliveryLine(
        line_id="L", order="An order", product="WAN", site=draw(st.sampled_from(("", "Lyon"))), leaves=False,
        signed_on=draw(DAYS), requested_on=None, first_on=draw(DAYS), now_on=draw(DAYS), live=live, live_on=live_on,
        accepted_on=None, held=draw(st.booleans()),
        ended=None if live else draw(st.sampled_from((None, LineState.CANCELLED, LineState.FAILED))),
        changes=changes, steps=(), told_cause=draw(st.sampled_from((None, "us", "customer"))),
        said="", needs=draw(st.sampled_from(("", "A key"))), needs_by=None, day=TODAY,
    )  # fmt: skip


@given(any_line())
def test_a_line_is_open_there_or_over_and_late_only_against_the_first_promise(line: DeliveryLine) -> None:
    assert (line.state in OPEN) == line.is_open
    assert line.is_open + line.live + (line.ended is not None) == 1
    assert line.late >= 0 and (line.first_on is not None or not line.late)
    if line.state is LineState.ON_SCHEDULE:
        assert not line.late and line.now_on and line.now_on >= line.day
    if line.state is LineState.OVERDUE and line.first_on and line.first_on < line.day:
        assert line.late >= 1, "what is overdue is late up to today"
    assert bool(line.cause) == bool(line.late)
    assert not line.our_own or line.ours, "what we caused is ours to answer for"


@given(any_line(), st.integers(1, 400))
def test_a_later_new_date_never_makes_a_line_less_late(line: DeliveryLine, days: int) -> None:
    if line.now_on and line.is_open:
        assert replace(line, now_on=line.now_on + timedelta(days=days)).late >= line.late
