"""What each product is for: as the company wrote it, else as the products feed has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.domain.education import serves
from steward.plans.customer.offerings import OfferingEntry, OfferingsFile
from steward.plans.customer.success_plan import Goal
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.offered import TaughtProduct, taught_products


@dataclass(frozen=True)
class Offering:
    """One product with what there is to say of it; empty where nobody said it."""

    product_id: str
    name: str
    use_case: str
    proof: str
    material: str
    goals: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing to tell of it."""
        parts = {"use case": self.use_case, "proof": self.proof, "material": self.material}
        return tuple(name for name, said in parts.items() if not said)

    def goals_served(self, goals: Sequence[Goal]) -> tuple[Goal, ...]:
        """Those of some goals that speak of what it is for."""
        return tuple(one for one in goals if serves(self.goals, one.title))


def offerings(warehouse: Warehouse, written: OfferingsFile) -> tuple[Offering, ...]:
    """Every product of the feed, by name."""
    by_product = {one.product: one for one in written.products}
    return tuple(
        _offering(row, by_product.get(row.product_id) or by_product.get(row.name)) for row in taught_products(warehouse)
    )


def _offering(row: TaughtProduct, entry: OfferingEntry | None) -> Offering:
    own = entry or OfferingEntry(product=row.product_id)
    return Offering(
        row.product_id, row.name, own.use_case or row.use_case or "", own.proof or row.proof or "",
        own.material or row.material or "", own.goals, own.people,
    )  # fmt: skip
