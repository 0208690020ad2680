"""`_company/portfolio.toml`: what each product is for, in the customer's words. They are shown it, so nothing of ours
alone may stand in it."""

from dataclasses import dataclass
from pathlib import Path

from steward.plans.files.keys import Kind, Record, key, many, text
from steward.plans.files.store import COMPANY, CompanyFiles, Opened

FILE = "portfolio.toml"


@dataclass(frozen=True, kw_only=True)
class OfferingEntry(Record):
    """One product: why anybody wants it, who says so, and what to show."""

    identity = ("product",)

    product: str = key(Kind.PRODUCT, "Product", "A product_id of the products feed.", required=True)
    use_case: str = text("Use case", "What a customer can do with it, in a sentence.")
    proof: str = text("Proof", "A result somebody had with it, as it may be told to others.")
    material: str = text("Material", "What there is to show: a page, a demo, a file or its link.")
    goals: tuple[str, ...] = key(Kind.LIST, "Serves goals about", "Words of the goals that it serves: outage, branch.")
    people: tuple[str, ...] = key(Kind.LIST, "For whom", "Words of the titles it is for: network, finance.")


@dataclass(frozen=True, kw_only=True)
class OfferingsFile:
    """The whole file. `account_id` is `_company`: it holds for every account."""

    account_id: str
    products: tuple[OfferingEntry, ...] = many(OfferingEntry, "Products", "What each product is for.")


def open_offerings(plans: Path) -> Opened[OfferingsFile]:
    """The file as it is now; `plans`: the folder `account_plans/`."""
    return CompanyFiles.whole(plans).open(OfferingsFile, FILE, COMPANY)
