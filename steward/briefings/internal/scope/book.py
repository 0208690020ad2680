"""A quarter of the whole book: what internal briefings share about when and in which money."""

from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.loaded import Loaded
from steward.domain.quarters import Quarter
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows


@dataclass(frozen=True)
class Book(Loaded):
    """The book of business in one quarter."""

    warehouse: Warehouse
    quarter: Quarter
    as_of: date

    @property
    def is_over(self) -> bool:
        """Whether the quarter is complete; what runs is not held against a whole one."""
        return self.as_of >= self.quarter.end

    @property
    def is_latest(self) -> bool:
        """Whether it is the last quarter of the data, whose pipeline is that of today."""
        return self.quarter == max(self.warehouse.quarters)

    @property
    def before(self) -> "Book | None":
        """The book a quarter before; None where the data does not reach back to it."""
        quarter = self.quarter.previous
        known = quarter in self.warehouse.quarters
        return Book(self.warehouse, quarter, self.warehouse.as_of(quarter)) if known else None

    def knew(self, written_on: date | None) -> bool:
        """Whether what was written on a day was known in the quarter; what bears no day always is."""
        return not self.is_past or written_on is None or written_on <= self.as_of

    @property
    def strategic_threshold(self) -> float:
        """The MRR above which an account is strategic."""
        return book_rows.strategic_threshold(self.warehouse)

    @property
    def has_subscriptions(self) -> bool:
        """Whether MRR comes from subscriptions; charges alone do not tell retention."""
        return self.warehouse.facts.basis == "subscriptions"


def acting_book(warehouse: Warehouse) -> Book:
    """The book as it is now, with all that is loaded, also of a quarter or month that is not over: for what is to be
    done, which counts from today."""
    return book_of(warehouse, str(warehouse.latest_quarter))


def book_of(warehouse: Warehouse, quarter: str | None = None) -> Book:
    """The book in a quarter, by default the last complete one. Raises QuarterUnknown."""
    chosen = warehouse.quarter(quarter)
    return Book(warehouse, chosen, warehouse.as_of(chosen))
