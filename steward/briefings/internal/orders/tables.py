"""Lines of orders that somebody has to see to, each kind in a table of its own."""

from collections.abc import Callable, Sequence

from steward.briefings.internal.orders.line import NOBODY_SAID, Line, UnknownLine
from steward.briefings.internal.orders.sums import longest, receipt
from steward.briefings.internal.orders.words import asked_in_words
from steward.briefings.internal.scope.book import Book
from steward.exhibits import DAYS, Cell, Column, Table, Unit, money
from steward.exhibits.wording import capital, counted

Cells = Callable[[Line], tuple[Cell, ...]]
WHO = (Column("Account"), Column("Line", wide=True))


def late_table(book: Book, lines: Sequence[Line], many: int) -> Table | None:
    """What is late by its first promise and still to come, the longest first."""
    found = sorted((one for one in lines if one.slipped), key=lambda one: (-one.slipped, one.key))
    return _table(
        book, "late", "days late", found, many,
        f"{counted(many, 'line')} late by the first promise, {longest(many, found[0].slipped if found else 0)}",
        (Column("First promise"), Column("Promised now"), Column("Late", DAYS), Column("Cause"),
         Column("Next step", wide=True), Column("Due"), Column("MRR", _unit(book))),
        lambda one: (
            one.row.first_promised_on, one.row.promised_on, one.slipped, one.cause or NOBODY_SAID,
            one.care.next_step or None if one.care else None, one.care.due if one.care else None, one.row.mrc / 100,
        ),
    )  # fmt: skip


def risk_table(book: Book, lines: Sequence[Line], many: int) -> Table | None:
    """What will miss the day of now by the pace of its milestones, the soonest first."""
    found = sorted((one for one in lines if one.at_risk), key=lambda one: (one.row.promised_on or book.now, one.key))
    return _table(
        book, "at_risk", "at risk of being late", found, many,
        f"{counted(many, 'line')} will miss {'its' if many == 1 else 'their'} day by the pace of the milestones",
        (Column("Promised now"), Column("By its pace"), Column("Waits for"), Column("Milestones"),
         Column("Next step", wide=True), Column("MRR", _unit(book))),
        lambda one: (
            one.row.promised_on, one.expected_on, one.row.next_milestone, f"{one.row.reached} of {one.row.milestones}",
            one.care.next_step or None if one.care else None, one.row.mrc / 100,
        ),
    )  # fmt: skip


def leak_table(book: Book, lines: Sequence[Line], many: int, cents: int) -> Table | None:
    """What the customer accepted and nobody bills, the dearest first."""
    found = sorted((one for one in lines if one.leak), key=lambda one: (-one.leak, one.key))
    return _table(
        book, "leaking", "leak", found, many,
        f"{counted(many, 'line')} accepted and not billed: {book.money.compact(cents / 100)} lost so far",
        (Column("Accepted"), Column("For", DAYS), Column("MRR", _unit(book)), Column("Lost so far", _unit(book))),
        lambda one: (
            one.row.accepted_on, (one.today - one.row.accepted_on).days if one.row.accepted_on else None,
            one.row.mrc / 100, one.leak / 100,
        ),
    )  # fmt: skip


def early_table(book: Book, lines: Sequence[Line], many: int, cents: int) -> Table | None:
    """What is billed before the contract lets it, the dearest first."""
    found = sorted((one for one in lines if one.days_early), key=lambda one: (-one.early, one.key))
    return _table(
        book, "too_early", "billed too early", found, many,
        f"{counted(many, 'line')} billed too early: {book.money.compact(cents / 100)}",
        (Column("Billed from"), Column("Contract bills from"), Column("Due from"), Column("Too early", DAYS),
         Column("MRR", _unit(book)), Column("Billed too early", _unit(book))),
        lambda one: (
            one.row.billing_started_on, one.row.billing_basis or "acceptance", one.due_from or "still to come",
            one.days_early, one.row.mrc / 100, one.early / 100,
        ),
    )  # fmt: skip


def invoice_table(book: Book, lines: Sequence[Line], many: int) -> Table | None:
    """First invoices that are not as ordered, the furthest off first."""
    found = sorted((one for one in lines if one.outcome.wrong), key=lambda one: (-abs(one.wrong_by), one.key))
    return _table(
        book, "invoices", "first-invoice check", found, many,
        f"{counted(many, 'first invoice')} not as ordered",
        (Column("Invoice"), Column("Wrong"), Column("Should be", _unit(book)), Column("Charged", _unit(book)),
         Column("Off by", _unit(book)), Column("Request", wide=True)),
        lambda one: (
            None if one.row.charged is None else one.row.invoice_id or one.row.invoice_month,
            str(one.outcome), one.should_be / 100,
            None if one.row.charged is None else one.row.charged / 100, one.wrong_by / 100,
            asked_in_words(one) or None,
        ),
    )  # fmt: skip


def differing_table(book: Book, lines: Sequence[Line], unknown: Sequence[UnknownLine]) -> Table | None:
    """Lines of which we, the customer's page and the order system do not say the same, and those that we write of and
    the order system does not have, for Data health."""
    found = [(one.key, one.row.account, one.name, said) for one in lines for said in one.differing]
    found += [(one.line, one.account, one.line, one.said) for one in unknown]
    if not found:
        return None
    return Table(
        id="load.orders",
        title=f"{capital(counted(len(found), 'time'))} an order line is told in two ways",
        alt="Table of order lines with what differs: account, line, sentence.",
        receipt=receipt(book, "days late"),
        note="Neither is changed by the other: put right whichever is wrong, where it is kept.",
        keys=tuple(key for key, *_ in found),
        columns=(*WHO, Column("What differs", wide=True)),
        rows=tuple((account, name, said) for _, account, name, said in found),
    )


def _table(
    book: Book, key: str, metric: str, found: Sequence[Line], many: int, title: str, columns: tuple[Column, ...],
    cells: Cells,
) -> Table | None:  # fmt: skip
    if not found:
        return None
    shown = f"The first {len(found)} of {many:,}. " if len(found) < many else ""
    return Table(
        id=f"orders.{key}",
        title=capital(title),
        alt=f"Table of lines of orders: {title}.",
        receipt=receipt(book, metric),
        note=f"{shown}Tick a row to open the line at its account.",
        keys=tuple(one.key for one in found),
        columns=(*WHO, *columns),
        rows=tuple((one.row.account, one.name, *cells(one)) for one in found),
    )


def _unit(book: Book) -> Unit:
    return money(book.warehouse.facts.currency, 2)
