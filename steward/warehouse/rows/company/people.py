"""Who of us there is, with e-mail address and manager, whose each account is, and who sells to it."""

from datetime import date
from typing import NamedTuple

from steward.domain.access.company import CompanyMember, Holding, SaleOnHand
from steward.warehouse.reader import Warehouse


def members(warehouse: Warehouse) -> list[CompanyMember]:
    """Each of us with e-mail address and manager, as far as the people feed says."""
    sql = """select person_id, coalesce(email, ''), coalesce(manager_id, '') from staging.people order by person_id"""
    return [CompanyMember(*row) for row in warehouse.rows(_Known, sql)]


def holdings(warehouse: Warehouse) -> list[Holding]:
    """Each account with who owns it, the account above it, and since when it is theirs, where it was another's."""
    sql = """
        select a.account_id, coalesce(a.owner_id, ''), coalesce(a.parent_id, ''), o.from_on from staging.accounts as a
        left join internal.account_owners as o
            on a.account_id = o.account_id and a.owner_id = o.owner_id and o.until_on is null
            and exists (
                from internal.account_owners as b where b.account_id = a.account_id and b.owner_id <> a.owner_id)
        order by a.account_id"""
    return [Holding(*row) for row in warehouse.rows(_Held, sql)]


def open_sales(warehouse: Warehouse) -> list[SaleOnHand]:
    """Each open opportunity with its account and who of us sells it, as far as the feed says."""
    sql = """
        select opportunity_id, account_id, owner_id from staging.opportunities
        where status = 'open' and account_id is not null and owner_id is not null order by opportunity_id"""
    return [SaleOnHand(*row) for row in warehouse.rows(_Known, sql)]


class _Known(NamedTuple):
    key: str
    second: str
    third: str


def names(warehouse: Warehouse) -> tuple[tuple[str, str], ...]:
    """What each of us is called, by id."""
    return tuple(warehouse.rows(_Named, "select person_id, name from staging.people order by name, person_id"))


class _Held(NamedTuple):
    account_id: str
    owner: str
    parent: str
    since: date | None


class _Named(NamedTuple):
    person_id: str
    name: str
