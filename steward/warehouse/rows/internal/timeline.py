"""What the feeds say happened at one account: calls, outages, answers to surveys, and the days of its contracts."""

from datetime import date, datetime
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse
from steward.warehouse.rows.customer.account import Incident


class Contacted(NamedTuple):
    """A call, mail or meeting."""

    activity_id: str
    happened_at: datetime
    kind: str | None
    subject: str | None
    contact: str | None
    colleague: str | None


def contacted(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[Contacted]:
    """Every activity in the days `since` … `until`, the latest first."""
    sql = """
        select a.account_id, a.activity_id, a.happened_at, a.kind, a.subject, c.name, p.name
        from known.activities a
        left join staging.contacts c on c.contact_id = a.contact_id and c.account_id = a.account_id
        left join staging.people p on p.person_id = a.person_id
        where a.account_id in (select unnest(?)) and a.happened_at::date between ? and ?
        order by a.happened_at desc, a.activity_id"""
    return warehouse.account_rows(Contacted, sql, account_id, [ACCOUNTS, since, until])


def outages(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[Incident]:
    """Every outage that began in the days `since` … `until`, the latest first."""
    sql = f"""
        select account_id, {", ".join(Incident._fields)} from customer.incidents
        where account_id in (select unnest(?)) and started_at::date between ? and ?
        order by started_at desc, product, site"""
    return warehouse.account_rows(Incident, sql, account_id, [ACCOUNTS, since, until])


class Answered(NamedTuple):
    """One answer to a survey."""

    response_id: str
    contact: str | None
    title: str | None
    day: date
    score: int
    comment: str | None


def answered(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[Answered]:
    """Every answer of the days `since` … `until`, the latest first."""
    sql = f"""
        select account_id, {", ".join(Answered._fields)} from internal.survey_answers
        where account_id in (select unnest(?)) and score is not null and day between ? and ?
        order by day desc, response_id"""
    return warehouse.account_rows(Answered, sql, account_id, [ACCOUNTS, since, until])


class ContractDays(NamedTuple):
    """One contract and the days that matter of it. `state`: what became of it: won, lost, open or not known; None where
    it ended long ago or has not begun."""

    contract_id: str
    starts_on: date
    ends_on: date | None
    notice_by: date | None
    auto_renews: bool | None
    state: str | None


def contracts(warehouse: Warehouse, account_id: str) -> list[ContractDays]:
    """Every contract there was or is, the latest first."""
    sql = """
        select c.account_id, c.contract_id, c.starts_on, c.ends_on, (c.ends_on - to_days(c.notice_days::integer))::date,
            c.auto_renews, r.state
        from staging.contracts c left join internal.renewals r
            on r.contract_id = c.contract_id and r.quarter = (select max(quarter) from staging.quarters)
        where c.account_id in (select unnest(?)) order by c.starts_on desc, c.contract_id"""
    return warehouse.account_rows(ContractDays, sql, account_id, [ACCOUNTS])
