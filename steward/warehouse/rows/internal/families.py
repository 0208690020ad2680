"""Which accounts are of one family, as far as they may be read."""

from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class FamilyMember(NamedTuple):
    """One account of a family; `depth`: how many accounts stand above it."""

    family_id: str
    account_id: str
    name: str
    depth: int


def members(warehouse: Warehouse) -> list[FamilyMember]:
    """The accounts of every family of two or more; the topmost first, then by name."""
    sql = """
        select f.family_id, f.account_id, a.name, f.depth from customer.families f
        join staging.accounts a using (account_id)
        where f.family_id in (select family_id from customer.families group by family_id having count(*) > 1)
        order by f.family_id, f.depth, lower(a.name), f.account_id"""
    return warehouse.rows(FamilyMember, sql)
