"""What forecasts ask of somebody this week: a call to make, and calls of others to lock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.quarters import Quarter
from steward.exhibits import day_text
from steward.plans.internal.forecast_states import CallState
from steward.warehouse.rows.internal.team import StaffMember

EVERY = timedelta(days=7)
"""From one call to the next."""
OURS = "Our forecast"


@dataclass(frozen=True)
class CallDue:
    """Somebody's last call of the quarter that runs: where it stands, and the day of it; NEW where there is none."""

    person_id: str
    quarter: Quarter
    state: CallState
    on: date | None = None
    last: date | None = None
    """The day of the last one that was handed in."""


def forecast_todos(book: Book, found: Sequence[CallDue], us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """A line for each who is to make a call, and one for whom they report to where it waits to be locked."""
    for one in found:
        person = us.get(one.person_id)
        if person is None:
            continue
        if one.state is CallState.SUBMITTED:
            boss = us.get(person.manager_id or "", person)
            words = f"The call of {person.name} for {one.quarter.spoken} waits to be locked"
            yield _todo(book, one, boss, f"{words} since {day_text(one.on)}" if one.on else words, one.on)
        elif (due := due_on(one)) <= book.now:
            yield _todo(book, one, person, _due_words(one), due)


def due_on(one: CallDue) -> date:
    """The day a call is due: a week after the last, and the first of a quarter on its first day."""
    return max(one.last + EVERY, one.quarter.start) if one.last else one.quarter.start


def _due_words(one: CallDue) -> str:
    last = f": the last was on {day_text(one.last)}" if one.last else ""
    if one.state is CallState.OPEN:
        return f"The call for {one.quarter.spoken} is open: submit it"
    return f"A call for {one.quarter.spoken} is due{last}"


def _todo(book: Book, one: CallDue, doer: StaffMember, words: str, due: date | None) -> Todo:
    """Of one's own call the seller is the owner, as of an account; of another's only who leads them is to do it."""
    mine = doer.person_id == one.person_id
    return Todo(
        reason=Reason.FORECAST, account_id="", account=OURS, owner_id=one.person_id if mine else None,
        owner=doer.name if mine else None, words=words, at_stake=None, due=due,
        receipt=book.receipt("forecast call", "forecast/*/events.jsonl"), doer_id=None if mine else doer.person_id,
        doer=None if mine else doer.name, call=one.person_id,
    )  # fmt: skip
