"""A quarter of the whole book: what internal briefings share about when and in which money."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from steward.briefings.customer.loaded import Loaded
from steward.briefings.customer.unread import OF_MONEY, said_of, unread_in
from steward.domain.quarters import Quarter
from steward.exhibits import Better, Figure, Number, Receipt, Unit
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.unread import Unread
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.unread import unread_of_book


@dataclass(frozen=True)
class Book(Loaded):
    """The book of business in one quarter. `of_accounts`: whose sums these are; None where they are everybody's."""

    warehouse: Warehouse
    quarter: Quarter
    as_of: date
    of_accounts: frozenset[str] | None = None

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

    def of(self, accounts: Iterable[str]) -> "Book":
        """The book of these accounts alone: what is left out of a sum is told of them."""
        return replace(self, of_accounts=frozenset(accounts))

    def and_what_is_left_out(self, said: str, *feeds: str) -> str:
        """A sentence with a sum of these feeds in it, and which rows of this quarter the sum lacks."""
        first = self.quarter.start
        lacking = said_of(self.left_out(feeds or OF_MONEY, first, self.as_of), first, self.as_of)
        return f"{said}; incomplete: {lacking}" if lacking else said

    def left_out(self, feeds: Iterable[str], first: date, last: date) -> tuple[Unread, ...]:
        """The rows of these feeds in these days that are in no sum, since they could not be read."""
        found = unread_of_book(self.warehouse)
        these = (one for one in found if self.of_accounts is None or one.account_id in self.of_accounts)
        return unread_in(these, set(feeds) - (set(OF_MONEY) - {self.paid_by}), first, last) if found else ()

    def figure(
        self,
        id: str,  # noqa: A002 - a figure's id is called that in every output
        label: str,
        value: Number | None,
        unit: Unit,
        receipt: Receipt,
        *,
        needs: Iterable[str] = (),
        why: str = "",
        note: str = "",
        previous: Number | None = None,
        previous_label: str = "",
        better: Better = Better.HIGHER,
    ) -> Figure:
        """As any; one that amounts are left out of says so, and is held against nothing. A book is told without the
        amounts of one account rather than not at all."""
        needs = tuple(needs)
        said = self._said_of_figure({*needs, *receipt.feeds}, unit, receipt)
        return super().figure(
            id, label, value, unit, receipt, needs=needs, why=why,
            note=", ".join(filter(None, (note, f"incomplete: {said}" if said else ""))),
            previous=None if said else previous, previous_label=previous_label, better=better,
        )  # fmt: skip

    def _said_of_figure(self, feeds: Collection[str], unit: Unit, receipt: Receipt) -> str:
        """What is left out of it now or in the quarter before: of what is no money only what lacks a rate, for all else
        that could not be read is no sum."""
        is_money = unit.name == self.money.name
        asked = receipt.asked.get("account_id")
        book = self.of(map(str, asked)) if asked else self
        for back in (0, 1):
            first, last = self.span(receipt, back)
            found = book.left_out(feeds, first, last)
            if counted := [one for one in found if is_money or one.currency]:
                return said_of(counted, first, last)
        return ""

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
