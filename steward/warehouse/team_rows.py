"""Who of us works in which team, for our own eyes."""

from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Member(NamedTuple):
    """One of us; `manager` and `region` where the people feed names them."""

    person_id: str
    name: str
    manager: str | None
    region: str | None


def members(warehouse: Warehouse) -> dict[str, Member]:
    """Each of us, by id."""
    sql = """
        select p.person_id, p.name, m.name, p.region from staging.people p
        left join staging.people m on m.person_id = p.manager_id order by p.person_id"""
    return {row.person_id: row for row in warehouse.rows(Member, sql)}
