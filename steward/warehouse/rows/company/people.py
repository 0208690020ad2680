"""Who of us there is, with e-mail address and manager, whose each account is, and who sells to it."""

from typing import NamedTuple

from steward.domain.access.company import CompanyMember, Holding, OpenSale
from steward.warehouse.reader import Warehouse


def members(warehouse: Warehouse) -> list[CompanyMember]:
    """Each of us with e-mail address and manager, as far as the people feed says."""
    sql = """select person_id, coalesce(email, ''), coalesce(manager_id, '') from staging.people order by person_id"""
    return [CompanyMember(*row) for row in warehouse.rows(_Known, sql)]


def holdings(warehouse: Warehouse) -> list[Holding]:
    """Each account with who owns it and the account above it."""
    sql = """
        select account_id, coalesce(owner_id, ''), coalesce(parent_id, '') from staging.accounts order by account_id"""
    return [Holding(*row) for row in warehouse.rows(_Known, sql)]


def open_sales(warehouse: Warehouse) -> list[OpenSale]:
    """Each open opportunity with its account and who of us sells it, as far as the feed says."""
    sql = """
        select opportunity_id, account_id, owner_id from staging.opportunities
        where status = 'open' and account_id is not null and owner_id is not null order by opportunity_id"""
    return [OpenSale(*row) for row in warehouse.rows(_Known, sql)]


class _Known(NamedTuple):
    key: str
    second: str
    third: str


def names(warehouse: Warehouse) -> tuple[tuple[str, str], ...]:
    """What each of us is called, by id."""
    return tuple(warehouse.rows(_Named, "select person_id, name from staging.people order by name, person_id"))


class _Named(NamedTuple):
    person_id: str
    name: str
