"""What Service watch is made from: every read of it, each once for all accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.service.budgets import Budgets, budgets
from steward.briefings.internal.service.tickets import Tickets
from steward.domain.quarters import months_back
from steward.warehouse.rows.internal import service as service_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.service import Credits, ProductMinutes, Repairs, SiteOutages

CHRONIC, SAME_CAUSE = 3, 2
"""A site is chronic with so many outages of one product in 90 days, or of one cause in 180."""


@dataclass(frozen=True)
class Served:
    """The service of some accounts in a quarter and in the one before; `rows` hold whoever left since, too."""

    book: Book
    rows: Sequence[BookRow]

    @cached_property
    def accounts(self) -> Mapping[str, BookRow]:
        """The accounts by id."""
        return {row.account_id: row for row in self.rows}

    @property
    def records_credits(self) -> bool:
        """Whether a credit is recorded on any outage of the year, be it of nothing."""
        return self.repairs.credit is not None or bool(self.credits)

    def has(self, feed: str) -> bool:
        """Whether a feed was loaded."""
        return self.book.has(feed)

    @cached_property
    def products(self) -> Sequence[ProductMinutes]:
        """Promised and lost minutes by product; none without incidents, because then nothing is known to be lost."""
        return self._products(str(self.book.quarter))

    @cached_property
    def products_before(self) -> Sequence[ProductMinutes]:
        """The same of the quarter before."""
        return self._products(str(self.book.quarter.previous))

    def _products(self, quarter: str) -> Sequence[ProductMinutes]:
        return service_rows.products(self.book.warehouse, quarter, list(self.accounts)) if self.has("incidents") else ()

    @cached_property
    def repairs(self) -> Repairs:
        """The outages of the quarter."""
        return service_rows.repairs(self.book.warehouse, str(self.book.quarter), list(self.accounts))

    @cached_property
    def repairs_before(self) -> Repairs:
        """The outages of the quarter before."""
        return service_rows.repairs(self.book.warehouse, str(self.book.quarter.previous), list(self.accounts))

    @cached_property
    def budgets(self) -> Budgets:
        """How much of what may be lost was."""
        return budgets(self.book, self.accounts)

    @cached_property
    def chronic(self) -> Sequence[SiteOutages]:
        """Sites that fail again and again."""
        return service_rows.failing_sites(
            self.book.warehouse, str(self.book.quarter), list(self.accounts), CHRONIC, SAME_CAUSE
        )

    @cached_property
    def credits(self) -> Sequence[Credits]:
        """Credits of the year to the as-of date."""
        since, until = months_back(self.book.as_of, 12) + timedelta(days=1), self.book.as_of
        return service_rows.credits(self.book.warehouse, str(self.book.quarter), since, until, list(self.accounts))

    @cached_property
    def tickets(self) -> Tickets:
        """What is open at the as-of date, and how the quarter's tickets went."""
        house, ids = self.book.warehouse, list(self.accounts)
        return Tickets(
            service_rows.open_tickets(house, self.book.as_of, ids),
            service_rows.queues(house, str(self.book.quarter), ids),
            service_rows.ticket_owners(house).owned > 0,
        )
