"""What books are balanced by, for our own eyes: every customer with what it pays, what renews, and what it asks for."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class AccountToPlace(NamedTuple):
    """A customer today. `atr`: MRR of its contracts that end in the year planned; `renews_on`: the next open end;
    `renews_after`: the first from the day of the change on; `talks`, `own_talks`: conversations of the last twelve
    months, with any of us and with its owner; `tickets`: opened in them."""

    account_id: str
    name: str
    owner_id: str | None
    region: str | None
    segment: str | None
    parent_id: str | None
    mrr: Decimal
    atr: Decimal
    renews_on: date | None
    renews_after: date | None
    talks: int
    own_talks: int
    tickets: int
    open_sales: int
    strategic: bool


def to_place(
    warehouse: Warehouse, quarter: str, today: date, since: date, until: date, effective_on: date
) -> list[AccountToPlace]:  # fmt: skip
    """Every customer of a quarter, the largest first. `since` … `until`: the year that is planned, whose books are in
    effect from `effective_on` on."""
    sql = """
        with up as (
            select account_id, sum(coalesce(atr, 0)) filter (where ends_on between ? and ?) as atr,
                min(ends_on) filter (where state = 'open' and ends_on >= ?) as renews_on,
                min(ends_on) filter (where state = 'open' and ends_on >= ?) as renews_after
            from internal.renewals where quarter = ? and state <> 'lost' group by account_id),
        talks as (
            select n.account_id, count(*) as talks, count(*) filter (where n.person_id = a.owner_id) as own_talks
            from known.activities n join staging.accounts a on a.account_id = n.account_id
            where n.happened_at::date > ?::date - interval 1 year and n.happened_at::date <= ? group by n.account_id),
        asked as (
            select account_id, count(*) as tickets from staging.tickets
            where opened_at::date > ?::date - interval 1 year and opened_at::date <= ? group by account_id),
        selling as (
            select account_id, count(*) as sales from staging.opportunities
            where status = 'open' and account_id is not null group by account_id)
        select a.account_id, a.name, a.owner_id, a.region, a.segment, a.parent_id, b.mrr,
            coalesce(u.atr, 0)::decimal(18, 4), u.renews_on, u.renews_after, coalesce(t.talks, 0)::integer,
            coalesce(t.own_talks, 0)::integer, coalesce(k.tickets, 0)::integer, coalesce(s.sales, 0)::integer,
            g.strategic_by is not null
        from staging.accounts a
        join internal.book b on b.account_id = a.account_id and b.quarter = ?
        left join internal.strategic g on g.account_id = a.account_id and g.month_end = b.ends_on
        left join up u on u.account_id = a.account_id
        left join talks t on t.account_id = a.account_id
        left join asked k on k.account_id = a.account_id
        left join selling s on s.account_id = a.account_id
        where b.active order by b.mrr desc, a.name, a.account_id"""
    days = [since, until, today, effective_on, quarter, today, today, today, today, quarter]
    return warehouse.rows(AccountToPlace, sql, days)


class FamilyHeld(NamedTuple):
    """A product family of which an account has something."""

    account_id: str
    family: str


def families_held(warehouse: Warehouse, today: date) -> list[FamilyHeld]:
    """By subscriptions in force and by what was invoiced in the last three months."""
    sql = """
        with held as (
            select account_id, product_id from staging.subscriptions
            where starts_on <= ? and (ends_on is null or ends_on >= ?)
            union
            select account_id, product_id from staging.charges
            where product_id is not null and month > ?::date - interval 3 month and month <= ?)
        select distinct h.account_id, p.family from held h join staging.products p on p.product_id = h.product_id
        where p.family is not null order by all"""
    return warehouse.rows(FamilyHeld, sql, [today, today, today, today])


class OwnedSince(NamedTuple):
    """Since when an account is with who has it, where that is known, and how many had it since a day."""

    account_id: str
    since: date | None
    owners: int


def owned_since(warehouse: Warehouse, today: date, since: date) -> dict[str, OwnedSince]:
    """By account. Where the first that is known of an account is who has it now, it is not known since when."""
    sql = """
        with told as (
            select account_id, from_on, until_on, owner_id, source,
                lag(owner_id) over (partition by account_id order by from_on nulls first) as before
            from internal.account_owners)
        select account_id,
            max(from_on) filter (where (until_on is null or until_on >= ?) and owner_id is distinct from before),
            count(distinct owner_id) filter (where coalesce(until_on, ?) >= ?)::integer
        from told
        where source <> 'assumed' and owner_id is not null and from_on <= ?
        group by account_id"""
    return {row.account_id: row for row in warehouse.rows(OwnedSince, sql, [today, today, since, today])}


class SaleToHold(NamedTuple):
    """An open opportunity."""

    opportunity_id: str
    name: str
    account_id: str
    owner_id: str | None
    stage: str
    probability: float | None
    close_on: date | None
    amount: Decimal


def open_sales(warehouse: Warehouse, account_ids: list[str]) -> list[SaleToHold]:
    """Those of these accounts, by account and id."""
    sql = """
        select opportunity_id, name, account_id, owner_id, stage, probability, close_on, amount
        from staging.opportunities
        where status = 'open' and account_id in (select unnest(?)) order by account_id, opportunity_id"""
    return warehouse.rows(SaleToHold, sql, [account_ids])
