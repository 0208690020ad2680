"""What is to be done about orders: of each account one line a kind, and each jeopardy whose day is near."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from steward.briefings.internal.orders.book import OrdersBook
from steward.briefings.internal.orders.sums import longest, receipt
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.exhibits.wording import counted
from steward.plans.internal.orders import LineCare
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.orders import AccountOrders
from steward.warehouse.rows.internal.team import StaffMember

SOON = timedelta(days=7)


def orders_todos(
    book: Book, rows: Sequence[BookRow], orders: OrdersBook, us: Mapping[str, StaffMember]
) -> Iterator[Todo]:
    """What the orders of some accounts call for. A first invoice that somebody asked to be put right is a request."""
    held = {
        one.account_id: one._replace(wrong=one.wrong - orders.corrected.get(one.account_id, 0)) for one in orders.sums
    }
    for row in rows:
        if (found := held.get(row.account_id)) is not None:
            yield from _of_account(book, row, found)
        yield from _jeopardies(book, row, orders.care.get(row.account_id, ()), us)


def _of_account(book: Book, row: BookRow, one: AccountOrders) -> Iterator[Todo]:
    today, compact = book.now, book.money.compact
    if one.late:
        words = f"{counted(one.late, 'line')} late by the first promise, {longest(one.late, one.longest)}"
        yield _todo(book, row, Reason.DELIVERY, words, "days late", today, one.late_mrc)
    if one.put_off:
        words = (
            f"{counted(one.put_off, 'line')} put off beyond the first promise, {longest(one.put_off, one.put_off_by)}"
        )
        yield _todo(book, row, Reason.DELIVERY, words, "days late", today, one.put_off_mrc)
    if one.leaking:
        words = f"{counted(one.leaking, 'line')} accepted and not billed: {compact(one.leak / 100)} lost so far"
        yield _todo(book, row, Reason.BILLING, words, "leak", today, one.not_billed)
    if one.too_early:
        words = f"{counted(one.too_early, 'line')} billed too early: {compact(one.early / 100)}"
        yield _todo(book, row, Reason.BILLING, words, "billed too early", today, None)
    if one.wrong:
        words = f"{counted(one.wrong, 'first invoice')} not as ordered"
        yield _todo(book, row, Reason.BILLING, words, "first-invoice check", today, None)


def _jeopardies(book: Book, row: BookRow, care: Sequence[LineCare], us: Mapping[str, StaffMember]) -> Iterator[Todo]:
    """What we said we would do about a line, where its day is near or past."""
    for one in care:
        if one.due is None or one.due > book.now + SOON or one.settled_on is not None:
            continue
        doer = us.get(one.owner)
        words = f"{one.next_step or one.jeopardy or 'See to the line'} ({one.line})"
        found = _todo(book, row, Reason.DELIVERY, words, "days late", one.due, None)
        who = one.owner or None
        yield replace(found, line=one.line, doer_id=doer.person_id if doer else who, doer=doer.name if doer else who)


def _todo(book: Book, row: BookRow, reason: Reason, words: str, metric: str, due: date, cents: int | None) -> Todo:
    stake = row.mrr if cents is None else Decimal(cents).scaleb(-2)
    return Todo(
        reason=reason, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner, words=words,
        at_stake=stake, due=due, receipt=receipt(book, metric),
    )  # fmt: skip
