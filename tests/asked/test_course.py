"""What a request went through is the fold of its ledger: claims add up, and what is taken back never happened."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.requests.record import RequestRecord
from steward.domain.requests.words import RequestAct, RequestState, Turn
from steward.workflow import ledger
from steward.workflow.ledger import Ledger, LedgerEvent
from steward.workflow.requesting import DISPUTE, NO_WAY_BACK, REQUEST, folded

BEGAN = datetime(2026, 10, 5, 9, tzinfo=UTC)
A = RequestAct


def course_of(*events: tuple[str, dict[str, object]], claim: bool = False) -> RequestRecord:
    """The record of these events, an hour apart."""
    made = tuple(
        LedgerEvent(at=BEGAN + timedelta(hours=number), who="Ann", event=event, about=about)
        for number, (event, about) in enumerate(events)
    )
    return folded(Ledger(made, (), tuple(range(1, len(made) + 1))), "A1-R1", claim=claim)


@st.composite
def walks(draw: st.DrawFn, claim: bool) -> list[tuple[str, dict[str, object]]]:
    """Events that may follow one another, as a person presses them."""
    machine, cents = (DISPUTE if claim else REQUEST), draw(st.integers(1, 10**9))
    found: list[tuple[str, dict[str, object]]] = [(A.RAISE.value, {"cents": cents} if claim else {})]
    for _ in range(draw(st.integers(0, 12))):
        now = course_of(*found, claim=claim)
        allowed = [one for one in machine.allowed(now.state.value) if one != A.TAKE_BACK]
        if not allowed:
            break
        event = draw(st.sampled_from(sorted(allowed)))
        about: dict[str, object] = {}
        if event == A.CREDIT:
            about = {"cents": draw(st.integers(0, max(now.claim.open, 0)))}
        if event == A.WAIT:
            about = {"turn": draw(st.sampled_from(["customer", "carrier"]))}
        if event == A.CLAIM:
            about = {"cents": now.claim.claimed - now.claim.open + draw(st.integers(0, 10**6))}
        found.append((event, about))
    return found


class TestClaims:
    @given(walks(claim=True))
    def test_what_is_claimed_is_credited_declined_withdrawn_and_open(
        self, events: list[tuple[str, dict[str, object]]]
    ) -> None:
        claim = course_of(*events, claim=True).claim
        assert claim.claimed == claim.credited + claim.declined + claim.withdrawn + claim.open
        assert min(claim.credited, claim.declined, claim.withdrawn, claim.open) >= 0

    @pytest.mark.parametrize(
        ("events", "parts", "state"),
        [
            ([(A.INVESTIGATE, {}), (A.CREDIT, {"cents": 600})], (600, 0, 0, 400), RequestState.CREDIT),
            ([(A.INVESTIGATE, {}), (A.CREDIT, {"cents": 600}), (A.DECLINE, {})], (600, 400, 0, 0), RequestState.DECLINED),  # noqa: E501
            ([(A.INVESTIGATE, {}), (A.DECLINE, {}), (A.INVESTIGATE, {})], (0, 0, 0, 1000), RequestState.INVESTIGATED),
            ([(A.WITHDRAW, {})], (0, 0, 1000, 0), RequestState.WITHDRAWN),
            ([(A.CLAIM, {"cents": 1500})], (0, 0, 0, 1500), RequestState.RAISED),
        ],
    )  # fmt: skip
    def test_parts_by_hand(
        self,
        events: list[tuple[RequestAct, dict[str, object]]],
        parts: tuple[int, ...],
        state: RequestState,
    ) -> None:
        found = course_of((A.RAISE, {"cents": 1000}), *events, claim=True)
        claim = found.claim
        assert (claim.credited, claim.declined, claim.withdrawn, claim.open) == parts
        assert found.state is state and not found.broken


class TestCourses:
    @pytest.mark.parametrize("claim", [False, True])
    @given(data=st.data())
    def test_what_is_taken_back_never_happened(self, claim: bool, data: st.DataObject) -> None:
        events = data.draw(walks(claim))
        before = course_of(*events, claim=claim)
        machine = DISPUTE if claim else REQUEST
        allowed = [one for one in machine.allowed(before.state.value) if one not in NO_WAY_BACK]
        for event in allowed:
            after = course_of(*events, (event, {}), claim=claim)
            if not after.state.is_over:
                assert course_of(*events, (event, {}), (A.TAKE_BACK, {}), claim=claim) == before

    @pytest.mark.parametrize("claim", [False, True])
    @given(data=st.data())
    def test_each_turn_begins_where_the_one_before_it_ended(self, claim: bool, data: st.DataObject) -> None:
        found = course_of(*data.draw(walks(claim)), claim=claim)
        assert all(one.until == other.since and one.turn is not other.turn for one, other in pairwise(found.spans))
        assert found.spans[-1].until is None
        assert (found.ended_at is not None) == (found.state.is_over or found.state is RequestState.RESOLVED)

    @pytest.mark.parametrize(
        ("events", "state", "turn", "reopened"),
        [
            ([A.RAISE], RequestState.ACKNOWLEDGED, Turn.US, 0),
            ([A.RAISE, A.WAIT], RequestState.PENDING, Turn.CUSTOMER, 0),
            ([A.RAISE, A.WAIT, A.RESUME], RequestState.IN_PROGRESS, Turn.US, 0),
            ([A.RAISE, A.RESOLVE], RequestState.RESOLVED, None, 0),
            ([A.RAISE, A.RESOLVE, A.REOPEN], RequestState.REOPENED, Turn.US, 1),
            ([A.RAISE, A.RESOLVE, A.CLOSE], RequestState.CLOSED, None, 0),
            ([A.RAISE, A.WAIT, A.TAKE_BACK], RequestState.ACKNOWLEDGED, Turn.US, 0),
            ([A.RAISE, A.ASK_CANCEL, A.CANCEL], RequestState.CANCELLED, None, 0),
            ([], RequestState.NEW, Turn.US, 0),
        ],
    )
    def test_states_by_hand(
        self, events: list[RequestAct], state: RequestState, turn: Turn | None, reopened: int
    ) -> None:
        found = course_of(*((one.value, {}) for one in events))
        assert (found.state, found.turn, found.reopened, found.broken) == (state, turn, reopened, ())

    def test_what_cannot_have_happened_is_passed_over_and_told(self) -> None:
        found = course_of((A.RAISE, {}), (A.CLOSE, {}), ("painted", {}), (A.RESOLVE, {}))
        assert (found.state, found.broken) == (RequestState.RESOLVED, (2, 3))

    def test_a_ledger_that_was_copied_from_another_request_counts_for_nothing(self) -> None:
        found = course_of((A.RAISE, {"request": "B1-R9"}))
        assert (found.state, found.copied_from, found.broken) == (RequestState.NEW, "B1-R9", (1,))

    def test_one_that_was_raised_with_an_amount_stays_a_claim_whatever_its_kind_is_called(self) -> None:
        found = course_of((A.RAISE, {"cents": 5}), (A.INVESTIGATE, {}), claim=False)
        assert found.is_claim and found.state is RequestState.INVESTIGATED

    def test_a_line_that_was_edited_is_told(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "events.jsonl"
            ledger.add(path, "Ann", A.RAISE, {"cents": 1000})
            ledger.add(path, "Ann", A.INVESTIGATE)
            path.write_text(path.read_text("utf-8").replace("1000", "9000"), "utf-8")
            assert folded(ledger.read(path), "A1-R1", claim=True).broken == (1,)
