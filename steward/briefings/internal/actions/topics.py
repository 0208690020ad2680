"""Every open action of the topics that have a list of their own: what waits there for one of us, each once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.actions.sources import OpenAction
from steward.briefings.internal.channel.registrations import NO_CONFLICT, ListedRegistration
from steward.briefings.internal.handover.first_days import FirstDays, due_of
from steward.briefings.internal.nps.detractors import Waiting
from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.requests.listed import ListedRequest
from steward.domain.actions import ActionKind
from steward.domain.channel.registering import RegistrationState
from steward.domain.requests.words import RequestState, Turn
from steward.exhibits.wording import counted
from steward.plans.files.changes import told_apart
from steward.plans.internal.orders import LineCare
from steward.plans.internal.strategy import Doing
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True, kw_only=True)
class TopicLists:
    """What those topics have. `waiting`: detractors; `quotes`: those that may wait for an approval; `requests`: those
    that were raised here, or of which something is said here; `care`: of each account, of order lines still to come;
    `first_days`: of accounts that somebody received."""

    waiting: Sequence[Waiting] = ()
    quotes: Sequence[ListedQuote] = ()
    requests: Sequence[ListedRequest] = ()
    registrations: Sequence[ListedRegistration] = ()
    care: Mapping[str, Sequence[LineCare]]
    first_days: Sequence[FirstDays] = ()


def topic_actions(lists: TopicLists, rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """Every open action of these accounts, in no order."""
    yield from _detractors(lists.waiting)
    yield from _approvals(lists.quotes, rows)
    yield from _requests(lists.requests, rows)
    yield from _registrations(lists.registrations, rows)
    yield from _order_lines(lists.care, rows)
    yield from _first_steps(lists.first_days, rows)


def _detractors(waiting: Sequence[Waiting]) -> Iterator[OpenAction]:
    for one in waiting:
        comment = f": {one.answer.comment}" if one.answer.comment else ""
        follow_up = one.follow_up
        yield OpenAction(
            row=one.row, kind=ActionKind.DETRACTOR, entry=one.answer.response_id,
            words=f"{one.who} gave {one.answer.score} of 10{comment}", doer=follow_up.owner if follow_up else "",
            due=one.due, begun=follow_up is not None and follow_up.status.value == "contacted",
        )  # fmt: skip


def _approvals(quotes: Sequence[ListedQuote], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """A line for each need of a quote that waits; where several may decide, the one it is held by first."""
    for listed in quotes:
        row = rows.get(listed.quote.account_id)
        for asked in listed.asked if row else ():
            if row and asked.is_open:
                yield OpenAction(
                    row=row, kind=ActionKind.APPROVAL, entry=asked.need.key,
                    words=f"Decide on “{listed.label}” as {asked.need.role}", quote=listed.quote.quote_id,
                    doer=next(iter(asked.holders), ""), due=asked.due.date() if asked.due else None,
                    also=asked.holders[1:],
                )  # fmt: skip


def _requests(found: Sequence[ListedRequest], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """Those whose turn is ours. What only a support system has is worked on there, and is no action of this list."""
    for one in found:
        row = rows.get(one.account_id)
        if row and one.is_open and one.turn is Turn.US:
            due = one.promised_for or (one.due_at.date() if one.due_at else None)
            yield OpenAction(
                row=row, kind=ActionKind.REQUEST, entry=one.key.removeprefix(f"{one.account_id}/"), words=one.subject,
                doer=one.owner_id, due=due, begun=one.state == RequestState.IN_PROGRESS.label,
                more=f"{one.state}; they have waited {counted(round(one.waited_days), 'day')}",
            )  # fmt: skip


def _registrations(found: Sequence[ListedRegistration], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    for one in found:
        row = rows.get(one.account_id)
        if row and one.to_decide:
            against = f"{counted(len(one.conflicts), 'thing')} against it" if one.conflicts else NO_CONFLICT
            yield OpenAction(
                row=row, kind=ActionKind.REGISTRATION, entry=one.registration_id,
                words=f"Decide on “{one.what}” of {one.partner}", doer=one.manager_id or "",
                due=one.decide_by.date() if one.decide_by else None,
                begun=one.state is RegistrationState.UNDER_REVIEW, more=f"{one.state.label}; {against}",
            )  # fmt: skip


def _order_lines(care: Mapping[str, Sequence[LineCare]], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """What we said we would do about a line; one that is settled, or of which nothing is said, asks for nothing."""
    for account_id, lines in care.items():
        row = rows.get(account_id)
        for one in lines if row else ():
            if row and one.settled_on is None and (one.next_step or one.jeopardy):
                endangers = f": {one.jeopardy}" if one.jeopardy and one.next_step else ""
                yield OpenAction(
                    row=row, kind=ActionKind.ORDER_LINE, entry=one.line, words=one.next_step or one.jeopardy,
                    doer=one.owner, due=one.due, more=f"Order line {one.line}{endangers}",
                )  # fmt: skip


def _first_steps(found: Sequence[FirstDays], rows: Mapping[str, BookRow]) -> Iterator[OpenAction]:
    """What whoever received an account does first; nothing of one that is still on its way."""
    for one in found:
        row = rows.get(one.move.account_id)
        for key, step in told_apart(one.file.steps).items() if row else ():
            if row and step.status in (Doing.OPEN, Doing.IN_PROGRESS):
                within = f"within {step.within:g} days" if step.within else "first"
                yield OpenAction(
                    row=row, kind=ActionKind.HANDOVER, entry=key, words=step.step, doer=step.owner or one.move.to_id,
                    due=due_of(step, one.received_on), begun=step.status is Doing.IN_PROGRESS, quarter=one.move.fy,
                    more=f"{within.capitalize()} of the handover",
                )  # fmt: skip
