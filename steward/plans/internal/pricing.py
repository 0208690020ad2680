"""`quotes/<id>/pricing.toml`: what the lines of a quote cost by our list and cost us, and why we sell at less. Ours
alone: customer code never imports it, and a proposal is never made of it."""

from dataclasses import dataclass

from steward.plans.customer.offer import FOLDER
from steward.plans.files.keys import Record, many, markdown, number, one, text


def file_of(quote_id: str) -> str:
    """The file of a quote's pricing, below the folder of its account."""
    return f"{FOLDER}/{quote_id}/pricing.toml"


@dataclass(frozen=True, kw_only=True)
class PricingReasons(Record):
    """Why it is offered so, and what it costs us besides its lines."""

    identity = ()

    reason: str = markdown("Reason", "Why less than list is asked; who approves reads it.")
    give_to_get: str = text("In return", "What we get for it: a longer term, more sites, a reference.")
    competitor: str = text("Competitor", "Against whom, at which price if known.")
    upfront_commission: float | None = number("Commission at once", "What is paid to who sells it at once.", low=0)
    residual_percent: float | None = number(
        "Commission a month", "What is paid to who sells it, in percent of what comes in a month.", low=0, high=100
    )
    upfront_cost: float | None = number("Cost at once", "What it costs us to set up, besides the lines.", low=0)


@dataclass(frozen=True, kw_only=True)
class LinePrices(Record):
    """What one unit of a line costs by our list, and what it costs us."""

    identity = ("line",)

    line: str = text("Line", "The line of the offer.", required=True)
    list_mrc: float | None = number("List a month", "By our list, a month.", low=0)
    list_nrc: float | None = number("List once", "By our list, once.", low=0)
    cost_mrc: float | None = number("Cost a month", "What it costs us a month.", low=0)
    cost_nrc: float | None = number("Cost once", "What it costs us once.", low=0)
    floor_mrc: float | None = number("Floor a month", "Below which nobody may sell it alone.", low=0)


@dataclass(frozen=True, kw_only=True)
class PricingFile:
    """The whole file. `account_id` is the account it is for."""

    account_id: str
    reasons: PricingReasons = one(PricingReasons, "Reasons", "Why it is offered so.")
    prices: tuple[LinePrices, ...] = many(LinePrices, "Prices", "List, cost and floor of each line.")
