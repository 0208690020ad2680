"""What of all accounts has a name to look for: people, open opportunities, contracts that run."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class NamedThing(NamedTuple):
    """Something of an account. `kind`: contact, opportunity or contract."""

    kind: str
    key: str
    name: str
    account_id: str
    account: str


def named(warehouse: Warehouse, day: date, most: int) -> list[NamedThing]:
    """Contacts who are there, open opportunities, and contracts that have not ended by `day`, in this order and by
    name; of each kind `most` at most, those of the largest accounts."""
    sql = """
        with size as (
            select account_id, mrr from internal.book
            where quarter = (select max(quarter) from internal.book)
        ),
        found as (
            select 'contact' as kind, contact_id as key, name, account_id, 1 as place
            from staging.contacts where left_on is null or left_on > ?
            union all
            select 'opportunity', opportunity_id, name, account_id, 2 from staging.opportunities where status = 'open'
            union all
            select 'contract', contract_id, contract_id, account_id, 3 from staging.contracts where ends_on >= ?
        )
        select f.kind, f.key, f.name, f.account_id, a.name
        from found f join staging.accounts a using (account_id) left join size s using (account_id)
        where f.name is not null
        qualify row_number() over (partition by f.kind order by s.mrr desc nulls last, f.name, f.key) <= ?
        order by f.place, lower(f.name), f.key"""
    return warehouse.rows(NamedThing, sql, [day, day, most])
