"""Who of us works in which team, for our own eyes."""

from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class StaffMember(NamedTuple):
    """One of us; `manager`, by name and by id, and `region` where the people feed names them."""

    person_id: str
    name: str
    manager: str | None
    region: str | None
    manager_id: str | None = None


class Owner(NamedTuple):
    """Somebody who looks after an account."""

    owner_id: str


OWNERS = "select distinct owner_id from staging.accounts where owner_id is not null"


def members(warehouse: Warehouse) -> dict[str, StaffMember]:
    """Each of us, by id."""
    sql = """
        select p.person_id, p.name, m.name, p.region, p.manager_id from staging.people p
        left join staging.people m on m.person_id = p.manager_id order by p.person_id"""
    return {row.person_id: row for row in warehouse.rows(StaffMember, sql)}


def led_by(us: dict[str, StaffMember], person_id: str) -> set[str]:
    """Somebody and all who report to them, through others or not. Whoever reports in a circle is counted once."""
    found, waiting = {person_id}, [person_id]
    while waiting:
        boss = waiting.pop()
        new = {key for key, one in us.items() if one.manager_id == boss and key not in found}
        found |= new
        waiting += new
    return found


def owners(warehouse: Warehouse) -> frozenset[str]:
    """The ids of those who look after any account."""
    return frozenset(row.owner_id for row in warehouse.rows(Owner, OWNERS))
