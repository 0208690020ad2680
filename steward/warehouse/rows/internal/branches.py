"""Rows on a branch of the book, quarter by quarter, for our own eyes."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class BranchQuarter(NamedTuple):
    """Some accounts in one quarter. `opening`, `closing`, `base`: of those that the data knew at its start too;
    `not_asked`: accounts that answered of which it is not known who was asked; `until`: the last day known of it."""

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


def branch_quarters(warehouse: Warehouse, account_ids: list[str], until: date, count: int) -> list[BranchQuarter]:
    """The last `count` quarters that began by a day, the earliest first."""
    sql = """
        with shown as (
            select quarter, least(ends_on, (select as_of from meta.load)) as until from staging.quarters
            where starts_on <= ? order by ends_on desc limit ?)
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
        from shown q join internal.book b on b.quarter = q.quarter
        where b.account_id in (select unnest(?))
        group by q.quarter, q.until order by q.until"""
    return warehouse.rows(BranchQuarter, sql, [until, count, account_ids])
