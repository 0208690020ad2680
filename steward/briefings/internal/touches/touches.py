"""Brief on whom to contact next, and on what people logged on its way to the CRM."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.touches.logged import Candidate, CrmState, Logged
from steward.briefings.internal.touches.tables import candidate_table, logged_table, touch_table
from steward.briefings.internal.touches.waiting import Touch
from steward.domain.activities.touch import logged_share
from steward.exhibits import COUNT, PERCENT, Better, Figure, Receipt, Table
from steward.exhibits.wording import HEADLINE, capital, counted
from steward.plans.internal.activities import FILE, CrmSystem
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.warehouse.rows.internal.touches import Recorded, recorded

LATELY = timedelta(days=89)
"""How far back the share that the CRM has is counted, with today."""
ASKED = {"activities": "when people were last in touch", "contacts": "who there is to speak to"}
"""The feeds that tell of it."""


@dataclass(frozen=True, kw_only=True)
class TouchBook(InternalBriefing):
    """`touches`: everybody with a rule, most debt first; `candidates`: what of all that is logged may be twice."""

    touches: tuple[Touch, ...]
    logged: tuple[Logged, ...]
    candidates: tuple[Candidate, ...]
    next: Table | None
    activities: Table | None
    duplicates: Table | None
    accounts: tuple[str, ...]
    """Those it is about."""
    to_export: Mapping[CrmSystem, Mapping[str, int]]
    """How many records wait for each CRM, by account; accounts with none are left out."""

    @cached_property
    def waiting(self) -> tuple[Touch, ...]:
        """Those who have waited too long."""
        return tuple(one for one in self.touches if one.over)

    def debt_of(self, account_id: str) -> float:
        """The touch debt of one account."""
        return sum(one.debt for one in self.touches if one.row.account_id == account_id)


@dataclass(frozen=True)
class LoggedBeside:
    """What is logged at the accounts looked at, and what of it may be there twice."""

    found: tuple[Logged, ...]
    candidates: tuple[Candidate, ...]
    to_export: Mapping[CrmSystem, Mapping[str, int]]


def touch_book(
    book: Book, touches: Sequence[Touch], beside: LoggedBeside, accounts: Mapping[str, str], us: Mapping[str, str]
) -> TouchBook:  # fmt: skip
    """Brief on these accounts, by their names; `us`: our names by id."""
    waiting = [one for one in touches if one.over]
    return TouchBook(
        quarter=book.quarter,
        as_of=book.now,
        headline=_headline(touches, waiting),
        figures=_figures(book, touches, waiting, beside, accounts),
        missing=book.missing(**ASKED),
        touches=tuple(touches),
        logged=beside.found,
        candidates=beside.candidates,
        next=touch_table(book, waiting),
        activities=logged_table(book, beside.found, us),
        duplicates=candidate_table(book, beside.candidates),
        accounts=tuple(accounts),
        to_export=beside.to_export,
    )


def _headline(touches: Sequence[Touch], waiting: Sequence[Touch]) -> str:
    if not touches:
        return "No map says yet how often whom should hear from us"
    if not waiting:
        return "Everybody with a place on a map has heard from us in time"
    first = waiting[0]
    people = f"{counted(len(waiting), 'person', 'people')} {'waits' if len(waiting) == 1 else 'wait'} for us"
    name, account = first.person.name, first.row.name
    said = (f"{people}, first {name} at {account}", f"{people}, first {name}", people)
    return capital(next((one for one in said if len(one) <= HEADLINE), people))


def _figures(
    book: Book, touches: Sequence[Touch], waiting: Sequence[Touch], beside: LoggedBeside, accounts: Mapping[str, str]
) -> tuple[Figure, ...]:  # fmt: skip
    lately = [one for one in recorded(book.warehouse, book.now - LATELY, book.now) if one.account_id in accounts]
    read = Receipt("touch debt", book.now, f"{STRATEGY}, readings", (), ("activities",))
    logged = Receipt("logged share", book.now, "known.activities", (), ("activities",))
    waits = [one for one in beside.found if one.state in (CrmState.WAITS, CrmState.CORRECT)]
    known = bool(touches)
    why = "" if known else "no map says who decides"
    return (
        book.figure(
            "touches.debt", "Touch debt", round(sum(one.debt for one in waiting)) if known else None, COUNT, read,
            why=why, better=Better.LOWER, note="days too many, weighted by role",
        ),
        book.figure(
            "touches.waiting", "People who wait", len(waiting) if known else None, COUNT, read, why=why,
            better=Better.LOWER, note=f"of {len(touches)} with a rule",
        ),
        _share(book, lately, logged),
        book.figure(
            "touches.not_in_crm", "Logged, not in the CRM", len(waits), COUNT,
            Receipt("logged activities", book.now, FILE), better=Better.LOWER,
        ),
        book.figure(
            "touches.candidates", "Perhaps twice", len(beside.candidates), COUNT,
            Receipt("duplicate activities", book.now, FILE, (), ("activities",)), better=Better.LOWER,
        ),
    )  # fmt: skip


def _share(book: Book, lately: Sequence[Recorded], receipt: Receipt) -> Figure:
    total = sum(one.all for one in lately)
    return book.figure(
        "touches.logged_share", "In the CRM", logged_share(sum(one.in_crm for one in lately), total), PERCENT, receipt,
        why="" if total else "no activity in 90 days", note=f"of {counted(total, 'activity', 'activities')} in 90 days",
    )  # fmt: skip
