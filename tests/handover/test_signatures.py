"""The laws of signing an account over: by its two owners alone, of one content, and never received before it is
signed out, whatever lines a ledger holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.books.plan import Assignment
from steward.domain.books.states import TransferEvent, TransferState
from steward.domain.handover.words import HANDED_OVER
from steward.plans.internal.handover import (
    HandoverFile,
    HandoverStep,
    HandoverWords,
    InterviewAnswer,
    Introduction,
    Welcome,
    content_digest,
    part_digests,
)
from steward.plans.internal.handover_states import passport_standing
from steward.plans.internal.strategy import Doing
from steward.workflow.booking import TRANSFER, TransferStanding, transfer_standing, way_of
from steward.workflow.clock import Calendar
from steward.workflow.ledger import Ledger, LedgerEvent

NOW = datetime(2026, 10, 8, 12, tzinfo=UTC)
ONE = Assignment(account_id="X1", from_id="ann", to_id="bea")
OTHER = replace(ONE, to_id="cleo")
E, T = TransferEvent, TransferState

events = st.builds(
    lambda event, person, content, way, left: LedgerEvent(
        at=NOW, who=person, event=event.value, content=content,
        about={"person": person, "sides": ["from"], **left, **way_of(way)},
    ),
    st.sampled_from((*E, E.SIGN_OUT, E.RECEIVE, E.INTRODUCE, E.PREPARE)),
    st.sampled_from(("ann", "bea", "cleo", "max", "")),
    st.sampled_from(("", "c1", "c2")),
    st.sampled_from((ONE, ONE, ONE, OTHER)),
    st.sampled_from(({}, {}, {"in_place_of": "ann"}, {"in_place_of": "cleo"})),
)  # fmt: skip
AGREED = (
    LedgerEvent(at=NOW, who="m", event=E.AGREE.value, about={"sides": ["from"], "person": "max", **way_of(ONE)}),
    LedgerEvent(at=NOW, who="n", event=E.AGREED.value, about={"sides": ["to"], **way_of(ONE)}),
)
READY = tuple(
    LedgerEvent(at=NOW, who="ann", event=event.value, content="c1", about={"person": "ann", **way_of(ONE)})
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT)
)


def folded(found: list[LedgerEvent]) -> TransferStanding:
    return transfer_standing(Ledger(tuple(found)), ONE, NOW, Calendar())


def signed_for_ann(one: LedgerEvent, events: Sequence[LedgerEvent]) -> bool:
    """By her, or where it says that she left by who agreed for her side the last time before."""
    before = events[: events.index(one)]
    agreed = [each.about.get("person") for each in before if each.event in (E.AGREE, E.AGREED)
              and "from" in each.about.get("sides", ())]  # fmt: skip
    stands_in = one.about.get("in_place_of") == "ann" and agreed and one.about["person"] == agreed[-1]
    return one.about["person"] == "ann" or bool(stands_in)


@given(st.lists(events, max_size=8), st.sampled_from(((), AGREED, (*AGREED, *READY))))
def test_nothing_is_received_without_a_signature_of_the_other_for_that_content(
    more: list[LedgerEvent], begun: tuple[LedgerEvent, ...]
) -> None:
    held = folded([*begun, *more])
    for place, one in enumerate(held.events):
        if one.event != E.RECEIVE:
            continue
        out = [each for each in held.events[:place] if each.event == E.SIGN_OUT]
        assert out and out[-1].content == one.content != ""
        assert signed_for_ann(out[-1], held.events) and one.about["person"] == "bea"
    if held.state in HANDED_OVER:
        assert any(one.event == E.RECEIVE for one in held.events)


@pytest.mark.parametrize(
    ("before", "person", "content", "counts"),
    [
        ((*AGREED, *READY), "bea", "c1", True),
        ((*AGREED, *READY), "bea", "c2", False),
        ((*AGREED, *READY), "bea", "", False),
        ((*AGREED, *READY), "ann", "c1", False),
        ((*AGREED, *READY[:2]), "bea", "c1", False),
        ((*AGREED, *READY[:2]), "bea", "", False),
        (AGREED, "bea", "c1", False),
    ],
)
def test_a_receipt_counts_where_it_is_of_what_the_other_signed(
    before: tuple[LedgerEvent, ...], person: str, content: str, counts: bool
) -> None:
    one = LedgerEvent(
        at=NOW, who="x", event=E.RECEIVE.value, content=content, about={"person": person, **way_of(ONE)}
    )  # fmt: skip
    assert (folded([*before, one]).state is T.RECEIVED) is counts


@given(st.lists(events, max_size=8))
def test_the_state_is_what_the_events_that_count_lead_to_and_each_was_said_by_one_of_the_two(
    more: list[LedgerEvent],
) -> None:
    held, state = folded([*AGREED, *READY, *more]), TRANSFER.initial
    for one in held.events:
        state = TRANSFER.after(state, one.event)
        assert (one.about["from"], one.about["to"]) == ("ann", "bea")
        if one.event in (E.SIGN_OUT, E.PREPARE):
            assert signed_for_ann(one, held.events)
        if one.event in (E.RECEIVE, E.DAY_30, E.DAY_60, E.DAY_90, E.FINISH):
            assert one.about["person"] == "bea"
    assert held.state.value == state or held.state is T.ESCALATED


words = st.text("ab ", min_size=1, max_size=6)
files = st.builds(
    HandoverFile,
    account_id=st.just("X1"),
    about=st.builds(HandoverWords, summary=words),
    answers=st.lists(st.builds(InterviewAnswer, question=st.sampled_from("pq"), answer=words), max_size=2).map(tuple),
    introductions=st.lists(st.builds(Introduction, person=st.sampled_from("KL"), note=words), max_size=2).map(tuple),
    steps=st.lists(st.builds(HandoverStep, id=st.sampled_from("st"), step=words), max_size=2).map(tuple),
)


def signed(file: HandoverFile) -> TransferStanding:
    content = content_digest(file)
    about = {"person": "ann", "parts": part_digests(file), **way_of(ONE)}
    out = LedgerEvent(at=NOW, who="ann", event=E.SIGN_OUT.value, content=content, about=about)
    return folded([*AGREED, *READY[:2], out])


@given(files, files)
def test_a_signature_falls_with_what_it_was_of_and_holds_again_once_it_is_as_it_was(
    file: HandoverFile, other: HandoverFile
) -> None:
    held = signed(file)
    assert passport_standing(file, held).signed
    found = passport_standing(other, held)
    same = content_digest(other) == content_digest(file)
    assert found.signed is same and found.fallen is not same and bool(found.changed) is not same


@given(files)
def test_what_becomes_of_introductions_and_steps_needs_no_new_signature(file: HandoverFile) -> None:
    later = replace(
        file,
        introductions=tuple(replace(one, held_on=NOW.date(), went=Welcome.WARM) for one in file.introductions),
        steps=tuple(replace(one, status=Doing.DONE, done="It went well", due=NOW.date()) for one in file.steps),
        answers=tuple(replace(one, answer=f" {one.answer} ") for one in reversed(file.answers)),
    )
    assert passport_standing(later, signed(file)).signed


def test_what_is_received_stays_so_and_what_changed_since_is_told() -> None:
    file = HandoverFile(account_id="X1", about=HandoverWords(summary="As it was."))
    out = signed(file)
    about = {"person": "bea", **way_of(ONE)}
    received = LedgerEvent(at=NOW, who="bea", event=E.RECEIVE.value, content=content_digest(file), about=about)
    held = folded([*out.events, received])
    found = passport_standing(replace(file, about=HandoverWords(summary="Otherwise.")), held)
    assert found.handed_over and found.changed == ("summary",) and not found.fallen


def test_agreed_anew_after_a_contest_it_is_signed_anew() -> None:
    contested = LedgerEvent(at=NOW, who="bea", event=E.CONTEST.value, about={"person": "bea", **way_of(ONE)})
    upheld = LedgerEvent(at=NOW, who="m", event=E.UPHOLD.value, about={"person": "m", **way_of(ONE)})
    held = folded([*AGREED, READY[0], READY[2], contested, upheld])
    assert held.state is T.AGREED
    assert passport_standing(HandoverFile(account_id="X1"), held).signed_out is None
