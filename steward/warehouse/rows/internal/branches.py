"""Rows on a branch of the book, quarter by quarter, for our own eyes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class BranchQuarter(NamedTuple):
    """The accounts of a branch in one quarter. `opening`, `closing`, `base`: of those that the data knew at its
    start too; `not_asked`: accounts that answered of which it is not known who was asked; `until`: the last day
    known of it."""

    quarter: str
    until: date
    customers: int
    mrr: Decimal
    opening: Decimal
    closing: Decimal
    base: Decimal
    asked: int
    not_asked: int
    promoters: int
    passives: int
    detractors: int


class OwnedQuarter(NamedTuple):
    """Whose an account was when a quarter ended, or is in the one that runs."""

    quarter: str
    account_id: str
    owner_id: str | None
    region: str | None


def owned_quarters(warehouse: Warehouse, until: date, count: int) -> list[OwnedQuarter]:
    """Every account in each of the last `count` quarters that began by a day."""
    sql = """
        with shown as (select quarter from staging.quarters where starts_on <= ? order by ends_on desc limit ?)
        select quarter, account_id, owner_then_id as owner_id, region from internal.book
        where quarter in (select quarter from shown) order by quarter, account_id"""
    return warehouse.rows(OwnedQuarter, sql, [until, count])


def branch_quarters(warehouse: Warehouse, counted: Sequence[tuple[str, str]]) -> list[BranchQuarter]:
    """What accounts come to by quarter, the earliest first; `counted`: quarter and account, each pair once."""
    sql = """
        with counted as (select unnest(?) as quarter, unnest(?) as account_id),
        shown as (
            select quarter, least(ends_on, (select as_of from meta.load)) as until from staging.quarters)
        select
            q.quarter, q.until,
            count(*) filter (where b.active),
            coalesce(sum(b.mrr), 0),
            coalesce(sum(b.mrr_before), 0),
            coalesce(sum(b.mrr) filter (where b.mrr_before is not null), 0),
            coalesce(sum(least(b.mrr, b.mrr_before)), 0),
            coalesce(sum(b.asked), 0)::integer,
            count(*) filter (where b.answered > 0 and b.asked is null),
            coalesce(sum(b.promoters), 0)::integer,
            coalesce(sum(b.passives), 0)::integer,
            coalesce(sum(b.detractors), 0)::integer
        from counted join internal.book b using (quarter, account_id) join shown q using (quarter)
        group by q.quarter, q.until order by q.until"""
    return warehouse.rows(BranchQuarter, sql, [[one for one, _ in counted], [one for _, one in counted]])
