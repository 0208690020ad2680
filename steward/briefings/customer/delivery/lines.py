"""The lines of an account's orders as they were known on a day: of a past review what was promised by then."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from steward.briefings.customer.delivery.line import DeliveryLine, DeliveryStep, NewDate
from steward.briefings.customer.delivery.words import NOT_THEIRS, LineState, step_words
from steward.briefings.customer.plans.subject import PlanSubject
from steward.plans.customer.delivery import LineWords
from steward.warehouse.rows.customer import orders as order_rows
from steward.warehouse.rows.customer.orders import DateChange, Milestone, OrderLine

# What an order system calls a line that waits for the customer, one that is there, and one that ends a service.
HELD, COMPLETED, DISCONNECT = "held", "completed", "disconnect"
ENDED = {
    "cancelled": LineState.CANCELLED, "failed": LineState.FAILED, "rejected": LineState.FAILED,
}  # fmt: skip
"""States of an order system in which nothing more comes."""
Row = TypeVar("Row", DateChange, Milestone)


def delivery_lines(about: PlanSubject) -> tuple[DeliveryLine, ...]:
    """The lines that were ordered by the day of the review, as they were known on it."""
    subject = about.subject
    changes = _by_line(order_rows.date_changes(subject.warehouse, subject.account_id))
    steps = _by_line(order_rows.order_milestones(subject.warehouse, subject.account_id))
    written = {one.line: one for one in about.delivery}
    return tuple(
        _line(row, changes[row.order_line_id], steps[row.order_line_id], written.get(row.order_line_id), about)
        for row in order_rows.order_lines(subject.warehouse, subject.account_id)
        if row.signed_on is None or row.signed_on <= about.day
    )


def _by_line(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.order_line_id].append(row)
    return found


def _line(
    row: OrderLine, changes: Sequence[DateChange], steps: Sequence[Milestone], written: LineWords | None,
    about: PlanSubject,
) -> DeliveryLine:  # fmt: skip
    day, past = about.day, about.told_on is not None
    there, accepted_on = row.completed_on or row.accepted_on, _by(row.accepted_on, day)
    live_on = _by(there, day)
    live = live_on is not None or (there is None and row.state == COMPLETED)
    told = [step for step in steps if step.milestone.casefold() not in NOT_THEIRS]
    promised = _promised(row, changes, day)
    ours = written.promised_on if written else None
    first = row.first_promised_on or ours
    return DeliveryLine(
        line_id=row.order_line_id,
        order=row.title,
        product=row.product,
        site=row.site or "",
        leaves=row.action == DISCONNECT,
        signed_on=row.signed_on,
        requested_on=row.requested_on,
        first_on=first,
        now_on=max(filter(None, (promised, ours)), default=None),
        live=live,
        live_on=live_on,
        accepted_on=accepted_on,
        held=row.state == HELD and not past,
        ended=None if live else ENDED.get(row.state),
        changes=tuple(NewDate(one.was, one.now, one.changed_on, one.cause) for one in changes if one.changed_on <= day),
        steps=tuple(DeliveryStep(step_words(one.milestone), one.planned_on, _by(one.reached_on, day)) for one in told),
        told_cause=str(written.cause) if written and written.cause else None,
        said=written.words if written else "",
        needs=written.need if written and not live else "",
        needs_by=written.need_by if written and not live else None,
        day=day,
    )


def _by(happened: date | None, day: date) -> date | None:
    """A day that had come; what happened later was not known."""
    return happened if happened and happened <= day else None


def _promised(row: OrderLine, changes: Sequence[DateChange], day: date) -> date | None:
    """The day that the order system promised it for, as that was known on a day.

    | changes                     | known on | promised for |
    |-----------------------------|----------|--------------|
    | none; 30 Sep stands there   | any day  | 30 Sep       |
    | on 5 Sep from 30 Sep to Oct | 4 Sep    | 30 Sep       |
    | the same                    | 5 Sep    | Oct          |
    """
    known = [one for one in changes if one.changed_on <= day]
    if len(known) == len(changes):
        return row.promised_on
    return known[-1].now if known else changes[0].was
