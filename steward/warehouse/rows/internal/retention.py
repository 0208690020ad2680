"""Rows on what happened to MRR, for our own eyes: by account, month, quarter and product, and cohorts by quarter."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal.book import BridgeRow


class _Bridge(NamedTuple):
    """A bridge and what it is about: an account's id, a month's last day, or a quarter's label."""

    about: Any
    opening: Decimal
    new: Decimal
    expansion: Decimal
    reactivation: Decimal
    contraction: Decimal
    churn: Decimal
    closing: Decimal


class _Begun(NamedTuple):
    """The last day of the first month of the data."""

    month_end: date


def begun(warehouse: Warehouse) -> date:
    """The end of the first month of the data: what was there before it is not known, so its bridge is not either."""
    return warehouse.one(_Begun, "select min(month_end) from staging.calendar").month_end


def account_bridges(warehouse: Warehouse, since: date, until: date) -> dict[str, BridgeRow]:
    """The bridge of every account with MRR at any time in the months that end in `since` … `until`."""
    sql = """
        select
            account_id,
            coalesce(sum(opening) filter (where month_end = first), 0), sum(new), sum(expansion), sum(reactivation),
            sum(contraction), sum(churn), coalesce(sum(closing) filter (where month_end = ?), 0)
        from internal.mrr_bridge, (select min(month_end) as first from internal.mrr_bridge where month_end >= ?)
        where month_end between ? and ? group by account_id order by account_id"""
    return {row.about: BridgeRow(*row[1:]) for row in warehouse.rows(_Bridge, sql, [until, since, since, until])}


def month_bridges(warehouse: Warehouse, account_ids: list[str], since: date, until: date) -> dict[date, BridgeRow]:
    """The bridge of each month that ends in `since` … `until`, the earliest first."""
    sql = """
        select month_end, sum(opening), sum(new), sum(expansion), sum(reactivation), sum(contraction), sum(churn),
            sum(closing)
        from internal.mrr_bridge where month_end between ? and ? and account_id in (select unnest(?))
        group by month_end order by month_end"""
    return {row.about: BridgeRow(*row[1:]) for row in warehouse.rows(_Bridge, sql, [since, until, account_ids])}


def quarter_bridges(warehouse: Warehouse, account_ids: list[str], until: date, count: int) -> dict[str, BridgeRow]:
    """The bridge of each of the last `count` quarters to a day, by label, the latest first."""
    sql = """
        with quarters as (
            select quarter, min(month_end) as first, max(month_end) as last from staging.calendar
            where month_end <= ? and month_end > (select min(month_end) from staging.calendar)
            group by quarter order by last desc limit ?)
        select
            q.quarter,
            coalesce(sum(b.opening) filter (where b.month_end = q.first), 0), sum(b.new), sum(b.expansion),
            sum(b.reactivation), sum(b.contraction), sum(b.churn),
            coalesce(sum(b.closing) filter (where b.month_end = q.last), 0)
        from quarters q join internal.mrr_bridge b on b.month_end between q.first and q.last
        where b.account_id in (select unnest(?))
        group by q.quarter, q.last order by q.last desc"""
    return {row.about: BridgeRow(*row[1:]) for row in warehouse.rows(_Bridge, sql, [until, count, account_ids])}


class ProductBridge(NamedTuple):
    """What happened to the MRR of one product over some months, at some accounts."""

    product: str
    opening: Decimal
    started: Decimal
    grown: Decimal
    shrunk: Decimal
    ended: Decimal
    closing: Decimal


_OF_PRODUCTS = """
            coalesce(sum(opening) filter (where month_end = first), 0), sum(started), sum(grown), sum(shrunk),
            sum(ended), coalesce(sum(closing) filter (where month_end = ?), 0)"""


def product_bridges(warehouse: Warehouse, account_ids: list[str], since: date, until: date) -> list[ProductBridge]:
    """The bridge of each product, the largest at the end first."""
    sql = f"""
        select
            product, {_OF_PRODUCTS} as closing
        from internal.product_bridge, (select min(month_end) as first from internal.mrr_bridge where month_end >= ?)
        where month_end between ? and ? and account_id in (select unnest(?))
        group by product order by closing desc, product"""
    return warehouse.rows(ProductBridge, sql, [until, since, since, until, account_ids])


class AccountProduct(NamedTuple):
    """What happened to the MRR of one product at one account over some months."""

    account_id: str
    opening: Decimal
    started: Decimal
    grown: Decimal
    shrunk: Decimal
    ended: Decimal
    closing: Decimal


def accounts_of_product(
    warehouse: Warehouse, account_ids: list[str], product: str, since: date, until: date
) -> list[AccountProduct]:  # fmt: skip
    """The bridge of a product, by its name, at each of some accounts: together that of `product_bridges`."""
    sql = f"""
        select
            account_id, {_OF_PRODUCTS}
        from internal.product_bridge, (select min(month_end) as first from internal.mrr_bridge where month_end >= ?)
        where product = ? and month_end between ? and ? and account_id in (select unnest(?))
        group by account_id order by account_id"""
    return warehouse.rows(AccountProduct, sql, [until, since, product, since, until, account_ids])


class Kept(NamedTuple):
    """One account of a cohort: its MRR at the start and at the end of the twelve months to a quarter's end, and
    whether it was strategic at their start."""

    quarter: str
    account_id: str
    start: Decimal
    end: Decimal
    strategic: bool


def cohorts(warehouse: Warehouse, until: date, quarters: int) -> list[Kept]:
    """Who was a customer a year before each of the last quarters' ends, for those quarters the data reaches back."""
    sql = """
        with ends as (
            select quarter, least(ends_on, (select as_of from meta.load)) as day from staging.quarters
            where starts_on <= ? order by ends_on desc limit ?)
        select q.quarter, s.account_id, s.mrr, coalesce(e.mrr, 0), t.strategic_by is not null
        from ends q
        join internal.account_months s on s.month_end = last_day((q.day - interval 12 month)::date) and s.active
        join internal.strategic t on t.account_id = s.account_id and t.month_end = s.month_end
        left join internal.account_months e on e.account_id = s.account_id and e.month_end = q.day
        order by q.day, s.account_id"""
    return warehouse.rows(Kept, sql, [until, quarters])
