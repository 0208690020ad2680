"""What the orders of some accounts come to, and the figures of it."""

from collections.abc import Sequence

from steward.briefings.internal.scope.book import Book
from steward.domain.ordering.booking import Age
from steward.domain.ordering.lateness import on_time_share
from steward.exhibits import COUNT, PERCENT, Bars, Better, Figure, Receipt, Series, money
from steward.exhibits.wording import HEADLINE, counted
from steward.warehouse.rows.internal.orders import AccountOrders

ORDERS = "order_lines"
NO_ORDERS, NOT_LOADED = "No orders", "Orders are not loaded"
INVOICES = "charges that name an order line"


def as_many_as_fit(parts: Sequence[str]) -> str:
    """The first of these parts, as many as a headline has room for."""
    told = [one for one in parts if one]
    while len(told) > 1 and len(", ".join(told)) > HEADLINE:
        told.pop()
    return ", ".join(told)


def part_of(some: int, every: int, one: str) -> str:
    """`2 of 5 late lines`; all of them are `5 late lines`."""
    whole = counted(every, one)
    return whole if some == every else f"{some} of {whole}"


def longest(many: int, days: int) -> str:
    """`by 13 days` of one line, of several what the longest is late by."""
    return f"{'the longest ' if many > 1 else ''}by {counted(days, 'day')}"


def total(found: Sequence[AccountOrders]) -> AccountOrders:
    """The sum of accounts; the longest delays are the longest of any."""
    if not found:
        return AccountOrders("", *[0] * (len(AccountOrders._fields) - 1))
    sums = [sum(column) for column in list(zip(*(one[1:] for one in found), strict=True))]
    return AccountOrders("", *sums)._replace(
        longest=max(one.longest for one in found), put_off_by=max(one.put_off_by for one in found)
    )


def ages(one: AccountOrders) -> dict[Age, int]:
    """What is not billed, by how long ago it was signed."""
    return dict(zip(Age, (one.month, one.two, one.three, one.older, one.unknown), strict=True))


def figures(book: Book, one: AccountOrders, corrected: int) -> tuple[Figure, ...]:
    """What is signed, not billed, leaking, billed too early, late, at risk and wrongly invoiced. `corrected`: how many
    of the last somebody asked to be put right."""
    asked = f"; a request for {corrected}" if corrected else ""

    def told(key: str, label: str, cents: int, metric: str, note: str) -> Figure:
        return book.figure(
            f"orders.{key}", label, cents / 100, book.money, receipt(book, metric), needs=(ORDERS,), note=note,
            better=Better.LOWER,
        )  # fmt: skip

    return (
        book.figure(
            "orders.booked", "MRR ordered", one.booked / 100, book.money, receipt(book, "booked MRR"),
            needs=(ORDERS,), note=f"{counted(one.lines, 'line')}, {one.open or 'none'} still to come",
            better=Better.NEITHER,
        ),
        told("not_billed", "Ordered, not billed", one.not_billed, "booked, not billed", _oldest(one, book)),
        told("leak", "Accepted, not billed", one.leak, "leak", f"{counted(one.leaking, 'line')}, lost so far"),
        told("early", "Billed too early", one.early, "billed too early", counted(one.too_early, "line")),
        _counted(book, "late", "Late by the first promise", one.late, "days late",
                 longest(one.late, one.longest) if one.late else ""),
        _counted(book, "at_risk", "At risk by their pace", one.at_risk, "at risk of being late", ""),
        book.figure(
            "orders.on_time", "On time", on_time_share(one.in_time, one.ended), PERCENT,
            receipt(book, "delivered on time"), needs=(ORDERS,),
            why="Nothing with a first promise was delivered in the last year.",
            note=f"{one.in_time} of {one.ended} in a year, by their first promise",
        ),
        book.figure(
            "orders.wrong_invoices", "First invoices wrong", one.wrong if one.checked else None, COUNT,
            receipt(book, "first-invoice check", "charges"), needs=(ORDERS, "charges"),
            why="No charge names the line of an order.", note=f"of {one.checked} checked{asked}", better=Better.LOWER,
        ),
    )  # fmt: skip


def _counted(book: Book, key: str, label: str, number: int, metric: str, note: str) -> Figure:
    return book.figure(
        f"orders.{key}", label, number, COUNT, receipt(book, metric), needs=(ORDERS,), note=note, better=Better.LOWER
    )


def _oldest(one: AccountOrders, book: Book) -> str:
    return f"{book.money.compact(one.older / 100)} of it for over 90 days" if one.older else ""


def age_chart(book: Book, one: AccountOrders) -> Bars | None:
    """What is ordered and not billed, by age; None where there is nothing."""
    found = {age: cents for age, cents in ages(one).items() if cents or age is not Age.UNKNOWN}
    if not one.not_billed:
        return None
    unit = money(book.warehouse.facts.currency)
    old = found[Age.THREE] + found[Age.OLDER]
    return Bars(
        id="orders.by_age",
        title=f"{unit.compact(one.not_billed / 100)} a month ordered and not billed, "
        f"{unit.compact(old / 100) if old else 'none'} of it for over 60 days",
        alt="Bars of MRR ordered and not billed by days since the signature: "
        + "; ".join(f"{age}: {unit.text(cents / 100)}" for age, cents in found.items()) + ".",
        receipt=receipt(book, "booked, not billed"),
        note="Days since the customer signed.",
        categories=tuple(str(age) for age in found),
        series=(Series("MRR not billed", tuple(cents / 100 for cents in found.values())),),
        unit=unit,
    )  # fmt: skip


def receipt(book: Book, metric: str, *feeds: str) -> Receipt:
    """Every line of an order, on the day it is."""
    return Receipt(metric, book.now, "internal.order_lines", book.whose, ("orders", "order_lines", *feeds))
