"""What each product is for: the company's file, and the products feed where it says nothing."""

from pathlib import Path

from steward.briefings.customer.offerings.offerings import Offering, offerings
from steward.plans.customer.offerings import FILE, OfferingEntry, OfferingsFile, open_offerings
from steward.warehouse.reader import Warehouse

__all__ = ["FILE", "Offering", "offered", "open_offerings", "with_every_product"]


def offered(warehouse: Warehouse, plans: Path) -> tuple[Offering, ...]:
    """Every product with what there is to say of it; `plans`: the folder `account_plans/`."""
    return offerings(warehouse, open_offerings(plans).plan)


def with_every_product(written: OfferingsFile, found: tuple[Offering, ...]) -> OfferingsFile:
    """The file with a row for each product it does not speak of, to be filled in."""
    named = {entry.product for entry in written.products}
    more = [one for one in found if one.product_id not in named and one.name not in named]
    rows = (*written.products, *(OfferingEntry(product=one.product_id) for one in more))
    return OfferingsFile(account_id=written.account_id, products=rows)
