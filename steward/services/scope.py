"""What a door is about: a home's warehouse, the book in a quarter, or one account of it."""

from collections.abc import Mapping

from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.book.scope import book_of
from steward.warehouse.reader import Warehouse, open_warehouse
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.internal import book as book_rows
from steward.workspace import Workspace

__all__ = ["account_names", "account_of", "accounts", "book_of", "colleague_names", "subject", "warehouse_of"]


def warehouse_of(workspace: Workspace) -> Warehouse:
    """What was loaded last. Raises NoWarehouse."""
    return open_warehouse(workspace)


def account_of(workspace: Workspace, account_id: str, quarter: str | None = None) -> Subject:
    """One account in a quarter, by default the last complete one. Raises NoWarehouse, AccountNotFound."""
    return subject(open_warehouse(workspace), account_id, quarter)


def accounts(warehouse: Warehouse) -> tuple[str, ...]:
    """The ids of all accounts, in the order of their names."""
    return tuple(account_names(warehouse))


def account_names(warehouse: Warehouse) -> Mapping[str, str]:
    """Every account's name by its id, in the order of the names."""
    return {one.account_id: one.name for one in book_rows.choices(warehouse)}


def colleague_names(warehouse: Warehouse) -> Mapping[str, str]:
    """The name of each of us by id."""
    return customer_rows.colleague_names(warehouse)
