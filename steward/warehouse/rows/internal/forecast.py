"""What a forecast call is made of, by whose it is: opportunities as they are today, and how those ended that did."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class ForecastOpportunity(NamedTuple):
    """One opportunity that is no renewal: open, or ended since a day. `put_off`: how often its date was moved to a
    later day."""

    opportunity_id: str
    name: str
    account_id: str | None
    account: str | None
    owner_id: str | None
    stage: str
    status: str
    amount: Decimal
    forecast_category: str | None
    opened_on: date | None
    close_on: date | None
    ended_on: date | None
    next_step: str | None
    put_off: int


def forecast_opportunities(warehouse: Warehouse, since: date) -> list[ForecastOpportunity]:
    """All that is open, and what was won or lost since a day."""
    sql = """
        with slips as (
            select opportunity_id, count(*)::integer as put_off from internal.opportunity_changes
            where field = 'close date' and try_cast(now as date) > try_cast(was as date) group by opportunity_id)
        select o.opportunity_id, o.name, o.account_id, o.account, o.owner_id, o.stage, o.status, o.amount,
            o.forecast_category, o.opened_on, o.close_on,
            case when o.status <> 'open' then coalesce(o.closed_on, o.close_on) end as ended_on, o.next_step,
            coalesce(s.put_off, 0)
        from internal.opportunities o left join slips s using (opportunity_id)
        where o.kind <> 'renewal' and (o.status = 'open' or coalesce(o.closed_on, o.close_on) >= ?)
        order by o.opportunity_id"""
    return warehouse.rows(ForecastOpportunity, sql, [since])


class OpportunityEnd(NamedTuple):
    """How an opportunity ended, and when; `ended_on` None while it is open."""

    opportunity_id: str
    status: str
    ended_on: date | None


def outcomes(warehouse: Warehouse, opportunity_ids: Sequence[str]) -> dict[str, OpportunityEnd]:
    """What became of some opportunities, by id; one that is no longer there is not in it."""
    sql = """
        select opportunity_id, status, case when status <> 'open' then coalesce(closed_on, close_on) end
        from internal.opportunities where opportunity_id in (select unnest(?::varchar[])) order by opportunity_id"""
    return {one.opportunity_id: one for one in warehouse.rows(OpportunityEnd, sql, [list(opportunity_ids)])}


class KeptInQuarter(NamedTuple):
    """What somebody kept of the contracts that ended in a quarter, a month."""

    person_id: str
    quarter: str
    amount: Decimal


def kept_by_quarter(warehouse: Warehouse) -> list[KeptInQuarter]:
    """Of whoever may be seen whole all they kept, in every quarter of which a later one is known."""
    return warehouse.rows(KeptInQuarter, "select person_id, quarter, kept from internal.person_renewals order by all")


class ContractState(NamedTuple):
    """What became of a contract."""

    contract_id: str
    state: str


def contract_ends(warehouse: Warehouse, contract_ids: Sequence[str], quarter: str) -> dict[str, str]:
    """What became of the contracts that ended in a quarter, as it is known a quarter later; one that is no longer there
    is not in it."""
    sql = """
        select r.contract_id, arg_min(r.state, known.ends_on) from internal.renewals r
        join staging.quarters known on r.quarter = known.quarter
        join staging.quarters due on r.due_in = due.quarter
        where r.due_in = ? and known.ends_on > due.ends_on and r.contract_id in (select unnest(?::varchar[]))
        group by r.contract_id order by r.contract_id"""
    found = warehouse.rows(ContractState, sql, [quarter, list(contract_ids)])
    return {one.contract_id: one.state for one in found}


class Talk(NamedTuple):
    """A call or meeting with somebody of theirs: one that was, or is to come."""

    account_id: str
    contact_id: str
    happened_at: datetime
    subject: str | None


def talks(warehouse: Warehouse, account_ids: Sequence[str]) -> list[Talk]:
    """Every call and meeting at some accounts, each once for everybody who took part, the earliest first."""
    if not account_ids or "activities" not in warehouse.feeds:
        return []
    sql = """
        select account_id, trim(unnest(string_split(concat_ws(';', coalesce(contact_id, ''), participants), ';'))),
            happened_at, subject
        from known.activities
        where kind in ('call', 'meeting') and account_id in (select unnest(?::varchar[]))
        order by happened_at, account_id, activity_id"""
    return warehouse.rows(Talk, sql, [list(account_ids)])


class CrmForecast(NamedTuple):
    """What the CRM's own forecast says of somebody in a category; amounts a month, None where not told."""

    person_id: str
    category: str
    without_adjustments: Decimal | None
    without_manager: Decimal | None
    forecast: Decimal | None
    owner_only: Decimal | None


def crm_forecasts(warehouse: Warehouse, quarter: str) -> list[CrmForecast]:
    """Of a quarter, by person and category."""
    if "forecasting_items" not in warehouse.feeds:
        return []
    sql = """
        select person_id, category, amount_without_adjustments, amount_without_manager_adjustment, forecast_amount,
            owner_only_amount
        from staging.forecasting_items where quarter = ? order by person_id, category"""
    return warehouse.rows(CrmForecast, sql, [quarter])
