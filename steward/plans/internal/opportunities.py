"""`pipeline.toml`: what we changed of opportunities and the CRM does not say yet. Ours alone, not for customer modules.

A change waits beside the imported value until an import brings the wanted one; the data itself is never edited."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, money, text

FILE = "pipeline.toml"


class OpportunityField(StrEnum):
    """What of an opportunity can be changed."""

    STAGE = "stage"
    NEXT_STEP = "next step"
    CLOSE_ON = "close date"
    AMOUNT = "amount"


class OpportunityKind(StrEnum):
    """What an opportunity sells; the words of the opportunities feed."""

    NEW = "new"
    UPSELL = "upsell"
    CROSS_SELL = "cross-sell"
    RENEWAL = "renewal"


@dataclass(frozen=True, kw_only=True)
class OpportunityChange(Record):
    """One value of one opportunity, as it was imported when somebody changed it, and as it should be."""

    identity = ("opportunity", "field")

    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "The opportunity_id of the opportunity.", required=True)
    field: OpportunityField | None = choice(OpportunityField, "What", "Which of its values.", required=True)
    imported: str = text(
        "Imported", "The value it had in the data when it was changed; days as YYYY-MM-DD.", goes_along=True
    )
    wanted: str = text("Wanted", "The value it should have; days as YYYY-MM-DD, amounts as plain numbers.")
    by: str = colleague("By", "Who changed it.", goes_along=True)
    on: date | None = day("On", "When.", goes_along=True)
    note: str = text("Note", "Why.")


@dataclass(frozen=True, kw_only=True)
class NewOpportunity(Record):
    """An opportunity begun here, which the CRM does not have yet."""

    id: str = ident()
    name: str = text("Name", "What it is called; the import that brings this name confirms it.", required=True)
    product: str = key(Kind.PRODUCT, "Product", "What it would sell.")
    kind: OpportunityKind | None = choice(OpportunityKind, "Kind", "What kind of sale.")
    stage: str = text("Stage", "The stage it begins in.")
    amount: float | None = money("Amount", "What it would bring a month.")
    close_on: date | None = day("Closes", "When it should be won.")
    owner: str = colleague("Owner", "Which of us sells it.")
    by: str = colleague("By", "Who began it.")
    on: date | None = day("On", "When.")
    note: str = text("Note", "Why.")


@dataclass(frozen=True, kw_only=True)
class OpportunityChanges:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    changes: tuple[OpportunityChange, ...] = many(
        OpportunityChange, "Changes", "What waits for the CRM to say the same."
    )
    new: tuple[NewOpportunity, ...] = many(
        NewOpportunity, "New opportunities", "What was begun here and is not in the CRM yet."
    )
