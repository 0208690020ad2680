"""The orders of a book: what is not billed, what leaks, what is late and why, which first invoices are wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.orders.line import Line, UnknownLine
from steward.briefings.internal.orders.sums import (
    NO_ORDERS,
    NOT_LOADED,
    ORDERS,
    age_chart,
    as_many_as_fit,
    figures,
    part_of,
    receipt,
    total,
)
from steward.briefings.internal.orders.tables import early_table, invoice_table, late_table, leak_table, risk_table
from steward.briefings.internal.scope.book import Book
from steward.domain.ordering.causes import DelayCause
from steward.exhibits import COUNT, Bars, Column, Series, Table
from steward.exhibits.wording import capital, counted
from steward.plans.internal.orders import BegunOrder, LineCare
from steward.warehouse.rows.internal.orders import AccountOrders, Slip

WOULD_SHOW = "what is ordered and not billed, late and why, and first invoices that are wrong"


@dataclass(frozen=True, kw_only=True)
class OrdersBook(InternalBriefing):
    """The orders of the accounts that pass the filters. `lines`: those somebody has to see to, by id; `sums`: of each
    account; `care`: of each account what we do about lines that are still to come; `corrected`: how many wrong first
    invoices of each somebody asked to be put right; `begun`: orders that people began here and the order system does
    not have; `unknown`: lines that people write of and the order system does not have."""

    lines: Mapping[str, Line]
    sums: tuple[AccountOrders, ...]
    care: Mapping[str, Sequence[LineCare]]
    corrected: Mapping[str, int]
    unknown: tuple[UnknownLine, ...]
    begun: Table | None
    by_age: Bars | None
    leaking: Table | None
    late: Table | None
    causes: Bars | None
    at_risk: Table | None
    invoices: Table | None
    too_early: Table | None


def orders_book(
    book: Book, sums: Sequence[AccountOrders], lines: Sequence[Line], slips: Sequence[Slip],
    begun: Sequence[tuple[str, str, BegunOrder]], care: Mapping[str, Sequence[LineCare]],
    corrected: Mapping[str, int], unknown: Sequence[UnknownLine],
) -> OrdersBook:  # fmt: skip
    """Brief on the orders of some accounts. `begun`: with the account's id and name, those not in the order system."""
    whole = total(sums)
    return OrdersBook(
        quarter=book.quarter,
        as_of=book.now,
        headline=_headline(book, whole, len(begun)),
        figures=figures(book, whole, sum(corrected.values())),
        missing=book.missing(**{ORDERS: WOULD_SHOW, "order_milestones": "which lines will be late by their pace"}),
        lines={one.key: one for one in lines},
        sums=tuple(sums),
        care=care,
        corrected=corrected,
        unknown=tuple(unknown),
        begun=_begun(book, begun),
        by_age=age_chart(book, whole),
        leaking=leak_table(book, lines, whole.leaking, whole.leak),
        late=late_table(book, lines, whole.late),
        causes=_causes(book, lines, slips),
        at_risk=risk_table(book, lines, whole.at_risk),
        invoices=invoice_table(book, lines, whole.wrong),
        too_early=early_table(book, lines, whole.too_early, whole.early),
    )


def _headline(book: Book, one: AccountOrders, begun: int) -> str:
    if not one.lines:
        if not book.has(ORDERS):
            return NOT_LOADED
        return capital(f"{counted(begun, 'order')} begun here, none in the order system") if begun else NO_ORDERS
    told = [
        f"{book.money.compact(one.not_billed / 100)} a month not billed"
        if one.not_billed
        else "all that was ordered is billed",
        f"{counted(one.late, 'line')} late" if one.late else "",
        f"{counted(one.wrong, 'first invoice')} wrong" if one.wrong else "",
    ]
    return capital(as_many_as_fit(told))


def _causes(book: Book, lines: Sequence[Line], slips: Sequence[Slip]) -> Bars | None:
    """Lines that are late, by who has to act: as people wrote it, else as the order system says of the last move."""
    of: dict[str, int] = {}
    for slip in slips:
        of[slip.cause or ""] = of.get(slip.cause or "", 0) + slip.lines
    for one in lines:
        said = one.row.cause or ""
        if one.slipped and one.cause != said and of.get(said):
            of[said] -= 1
            of[one.cause] = of.get(one.cause, 0) + 1
    if not any(of.values()):
        return None
    told = {name: of.get(key, 0) for key, name in _NAMES.items() if of.get(key)}
    most = max(told, key=lambda name: told[name])
    return Bars(
        id="orders.causes",
        title=f"{part_of(told[most], sum(told.values()), 'late line')} waiting for {most}",
        alt="Bars of late lines by who has to act: "
        + "; ".join(f"{name}: {many}" for name, many in told.items())
        + ".",
        receipt=receipt(book, "days late", "order_date_changes"),
        note="As written here, else as the order system says of the last move.",
        categories=tuple(capital(name) for name in told),
        series=(Series("Late lines", tuple(told.values())),),
        unit=COUNT,
        horizontal=True,
    )


_NAMES = {
    DelayCause.US: "us", DelayCause.CARRIER: "the carrier", DelayCause.CUSTOMER: "the customer",
    DelayCause.PERMIT: "a permit", "": "somebody nobody named",
}  # fmt: skip


def _begun(book: Book, begun: Sequence[tuple[str, str, BegunOrder]]) -> Table | None:
    """Orders that a quote began and the order system does not have."""
    if not begun:
        return None
    return Table(
        id="orders.begun",
        title=capital(f"{counted(len(begun), 'order')} begun here and not in the order system"),
        alt="Table of orders begun by quotes that no import has.",
        receipt=receipt(book, "orders begun"),
        note="Tick a row to open the quote. It counts in no figure.",
        keys=tuple(f"{account_id}/{one.quote}" for account_id, _, one in begun),
        columns=(Column("Account"), Column("Order", wide=True), Column("Accepted"), Column("Requested for"),
                 Column("Placed on")),
        rows=tuple(
            (account, one.title, one.signed_on, one.requested_on, one.placed_on or "to be placed")
            for _, account, one in begun
        ),
    )  # fmt: skip
