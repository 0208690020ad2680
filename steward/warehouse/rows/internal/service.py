"""Service of the whole book, for our own eyes: one read for all accounts beside each NamedTuple."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class ProductMinutes(NamedTuple):
    """Minutes of one product over a quarter, at some accounts. `allowed` None: nowhere is a level agreed, else the
    `downtime_agreed` minutes are those lost where one is."""

    product: str
    accounts: int
    line_minutes: float
    downtime: float
    downtime_agreed: float
    allowed: float | None
    lowest_target: float | None
    highest_target: float | None


def products(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> list[ProductMinutes]:
    """Promised and lost minutes by product, the most downtime first."""
    sql = """
        select coalesce(product, 'Not stated'), count(distinct account_id), sum(line_minutes)::double,
            sum(downtime_minutes)::double,
            coalesce(sum(downtime_minutes) filter (where availability_target is not null), 0)::double,
            sum(allowed_minutes)::double,
            min(availability_target), max(availability_target)
        from customer.availability_monthly
        where quarter = ? and account_id in (select unnest(?))
        group by 1 order by 4 desc, 1"""
    return warehouse.rows(ProductMinutes, sql, [quarter, account_ids])


class Budget(NamedTuple):
    """One product at one site, or at all sites of an account (`site` None), that lost time in the three months to the
    quarter's end. `downtime` and `allowed` are minutes of the quarter; `pace`: minutes lost in those `pace_days`,
    through so many `outages`; `mrr`: of the lines there at the quarter's end."""

    account_id: str
    product: str
    site: str | None
    downtime: float
    allowed: float | None
    target: float | None
    allowed_a_day: float | None
    pace: float
    pace_days: int
    outages: int
    mrr: Decimal | None


def site_budgets(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> list[Budget]:
    """Sites that lost time, whichever used most of what is allowed first."""
    sql = """
        select account_id, product, site, downtime_minutes::double, allowed_minutes::double, availability_target,
            allowed_a_day::double, pace_minutes::double, pace_days::integer, outages, mrr
        from internal.site_budgets where quarter = ? and account_id in (select unnest(?))
        order by budget_used(downtime_minutes, allowed_minutes) desc nulls last, downtime_minutes desc, account_id,
            site, product"""
    return warehouse.accounts_rows(Budget, sql, account_ids, [quarter, ACCOUNTS])


def product_budgets(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> list[Budget]:
    """Products of an account that lost time anywhere, whichever used most of what is allowed first."""
    sql = """
        with lost as (
            select account_id, product_id, any_value(product) as product, sum(pace_minutes)::double as pace,
                any_value(pace_days)::integer as pace_days, sum(outages)::integer as outages
            from internal.site_budgets where quarter = ? and account_id in (select unnest(?)) group by all),
        held as (
            select account_id, product_id, sum(downtime_minutes)::double as downtime,
                round(sum(allowed_minutes)::double, 6) as allowed, max(availability_target) as target,
                round(sum(a_day(allowed_minutes, month_end)) filter (
                    where month_end = (select ends_on from staging.quarters where quarter = ?))::double, 6) as a_day
            from customer.availability_monthly where quarter = ? and account_id in (select unnest(?)) group by all),
        money as (
            select s.account_id, s.product_id, sum(s.mrr) as mrr from staging.subscriptions s, staging.quarters q
            where q.quarter = ? and s.starts_on <= q.ends_on and (s.ends_on is null or s.ends_on > q.ends_on)
            group by all)
        select l.account_id, l.product, null, coalesce(h.downtime, 0), h.allowed, h.target, h.a_day, l.pace,
            l.pace_days, l.outages, m.mrr
        from lost l
        left join held h on h.account_id = l.account_id and h.product_id is not distinct from l.product_id
        left join money m on m.account_id = l.account_id and m.product_id is not distinct from l.product_id
        order by budget_used(coalesce(h.downtime, 0), h.allowed) desc nulls last, 4 desc, l.account_id, l.product"""
    asked = [quarter, ACCOUNTS, quarter, quarter, ACCOUNTS, quarter]
    return warehouse.accounts_rows(Budget, sql, account_ids, asked)


class SiteOutages(NamedTuple):
    """How often one product failed at one site in 90 and in 180 days, and a cause that came again."""

    account_id: str
    product: str
    site: str
    outages_90: int
    outages_180: int
    repair_minutes_90: float | None
    last_on: date
    cause_times: int
    cause: str | None


def failing_sites(
    warehouse: Warehouse, quarter: str, account_ids: list[str], outages: int, same_cause: int
) -> list[SiteOutages]:
    """Sites with so many outages of a product in 90 days, or with so many of one cause in 180, the most first."""
    sql = """
        select account_id, product, site, outages_90, outages_180, repair_minutes_90::double, last_on, cause_times,
            cause
        from internal.site_outages
        where quarter = ? and site_id is not null and (outages_90 >= ? or cause_times >= ?)
            and account_id in (select unnest(?))
        order by outages_90 desc, cause_times desc, outages_180 desc, account_id, site, product"""
    return warehouse.rows(SiteOutages, sql, [quarter, outages, same_cause, account_ids])


class Repairs(NamedTuple):
    """The outages of a quarter together. `credit` None: no outage has one recorded."""

    outages: int
    repaired: int
    repair_minutes: float | None
    credit: Decimal | None


def repairs(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> Repairs:
    """The outages that started in a quarter at some accounts."""
    sql = """
        select count(*), count(repair_minutes), sum(repair_minutes)::double, sum(credit)
        from customer.incidents where quarter = ? and account_id in (select unnest(?))"""
    return warehouse.one(Repairs, sql, [quarter, account_ids])


class Credits(NamedTuple):
    """What one account was credited for outages: in the quarter, and in the year to its end."""

    account_id: str
    quarter: Decimal
    year: Decimal
    outages: int


def credits(  # noqa: A001 - the word for it
    warehouse: Warehouse, quarter: str, since: date, until: date, account_ids: list[str]
) -> list[Credits]:  # fmt: skip
    """The accounts with a credit for an outage that started in `since` … `until`, the largest first."""
    sql = """
        select account_id, coalesce(sum(credit) filter (where quarter = ?), 0), sum(credit), count(credit)
        from customer.incidents
        where started_at::date between ? and ? and credit <> 0 and account_id in (select unnest(?))
        group by account_id order by 3 desc, account_id"""
    return warehouse.rows(Credits, sql, [quarter, since, until, account_ids])


class OpenTicket(NamedTuple):
    """A ticket that was open at the end of a day. `days`: its age then."""

    account_id: str
    queue: str
    priority: str | None
    subject: str | None
    opened_at: datetime
    days: int
    owner: str | None


def open_tickets(warehouse: Warehouse, day: date, account_ids: list[str]) -> list[OpenTicket]:
    """The tickets open at the end of `day`, the oldest first."""
    sql = """
        select t.account_id, coalesce(t.queue, 'not stated'), t.priority, t.subject, t.opened_at,
            ?::date - t.opened_at::date, coalesce(p.name, t.owner_id)
        from staging.tickets t left join staging.people p on p.person_id = t.owner_id
        where t.opened_at::date <= ? and (t.closed_at is null or t.closed_at::date > ?)
            and t.account_id in (select unnest(?))
        order by t.opened_at, t.ticket_id"""
    return warehouse.rows(OpenTicket, sql, [day, day, day, account_ids])


class Queue(NamedTuple):
    """One queue over a quarter: tickets opened and closed, hours to close, ratings of those opened."""

    queue: str
    opened: int
    closed: int
    hours_to_close: float | None
    rating_sum: float | None
    ratings: int


def queues(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> list[Queue]:
    """The queues with any ticket opened or closed in the quarter, the busiest first."""
    sql = """
        select queue, sum(opened)::bigint, sum(closed)::bigint, sum(hours_to_close), sum(rating_sum),
            sum(ratings)::bigint
        from customer.tickets_monthly where quarter = ? and account_id in (select unnest(?))
        group by queue order by 2 desc, queue"""
    return warehouse.rows(Queue, sql, [quarter, account_ids])


class TicketOwners(NamedTuple):
    """How many tickets there are, and how many have an owner."""

    tickets: int
    owned: int


def ticket_owners(warehouse: Warehouse) -> TicketOwners:
    """Whether the feed says who sees to a ticket."""
    return warehouse.one(TicketOwners, "select count(*), count(owner_id) from staging.tickets")
