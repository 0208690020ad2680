"""What each account has of ours, for our own eyes: by product, by site, and what is being sold."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Product(NamedTuple):
    """Something of ours; `list_mrr` the list price of one unit."""

    product_id: str
    name: str
    family: str | None
    unit: str | None
    list_mrr: Decimal | None


def products(warehouse: Warehouse) -> list[Product]:
    """Every product of the products feed, by family; and those that only subscriptions or charges name."""
    sql = """
        with named as (
            select product_id from staging.subscriptions
            union select product_id from staging.charges where product_id is not null)
        select coalesce(p.product_id, n.product_id), coalesce(p.name, n.product_id), p.family, p.unit, p.list_mrr
        from staging.products p full outer join named n on p.product_id = n.product_id
        order by p.family nulls last, 2"""
    return warehouse.rows(Product, sql)


class Owned(NamedTuple):
    """What an account pays a month for a product it has. `site_id` None: without a site."""

    account_id: str
    product_id: str
    site_id: str | None
    mrr: Decimal


def owned(warehouse: Warehouse, day: date) -> list[Owned]:
    """By subscriptions in force on a day; where only charges exist, by those of the twelve months before, a month."""
    sql = """
        select s.account_id, s.product_id, s.site_id, sum(s.mrr) from staging.subscriptions s, meta.load l
        where l.basis = 'subscriptions' and s.starts_on <= $1 and (s.ends_on is null or s.ends_on > $1)
        group by all
        union all
        select c.account_id, c.product_id, null, sum(c.amount) / 12 from staging.charges c, meta.load l
        where l.basis = 'charges' and c.product_id is not null
            and c.month <= $1 and c.month > $1::date - interval 1 year
        group by all having sum(c.amount) > 0
        order by all"""
    return warehouse.rows(Owned, sql, [day])


class Selling(NamedTuple):
    """What is open of a product at an account, renewals left out."""

    account_id: str
    product_id: str
    amount: Decimal
    opportunities: int


def selling(warehouse: Warehouse, quarter: str) -> list[Selling]:
    """At the quarter's end."""
    sql = """
        select account_id, product_id, sum(amount), count(*)::integer from internal.open_pipeline
        where quarter = ? and product_id is not null and account_id is not null and kind <> 'renewal'
        group by all order by all"""
    return warehouse.rows(Selling, sql, [quarter])


class Site(NamedTuple):
    """A site of an account."""

    site_id: str
    name: str
    city: str | None


def sites(warehouse: Warehouse, account_id: str) -> list[Site]:
    """Every site of an account."""
    sql = "select site_id, name, city from staging.sites where account_id = ? order by name, site_id"
    return warehouse.rows(Site, sql, [account_id])
