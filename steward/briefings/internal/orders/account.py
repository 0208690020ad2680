"""The orders of one account, line by line: the first promise beside that of now, and the first invoice against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.orders.book import WOULD_SHOW
from steward.briefings.internal.orders.line import Line
from steward.briefings.internal.orders.sums import (
    INVOICES,
    NO_ORDERS,
    NOT_LOADED,
    ORDERS,
    as_many_as_fit,
    figures,
    part_of,
    receipt,
    total,
)
from steward.briefings.internal.orders.words import asked_in_words, invoices_of
from steward.briefings.internal.scope.book import Book
from steward.domain.ordering.first_invoice import Outcome
from steward.domain.ordering.states import order_state
from steward.exhibits import COUNT, DAYS, Column, Missing, Span, Table, Timeline, Unit, day_text, money, without
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.customer.orders import DateChange, Milestone
from steward.warehouse.rows.internal.orders import AccountOrders


@dataclass(frozen=True, kw_only=True)
class AccountOrdersBriefing(InternalBriefing):
    """`lines`: all of them; `findings`: what does not agree, a sentence each."""

    lines: tuple[Line, ...]
    findings: tuple[str, ...]
    timeline: Timeline | None
    orders: Table | None
    open_lines: Table | None
    invoices: Table | None
    done_lines: Table | None


def account_orders(
    book: Book, lines: Sequence[Line], sums: Sequence[AccountOrders], findings: Sequence[str]
) -> AccountOrdersBriefing:
    """Brief on the orders of an account. `findings`: what else does not agree."""
    still = [one for one in lines if one.is_open]
    return AccountOrdersBriefing(
        quarter=book.quarter,
        as_of=book.now,
        headline=_headline(still, lines) if book.has(ORDERS) else NOT_LOADED,
        figures=figures(book, total(sums), sum(one.outcome.wrong and one.asked is not None for one in lines)),
        missing=_missing(book, lines),
        lines=tuple(lines),
        findings=(*(said for one in lines for said in (one.unread, *one.differing) if said), *findings),
        timeline=_timeline(book, still),
        orders=_orders(book, lines),
        open_lines=_lines(book, "account_open", f"{counted(len(still), 'line')} still to come", still),
        invoices=_invoices(book, lines),
        done_lines=_done(book, [one for one in lines if not one.is_open]),
    )


def _headline(still: Sequence[Line], lines: Sequence[Line]) -> str:
    late, wrong = sum(one.slipped > 0 for one in still), sum(one.outcome.wrong and not one.asked for one in lines)
    unbilled = sum(one.leak > 0 for one in lines)
    told = [
        f"{counted(len(still), 'line')} still to come" if lines else NO_ORDERS,
        f"{late} late" if late else "",
        f"{unbilled} not billed" if unbilled else "",
        f"{counted(wrong, 'first invoice')} wrong" if wrong else "",
    ]
    return capital(as_many_as_fit(told))


def _missing(book: Book, lines: Sequence[Line]) -> tuple[Missing, ...]:
    """What a feed would show; that charges name no line is said where there are lines and none was checked."""
    feeds = book.missing(**{ORDERS: WOULD_SHOW, "order_milestones": "the way of each line, and whether it keeps pace"})
    named = any(one.row.charged is not None or one.outcome is Outcome.MISSING for one in lines)
    return (*feeds, *(() if named or not lines else (Missing(INVOICES, "first invoices against their orders"),)))


def _timeline(book: Book, still: Sequence[Line]) -> Timeline | None:
    """Each line from the signature: full until the day promised first, hollow until the day promised now."""
    spans = [
        Span(
            label=one.name, start=one.row.signed_on, end=max(filter(None, (promised, one.row.first_promised_on))),
            state="late" if one.slipped else "in progress", detail=one.row.title,
            decide_by=one.row.first_promised_on if one.row.moved else None,
        )
        for one in still
        if (promised := one.row.promised_on)
    ]  # fmt: skip
    if not spans:
        return None
    return Timeline(
        id="orders.timeline",
        title=f"{capital(counted(len(spans), 'line'))} on the way, the last promised for "
        f"{day_text(max(one.end for one in spans))}",
        alt="Lines of time from signature to promise: "
        + "; ".join(f"{one.label}: {day_text(one.end)}, {one.state}" for one in spans) + ".",
        receipt=receipt(book, "days late"),
        note="Full until the day promised first, hollow until the day promised now.",
        spans=tuple(spans),
        today=book.now,
    )  # fmt: skip


def _orders(book: Book, lines: Sequence[Line]) -> Table | None:
    """Each order with what its lines come to."""
    held: dict[str, list[Line]] = {}
    for one in lines:
        held.setdefault(one.row.order_id, []).append(one)
    if not held:
        return None
    return Table(
        id="orders.orders",
        title=capital(counted(len(held), "order")),
        alt="Table of orders with state, lines and money.",
        receipt=receipt(book, "booked MRR"),
        note="The state is that of its lines; where the order system says another, both are told.",
        keys=tuple(held),
        columns=(Column("Order", wide=True), Column("Number"), Column("Signed"), Column("State"),
                 Column("Lines", COUNT), Column("Delivered", COUNT), Column("MRR", _exact(book)), Column("Quote")),
        rows=tuple(
            (
                found[0].row.title, key, found[0].row.signed_on, _state(found), len(found),
                sum(one.row.completed_on is not None for one in found), sum(one.row.mrc for one in found) / 100,
                found[0].row.quote,
            )
            for key, found in held.items()
        ),
    )  # fmt: skip


def _state(lines: Sequence[Line]) -> str:
    ours, theirs = order_state([one.row.state for one in lines]), lines[0].row.order_state_said
    return f"{ours} (order system: {theirs})" if theirs and theirs != ours else ours


def _lines(book: Book, key: str, title: str, lines: Sequence[Line]) -> Table | None:
    """What is on its way, the latest first."""
    if not lines:
        return None
    ordered = sorted(lines, key=lambda one: (-one.slipped, one.row.promised_on or book.now, one.key))
    return Table(
        id=f"orders.{key}",
        title=capital(title),
        alt=f"Table of lines of orders: {title}.",
        receipt=receipt(book, "days late"),
        note="Late is counted from the day promised first. Tick a row to say what is done about it.",
        keys=tuple(one.key for one in ordered),
        columns=(
            Column("Line", wide=True), Column("Status", state=True), Column("State"), Column("Requested"),
            Column("First promise"), Column("Promised now"), Column("Late", DAYS), Column("By its pace"),
            Column("Waits for"), Column("Cause"), Column("Next step", wide=True), Column("PON"),
        ),
        rows=tuple(
            (
                one.name, one.status, one.row.state, one.row.requested_on, one.row.first_promised_on,
                one.row.promised_on, one.slipped or None, one.expected_on, one.row.next_milestone, one.cause or None,
                one.care.next_step or None if one.care else None, one.row.pon,
            )
            for one in ordered
        ),
    )  # fmt: skip


def _done(book: Book, lines: Sequence[Line]) -> Table | None:
    """What was delivered, or will not be."""
    if not lines:
        return None
    return Table(
        id="orders.account_done",
        title=capital(f"{counted(len(lines), 'line')} delivered or over"),
        alt="Table of lines that are over, with their days and what they bring a month.",
        receipt=receipt(book, "delivered on time"),
        keys=tuple(one.key for one in lines),
        columns=(
            Column("Line", wide=True), Column("State"), Column("First promise"), Column("Delivered"),
            Column("Late", DAYS), Column("Accepted"), Column("Billed from"), Column("MRR", _exact(book)),
            Column("Lost so far", _exact(book)), Column("Billed too early", _exact(book)),
        ),
        rows=tuple(
            (
                one.name, one.row.state, one.row.first_promised_on, one.row.completed_on, one.days_late,
                one.row.accepted_on, one.row.billing_started_on, one.row.mrc / 100, one.leak / 100 or None,
                one.early / 100 or None,
            )
            for one in lines
        ),
    )  # fmt: skip


def _invoices(book: Book, lines: Sequence[Line]) -> Table | None:
    """The first invoice of each line that has one or should have, what is wrong first."""
    found = sorted((one for one in lines if one.outcome is not Outcome.NOT_DUE), key=lambda one: not one.outcome.wrong)
    if not found:
        return None
    wrong, unit = [one for one in found if one.outcome.wrong], _exact(book)
    return Table(
        id="orders.account_invoices",
        title=capital(
            f"{part_of(len(wrong), len(found), 'first invoice')} not as ordered: {_off(unit, wrong)}"
            if wrong else f"{counted(len(found), 'first invoice')}, as ordered"
        ),
        alt="Table of first invoices against their lines, with what is wrong.",
        receipt=receipt(book, "first-invoice check", "charges"),
        note="Should be: the days of the month from the day the contract bills from, and what is paid once.",
        keys=tuple(one.key for one in found),
        columns=(
            Column("Line", wide=True), Column("Check"), Column("Invoice"), Column("Bills from"),
            Column("MRR", unit), Column("Should be", unit), Column("Charged", unit), Column("Off by", unit),
            Column("Request", wide=True),
        ),
        rows=tuple(
            (
                one.name, str(one.outcome), invoices_of(one), one.due_from, one.row.mrc / 100,
                one.should_be / 100, None if one.row.charged is None else one.row.charged / 100, one.wrong_by / 100,
                asked_in_words(one) or None,
            )
            for one in found
        ),
    )  # fmt: skip


def _off(unit: Unit, wrong: Sequence[Line]) -> str:
    """`€242.46 too much`, `€3,651.00 too little`, or both, and what of it was given back."""
    much = sum(max(one.wrong_by, 0) for one in wrong)
    little = sum(max(-one.wrong_by, 0) for one in wrong)
    told = ((much, "too much"), (little, "too little"))
    credited = sum(one.asked.record.claim.credited for one in wrong if one.asked)
    back = f", {unit.text(credited / 100)} credited" if credited else ""
    return " and ".join(f"{unit.text(cents / 100)} {what}" for cents, what in told if cents) + back


def milestones_table(book: Book, line: Line, found: Sequence[Milestone]) -> Table | None:
    """The way of one line, step by step."""
    if not found:
        return None
    reached = sum(one.reached_on is not None for one in found)
    whole = Table(
        id="orders.milestones",
        title=f"{reached} of {counted(len(found), 'milestone')} reached",
        alt="Table of milestones with the day planned and the day reached.",
        receipt=replace(receipt(book, "at risk of being late"), relation="customer.order_milestones"),
        columns=(Column("Milestone", wide=True), Column("Planned"), Column("Reached"), Column("Late", DAYS)),
        rows=tuple((one.milestone, one.planned_on, one.reached_on, _late(one, line)) for one in found),
    )
    return whole if any(one.planned_on for one in found) else without(whole, "Planned", "Late")


def moves_table(book: Book, found: Sequence[DateChange]) -> Table | None:
    """How the day of a line was moved, in the order it was."""
    if not found:
        return None
    return Table(
        id="orders.moves",
        title=f"Its day was moved {counted(len(found), 'time') if len(found) > 1 else 'once'}",
        alt="Table of days that were moved, with the day before and after and who had to act.",
        receipt=replace(receipt(book, "days late"), relation="customer.order_dates"),
        columns=(Column("Moved on"), Column("From"), Column("To"), Column("Cause")),
        rows=tuple((one.changed_on, one.was, one.now, one.cause) for one in found),
    )


def _late(one: Milestone, line: Line) -> int | None:
    until = one.reached_on or line.today
    return max((until - one.planned_on).days, 0) or None if one.planned_on else None


def _exact(book: Book) -> Unit:
    return money(book.warehouse.facts.currency, 2)
