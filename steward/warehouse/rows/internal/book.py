"""Rows for our own eyes: short reads of the `internal` schema beside the NamedTuples they fill."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Threshold(NamedTuple):
    """MRR above which an account is strategic."""

    strategic: float


def strategic_threshold(warehouse: Warehouse) -> float:
    """The MRR above which an account is strategic, in the reporting currency."""
    return warehouse.one(Threshold, "select strategic_threshold from meta.load").strategic


class BookRow(NamedTuple):
    """One account at the end of one quarter. Money in the reporting currency; NPS as counts.

    `owner`: whose it is now, for whoever works with it; of a past quarter whose it was at its end. `owner_then`: always
    whose it was at the quarter's end, for what is counted of people.
    `strategic_by`: `account` or `family`, whose MRR makes it strategic; `strategic_before`: whether it was a year
    before."""

    account_id: str
    name: str
    owner_id: str | None
    owner: str | None
    region: str | None
    segment: str | None
    industry: str | None
    mrr: Decimal
    mrr_before: Decimal | None
    mrr_year_before: Decimal | None
    spend: Decimal
    active: bool
    active_before: bool
    paying: bool
    paying_before: bool
    strategic_by: str | None
    strategic_before: bool
    asked: int | None
    answered: int | None
    promoters: int | None
    passives: int | None
    detractors: int | None
    renews_on: date | None
    notice_by: date | None
    open_pipeline: Decimal | None
    owner_then_id: str | None = None
    owner_then: str | None = None

    @property
    def strategic(self) -> bool:
        """Whether it is, by its own MRR or by that of its family."""
        return self.strategic_by is not None

    @property
    def strategic_by_family(self) -> bool:
        """Whether it is strategic by its family alone."""
        return self.strategic_by == "family"

    @property
    def customer(self) -> bool:
        """Whether it is one then, or was at the quarter before."""
        return self.active or self.active_before


_BOOK = f"""
    with strategic as (select account_id, month_end, strategic_by from internal.strategic)
    select {", ".join(BookRow._fields)} from (
        select b.* replace (
                case when ? then b.owner_then_id else b.owner_id end as owner_id,
                case when ? then b.owner_then else b.owner end as owner),
            s.strategic_by, y.strategic_by is not null as strategic_before
        from internal.book b
        join strategic s on s.account_id = b.account_id and s.month_end = b.ends_on
        left join strategic y
            on y.account_id = b.account_id and y.month_end = last_day((b.ends_on - interval 1 year)::date))"""


def book(warehouse: Warehouse, quarter: str) -> list[BookRow]:
    """Every account, a customer then or not, the largest first."""
    sql = f"{_BOOK} where quarter = ? order by mrr desc, spend desc, name, account_id"
    return warehouse.rows(BookRow, sql, [*_past(warehouse, quarter), quarter])


def _past(warehouse: Warehouse, quarter: str) -> tuple[bool, bool]:
    """Whether a later quarter is complete, once for each column that is then told as it was."""
    past = quarter < str(warehouse.last_complete_quarter)
    return past, past


def customers(warehouse: Warehouse, quarter: str) -> list[BookRow]:
    """The accounts of the book that are customers then, or were at the quarter before; the largest first."""
    return [row for row in book(warehouse, quarter) if row.customer]


def book_row(warehouse: Warehouse, account_id: str, quarter: str) -> BookRow:
    """One account of the book, a customer then or not."""
    sql = f"{_BOOK} where account_id in (select unnest(?)) and quarter = ?"
    return warehouse.account_rows(BookRow, sql, account_id, [*_past(warehouse, quarter), ACCOUNTS, quarter])[0]


class Trend(NamedTuple):
    """MRR by month of one account, the earliest first."""

    account_id: str
    mrr: list[float]


def trends(warehouse: Warehouse, since: date, until: date) -> dict[str, tuple[float, ...]]:
    """MRR by month of every account."""
    sql = """
        select account_id, list(mrr::double order by month_end) from internal.account_months
        where month_end between ? and ? group by account_id"""
    return {row.account_id: tuple(row.mrr) for row in warehouse.rows(Trend, sql, [since, until])}


class BridgeRow(NamedTuple):
    """What happened to MRR over some months; the parts add up from opening to closing."""

    opening: Decimal
    new: Decimal
    expansion: Decimal
    reactivation: Decimal
    contraction: Decimal
    churn: Decimal
    closing: Decimal


def bridge(warehouse: Warehouse, account_ids: list[str] | None, since: date, until: date) -> BridgeRow:
    """The MRR bridge over the months that end in `since` … `until`, of some accounts or (None) of all."""
    sql = """
        select
            coalesce(sum(opening) filter (where month_end = first), 0),
            coalesce(sum(new), 0), coalesce(sum(expansion), 0), coalesce(sum(reactivation), 0),
            coalesce(sum(contraction), 0), coalesce(sum(churn), 0),
            coalesce(sum(closing) filter (where month_end = ?), 0)
        from internal.mrr_bridge, (select min(month_end) as first from internal.mrr_bridge where month_end >= ?)
        where month_end between ? and ? and (? is null or account_id in (select unnest(?)))"""
    chosen = account_ids if account_ids is not None else [""]
    flag = None if account_ids is None else "some"
    return warehouse.one(BridgeRow, sql, [until, since, since, until, flag, chosen])


class MonthTotal(NamedTuple):
    """MRR and spend of some accounts in one month."""

    month_end: date
    mrr: Decimal
    spend: Decimal


def month_totals(warehouse: Warehouse, account_ids: list[str] | None, since: date, until: date) -> list[MonthTotal]:
    """MRR and spend by month, of some accounts or (None) of all."""
    if account_ids is not None and len(account_ids) == 1:
        return warehouse.account_rows(MonthTotal, _MONTHS, account_ids[0], [since, until, ACCOUNTS])
    sql = """
        select month_end, sum(mrr), sum(spend) from internal.account_months
        where month_end between ? and ? and (? is null or account_id in (select unnest(?)))
        group by month_end order by month_end"""
    chosen = account_ids if account_ids is not None else [""]
    flag = None if account_ids is None else "some"
    return warehouse.rows(MonthTotal, sql, [since, until, flag, chosen])


_MONTHS = """
    select account_id, month_end, mrr, spend from internal.account_months
    where month_end between ? and ? and account_id in (select unnest(?)) order by month_end"""


class Retention(NamedTuple):
    """One account's MRR at the start and the end of a year, and whether it was strategic at its start."""

    account_id: str
    start: Decimal
    end: Decimal
    strategic: bool = False


def retention(warehouse: Warehouse, start: date, end: date) -> list[Retention]:
    """MRR at two month ends of every account that was a customer at the first, on a free trial or not."""
    sql = """
        select s.account_id, s.mrr, coalesce(e.mrr, 0), t.strategic_by is not null from internal.account_months s
        join internal.strategic t on t.account_id = s.account_id and t.month_end = s.month_end
        left join internal.account_months e on e.account_id = s.account_id and e.month_end = ?
        where s.month_end = ? and s.active order by s.account_id"""
    return warehouse.rows(Retention, sql, [end, start])


class Closed(NamedTuple):
    """An opportunity won or lost in a quarter."""

    account_id: str | None
    owner_id: str | None
    region: str | None
    status: str
    amount: Decimal


def closed_opportunities(warehouse: Warehouse, start: date, end: date) -> list[Closed]:
    """Won and lost opportunities that closed in `start` … `end`."""
    sql = """
        select account_id, owner_id, region, status, amount from internal.opportunities
        where status in ('won', 'lost') and coalesce(closed_on, close_on) between ? and ?"""
    return warehouse.rows(Closed, sql, [start, end])


class ContractEnd(NamedTuple):
    """A contract that ends after a quarter, with the day by which notice must be given."""

    contract_id: str
    account_id: str
    account: str
    owner: str | None
    starts_on: date
    ends_on: date
    notice_by: date | None
    auto_renews: bool | None
    mrr: Decimal | None


def contract_ends(warehouse: Warehouse, after: date, until: date, account_id: str | None = None) -> list[ContractEnd]:
    """Contracts in force that end in the days after `after` up to `until`, the first to end first."""
    sql = """
        select c.contract_id, c.account_id, a.name, p.name, c.starts_on, c.ends_on,
            (c.ends_on - to_days(c.notice_days::integer))::date, c.auto_renews,
            (select sum(s.mrr) from staging.subscriptions s where s.contract_id = c.contract_id
                and s.starts_on <= ? and (s.ends_on is null or s.ends_on > ?))
        from staging.contracts c join staging.accounts a using (account_id)
        left join staging.people p on p.person_id = a.owner_id
        where c.ends_on > ? and c.ends_on <= ? and c.starts_on <= ?
            and (? or c.account_id in (select unnest(?)))
        order by c.ends_on, a.name, c.contract_id"""
    asked = [after, after, after, until, after]
    if account_id:
        return warehouse.account_rows(ContractEnd, sql, account_id, [*asked, False, ACCOUNTS])
    return warehouse.rows(ContractEnd, sql, [*asked, True, [""]])


class LastActivity(NamedTuple):
    """When an account was last in touch."""

    happened_on: date | None
    ninety_days: int


def last_activity(warehouse: Warehouse, account_id: str, day: date) -> LastActivity:
    """The last call, mail or meeting up to `day`, and how many there were in the 90 days before it."""
    sql = """
        select account_id,
            last_contact(happened_at, $1), count(*) filter (where happened_at::date between $1::date - 89 and $1)
        from known.activities where account_id in (select unnest($2)) group by account_id"""
    return next(iter(warehouse.account_rows(LastActivity, sql, account_id, [day, ACCOUNTS])), LastActivity(None, 0))


class Choice(NamedTuple):
    """An account to choose from."""

    account_id: str
    name: str
    owner: str | None
    region: str | None


def choices(warehouse: Warehouse) -> list[Choice]:
    """Every account, by name."""
    sql = """
        select a.account_id, a.name, p.name, a.region from staging.accounts a
        left join staging.people p on p.person_id = a.owner_id order by lower(a.name), a.account_id"""
    return warehouse.rows(Choice, sql)


def written_names(warehouse: Warehouse) -> list["Named"]:
    """Every account by the name that it has for itself, which another may have as well."""
    return warehouse.rows(Named, "select account_id, name from customer.accounts order by account_id")


class Named(NamedTuple):
    """An id and the name behind it."""

    key: str
    name: str


def product_names(warehouse: Warehouse) -> dict[str, str]:
    """The name of every product, by id."""
    found = warehouse.rows(Named, "select product_id, name from staging.products order by name, product_id")
    return dict(found)


def opportunity_names(warehouse: Warehouse, account_id: str) -> dict[str, str]:
    """The name of every open opportunity of an account, by id."""
    sql = """
        select account_id, opportunity_id, name from staging.opportunities
        where account_id in (select unnest(?)) and status = 'open' order by name, opportunity_id"""
    return dict(warehouse.account_rows(Named, sql, account_id, [ACCOUNTS]))


class Colleague(NamedTuple):
    """One of us."""

    person_id: str
    name: str
    role: str | None


def colleagues(warehouse: Warehouse) -> list[Colleague]:
    """Each of us, by id."""
    return warehouse.rows(Colleague, "select person_id, name, role from staging.people order by person_id")


def colleague_names(warehouse: Warehouse) -> dict[str, str]:
    """The name of each of us, by id."""
    return {one.person_id: one.name for one in colleagues(warehouse)}


class LastContact(NamedTuple):
    """When somebody at a customer was last in touch with us."""

    account_id: str
    contact_id: str
    day: date


def last_contacts(warehouse: Warehouse, day: date, account_id: str | None = None) -> list[LastContact]:
    """The last call, mail or meeting with each contact up to `day`, of one account or of all."""
    sql = """
        select account_id, contact_id, last_contact(happened_at, ?) as day from known.met
        where (? or account_id in (select unnest(?))) group by all having day is not null"""
    if account_id:
        return warehouse.account_rows(LastContact, sql, account_id, [day, False, ACCOUNTS])
    return warehouse.rows(LastContact, sql, [day, True, [""]])


class OpenOpportunity(NamedTuple):
    """An opportunity that is open now; `amount` a month."""

    opportunity_id: str
    name: str
    amount: Decimal


def open_opportunities(warehouse: Warehouse, account_id: str) -> list[OpenOpportunity]:
    """The open opportunities of an account that are not renewals, the largest first."""
    sql = """
        select account_id, opportunity_id, name, amount from staging.opportunities
        where account_id in (select unnest(?)) and status = 'open' and kind is distinct from 'renewal'
        order by amount desc, opportunity_id"""
    return warehouse.account_rows(OpenOpportunity, sql, account_id, [ACCOUNTS])


class AccountContact(NamedTuple):
    """Somebody at a customer, with whose customer it is."""

    account_id: str
    contact_id: str
    name: str
    written_name: str
    title: str | None
    department: str | None
    reports_to_id: str | None
    left_on: date | None


def contacts_of(warehouse: Warehouse, account_ids: list[str]) -> list[AccountContact]:
    """The people of several accounts."""
    sql = """
        select account_id, contact_id, name, written_name, title, department, reports_to_id, left_on
        from customer.contacts
        where account_id in (select unnest(?)) order by account_id, contact_id"""
    return warehouse.accounts_rows(AccountContact, sql, account_ids, [ACCOUNTS])


class FirstQuarter(NamedTuple):
    """Since when an account is a customer."""

    account_id: str
    quarter: str


def first_quarters(warehouse: Warehouse) -> dict[str, str]:
    """The first quarter at whose end each account was a customer."""
    sql = "select account_id, min(quarter) as quarter from internal.book where active group by account_id"
    return {row.account_id: row.quarter for row in warehouse.rows(FirstQuarter, sql)}
