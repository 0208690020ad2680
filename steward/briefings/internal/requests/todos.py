"""What requests ask of somebody: whose turn it is, who has to hear that one takes long, what we promised."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from steward.briefings.internal.requests.listed import ListedRequest, Reached
from steward.briefings.internal.requests.tables import WHOLE
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.requests.words import RequestState, Turn, Urgency
from steward.exhibits import Receipt, day_text
from steward.exhibits.wording import counted
from steward.plans.company.request_rules import UsedRules
from steward.plans.customer.requests import FILE
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

CHASE_AFTER = 5.0
"""Days for which we wait for the customer before somebody asks again."""
PRESSING = (Urgency.URGENT.value, Urgency.HIGH.value)


def request_todos(
    found: Sequence[ListedRequest], rules: UsedRules, rows: Mapping[str, BookRow], us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    """A line for each request that was raised here and waits for one of us; of those that only a support system has one
    for each account, where any is pressing and late."""
    late: dict[str, list[ListedRequest]] = {}
    for one in found:
        row = rows.get(one.account_id)
        if row is None or not one.is_open:
            continue
        if one.written is not None:
            yield from _of_written(one, rules, row, us)
        elif one.late and one.priority in PRESSING:
            late.setdefault(one.account_id, []).append(one)
    for account_id, held in late.items():
        yield _of_tickets(held, rows[account_id])


def _of_written(
    one: ListedRequest, rules: UsedRules, row: BookRow, us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    words, due = _asks(one)
    if words:
        yield _todo(one, row, us.get(one.owner_id), f"“{one.subject}” {words}", due, one.owner_id)
    for level, who in _heard_by(one, rules, us):
        used = WHOLE.text(round(100 * (one.clock.used or 0)))
        said = f"“{one.subject}” has used {used} of its time, with {one.owner}: for {level}"
        yield _todo(one, row, us.get(who), said, due, who)


def _asks(one: ListedRequest) -> tuple[str, date | None]:
    """What it asks of its owner; nothing while it is on its way and in time."""
    waited = counted(round(one.waited_days), "day")
    record = one.written.record if one.written else None
    if record and record.state is RequestState.NEW and not one.ticket_id:
        return "is not acknowledged", one.promised_for
    if one.turn is None:
        return "is done and not confirmed: ask them", None
    if one.promised_for and one.promised_for < one.clock.now.date():
        return f"was promised for {day_text(one.promised_for)}", one.promised_for
    if one.turn is not Turn.US:
        asked = one.turn_since is not None and (one.clock.now - one.turn_since).days >= CHASE_AFTER
        return (f"waits for {one.turn.label.lower()}: ask again", None) if asked else ("", None)
    if one.late:
        return f"is late: they have waited {waited}", one.promised_for or one.clock.now.date()
    reached = one.reached >= Reached.OWNER or one.promised_for is not None
    return (f"is with us, and they have waited {waited}", one.promised_for) if reached else ("", None)


def _heard_by(
    one: ListedRequest, rules: UsedRules, us: Mapping[str, StaffMember]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Who besides its owner has to hear of it by now, where anybody is known: the manager, then leadership."""
    if one.turn is not Turn.US:
        return
    owner = us.get(one.owner_id)
    manager = (owner.manager_id or "") if owner else ""
    above = us.get(manager)
    leader = rules.rules.escalating.leader or ((above.manager_id or "") if above else "")
    if one.reached >= Reached.MANAGER and manager:
        yield "its manager", manager
    if one.reached >= Reached.LEADERSHIP and leader and leader != manager:
        yield "leadership", leader


def _of_tickets(held: Sequence[ListedRequest], row: BookRow) -> Todo:
    oldest = max(held, key=lambda one: one.clock.waited)
    days = counted(round(oldest.waited_days), "day")
    words = f"{counted(len(held), 'pressing ticket')} late, first: “{oldest.subject}”, waiting {days}"
    return _todo(oldest, row, None, words, None, "")


def _todo(
    one: ListedRequest, row: BookRow, doer: StaffMember | None, words: str, due: date | None, who: str
) -> Todo:  # fmt: skip
    return Todo(
        reason=Reason.REQUEST, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner,
        words=words, at_stake=row.mrr, due=due,
        receipt=Receipt("request clock", one.clock.now.date(), f"{FILE}, requests", (), ("tickets", "people")),
        request=one.key, doer_id=doer.person_id if doer else who or None, doer=doer.name if doer else who or None,
    )  # fmt: skip
