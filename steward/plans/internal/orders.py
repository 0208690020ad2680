"""`orders.toml`: orders begun by a quote that was accepted, and what we do about lines that are late. Ours alone:
customer code never imports it; what the customer is told of a line stands in `delivery.toml`.

An order begun here waits for the order system and for the contract of an import, and counts as no figure of either."""

from dataclasses import dataclass
from datetime import date

from steward.domain.ordering.causes import DelayCause
from steward.domain.quoting.lines import Action
from steward.plans.customer.offer import LAST_MONTH, BillingStart, EndOfTerm
from steward.plans.files.keys import Kind, Record, choice, colleague, day, entry, ident, key, many, money, number, text

FILE = "orders.toml"


@dataclass(frozen=True, kw_only=True)
class BegunOrder(Record):
    """One order, with the terms of the contract it is placed under."""

    id: str = ident("Tells orders of the account apart; that of the quote it was begun by.")
    title: str = text("Title", "What it is called.", required=True)
    quote: str = text("Quote", "The quote that was accepted.")
    version: float | None = number("Version", "The version of it that was accepted.", low=1)
    digest: str = text("Fingerprint", "Of the version that was accepted.", goes_along=True)
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "The opportunity it won.")
    signed_on: date | None = day("Accepted on", "The day the customer accepted.")
    requested_on: date | None = day("Requested for", "The day the services are to begin.")
    term_months: float | None = number("Term", "Of the contract, in months.", low=1, high=LAST_MONTH)
    payment_days: float | None = number("Payment", "Within how many days an invoice is paid.", low=0, high=365)
    billing_starts_on: BillingStart | None = choice(
        BillingStart, "Billing starts with", "From when a service is billed."
    )
    end_of_term: EndOfTerm | None = choice(EndOfTerm, "At the end", "What happens when the term is over.")
    order: str = text("Order", "The order_id of the order system, once there is one.")
    contract: str = text("Contract", "The contract_id of the contract, once there is one.")
    placed_on: date | None = day("Placed on", "The day it was placed; empty = it still has to be.")
    placed_by: str = colleague("Placed by", "Which of us placed it.", goes_along=True)
    begun_by: str = colleague("Begun by", "Who said that the customer accepted.", goes_along=True)
    note: str = text("Note", "What to know about it.")


@dataclass(frozen=True, kw_only=True)
class BegunLine(Record):
    """One line of an order, from a month of the term on. Entries of one line are a ramp."""

    identity = ("order", "line", "from_month")

    order: str = entry("orders", "Of order", "Which order it is of.")
    line: str = text("Line", "The line of the quote.", required=True)
    action: Action | None = choice(Action, "Action", "What it does to what the customer has.", default=Action.ADD)
    product: str = key(Kind.PRODUCT, "Product", "What is delivered.")
    site: str = key(Kind.SITE, "Site", "Where; empty = nowhere in particular.")
    quantity: float | None = number("Quantity", "How many.", low=0)
    mrc: float | None = money("Monthly", "What all of it costs a month.")
    nrc: float | None = number("One-off", "What all of it costs once; below 0 is a credit.")
    from_month: float | None = number("From month", "Of the term; 1 where nothing is said.", low=1, high=LAST_MONTH)
    requested_on: date | None = day("Requested for", "The day from which it is to be so.")
    ends_on: date | None = day("Ends on", "The last day of a line that ends with another contract; empty = the term's.")
    replaces: tuple[str, ...] = key(
        Kind.LIST, "Replaces", "The subscription_ids of the services that end where it begins."
    )
    renewed_end: date | None = day(
        "Renews until", "The last day, when the order was begun, of the contract of those services; the latest of them."
    )


@dataclass(frozen=True, kw_only=True)
class LineCare(Record):
    """What we do about one line of the order system. Of its days and its state only the order system knows."""

    identity = ("line",)

    line: str = text("Order line", "The order_line_id of the order system.", required=True)
    cause: DelayCause | None = choice(DelayCause, "Cause", "Who has to act before it can go on.")
    jeopardy: str = text("In jeopardy", "What endangers the day, and why.")
    owner: str = colleague("Owner", "Which of us sees to it.")
    next_step: str = text("Next step", "What is done about it next.")
    due: date | None = day("Due", "The day by which the next step is to be taken.")
    settled_on: date | None = day("Settled on", "The day it was out of the way; empty = it is not.")


@dataclass(frozen=True, kw_only=True)
class BegunOrders:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    orders: tuple[BegunOrder, ...] = many(BegunOrder, "Orders", "What was accepted and has to be placed.")
    lines: tuple[BegunLine, ...] = many(BegunLine, "Lines", "What each order delivers, changes or ends.", ordered=True)
    care: tuple[LineCare, ...] = many(LineCare, "Care", "What we do about lines of the order system.")
