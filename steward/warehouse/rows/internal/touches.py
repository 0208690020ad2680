"""The feed's activities beside what is logged here: what arrived, what may be the same, how much there is."""

from datetime import date, datetime
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Arrived(NamedTuple):
    """Something logged here that the feed has by now, under its own id."""

    external_id: str
    activity_id: str


def arrived(warehouse: Warehouse) -> dict[str, str]:
    """The id in the feed of everything logged that the feed has, by the id it was exported under."""
    return dict(warehouse.rows(Arrived, "select external_id, activity_id from known.arrived order by external_id"))


class FedActivity(NamedTuple):
    """One row of the feed. `participants`: contact ids, as the feed has them."""

    activity_id: str
    account_id: str
    happened_at: datetime
    kind: str | None
    subject: str | None
    contact_id: str | None
    contact: str | None
    person_id: str | None
    person: str | None
    participants: str | None
    uid: str | None


def beside_logged(warehouse: Warehouse) -> list[FedActivity]:
    """What the feed has of the accounts and days of which something is logged that has not arrived."""
    sql = """
        with days as (
            select distinct account_id, happened_at::date as day from known.logged
            where external_id not in (select external_id from known.arrived))
        select a.activity_id, a.account_id, a.happened_at, a.kind, a.subject, a.contact_id, c.name, a.person_id, p.name,
            a.participants, a.uid
        from days d join staging.activities a on a.account_id = d.account_id and a.happened_at::date = d.day
        left join staging.contacts c on c.contact_id = a.contact_id and c.account_id = a.account_id
        left join staging.people p on p.person_id = a.person_id
        where a.activity_id not in (select activity_id from known.arrived)
        order by a.account_id, a.happened_at, a.activity_id"""
    return warehouse.rows(FedActivity, sql)


class Recorded(NamedTuple):
    """How many activities of an account there were in some days: in the CRM, and in all."""

    account_id: str
    in_crm: int
    all: int


def recorded(warehouse: Warehouse, since: date, until: date) -> list[Recorded]:
    """Of every account with any, in the days `since` … `until`."""
    sql = """
        select account_id, count(*) filter (where not logged)::integer, count(*)::integer from (
            select account_id, happened_at, activity_id in (select activity_id from known.logged) as logged
            from known.activities)
        where happened_at::date between ? and ? group by account_id order by account_id"""
    return warehouse.rows(Recorded, sql, [since, until])


def first_day(warehouse: Warehouse) -> date | None:
    """The first day of which any activity is known."""
    return warehouse.one(_Day, "select min(happened_at)::date from known.activities").day


class _Day(NamedTuple):
    day: date | None


class Address(NamedTuple):
    """Where somebody is written to: of theirs with their account, of ours without."""

    email: str
    key: str
    account_id: str | None


def addresses(warehouse: Warehouse) -> list[Address]:
    """Of everybody who has one: theirs who are there, and ours."""
    sql = """
        select lower(trim(email)) as email, contact_id, account_id from staging.contacts
        where email is not null and left_on is null
        union all select lower(trim(email)), person_id, null from staging.people where email is not null
        order by email, account_id, contact_id"""
    return warehouse.rows(Address, sql)


def emails(warehouse: Warehouse, account_id: str) -> dict[str, str]:
    """The address of each contact of an account, by id."""
    return {one.key: one.email for one in addresses(warehouse) if one.account_id == account_id}
