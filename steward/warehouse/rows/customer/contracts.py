"""Contracts as the customer knows them: what runs until when, and until when notice may be given."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Contract(NamedTuple):
    """A contract that runs on a day. `per_month`: MRR of its lines on that day; None where no line names the contract.
    `notice_by` None: no notice is agreed; `followed`: another contract goes on after it, as was known on that day;
    `left_over`: those of its products that the other does not hold."""

    contract_id: str
    ends_on: date
    notice_by: date | None
    auto_renews: bool | None
    followed: bool
    per_month: Decimal | None
    products: tuple[str, ...]
    left_over: tuple[str, ...]
    account_name: str = ""


def running(warehouse: Warehouse, account_id: str, day: date, measured_on: date) -> list[Contract]:
    """The contracts that run on `day`, the first to end first; their amounts as of `measured_on`."""
    sql = """
        with held as (
            select account_id, contract_id, list(distinct product) as products from customer.services
            where account_id in (select unnest(?)) and product is not null group by all
        ),
        running as (
            select c.account_id, c.account_name, c.contract_id, c.ends_on, c.notice_by, c.auto_renews, c.next_id,
                c.next_id is not null and c.followed_on <= ? as followed,
                sum(s.mrr) as per_month,
                coalesce(list_sort(list(distinct s.product) filter (where s.product is not null)), []) as products
            from customer.contracts as c
            left join customer.services as s
                on c.account_id = s.account_id and c.contract_id = s.contract_id
                    and s.starts_on <= ? and (s.ends_on is null or s.ends_on > ?)
            where c.account_id in (select unnest(?)) and c.starts_on <= ? and c.ends_on > ?
            group by all
        )
        select r.account_id, r.contract_id, r.ends_on, r.notice_by, r.auto_renews, r.followed, r.per_month, r.products,
            case when h.products is null then []
                else list_filter(r.products, lambda one: not list_contains(h.products, one)) end as left_over,
            r.account_name
        from running as r
        left join held as h on r.account_id = h.account_id and r.next_id = h.contract_id
        order by r.ends_on, r.contract_id"""
    asked = [ACCOUNTS, day, measured_on, measured_on, ACCOUNTS, day, day]
    found = warehouse.account_rows(Contract, sql, account_id, asked)
    return [one._replace(products=tuple(one.products), left_over=tuple(one.left_over)) for one in found]
