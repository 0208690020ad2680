"""What renewals ask of somebody this week: what a window asked for, a notice date that is near, a play that is late."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from steward.briefings.internal.renewals.plays import is_late
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.domain.renewals import WINDOWS
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal.team import StaffMember

NOTICE_SOON = 30
"""Days before a notice date from which it is somebody's matter."""


def renewals_todos(book: Book, brief: Renewals, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """A line for each contract in a window without what it asks for, each notice date that is near, each late play."""
    for one in brief.ahead:
        if one.is_open:
            yield from (*_window(book, one), *_notice(book, one), *_late_plays(book, one, us))


def _window(book: Book, one: Renewal) -> Iterator[Todo]:
    if not one.missing:
        return
    row, left = one.row, (one.row.ends_on - book.now).days
    ends = f"ends in {counted(left, 'day')}" if left > 0 else f"ended on {day_text(row.ends_on)}"
    asks = ", ".join(window.asks for window in one.missing)
    words = f"{row.contract_id} {ends}{_worth(book, one)}: {asks} still missing"
    after = [window for window in WINDOWS if window.days < one.missing[-1].days]
    due = after[0].opens_on(row.ends_on) if after else row.ends_on
    yield _todo(book, one, Reason.RENEWAL, words, due)


def _notice(book: Book, one: Renewal) -> Iterator[Todo]:
    row = one.row
    if row.notice_by is None or not 0 <= (row.notice_by - book.now).days <= NOTICE_SOON:
        return
    after = "renews by itself after it" if row.auto_renews else "they may leave until then"
    days = counted((row.notice_by - book.now).days, "day") if row.notice_by > book.now else "today"
    when = f"in {days}" if row.notice_by > book.now else days
    words = f"{row.contract_id}{_worth(book, one)}: notice date {when}, {day_text(row.notice_by)}; {after}"
    yield _todo(book, one, Reason.NOTICE, words, row.notice_by)


def _late_plays(book: Book, one: Renewal, us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """For whoever of us runs the play."""
    for play in one.plays:
        if play.due is not None and is_late(play, book):
            words = f"Play for {one.row.contract_id} was due on {day_text(play.due)}: {play.play}"
            todo, doer = _todo(book, one, Reason.RENEWAL, words, play.due), us.get(play.owner)
            yield replace(todo, doer_id=doer.person_id, doer=doer.name) if doer else todo


def _worth(book: Book, one: Renewal) -> str:
    return f" ({book.money.compact(one.atr)} a month)" if one.atr else ""


def _todo(book: Book, one: Renewal, reason: Reason, words: str, due: date) -> Todo:
    return Todo(
        reason=reason,
        account_id=one.row.account_id,
        account=one.account.name,
        owner_id=one.account.owner_id,
        owner=one.account.owner,
        words=words,
        at_stake=one.atr,
        due=due,
        receipt=book.quarterly("renewal windows", "internal.renewals", "contracts", contract_id=one.row.contract_id),
    )
