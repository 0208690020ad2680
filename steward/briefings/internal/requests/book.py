"""The requests of a book or an account: one list over all queues, both clocks, and what is disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.requests import tables
from steward.briefings.internal.requests.figures import figures_of, total_of
from steward.briefings.internal.requests.listed import (
    ListedRequest,
    WrittenRequest,
    is_of_ticket,
    of_ticket,
    of_written,
)
from steward.briefings.internal.scope.book import Book
from steward.domain.requests.rates import AT_RISK
from steward.exhibits import Table
from steward.exhibits.wording import capital, counted
from steward.plans.company.request_rules import UsedRules
from steward.warehouse.rows.internal import requests as request_rows
from steward.warehouse.rows.internal.book import BookRow, colleague_names


@dataclass(frozen=True, kw_only=True)
class RequestBook(InternalBriefing):
    """The requests of some accounts. `listed`: all of them, the most pressing first; `wrong`: what of the rules cannot
    be followed."""

    listed: tuple[ListedRequest, ...]
    rules: UsedRules
    open_requests: Table | None
    claims: Table | None
    foreign_claims: Table | None
    queues: Table | None
    closed: Table | None

    @cached_property
    def by_key(self) -> Mapping[str, ListedRequest]:
        """Each by what tells it from every other of the book."""
        return {one.key: one for one in self.listed}

    @property
    def changes_at(self) -> tuple[datetime, ...]:
        """The next moment at which it says something else, though no file changes."""
        soonest = next_turn(self.listed, self.rules)
        return (soonest,) if soonest else ()


def request_book(
    book: Book, rows: Sequence[BookRow], written: Sequence[WrittenRequest], rules: UsedRules, *, alone: bool = False
) -> RequestBook:  # fmt: skip
    """Brief on the requests of these accounts. `alone`: it is of one account's page."""
    found = tuple(sorted(listed_of(book, rows, written, rules), key=_urgency))
    ids = [row.account_id for row in rows]
    return RequestBook(
        quarter=book.quarter,
        as_of=book.now,
        headline=headline(book, found),
        figures=figures_of(book, found, ids),
        missing=book.missing(tickets="what support, implementation and accounting have open, with owner and age"),
        listed=found,
        rules=rules,
        open_requests=tables.waiting_table(book, found, alone=alone),
        claims=tables.claims_table(book, found, alone=alone),
        foreign_claims=tables.foreign_table(book, found, alone=alone),
        queues=tables.team_table(book, found),
        closed=tables.closed_table(book, found, alone=alone),
    )


def listed_of(
    book: Book, rows: Sequence[BookRow], written: Sequence[WrittenRequest], rules: UsedRules
) -> list[ListedRequest]:  # fmt: skip
    """Every open ticket and every request that was raised here, each thing once: a ticket of which somebody said more
    is one line, and so is a claim with its ticket."""
    accounts, now = {row.account_id: row for row in rows}, book.warehouse.now
    tickets = request_rows.waiting_tickets(book.warehouse, list(accounts))
    # Of several that name one ticket that counts which has a course of its own.
    said = {(one.account_id, one.said.ticket): one for one in sorted(written, key=_is_ours) if one.said.ticket}
    waiting = {(one.account_id, one.ticket_id) for one in tickets}
    found = [
        of_ticket(row, accounts[row.account_id], rules, now, said.get((row.account_id, row.ticket_id)))
        for row in tickets
        if not _is_ours(said.get((row.account_id, row.ticket_id)))
    ]
    sites = request_rows.site_names(book.warehouse, sorted({one.said.site for one in written if one.said.site}))
    names = {**colleague_names(book.warehouse), **sites}
    known = request_rows.named_tickets(book.warehouse, sorted({ticket for _, ticket in said}))
    for one in written:
        place = (one.account_id, one.said.ticket)
        if one.account_id in accounts and not (is_of_ticket(one) and place in waiting):
            found.append(of_written(one, accounts[one.account_id], rules, now, names, known.get(place)))
    return found


def _is_ours(one: WrittenRequest | None) -> bool:
    """Whether a ticket stands in the list as a request of ours, which has a course of its own."""
    return one is not None and not is_of_ticket(one)


def _urgency(one: ListedRequest) -> tuple[object, ...]:
    """What is late first, then by how much of the time is used, the longest wait first."""
    return (
        not one.is_open, one.turn is None, not one.late, -(one.clock.used or 0), -one.clock.waited, one.key,
    )  # fmt: skip


def headline(book: Book, found: Sequence[ListedRequest]) -> str:
    """How many are open and late, and what is disputed."""
    still = [one for one in found if one.is_open]
    if not still:
        return "No request is open"
    late, money = sum(one.late for one in still), total_of(still).open
    said = f"{capital(counted(len(still), 'request'))} open, {f'{late:,} late' if late else 'none late'}"
    return f"{said}; {book.money.compact(money / 100)} disputed" if money else said


def next_turn(found: Sequence[ListedRequest], rules: UsedRules) -> datetime | None:
    """When the first of these is at risk, late or to be escalated. Hours at work never pass faster than on the wall, so
    those that have longest are not worked out once an earlier moment is known."""
    shares = sorted({rules.owner_at, rules.manager_at, rules.leadership_at, AT_RISK, 1.0})
    ahead = sorted(
        (float(one.clock.level.resolve) * share - one.worked_hours, share, number)
        for number, one in enumerate(found)
        if one.is_open and one.clock.runs and one.clock.level.resolve
        for share in shares
        if one.clock.level.resolve * share > one.worked_hours
    )
    soonest: datetime | None = None
    for hours, share, number in ahead:
        clock = found[number].clock
        if soonest is not None and clock.now + timedelta(hours=hours) >= soonest:
            break
        at = clock.reaches(share)
        soonest = at if at and (soonest is None or at < soonest) else soonest
    limits = [one.due_at for one in found if one.is_open and one.due_at and one.due_at > one.clock.now]
    return min([*limits, *([soonest] if soonest else [])], default=None)
