"""What a door is about: a home's warehouse, the book in a quarter, or one account of it."""

from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.scope.book import acting_book, book_of
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.logged import follow
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.account import Contact, contacts
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.team import led_by, members, owners
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

__all__ = [
    "Contact",
    "account_of",
    "accounts",
    "acting_book",
    "book_of",
    "contacts",
    "owner_of",
    "owners_of",
    "subject",
    "team_of",
    "warehouse_of",
]


def warehouse_of(workspace: Workspace) -> Warehouse:
    """What was loaded last. Raises NoWarehouse."""
    found = open_warehouse(workspace)
    follow(found, PlanCache(Plans.within(workspace)))
    return found


def account_of(workspace: Workspace, account_id: str, quarter: str | None = None) -> Subject:
    """One account in a quarter, by default the last complete one. Raises NoWarehouse, AccountNotFound."""
    return subject(warehouse_of(workspace), account_id, quarter)


def accounts(warehouse: Warehouse) -> tuple[str, ...]:
    """The ids of all accounts, in the order of their names."""
    return tuple(one.account_id for one in book_rows.choices(warehouse))


def team_of(warehouse: Warehouse, person_id: str) -> frozenset[str]:
    """One of us with all who report to them, by id."""
    return frozenset(led_by(members(warehouse), person_id))


def owners_of(warehouse: Warehouse) -> frozenset[str]:
    """The ids of those who look after any account."""
    return owners(warehouse)


def owner_of(about: Subject) -> str:
    """The id of whoever looks after the account; empty where nobody does."""
    return book_rows.book_row(about.warehouse, about.account_id, str(about.quarter)).owner_id or ""
