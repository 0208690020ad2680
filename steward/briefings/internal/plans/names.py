"""The names behind the ids of a plan, and what is late in it, for our own eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.customer.plans.their_names import their_names
from steward.briefings.customer.subject import Subject
from steward.exhibits import Column, Receipt, Table
from steward.exhibits.tables import Cell
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.strategy import FILE, Strategy
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows


@dataclass(frozen=True)
class StrategySubject:
    """One account in one quarter, with both files of its plan."""

    subject: Subject
    success: SuccessPlan
    strategy: Strategy

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name behind each id either file may use."""
        warehouse, account_id = self.subject.warehouse, self.subject.account_id
        contacts = {row.contact_id: row for row in customer_rows.contacts(warehouse, account_id)}
        return {
            **book_rows.product_names(warehouse),
            **book_rows.opportunity_names(warehouse, account_id),
            **book_rows.colleague_names(warehouse),
            **their_names(contacts, self.success),
        }

    def name(self, key: str) -> str | None:
        """The name behind an id; what is no id stays as it is written, nothing is nothing."""
        return self.names.get(key, key) or None

    def table(
        self, section: str, title: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]
    ) -> Table | None:
        """A section as a table, without the columns that nobody filled; None where nothing is written."""
        if not rows:
            return None
        filled = [n for n in range(len(columns)) if any(row[n] is not None for row in rows)]
        return Table(
            id=f"strategy.{section}",
            title=title,
            alt=f"Table: {title}.",
            receipt=Receipt("account plan", self.subject.as_of, f"{FILE}, {section}"),
            columns=tuple(columns[n] for n in filled),
            rows=tuple(tuple(row[n] for n in filled) for row in rows),
        )
