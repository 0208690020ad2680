"""What a quote that is accepted begins: its opportunity stands as won and waits for the CRM, and an order is begun.

That it was accepted is one line of its ledger; what follows is written after it, each in the file of its topic, and
again where it is not there: whoever is killed between leaves a quote that says what is still to be begun."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from steward.briefings.internal.quotes.orders import accepted_on
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.errors import PlanNotSaved, StewardError
from steward.plans.customer import offer as offers
from steward.plans.customer.offer import OfferFile
from steward.plans.customer.quoted import quoted
from steward.plans.files.store import Plans
from steward.plans.internal import opportunities as opportunity_plans
from steward.plans.internal import orders
from steward.plans.internal.opportunities import OpportunityChange, OpportunityChanges, OpportunityField
from steward.plans.internal.opportunity_edits import changes_of, of_opportunity
from steward.plans.internal.order_begun import lines_of, order_of
from steward.plans.internal.orders import BegunOrder, BegunOrders
from steward.plans.internal.quote_record import ACCEPTED, APPROVED, DRAFT, IN_APPROVAL, ORDERED, PRESENTED
from steward.services.quotes import acting
from steward.services.quotes.opened import open_quote, quote_ids, record_of, version_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.crm import ends
from steward.warehouse.rows.internal.opportunities import OpportunityValues
from steward.workflow.quoting import reference_of

OPEN, WON, LOST = "open", "won", "lost"
"""How the data calls what became of an opportunity."""
LIVING = (DRAFT, IN_APPROVAL, APPROVED, PRESENTED, ACCEPTED, ORDERED)
"""The states of a quote that still can win, or has won."""


class Follows(StrEnum):
    """What a quote that is accepted begins."""

    ORDER = "order"
    WIN = "win"


def accept(plans: Plans, warehouse: Warehouse, quote: OpenedQuote, who: str, said: str = "") -> None:
    """Say that the customer accepted it, and begin what follows. Raises PlanNotSaved as `acting.accept`; where what
    follows could not be begun, it says so."""
    acting.accept(plans, quote, who, said)
    now = open_quote(plans, warehouse, quote.account_id, quote.quote_id)
    try:
        begin_what_follows(plans, warehouse, now, who)
    except StewardError as problem:
        raise PlanNotSaved(f"It is accepted; what follows could not be begun: {problem}") from problem


def begin_what_follows(plans: Plans, warehouse: Warehouse, quote: OpenedQuote, who: str) -> None:
    """The order, and that the opportunity is won; nothing twice. Raises PlanNotSaved."""
    if quote.record.state not in (ACCEPTED, ORDERED):
        raise PlanNotSaved("An order is begun by a quote that the customer accepted.")
    _begin_order(plans, quote, who)
    _win(plans, warehouse, quote, who)


def left_to_begin(plans: Plans, warehouse: Warehouse, quote: OpenedQuote) -> tuple[Follows, ...]:
    """What of all that follows is not there: a process that was killed between, or a file that lost it since."""
    if quote.record.state not in (ACCEPTED, ORDERED):
        return ()
    order = (Follows.ORDER,) if quote.order is None and quote.record.submitted is not None else ()
    return (*order, *((Follows.WIN,) if _to_win(plans, warehouse, quote) else ()))


def place(plans: Plans, quote: OpenedQuote, who: str) -> None:
    """Say that the order was placed. Raises PlanNotSaved, StepNotAllowed."""

    def placed(plan: BegunOrders) -> BegunOrders:
        return replace(plan, orders=tuple(_placed(one, quote, who) for one in plan.orders))

    acting.close(plans, quote, "ordered", who)
    if quote.order is not None:
        plans.edit(BegunOrders, orders.FILE, quote.account_id, placed, who)


def of_opportunity_said(plans: Plans, warehouse: Warehouse, quote: OpenedQuote) -> tuple[str, ...]:
    """How the opportunity of a quote stands, a sentence each: by the CRM, and that another quote won it already."""
    wanted = quote.offer.plan.offer.opportunity
    if not wanted or quote.record.state not in LIVING:
        return ()
    held = _values(warehouse, quote.account_id, wanted)
    others = tuple(
        f"{one} was accepted for the same opportunity: only one of the two can be what they buy."
        for one in _accepted_for(plans, quote, wanted)
    )
    return (*others, *filter(None, (_crm_says(plans, warehouse, quote, held),)))


def _accepted_for(plans: Plans, quote: OpenedQuote, opportunity_id: str) -> Iterator[str]:
    """The other quotes of the account that were accepted for an opportunity, by what they are called."""
    for quote_id in quote_ids(plans, quote.account_id):
        offer = plans.open(OfferFile, offers.file_of(quote_id), quote.account_id).plan.offer
        same = quote_id != quote.quote_id and offer.opportunity == opportunity_id
        if same and record_of(plans, quote.account_id, quote_id).state in (ACCEPTED, ORDERED):
            yield f"{reference_of(quote.account_id, quote_id)} (“{offer.title or quote_id}”)"


def _crm_says(plans: Plans, warehouse: Warehouse, quote: OpenedQuote, held: OpportunityValues | None) -> str:
    """Nothing of one that is open where its quote waits for an answer."""
    wanted = quote.offer.plan.offer.opportunity
    name = held.name if held else wanted
    accepted = quote.record.state in (ACCEPTED, ORDERED)
    if held is not None and held.status == LOST:
        return f"The CRM says that “{name}” is lost" + (": have it say won." if accepted else ".")
    if not accepted:
        return ""
    if held is not None and held.status == WON:
        return f"The CRM says that “{name}” is won."
    if _wins(plans, warehouse, quote.account_id, wanted):
        return f"“{name}” is won here, and waits for the CRM to say so."
    if _to_win(plans, warehouse, quote):
        return f"“{name}” is not won here yet: say so."
    return f"Have the CRM say that “{name}” is won."


def _begin_order(plans: Plans, quote: OpenedQuote, who: str) -> None:
    last = quote.record.submitted
    if last is None:
        return
    offer, _ = version_of(plans, quote, last)
    computed = quoted(offer, {**quote.known.contract_ends, **last.ends}, quote.today).quote
    order = order_of(offer.offer, quote.quote_id, last.version, last.content, accepted_on(quote), who)
    order = _as_placed(order, quote)
    lines = tuple(lines_of(computed, order.id, quote.known.service_ends))

    def begun(plan: BegunOrders) -> BegunOrders:
        if any(one.quote == quote.quote_id for one in plan.orders):
            return plan
        return replace(plan, orders=(*plan.orders, order), lines=(*plan.lines, *lines))

    plans.edit(BegunOrders, orders.FILE, quote.account_id, begun, who)


def _as_placed(order: BegunOrder, quote: OpenedQuote) -> BegunOrder:
    """An order that is begun anew after it was placed: as the ledger says that it was."""
    said = next((one for one in reversed(quote.record.events) if one.event == "ordered"), None)
    return replace(order, placed_on=said.at.date(), placed_by=said.who) if said else order


def _placed(one: BegunOrder, quote: OpenedQuote, who: str) -> BegunOrder:
    mine = one.quote == quote.quote_id and one.placed_on is None
    return replace(one, placed_on=quote.today, placed_by=who) if mine else one


def _win(plans: Plans, warehouse: Warehouse, quote: OpenedQuote, who: str) -> None:
    """The stage in which what was won stands, in the place of what waited for the same opportunity."""
    held, stage = _to_win(plans, warehouse, quote), _won_stage(warehouse)
    if held is None:
        return

    def won(plan: OpportunityChanges) -> OpportunityChanges:
        part = of_opportunity(held.opportunity_id)
        others = tuple(one for one in part.of(plan) if one.field is not OpportunityField.STAGE)
        return part.put(plan, (*others, change))

    change = OpportunityChange(
        opportunity=held.opportunity_id, field=OpportunityField.STAGE, imported=held.stage, wanted=stage, by=who,
        on=quote.today, note=f"Quote {quote.reference} was accepted.",
    )  # fmt: skip
    plans.edit(OpportunityChanges, opportunity_plans.FILE, quote.account_id, won, who)


def _to_win(plans: Plans, warehouse: Warehouse, quote: OpenedQuote) -> OpportunityValues | None:
    """The opportunity that is still to be won here. None where it is, where the CRM closed it, or where the data has
    no opportunity that was won and so nobody knows how the CRM calls it."""
    wanted = quote.offer.plan.offer.opportunity
    held = _values(warehouse, quote.account_id, wanted) if wanted else None
    if held is None or held.status != OPEN or not _won_stage(warehouse):
        return None
    return None if _wins(plans, warehouse, quote.account_id, wanted) else held


def _wins(plans: Plans, warehouse: Warehouse, account_id: str, opportunity_id: str) -> bool:
    """Whether it is won here already."""
    stages = {one.stage for one in ends(warehouse) if one.status == WON}
    plan = plans.open(OpportunityChanges, opportunity_plans.FILE, account_id).plan
    stage = [one.wanted for one in changes_of(plan, opportunity_id) if one.field is OpportunityField.STAGE]
    return not stages.isdisjoint(stage)


def _won_stage(warehouse: Warehouse) -> str:
    return next((one.stage for one in ends(warehouse) if one.status == WON), "")


def _values(warehouse: Warehouse, account_id: str, opportunity_id: str) -> OpportunityValues | None:
    found = opportunity_rows.opportunity_values(warehouse, [account_id])
    return next((one for one in found if one.opportunity_id == opportunity_id), None)
