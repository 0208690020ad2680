"""`quotes/<id>/offer.toml`: what is offered to the customer. What it costs us stands beside it in `pricing.toml`.

A proposal is made of this file alone. Money is in the currency of the quote, as it is written, to the fourth place.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.domain.quoting.lines import Action
from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    ident,
    key,
    many,
    markdown,
    number,
    one,
    person,
    text,
)

FOLDER = "quotes"
LAST_MONTH = 120
DIGITS = 8
"""Of a version's digest, as it stands in the acceptance block; nobody compares more by eye."""


def file_of(quote_id: str) -> str:
    """The file of a quote's offer, below the folder of its account."""
    return f"{FOLDER}/{quote_id}/offer.toml"


class QuoteKind(StrEnum):
    """What a quote is for."""

    NEW = "new"
    ADD = "add"
    CHANGE = "change"
    RENEWAL = "renewal"
    MOVE = "move"
    DISCONNECT = "disconnect"


class Level(StrEnum):
    """How far a quote binds us."""

    BUDGETARY = "budgetary"
    FIRM = "firm"
    SUBJECT_TO_FEASIBILITY = "firm, subject to feasibility"


class BillingStart(StrEnum):
    """From when a service is billed."""

    ACCEPTANCE = "acceptance"
    INSTALLATION = "installation"
    COMMITTED_DATE = "committed date"


class EndOfTerm(StrEnum):
    """What happens when the term is over."""

    RENEWS = "renews for the same term"
    ROLLS = "goes on month by month"
    ENDS = "ends"


@dataclass(frozen=True, kw_only=True)
class Offer(Record):
    """What holds for all of a quote."""

    identity = ()

    title: str = text("Title", "What it is called; the customer reads it.")
    kind: QuoteKind | None = choice(QuoteKind, "Kind", "What it is for.", default=QuoteKind.ADD)
    level: Level | None = choice(Level, "Level", "How far it binds us.", default=Level.FIRM)
    need: str = markdown("Need", "What the customer wants to reach with it, in their words.")
    recipient: str = person("For", "Who at the customer it goes to.")
    owner: str = colleague("Owner", "Which of us makes it.")
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "The opportunity it is for.")
    design: str = text("Design", "The design and the option it was made from.")
    currency: str = text("Currency", "Such as EUR; empty = the company's.")
    starts_on: date | None = day("Starts", "The day the services are to begin.")
    term_months: float | None = number("Term", "For how many months.", low=1, high=LAST_MONTH)
    valid_until: date | None = day("Valid until", "The last day it can be accepted on.")
    payment_days: float | None = number("Payment", "Within how many days an invoice is paid.", low=0, high=365)
    billing_starts_on: BillingStart | None = choice(
        BillingStart, "Billing starts with", "From when a service is billed.", default=BillingStart.ACCEPTANCE
    )
    end_of_term: EndOfTerm | None = choice(
        EndOfTerm, "At the end", "What happens when the term is over.", default=EndOfTerm.RENEWS
    )
    partner: str = text("Partner", "The partner_id of who sells it with us.")


@dataclass(frozen=True, kw_only=True)
class PriceLine(Record):
    """The price of one line, from a month of the term to another. Entries of one line are a ramp."""

    identity = ("line", "from_month")

    line: str = text("Line", "Tells lines apart, in every version; entries of a ramp share it.", required=True)
    action: Action | None = choice(Action, "Action", "What it does to what the customer has.", default=Action.ADD)
    product: str = key(Kind.PRODUCT, "Product", "What is sold.")
    site: str = key(Kind.SITE, "Site", "Where it is; empty = nowhere in particular.")
    says: str = text("Description", "What the customer reads beside it.")
    quantity: float | None = number("Quantity", "How many; 1 where nothing is said.", low=0)
    unit_mrc: float | None = number("Each a month", "The price of one, a month.")
    unit_nrc: float | None = number("Each once", "The price of one, paid once in its first month; below 0 is a credit.")
    from_month: float | None = number("From month", "Of the term; 1 where nothing is said.", low=1, high=LAST_MONTH)
    to_month: float | None = number("To month", "Of the term; empty = the last.", low=1, high=LAST_MONTH)
    ends_with: str = text("Ends with", "The contract_id whose end is its end too; empty = the term.")
    replaces: tuple[str, ...] = key(
        Kind.LIST, "Replaces", "The subscription_ids of the services that end where it begins."
    )


@dataclass(frozen=True, kw_only=True)
class Clause(Record):
    """One clause of the contract, as it is offered."""

    id: str = ident("The id of a standard clause it stands for; any other for one of its own.")
    title: str = text("Title", "What it is about.", required=True)
    wording: str = markdown("Wording", "As the customer is to sign it.")


@dataclass(frozen=True, kw_only=True)
class OfferFile:
    """The whole file. `account_id` is the account it is for."""

    account_id: str
    offer: Offer = one(Offer, "Offer", "What holds for all of it.")
    lines: tuple[PriceLine, ...] = many(PriceLine, "Lines", "What is sold, where, at which price.", ordered=True)
    clauses: tuple[Clause, ...] = many(Clause, "Clauses", "The clauses of the contract, as offered.", ordered=True)
