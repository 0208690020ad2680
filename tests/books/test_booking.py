"""Where a plan of books and each account stand: the fold of their ledgers for the way that is planned, by the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from steward.domain.books.plan import Assignment
from steward.domain.books.states import PlanEvent, PlanState, TransferEvent, TransferState
from steward.workflow.booking import plan_standing, transfer_standing, way_of
from steward.workflow.clock import Calendar
from steward.workflow.ledger import Ledger, LedgerEvent

MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)
ONE = Assignment(account_id="A", from_id="P", to_id="Q")
T, S = TransferEvent, TransferState


def happened(*found: tuple[TransferEvent, dict[str, object]], way: Assignment = ONE) -> Ledger:
    events = [
        LedgerEvent(at=MONDAY + timedelta(minutes=number), who="X", event=event.value, about={**way_of(way), **about})
        for number, (event, about) in enumerate(found)
    ]
    return Ledger(tuple(events))


FROM, TO = (T.AGREE, {"sides": ["from"]}), (T.AGREED, {"sides": ["to"]})
STATES = {
    "nobody said anything": ((), S.PROPOSED, set()),
    "one manager agreed": ((FROM,), S.PROPOSED, {"from"}),
    "both agreed": ((FROM, TO), S.AGREED, {"from", "to"}),
    "contested, and asked anew": ((FROM, (T.CONTEST, {}), (T.PROPOSE, {})), S.PROPOSED, set()),
    "contested, and it moves": (((T.CONTEST, {}), (T.UPHOLD, {})), S.AGREED, set()),
    "it stays, and that is the end": ((FROM, (T.WITHDRAW, {}), TO), S.WITHDRAWN, set()),
    "received without a way there": (((T.RECEIVE, {}),), S.PROPOSED, set()),
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_an_account_stands_where_its_ledger_leads(name: str) -> None:
    events, state, agreed = STATES[name]
    found = transfer_standing(happened(*events), ONE, MONDAY, Calendar())
    assert (found.state, set(found.agreed)) == (state, agreed)


def test_what_was_agreed_of_one_way_is_not_agreed_of_another() -> None:
    found = happened(FROM, TO)
    other = Assignment(account_id="A", from_id="P", to_id="R")
    assert transfer_standing(found, other, MONDAY, Calendar()).state is S.PROPOSED


def test_what_is_contested_is_escalated_after_two_working_days() -> None:
    found = happened((T.CONTEST, {}))
    told = transfer_standing(found, ONE, MONDAY + timedelta(hours=1), Calendar())
    assert (told.state, told.escalates_at) == (S.CONTESTED, MONDAY + timedelta(days=1, hours=8))
    assert transfer_standing(found, ONE, MONDAY + timedelta(days=2), Calendar()).state is S.ESCALATED


def test_a_plan_takes_effect_on_its_day() -> None:
    way = (PlanEvent.BALANCE, PlanEvent.SEND, PlanEvent.APPROVE, PlanEvent.PUBLISH)
    found = Ledger(tuple(LedgerEvent(at=MONDAY, who="X", event=one.value) for one in way))
    day = date(2027, 1, 1)
    assert plan_standing(found, day, day - timedelta(days=1)).state is PlanState.PUBLISHED
    assert plan_standing(found, day, day).state is PlanState.EFFECTIVE
    assert plan_standing(found, None, day).state is PlanState.PUBLISHED
