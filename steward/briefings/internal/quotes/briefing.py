"""One quote for our own eyes: its money, its price walk, who must approve it, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.quotes.asked import ApprovalState, AskedApproval, asked, undone
from steward.briefings.internal.quotes.exhibits import asked_table, line_table, month_bars, walk_bridge
from steward.briefings.internal.quotes.figures import figures_of, money_of
from steward.briefings.internal.quotes.imported.beside import signature_said
from steward.briefings.internal.quotes.imported.evidence import decision_table, decisions_of
from steward.briefings.internal.quotes.orders import order_lines, to_place, waits_for
from steward.briefings.internal.quotes.quote import EXPIRED, OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import STATES, change
from steward.briefings.internal.scope.book import Book
from steward.domain.quoting.fewer import fewer
from steward.exhibits import Bridge, StackedBars, Table, day_text, listed
from steward.exhibits.wording import in_a_line
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, DRAFT, IN_APPROVAL, ORDERED, PRESENTED


@dataclass(frozen=True, kw_only=True)
class QuoteBriefing(InternalBriefing):
    """One quote. `to_do`: what to do with it next, a sentence each; `with_fewer`: what would spare an approval, by
    role; `signature`: how it stands by the signature system."""

    quote: OpenedQuote
    asked: tuple[AskedApproval, ...]
    to_do: tuple[str, ...]
    with_fewer: tuple[str, ...]
    approvals: Table | None
    lines: Table | None
    walk: Bridge | None
    months: StackedBars | None
    imported_approvals: Table | None = None
    signature: str = ""
    order: Table | None = None

    @property
    def nobody_asked(self) -> str:
        """Why there is no table of approvals."""
        if self.quote.foreign:
            return f"Who must approve it is known once it is in {self.quote.ours}: {self.quote.beside_nothing}"
        return "No approval is needed: it is within what everybody may offer."


def quote_briefing(book: Book, quote: OpenedQuote, opportunity: Sequence[str] = ()) -> QuoteBriefing:
    """Brief on one quote as it is now. `opportunity`: how its own stands, a sentence each."""
    found = asked(quote)
    return QuoteBriefing(
        quarter=book.quarter,
        as_of=quote.today,
        headline=headline(quote, found),
        figures=figures_of(quote),
        quote=quote,
        asked=found,
        to_do=(*_to_do(quote, found), *opportunity),
        with_fewer=_with_fewer(quote, found),
        approvals=None if quote.foreign else asked_table(quote, found),
        lines=line_table(quote),
        walk=walk_bridge(quote),
        months=month_bars(quote),
        imported_approvals=decision_table(quote, decisions_of(quote, found)),
        signature=signature_said(quote.envelopes),
        order=order_lines(quote),
    )


def headline(quote: OpenedQuote, found: tuple[AskedApproval, ...]) -> str:
    """How it stands, in a sentence with its money; of a month alone where a line has no room for the term."""
    unit, sums = money_of(quote), quote.worth.schedule
    month = f"{unit.compact(sums.mrr / 100)} a month"
    return in_a_line(
        *(_stands(quote, found, one) for one in (f"{month}, {unit.compact(sums.tcv / 100)} over the term", month))
    )


def _stands(quote: OpenedQuote, found: tuple[AskedApproval, ...], worth: str) -> str:
    match quote.state:
        case state if quote.foreign:
            return f"{STATES[state]}, {worth}: in {quote.foreign}"
        case "draft":
            roles = [one.need.role for one in found if one.state is not ApprovalState.APPROVED]
            asks = f"{listed(roles)} must approve" if roles else "nobody must approve"
            return f"Draft of {worth}: {asks}"
        case "in_approval":
            whose = [one.need.role for one in found if one.is_open]
            return f"In approval, {worth}: {listed(whose)} to decide"
        case state if state in (APPROVED, PRESENTED):
            until = quote.offer.plan.offer.valid_until
            return f"{STATES[state]}, {worth}" + (f": valid until {day_text(until)}" if until else "")
        case state:
            return f"{STATES[state]}: {worth}"


def _to_do(quote: OpenedQuote, found: tuple[AskedApproval, ...]) -> tuple[str, ...]:
    """The next step, or what stands in its way."""
    match quote.state:
        case state if state == DRAFT:
            return quote.faults or ("Submit it: nothing is missing.",)
        case state if state == IN_APPROVAL:
            return tuple(_turn(quote, one) for one in found if one.is_open)
        case state if state in (APPROVED, PRESENTED) and (wrong := _in_the_way(quote)):
            return wrong
        case state if state == APPROVED:
            return ("Send the proposal, then press The customer has it.",)
        case state if state == PRESENTED:
            return (_answer(quote),)
        case state if state == EXPIRED:
            return ("Make a new version with a later day.",)
        case state if state == ACCEPTED:
            return (_to_order(quote),)
        case state if state == ORDERED and quote.order is None:
            return ("Begin its order anew: orders.toml has it no more.",)
    return ()


def _answer(quote: OpenedQuote) -> str:
    """What is to be said of the customer's answer; that there is one already, where an envelope came back."""
    last = quote.envelopes[-1].status if quote.envelopes else ""
    if quote.not_signed:
        return f"{quote.not_signed} Press Declined; or say how they accepted it all the same."
    return "It is signed: press Accepted." if last == "completed" else "Record what the customer answered."


def _to_order(quote: OpenedQuote) -> str:
    if quote.order is None:
        return "Begin the order."
    if to_place(quote):
        return "Place the order, then press Order placed."
    return f"Its order is {quote.ordered}" + (f": it waits for {lacks}." if (lacks := waits_for(quote)) else ".")


def _in_the_way(quote: OpenedQuote) -> tuple[str, ...]:
    """Why a quote that was approved cannot be accepted as it is."""
    missing = [need.role for need in undone(quote)]
    found = (
        quote.signed_otherwise,
        "" if quote.as_submitted else "It is not what was approved any more: make a new version.",
        f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} not approved it as it is." if missing else "",
    )
    return tuple(filter(None, found))


def _turn(quote: OpenedQuote, one: AskedApproval) -> str:
    who = listed([name_of(quote, each) for each in one.holders]) if one.holders else "nobody holds the role"
    until = f", until {one.due:%-d %b %H:%M} UTC" if one.due else ""
    late = " Overdue." if one.state is ApprovalState.ESCALATED else ""
    return f"{one.need.role} decides ({who}){until}.{late}"


def _with_fewer(quote: OpenedQuote, found: tuple[AskedApproval, ...]) -> tuple[str, ...]:
    """Of each approval that is still open, what would spare it."""
    if quote.foreign:
        return ()
    unit = money_of(quote)
    return tuple(
        f"{one.need.role} is not needed with {listed([change(each, unit) for each in fewer(one.need, quote.offered)])}."
        for one in found
        if one.state is not ApprovalState.APPROVED
    )
