"""Partners as the feeds tell of them: who they are, their roles and registrations, what was billed and is stated."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class PartnerRow(NamedTuple):
    """A partner. `parent`: who stands above it, as the distributor of an agent; `manager`: which of us sees to it."""

    partner_id: str
    name: str
    kind: str | None
    parent_id: str | None
    parent: str | None
    program: str | None
    manager_id: str | None
    manager: str | None


def partners(warehouse: Warehouse) -> list[PartnerRow]:
    """Every partner, by name."""
    sql = """
        select p.partner_id, p.name, p.kind, p.parent_partner_id, coalesce(a.name, p.parent_partner_id), p.program,
            p.manager_id, coalesce(w.name, p.manager_id)
        from staging.partners as p
        left join staging.partners as a on p.parent_partner_id = a.partner_id
        left join staging.people as w on p.manager_id = w.person_id
        order by p.name, p.partner_id"""
    return warehouse.rows(PartnerRow, sql)


class RoleRow(NamedTuple):
    """A role of a partner at an account. `share` in percent, None where nobody said."""

    account_id: str
    partner_id: str
    partner: str
    role: str
    share: float | None
    from_on: date | None
    to_on: date | None
    loa_on: date | None
    opportunity_id: str | None


def roles(warehouse: Warehouse) -> list[RoleRow]:
    """Every role, by account."""
    sql = f"""
        select {", ".join(RoleRow._fields)} from internal.partner_roles
        order by account_id, role, from_on nulls first, partner_id, to_on nulls last"""
    return warehouse.rows(RoleRow, sql)


class NamedPartner(NamedTuple):
    """Whom the CRM names as an account's partner."""

    account_id: str
    partner_id: str


def named_partners(warehouse: Warehouse) -> dict[str, str]:
    """The partner that each account itself names, by account."""
    sql = "select account_id, partner_id from staging.accounts where partner_id is not null"
    return {row.account_id: row.partner_id for row in warehouse.rows(NamedPartner, sql)}


class PartnerPerson(NamedTuple):
    """Somebody who works for a partner. `has_part`: whether the partner has a part in the account that is asked for."""

    contact_id: str
    name: str
    title: str | None
    partner: str
    has_part: bool


def partner_people(warehouse: Warehouse, day: date, account_id: str = "") -> list[PartnerPerson]:
    """Who worked for any partner on a day, by partner and name. `account_id`: where a partner may have a part."""
    sql = """
        select c.contact_id, c.name, c.title, coalesce(p.name, c.partner_id) as partner,
            c.partner_id in (
                select r.partner_id from internal.partner_roles as r
                where r.account_id = $1 and coalesce(r.from_on, $2) <= $2 and coalesce(r.to_on, $2) >= $2)
        from staging.partner_contacts as c left join staging.partners as p using (partner_id)
        where c.left_on is null or c.left_on > $2 order by 4, c.name, c.contact_id"""
    return warehouse.rows(PartnerPerson, sql, [account_id, day])


class RegistrationRow(NamedTuple):
    """A registration as its system has it. `family` None: it names no product."""

    account_id: str
    registration_id: str
    partner_id: str
    partner: str
    state: str
    submitted_on: date | None
    opportunity_id: str | None
    family: str | None
    value: Decimal | None
    close_on: date | None
    decided_on: date | None
    decided_by: str | None
    reason: str | None
    protected_until: date | None


def registrations(warehouse: Warehouse) -> list[RegistrationRow]:
    """Every registration, the first submitted first."""
    sql = f"""
        select {", ".join(RegistrationRow._fields)} from internal.registrations
        order by submitted_on nulls last, registration_id"""
    return warehouse.rows(RegistrationRow, sql)


class BilledRow(NamedTuple):
    """What an account was billed in a month."""

    account_id: str
    month: date
    recurring: Decimal
    one_off: Decimal
    credits: Decimal


def billed(warehouse: Warehouse, account_ids: list[str], since: date, until: date) -> list[BilledRow]:
    """What these accounts were billed in the months from one day to another, the earliest first."""
    sql = f"""
        select {", ".join(BilledRow._fields)} from internal.billed_monthly
        where account_id in (select unnest($1::varchar[])) and month between $2 and $3 order by account_id, month"""
    return warehouse.rows(BilledRow, sql, [account_ids, since, until])


class StatedRow(NamedTuple):
    """What a statement says an account brought a partner in a month."""

    account_id: str
    partner_id: str
    partner: str
    month: date
    amount: Decimal
    base: Decimal | None


def stated(warehouse: Warehouse, since: date, until: date) -> list[StatedRow]:
    """Every account and month of the statements from one day to another."""
    sql = f"""
        select {", ".join(StatedRow._fields)} from internal.commission_stated
        where month between $1 and $2 order by partner_id, account_id, month"""
    return warehouse.rows(StatedRow, sql, [since, until])


class EndedRow(NamedTuple):
    """An opportunity that was won or lost. `partner_id` None: we sold it alone."""

    account_id: str | None
    partner_id: str | None
    status: str
    amount: Decimal
    opened_on: date | None
    closed_on: date | None


def ended(warehouse: Warehouse, since: date, until: date) -> list[EndedRow]:
    """The opportunities that were won or lost from one day to another."""
    sql = f"""
        select {", ".join(EndedRow._fields)} from internal.opportunities
        where status in ('won', 'lost') and closed_on between $1 and $2 order by closed_on, opportunity_id"""
    return warehouse.rows(EndedRow, sql, [since, until])


class ListedRow(NamedTuple):
    """What an account's lines with a list price cost by it, and what is paid for them."""

    account_id: str
    list_mrr: Decimal
    listed_mrr: Decimal


def listed(warehouse: Warehouse, quarter: str) -> dict[str, ListedRow]:
    """List price and price of every account at a quarter's end, by account."""
    sql = "select account_id, list_mrr, listed_mrr from internal.account_discounts where quarter = ?"
    return {row.account_id: row for row in warehouse.rows(ListedRow, sql, [quarter])}


class FamilyRow(NamedTuple):
    """A product family that an account buys, with its MRR."""

    account_id: str
    family: str
    mrr: Decimal


def bought(warehouse: Warehouse, day: date) -> list[FamilyRow]:
    """The product families of services that run on a day, by account."""
    sql = """
        select s.account_id, p.family, sum(s.mrr) from staging.subscriptions as s
        inner join staging.products as p using (product_id)
        where p.family is not null and s.starts_on <= $1 and (s.ends_on is null or s.ends_on > $1)
        group by all order by 1, 2"""
    return warehouse.rows(FamilyRow, sql, [day])


class OpenSaleRow(NamedTuple):
    """An opportunity that is open now. `partner_id` None: we sell it alone."""

    account_id: str
    opportunity_id: str
    name: str
    family: str | None
    partner_id: str | None
    amount: Decimal
    opened_on: date | None


def open_sales(warehouse: Warehouse) -> list[OpenSaleRow]:
    """Every open opportunity with an account, the first opened first."""
    sql = """
        select o.account_id, o.opportunity_id, o.name, p.family, o.partner_id, o.amount, o.opened_on
        from internal.opportunities as o left join staging.products as p using (product_id)
        where o.status = 'open' and o.account_id is not null order by o.opened_on nulls last, o.opportunity_id"""
    return warehouse.rows(OpenSaleRow, sql)


class FamilyName(NamedTuple):
    """A product family."""

    family: str


def families(warehouse: Warehouse) -> list[str]:
    """Every product family there is, by name."""
    sql = "select distinct family from staging.products where family is not null order by 1"
    return [row.family for row in warehouse.rows(FamilyName, sql)]
