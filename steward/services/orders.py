"""The orders of a book or an account, with what people wrote about their lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.orders.account import (
    AccountOrdersBriefing,
    account_orders,
    milestones_table,
    moves_table,
)
from steward.briefings.internal.orders.book import OrdersBook, orders_book
from steward.briefings.internal.orders.line import Line, UnknownLine, lines_of
from steward.briefings.internal.orders.tables import differing_table
from steward.briefings.internal.orders.words import asked_in_words, wrong_in_words
from steward.briefings.internal.requests.listed import WrittenRequest
from steward.briefings.internal.scope.book import Book, acting_book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.domain.ordering.accepted import AcceptedLine, Placed, beyond, is_placed, left_out
from steward.domain.ordering.causes import DelayCause
from steward.domain.quoting.schedule import cents
from steward.domain.requests.words import RequestKind, RequestQueue
from steward.exhibits import Table
from steward.plans.customer import delivery
from steward.plans.customer.delivery import Delivery, LineWords
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Opened, Plans
from steward.plans.internal import orders
from steward.plans.internal.orders import BegunOrder, BegunOrders, LineCare
from steward.services.requests import files as requests
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.orders import date_changes, order_milestones
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import orders as order_rows
from steward.warehouse.rows.internal.orders import OrderLine, PlacedLine
from steward.workflow.quoting import reference_of

__all__ = [
    "COMPANY_FILES", "Line", "asked_in_words", "brief", "cared_for",
    "differences", "first_care", "first_words", "milestones",
    "moves", "of_account", "opened_care", "opened_words", "to_correct", "told_anew", "written", "wrong_in_words",
]  # fmt: skip
COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: nothing."""


@dataclass(frozen=True)
class OrderFiles:
    """What people wrote of the orders of some accounts, by account."""

    ours: Mapping[str, BegunOrders]
    theirs: Mapping[str, Delivery]
    asked: Mapping[str, WrittenRequest]
    """Of each line the request that corrects its first invoice."""

    @property
    def care(self) -> Mapping[str, LineCare]:
        """Of every line that anything is done about."""
        return {one.line: one for plan in self.ours.values() for one in plan.care}


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> OrderFiles:
    """What people wrote of the orders of these accounts."""
    del book
    return OrderFiles(
        plan_cache.of(BegunOrders, orders.FILE, "orders", "lines", "care").all_of(account_ids),
        plan_cache.of(Delivery, delivery.FILE, "lines").all_of(account_ids),
        _asked(requests.written_in(plan_cache, plan_cache.plans.begun(account_ids))),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> OrdersBook:
    """Brief on the orders of the accounts that pass the filters."""
    book = narrowed(book, filters)
    names = {
        row.account_id: row.name for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)
    }
    files, warehouse = written(plan_cache, list(names), book), book.warehouse
    asked = () if filters.all else tuple(names)
    told = {one.line: one for plan in files.theirs.values() for one in plan.lines}
    found = order_rows.lines_to_see_to(warehouse, book.now, asked)
    return orders_book(
        book,
        [one for one in order_rows.accounts_orders(warehouse, book.now) if one.account_id in names],
        [one for one in lines_of(found, book.now, files.care, told, files.asked) if one.row.account_id in names],
        [one for one in order_rows.late_by_cause(warehouse, book.now) if one.account_id in names],
        [(key, names[key], one) for key, one in _not_placed(warehouse, files.ours)],
        _still_cared_for(warehouse, files.ours),
        _corrected(warehouse, files.asked),
        (*_unknown(warehouse, files, names), *_left_out(warehouse, files.ours, names)),
    )


def differences(book: Book, brief: OrdersBook) -> Table | None:
    """Where a line is told in two ways, of the lines somebody has to see to."""
    return differing_table(book, list(brief.lines.values()), brief.unknown)


def cared_for(book: Book, account_ids: Sequence[str], plan_cache: PlanCache) -> Mapping[str, Sequence[LineCare]]:
    """Of each account what is done about lines that are still to come."""
    return _still_cared_for(book.warehouse, written(plan_cache, account_ids, book).ours)


def of_account(about: Subject, plans: Plans) -> AccountOrdersBriefing:
    """Brief on the orders of one account, as they are today."""
    book, key = acting_book(about.warehouse), about.account_id
    ours, theirs = opened_care(plans, key).plan, opened_words(plans, key).plan
    rows = order_rows.account_lines(book.warehouse, key)
    care, told = {one.line: one for one in ours.care}, {one.line: one for one in theirs.lines}
    lines = lines_of(rows, book.now, care, told, _asked(requests.written_of(plans, key)))
    sums = [one for one in order_rows.accounts_orders(book.warehouse, book.now) if one.account_id == key]
    files = OrderFiles({key: ours}, {key: theirs}, {})
    names = {key: about.account_id}
    unknown = [*_unknown(book.warehouse, files, names), *_left_out(book.warehouse, files.ours, names)]
    return account_orders(book, lines, sums, (*_against_quotes(ours, lines), *(one.said for one in unknown)))


def milestones(about: Subject, line: Line) -> Table | None:
    """The way of one line."""
    found = [one for one in order_milestones(about.warehouse, about.account_id) if one.order_line_id == line.key]
    return milestones_table(acting_book(about.warehouse), line, found)


def moves(about: Subject, line: Line) -> Table | None:
    """How the day of one line was moved."""
    found = [one for one in date_changes(about.warehouse, about.account_id) if one.order_line_id == line.key]
    return moves_table(acting_book(about.warehouse), found)


def opened_care(plans: Plans, account_id: str) -> Opened[BegunOrders]:
    """Our own file, as it is now."""
    return plans.open(BegunOrders, orders.FILE, account_id)


def opened_words(plans: Plans, account_id: str) -> Opened[Delivery]:
    """The file that the customer may read, as it is now."""
    return plans.open(Delivery, delivery.FILE, account_id)


def _asked(found: Iterable[WrittenRequest]) -> Mapping[str, WrittenRequest]:
    """Of each line the request that corrects its first invoice, the last where there are several."""
    return {one.said.order_line: one for one in found if one.corrects_an_invoice}


def _not_placed(warehouse: Warehouse, ours: Mapping[str, BegunOrders]) -> Iterator[tuple[str, BegunOrder]]:
    """Orders begun here that the order system does not have, with their accounts."""
    begun = {key: plan.orders for key, plan in ours.items() if plan.orders}
    if not begun:
        return
    known: dict[str, list[tuple[str, str | None]]] = {}
    for one in order_rows.known_orders(warehouse, list(begun)):
        known.setdefault(one.account_id, []).append((one.order_id, one.quote))
    for key, found in begun.items():
        yield from ((key, one) for one in found if not _is_placed(key, one, known.get(key, ())))


def _is_placed(account_id: str, one: BegunOrder, known: Sequence[tuple[str, str | None]]) -> bool:
    return is_placed(one.order, reference_of(account_id, one.quote), one.quote, known)


def _still_cared_for(warehouse: Warehouse, ours: Mapping[str, BegunOrders]) -> Mapping[str, Sequence[LineCare]]:
    """Of each account what is done about lines that are still to come."""
    cared = {one.line for plan in ours.values() for one in plan.care if one.settled_on is None}
    still = set(order_rows.still_to_come(warehouse, sorted(cared))) if cared else set()
    return {key: [one for one in plan.care if one.line in still] for key, plan in ours.items()}


def _unknown(warehouse: Warehouse, files: OrderFiles, names: Mapping[str, str]) -> Iterator[UnknownLine]:
    """What is written of lines that the order system does not have, or has no longer: such words reach nobody. Without
    orders at all every line is unknown, and the page says that."""
    written = [
        (key, one.line, what)
        for plans, what in ((files.ours, "what we do about it"), (files.theirs, "what the customer is told"))
        for key, plan in plans.items()
        for one in (plan.care if isinstance(plan, BegunOrders) else plan.lines)
    ]
    if not written or "order_lines" not in warehouse.feeds:
        return
    there = order_rows.there(warehouse, sorted({line for _, line, _ in written}))
    for key, line, what in written:
        if (key, line) not in there:
            yield UnknownLine(account=names[key], line=line, what=what)


def _left_out(warehouse: Warehouse, ours: Mapping[str, BegunOrders], names: Mapping[str, str]) -> Iterator[UnknownLine]:
    """Lines that were accepted here and that the order system’s order of them does not have: nobody delivers them."""
    begun = {key: plan for key, plan in ours.items() if plan.orders and plan.lines}
    rows = order_rows.placed_lines(warehouse, list(begun)) if begun else []
    for key, plan in begun.items():
        for order in plan.orders:
            own = (one for one in rows if one.account_id == key)
            placed = [one for one in own if _is_placed(key, order, [(one.order_id, one.quote)])]
            for line in left_out(map(_placed, placed), _accepted(plan, order)) if placed else ():
                quote = f"Quote {order.quote} v{order.version:g}"
                yield UnknownLine(account=names[key], line=line.line, what=line.product, quote=quote)


def _accepted(plan: BegunOrders, order: BegunOrder) -> list[AcceptedLine]:
    return [
        AcceptedLine(one.line, one.product, one.site, cents(Decimal(str(one.mrc or 0))))
        for one in plan.lines
        if one.order == order.id and one.from_month in (None, 1)
    ]


def _placed(row: OrderLine | PlacedLine) -> Placed:
    return Placed(row.order_line_id, row.quote_line or "", row.product_id, row.site_id or "", row.mrc)


def _corrected(warehouse: Warehouse, asked: Mapping[str, WrittenRequest]) -> Mapping[str, int]:
    """Of each account how many of its wrong first invoices somebody asked to be put right."""
    wrong = order_rows.wrongly_billed(warehouse, sorted(asked)) if asked else ()
    return Counter(asked[one].account_id for one in wrong)


def _against_quotes(plan: BegunOrders, lines: Sequence[Line]) -> Iterator[str]:
    """Lines that the accepted version of their quote does not have so, a sentence each."""
    names = {one.key: f"{one.name} ({one.key})" for one in lines}
    for begun in plan.orders:
        mine = [one for one in lines if _is_placed(plan.account_id, begun, [(one.row.order_id, one.row.quote)])]
        for key, why in beyond([_placed(one.row) for one in mine], _accepted(plan, begun)):
            yield f"{names[key]} is ordered otherwise than quote {begun.quote} v{begun.version:g} was accepted: {why}."


def first_care(line: Line) -> LineCare:
    """What is written of a line, else what a form of it begins with: the cause that the order system says."""
    said = line.row.cause
    return line.care or LineCare(line=line.key, cause=DelayCause(said) if said else None)


def first_words(line: Line) -> LineWords:
    """What the customer was told of a line, else what a form of it begins with."""
    return line.told or LineWords(line=line.key)


def told_anew(before: LineWords, now: LineWords, today: date) -> LineWords:
    """What is saved of it: a new day for the customer was told today, where nobody says another day."""
    moved = now.promised_on is not None and now.promised_on != before.promised_on
    return replace(now, told_on=today) if moved and now.told_on == before.told_on else now


def to_correct(line: Line) -> Mapping[str, str]:
    """What a request about its first invoice begins with, as an address asks for it: a dispute of what is too much; of
    what is too little a question to accounting, as nothing is to be given back. The customer may read the subject."""
    row, much = line.row, line.wrong_by > 0
    said = f"{f'Invoice {row.invoice_id}: {line.name}' if row.invoice_id else line.name} is not billed as ordered"
    found = {
        "kind": str(RequestKind.DISPUTE if much else RequestKind.QUESTION), "queue": str(RequestQueue.ACCOUNTING),
        "subject": said, "order_line": line.key, "site": row.site_id or "", "invoice": row.invoice_id or "",
        "amount": f"{line.wrong_by / 100:.2f}" if much else "",
    }  # fmt: skip
    return {name: said for name, said in found.items() if said}
