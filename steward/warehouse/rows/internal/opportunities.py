"""Opportunities with what became of them, for our own eyes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.domain.targets.goals import Goal
from steward.warehouse.reader import ACCOUNTS, Warehouse


class Opportunity(NamedTuple):
    """One open opportunity with its past up to a day. `amount` a month; `stage_since` None: not recorded.

    `put_off`: how often its close date moved to a later day; `first_close_on`: the date it had before."""

    opportunity_id: str
    name: str
    account_id: str | None
    account: str | None
    product_id: str | None
    product: str | None
    kind: str
    stage: str
    amount: Decimal
    share: float | None
    weighted: float | None
    late_stage: bool | None
    forecast_category: str | None
    opened_on: date | None
    close_on: date | None
    owner_id: str | None
    owner: str | None
    partner_id: str | None
    partner: str | None
    region: str | None
    next_step: str | None
    stage_since: date | None
    put_off: int
    first_close_on: date | None
    last_contact: date | None


def open_opportunities(warehouse: Warehouse, quarter: str, day: date) -> list[Opportunity]:
    """What was open at the quarter's end, the next to close first; its past up to `day`."""
    own = ", ".join(f"o.{name}" for name in Opportunity._fields[:21])
    sql = f"""
        with stays as (
            select opportunity_id, arg_max(entered_on, number) as since from internal.opportunity_stages
            where entered_on <= $2 group by opportunity_id),
        dates as (
            select opportunity_id, try_cast(was as date) as was, try_cast(now as date) as now, number
            from internal.opportunity_changes where field = 'close date' and changed_on <= $2),
        slips as (
            select opportunity_id, count(*) filter (where now > was) as put_off, arg_min(was, number) as first_on
            from dates group by opportunity_id),
        touched as (
            select account_id, last_contact(happened_at, $2) as day from known.activities group by account_id)
        select {own}, s.since, coalesce(p.put_off, 0)::integer, p.first_on, t.day
        from internal.open_pipeline o
        left join stays s using (opportunity_id)
        left join slips p using (opportunity_id)
        left join touched t on t.account_id = o.account_id
        where o.quarter = $1 order by o.close_on nulls last, o.amount desc, o.opportunity_id"""
    return warehouse.rows(Opportunity, sql, [quarter, day])


class OpenAmount(NamedTuple):
    """What an open opportunity is worth a month, and to whom it would be sold."""

    account_id: str | None
    amount: Decimal


def open_amounts(warehouse: Warehouse, quarter: str) -> list[OpenAmount]:
    """Of what was open at the quarter's end."""
    sql = "select account_id, amount from internal.open_pipeline where quarter = ?"
    return warehouse.rows(OpenAmount, sql, [quarter])


class Ended(NamedTuple):
    """An opportunity that is won or lost."""

    opportunity_id: str
    status: str


def ended(warehouse: Warehouse) -> dict[str, str]:
    """How each opportunity ended that did, by id."""
    sql = "select opportunity_id, status from internal.opportunities where status <> 'open'"
    return dict(warehouse.rows(Ended, sql))


class StageStep(NamedTuple):
    """What became of the opportunities that ever stood in a stage. `days`: of those that went on, in the middle."""

    stage: str
    entered: int
    went_on: int
    lost: int
    still: int
    days: float | None
    timed: int


def stage_steps(warehouse: Warehouse) -> list[StageStep]:
    """Every stage of the history, in the order of a sale."""
    sql = f"select {', '.join(StageStep._fields)} from internal.stage_conversion order by place, stage"
    return warehouse.rows(StageStep, sql)


class OpportunityEvent(NamedTuple):
    """Something that happened to an opportunity: one of its values changed, or it was opened, won or lost."""

    opportunity_id: str
    name: str
    account_id: str | None
    account: str | None
    owner_id: str | None
    owner: str | None
    region: str | None
    amount: Decimal
    day: date
    what: str
    was: str | None
    now: str | None


def events(warehouse: Warehouse, since: date, until: date, account_id: str | None = None) -> list[OpportunityEvent]:
    """What happened in the days `since` … `until`, the latest first; an end is told once, not as a change of stage.
    `account_id` None: at every account."""
    sql = """
        with found as (
            select c.opportunity_id, c.changed_on as day, c.field as what, c.was, c.now, c.changed_at as moment,
                c.number
            from internal.opportunity_changes c
            join internal.opportunities o using (opportunity_id)
            where not (c.field = 'stage' and o.status <> 'open' and c.now = o.stage)
            union all
            select opportunity_id, opened_on, 'opened', null, stage, opened_on, 0 from internal.opportunities
            union all
            select opportunity_id, coalesce(closed_on, close_on), status, null, null, coalesce(closed_on, close_on),
                0
            from internal.opportunities where status <> 'open')
        select f.opportunity_id, o.name, o.account_id, o.account, o.owner_id, o.owner, o.region, o.amount, f.day,
            f.what, f.was, f.now
        from found f join internal.opportunities o using (opportunity_id)
        where f.day between ? and ? and (? or o.account_id in (select unnest(?)))
        order by f.day desc, f.moment desc, o.amount desc, f.opportunity_id, f.what, f.number desc"""
    if account_id:
        return warehouse.account_rows(OpportunityEvent, sql, account_id, [since, until, False, ACCOUNTS])
    return warehouse.rows(OpportunityEvent, sql, [since, until, True, [""]])


class LastDay(NamedTuple):
    """The latest day something is known to have happened to an opportunity."""

    day: date | None


def last_day(warehouse: Warehouse, today: date) -> date | None:
    """Up to today; None where nothing is recorded."""
    sql = """
        select greatest(
            (select max(changed_on) from internal.opportunity_changes where changed_on <= $1),
            (select max(opened_on) from internal.opportunities where opened_on <= $1),
            (select max(closed_on) from internal.opportunities where closed_on <= $1))"""
    return warehouse.one(LastDay, sql, [today]).day


class Won(NamedTuple):
    """New MRR won by somebody in a quarter, renewals left out."""

    quarter: str
    owner_id: str | None
    amount: Decimal
    opportunities: int


def won_by_quarter(warehouse: Warehouse, until: date) -> list[Won]:
    """What was won up to a day, by the fiscal quarter it closed in and who owned it; from the first month of the data.

    The CRM is ahead of what is complete to a month's end, so the quarter need not be one of the warehouse's. Of whoever
    may be seen whole it is all they won; of others what they won of the accounts that are seen."""
    sql = """
        with people as (select distinct person_id from internal.person_wins),
        won as (
            select day, person_id as owner_id, amount, opportunities from internal.person_wins
            union all
            select coalesce(closed_on, close_on), owner_id, amount, 1 from internal.opportunities
            where status = 'won' and kind <> 'renewal'
                and (owner_id is null or owner_id not in (select person_id from people))),
        placed as (
            select w.*, date_trunc('month', day) + to_months(((13 - l.fiscal_year_starts) % 12)::integer) as fiscal
            from won w, meta.load l)
        select year(fiscal) || '-Q' || quarter(fiscal) as quarter, owner_id, sum(amount), sum(opportunities)::integer
        from placed where day between (select min(starts_on) from staging.quarters) and ?
        group by all order by all"""
    return warehouse.rows(Won, sql, [until])


class WonSale(NamedTuple):
    """An opportunity that was won, no renewal, in the fiscal quarter of the day it closed."""

    account_id: str
    owner_id: str | None
    day: date
    quarter: str
    amount: Decimal


def won_sales(warehouse: Warehouse, until: date, accounts: Sequence[str]) -> list[WonSale]:
    """Those of some accounts that count in `won_by_quarter`."""
    sql = """
        with placed as (
            select o.account_id, o.owner_id, coalesce(o.closed_on, o.close_on) as day, o.amount,
                date_trunc('month', coalesce(o.closed_on, o.close_on))
                    + to_months(((13 - l.fiscal_year_starts) % 12)::integer) as fiscal
            from internal.opportunities o, meta.load l
            where o.status = 'won' and o.kind <> 'renewal' and o.account_id in (select unnest(?)))
        select account_id, owner_id, day, year(fiscal) || '-Q' || quarter(fiscal), amount
        from placed where day between (select min(starts_on) from staging.quarters) and ? order by all"""
    return warehouse.rows(WonSale, sql, [list(accounts), until])


class CreditedSum(NamedTuple):
    """What split credit of accounts that are not seen gives somebody in a fiscal quarter, or takes: below zero."""

    person_id: str
    quarter: str
    amount: Decimal


def credit_elsewhere(warehouse: Warehouse, until: date) -> list[CreditedSum]:
    """Of days that count in `won_by_quarter`; nothing for who sees every account."""
    sql = """
        with placed as (
            select c.*, date_trunc('month', day) + to_months(((13 - l.fiscal_year_starts) % 12)::integer) as fiscal
            from internal.person_credit c, meta.load l)
        select person_id, year(fiscal) || '-Q' || quarter(fiscal), sum(amount) from placed
        where day between (select min(starts_on) from staging.quarters) and ? group by all order by all"""
    return warehouse.rows(CreditedSum, sql, [until])


class Target(NamedTuple):
    """What one of us is to reach in a quarter; shares are 0 to 1, None where not set."""

    person_id: str
    quarter: str
    new_mrr: Decimal | None
    base_growth: float | None
    retention: float | None


def imported_goals(warehouse: Warehouse) -> dict[tuple[str, str], Goal]:
    """Every target of the feed that may be seen, by person and quarter."""
    sql = f"select {', '.join(Target._fields)} from staging.targets order by quarter, person_id"
    return {
        (one.person_id, one.quarter): Goal(one.new_mrr, one.base_growth, one.retention)
        for one in warehouse.rows(Target, sql)
    }


class OpportunityValues(NamedTuple):
    """What the data says of an opportunity now, of what can be changed here. `written_name`: as the CRM has it."""

    opportunity_id: str
    name: str
    written_name: str
    account_id: str | None
    account: str | None
    status: str
    stage: str
    next_step: str | None
    close_on: date | None
    amount: Decimal


def opportunity_values(warehouse: Warehouse, account_ids: list[str]) -> list[OpportunityValues]:
    """Every opportunity of some accounts, open or not."""
    sql = f"""
        select {", ".join(OpportunityValues._fields)} from internal.opportunities
        where account_id in (select unnest(?))"""
    return warehouse.accounts_rows(OpportunityValues, sql, account_ids, [ACCOUNTS])


class ValueSeen(NamedTuple):
    """A value that an opportunity took in the CRM, and the day it is known from; `now` None where it was emptied."""

    opportunity_id: str
    field: str
    now: str | None
    day: date


def values_seen(warehouse: Warehouse, account_ids: list[str]) -> list[ValueSeen]:
    """Every change on record of the opportunities of some accounts."""
    sql = """
        select c.opportunity_id, c.field, c.now, c.changed_on
        from internal.opportunity_changes c join internal.opportunities o using (opportunity_id)
        where list_contains(?, o.account_id)"""
    return warehouse.rows(ValueSeen, sql, [account_ids])


class FirstDay(NamedTuple):
    """The day the record of changes begins."""

    day: date | None


def recorded_since(warehouse: Warehouse) -> date | None:
    """The first change of any opportunity on record; None where there is none."""
    return warehouse.one(FirstDay, "select min(changed_on) from internal.opportunity_changes").day
