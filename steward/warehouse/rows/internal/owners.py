"""Who owned which account when, and what they owned came to; for our own eyes."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Stretch(NamedTuple):
    """Days on which one of us owned an account. `from_on` None: since ever; `until_on` None: still; `owner_id` None:
    nobody. `source`: `account_owners`, `loads` that saw it, or `assumed` of days before anything is known."""

    account_id: str
    from_on: date | None
    until_on: date | None
    owner_id: str | None
    owner: str | None
    source: str

    def covers(self, day: date) -> bool:
        """Whether it holds the day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


_STRETCHES = f"select {', '.join(Stretch._fields)} from internal.account_owners"
_IN_TIME = "order by account_id, from_on nulls first"


def stretches(warehouse: Warehouse, account_id: str | None = None) -> list[Stretch]:
    """Every stretch of one account, or of all, the earliest first."""
    if account_id:
        sql = f"{_STRETCHES} where account_id in (select unnest(?)) {_IN_TIME}"
        return warehouse.account_rows(Stretch, sql, account_id, [ACCOUNTS])
    return warehouse.rows(Stretch, f"{_STRETCHES} {_IN_TIME}")


def owned_on(warehouse: Warehouse, day: date) -> list[Stretch]:
    """The one stretch of every account that holds a day."""
    sql = f"""{_STRETCHES} where (from_on is null or from_on <= $1) and (until_on is null or until_on >= $1)
        {_IN_TIME}"""
    return warehouse.rows(Stretch, sql, [day])


class OwnerQuarter(NamedTuple):
    """The accounts somebody owned at a quarter's end: MRR before it and at its end, and what was kept of it."""

    owner_id: str | None
    quarter: str
    opening: Decimal
    closing: Decimal
    kept: Decimal


def owner_quarters(warehouse: Warehouse, account_ids: list[str] | None, until: date) -> list[OwnerQuarter]:
    """For each quarter that has one before it, of some accounts or (None) of all.

    Of all accounts, whoever may be seen whole is: their quarter stays the same when an account becomes another's."""
    by_account = """
        select owner_then_id as owner_id, quarter, coalesce(sum(mrr_before), 0) as opening, sum(mrr) as closing,
            coalesce(sum(least(mrr, mrr_before)), 0) as kept
        from internal.book where mrr_before is not null and ends_on <= ?"""
    if account_ids is not None:
        sql = f"{by_account} and account_id in (select unnest(?)) group by all order by quarter, owner_id"
        return warehouse.rows(OwnerQuarter, sql, [until, account_ids])
    sql = f"""
        select person_id as owner_id, quarter, opening, closing, kept from internal.person_quarters where ends_on <= ?
        union all ({by_account} and (owner_then_id is null
            or owner_then_id not in (select person_id from internal.person_quarters)) group by all)
        order by quarter, owner_id"""
    return warehouse.rows(OwnerQuarter, sql, [until, until])
