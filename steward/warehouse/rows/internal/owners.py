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


class Transfer(NamedTuple):
    """An account that went from one of us to another on a day, with its MRR at the end of the month before."""

    account_id: str
    account: str
    day: date
    giver: str | None
    receiver: str | None
    mrr: Decimal | None
    source: str


def transfers(warehouse: Warehouse, since: date, until: date) -> list[Transfer]:
    """Those of some days, the latest first."""
    sql = """
        with told as (
            select *, lag(owner_id) over in_time as giver_id, lag(owner) over in_time as giver
            from internal.account_owners window in_time as (partition by account_id order by from_on nulls first))
        select t.account_id, a.name, t.from_on, coalesce(t.giver, t.giver_id), coalesce(t.owner, t.owner_id), m.mrr,
            t.source
        from told t join staging.accounts a using (account_id)
        left join internal.account_months m
            on m.account_id = t.account_id and m.month_end = last_day((t.from_on - interval 1 month)::date)
        where t.from_on between ? and ? and t.owner_id is distinct from t.giver_id
        order by t.from_on desc, a.name, t.account_id"""
    return warehouse.rows(Transfer, sql, [since, until])


class HowMany(NamedTuple):
    """A number of accounts."""

    accounts: int


def assumed(warehouse: Warehouse, quarter: str) -> int:
    """How many accounts with MRR there are of which nobody knows who owned them when a quarter ended."""
    sql = """
        select count(*)::integer from internal.quarter_owners o join internal.book b using (account_id, quarter)
        where quarter = ? and o.source = 'assumed' and b.mrr > 0"""
    return warehouse.one(HowMany, sql, [quarter]).accounts
