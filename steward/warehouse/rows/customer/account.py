"""Rows a customer may see: short reads of the `customer` schema beside the NamedTuples they fill."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class Account(NamedTuple):
    """What the customer knows about itself."""

    account_id: str
    name: str
    industry: str | None
    region: str | None
    country: str | None
    customer_since: date | None
    account_manager: str | None


def account(warehouse: Warehouse, account_id: str) -> Account | None:
    """The account of this id, if there is one."""
    sql = f"select {', '.join(Account._fields)} from customer.accounts where account_id in (select unnest(?))"
    return next(iter(warehouse.account_rows(Account, sql, account_id, [ACCOUNTS])), None)


class SpendMonth(NamedTuple):
    """Spend on one product in one month, in the reporting currency."""

    month_end: date
    quarter: str
    product: str
    amount: Decimal
    basis: str


def spend_months(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[SpendMonth]:
    """Spend by product of the months that end in `since` … `until`, in order."""
    sql = """
        select account_id, month_end, quarter, product, sum(amount), any_value(basis) from customer.spend_monthly
        where account_id in (select unnest(?)) and month_end between ? and ?
        group by all order by month_end, product"""
    return warehouse.account_rows(SpendMonth, sql, account_id, [ACCOUNTS, since, until])


class Service(NamedTuple):
    """A product the customer has, summed over its lines. `term_ends_on`: the first of its contracts to end."""

    product: str
    lines: int
    sites: int
    mrr: Decimal
    term_ends_on: date | None


def services(warehouse: Warehouse, account_id: str, day: date) -> list[Service]:
    """The services active at the end of `day`, the largest first."""
    sql = """
        select account_id, product, count(*), count(distinct site), sum(mrr),
            min(contract_ends_on) filter (where contract_ends_on > ?)
        from customer.services
        where account_id in (select unnest(?)) and starts_on <= ? and (ends_on is null or ends_on > ?)
        group by account_id, product order by sum(mrr) desc, product"""
    return warehouse.account_rows(Service, sql, account_id, [day, ACCOUNTS, day, day])


class Availability(NamedTuple):
    """Minutes of one product over a quarter. `allowed` None: no target is known; the two `_agreed` are those of lines
    that have one, which alone are held against it."""

    product: str
    line_minutes: int
    downtime: Decimal
    lines_agreed: int
    downtime_agreed: Decimal
    lowest_target: float | None
    highest_target: float | None
    allowed: float | None

    @property
    def target(self) -> float | None:
        """The level agreed; None where there is none, or not the same for all lines."""
        return self.lowest_target if self.lowest_target == self.highest_target else None


def availability_by_product(warehouse: Warehouse, account_id: str, quarter: str) -> list[Availability]:
    """Promised and lost minutes by product, by name; downtime of an unnamed product has no line minutes."""
    sql = """
        select account_id, coalesce(product, 'Not stated'), sum(line_minutes), sum(downtime_minutes),
            coalesce(sum(line_minutes) filter (where availability_target is not null), 0),
            coalesce(sum(downtime_minutes) filter (where availability_target is not null), 0),
            min(availability_target), max(availability_target), round(sum(allowed_minutes), 6)
        from customer.availability_monthly where account_id in (select unnest(?)) and quarter = ?
        group by 1, 2 order by 2"""
    return warehouse.account_rows(Availability, sql, account_id, [ACCOUNTS, quarter])


class SiteBudget(NamedTuple):
    """Downtime of one product at one site against what its target allows."""

    site: str
    product: str
    downtime: Decimal
    allowed: float


def sites_near_limit(warehouse: Warehouse, account_id: str, quarter: str, share: float) -> list[SiteBudget]:
    """Sites that used at least `share` of a product's allowed downtime, the worst first; lines without a site are at
    none."""
    sql = """
        select account_id, site, coalesce(product, 'Not stated'), sum(downtime_minutes), sum(allowed_minutes)
        from customer.availability_monthly
        where account_id in (select unnest(?)) and quarter = ? and allowed_minutes > 0 and site is not null
        group by 1, 2, 3 having sum(downtime_minutes) >= ? * sum(allowed_minutes)
        order by budget_used(sum(downtime_minutes), sum(allowed_minutes)) desc, 2, 3"""
    return warehouse.account_rows(SiteBudget, sql, account_id, [ACCOUNTS, quarter, share])


class SiteDowntime(NamedTuple):
    """Downtime of one product at one site in one month, where there was any; `downtime_agreed`: of lines that have a
    target."""

    product: str | None
    site: str | None
    month_end: date
    quarter: str
    downtime: Decimal
    downtime_agreed: Decimal
    allowed: float | None


def downtime_months(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[SiteDowntime]:
    """Downtime by product, site and month, beside what is allowed there; only what lost any time since `since`."""
    sql = """
        select account_id, product, site, month_end, quarter, sum(downtime_minutes),
            coalesce(sum(downtime_minutes) filter (where availability_target is not null), 0), sum(allowed_minutes)
        from customer.availability_monthly
        where account_id in (select unnest(?)) and month_end between ? and ?
        group by account_id, product, site, month_end, quarter
        qualify sum(sum(downtime_minutes)) over (partition by account_id, product, site) > 0
        order by all"""
    return warehouse.account_rows(SiteDowntime, sql, account_id, [ACCOUNTS, since, until])


class Incident(NamedTuple):
    """One outage; `repair_minutes` None while no restoration is recorded."""

    started_at: datetime
    repair_minutes: Decimal | None
    product: str | None
    site: str | None
    severity: str | None
    cause: str | None
    credit: Decimal | None


def incidents(warehouse: Warehouse, account_id: str, quarter: str) -> list[Incident]:
    """The incidents that started in a quarter, the longest first."""
    sql = """
        select account_id, started_at, repair_minutes, product, site, severity, cause, credit from customer.incidents
        where account_id in (select unnest(?)) and quarter = ? order by repair_minutes desc nulls last, started_at"""
    return warehouse.account_rows(Incident, sql, account_id, [ACCOUNTS, quarter])


class TicketMonth(NamedTuple):
    """Tickets of one priority in one month."""

    month_end: date
    quarter: str
    queue: str
    priority: str
    opened: int
    closed: int
    hours_to_close: float | None
    rating_sum: float | None
    ratings: int


def ticket_months(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[TicketMonth]:
    """Tickets by month, queue and priority."""
    sql = """
        select account_id, month_end, quarter, queue, priority, opened, closed, hours_to_close, rating_sum, ratings
        from customer.tickets_monthly
        where account_id in (select unnest(?)) and month_end between ? and ? order by all"""
    return warehouse.account_rows(TicketMonth, sql, account_id, [ACCOUNTS, since, until])


class UsageMonth(NamedTuple):
    """Usage of one product in one month, summed over days and sites; `committed` None: none is agreed."""

    month_end: date
    quarter: str
    product: str
    unit: str | None
    used: float
    used_of_committed: float | None
    committed: float | None
    days: int
    readings: int


def usage_months(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[UsageMonth]:
    """Usage by product and month."""
    sql = """
        select account_id, month_end, quarter, product, unit, sum(used), sum(used_of_committed), sum(committed),
            any_value(day(month_end)), sum(readings)::bigint
        from customer.usage_monthly where account_id in (select unnest(?)) and month_end between ? and ?
        group by 1, 2, 3, 4, 5 order by 2, 4"""
    return warehouse.account_rows(UsageMonth, sql, account_id, [ACCOUNTS, since, until])


class SiteUsage(NamedTuple):
    """Usage of one product at one site over a quarter; `site` None: nobody said where."""

    site: str | None
    product: str
    used_of_committed: float
    committed: float
    readings: int
    readings_near_limit: int


def usage_by_site(warehouse: Warehouse, account_id: str, quarter: str) -> list[SiteUsage]:
    """Committed usage by site and product, by name."""
    sql = """
        select account_id, site, product, sum(used_of_committed), sum(committed), sum(readings),
            sum(readings_near_limit)
        from customer.usage_monthly where account_id in (select unnest(?)) and quarter = ? and committed > 0
        group by 1, 2, 3 order by 2, 3"""
    return warehouse.account_rows(SiteUsage, sql, account_id, [ACCOUNTS, quarter])


class SiteMonth(NamedTuple):
    """Committed usage of one product at one site in one month."""

    product: str
    site: str | None
    month_end: date
    quarter: str
    used: float
    committed: float


def usage_site_months(warehouse: Warehouse, account_id: str, since: date, until: date) -> list[SiteMonth]:
    """Committed usage by product, site and month."""
    sql = """
        select account_id, product, site, month_end, quarter, sum(used_of_committed), sum(committed)
        from customer.usage_monthly
        where account_id in (select unnest(?)) and month_end between ? and ? and committed > 0
        group by all order by all"""
    return warehouse.account_rows(SiteMonth, sql, account_id, [ACCOUNTS, since, until])


class NpsQuarter(NamedTuple):
    """Survey counts of one quarter. `asked` None: the feed holds answers alone; how people answered is None where fewer
    than five did. `comments_shown`: of the `comments` written, those that `answers` returns."""

    quarter: str
    asked: int | None
    answered: int
    promoters: int | None
    passives: int | None
    detractors: int | None
    comments: int
    comments_shown: int


def nps_quarters(warehouse: Warehouse, account_id: str, quarters: list[str]) -> list[NpsQuarter]:
    """Survey counts by quarter, the earliest first."""
    sql = f"""
        select account_id, {", ".join(NpsQuarter._fields)} from customer.nps_quarterly
        where account_id in (select unnest(?)) and quarter in (select unnest(?)) order by quarter"""
    return warehouse.account_rows(NpsQuarter, sql, account_id, [ACCOUNTS, quarters])


class Answer(NamedTuple):
    """One anonymous answer with words."""

    score: int
    comment: str


def answers(warehouse: Warehouse, account_id: str, quarter: str) -> list[Answer]:
    """The comments of a quarter that a customer may see, the lowest score first."""
    sql = """
        select account_id, score, comment from customer.answers
        where account_id in (select unnest(?)) and quarter = ? order by score, comment"""
    return warehouse.account_rows(Answer, sql, account_id, [ACCOUNTS, quarter])


class Contact(NamedTuple):
    """Somebody at the customer, as the contacts feed has them."""

    contact_id: str
    name: str
    written_name: str
    title: str | None
    department: str | None
    reports_to_id: str | None
    left_on: date | None


def contacts(warehouse: Warehouse, account_id: str) -> list[Contact]:
    """The people of an account, by id."""
    sql = """
        select account_id, contact_id, name, written_name, title, department, reports_to_id, left_on
        from customer.contacts
        where account_id in (select unnest(?)) order by contact_id"""
    return warehouse.account_rows(Contact, sql, account_id, [ACCOUNTS])


class ColleagueName(NamedTuple):
    """One of us."""

    person_id: str
    name: str


def colleague_names(warehouse: Warehouse) -> dict[str, str]:
    """What each of us is called to a customer, by id; of two of one name with what tells them apart."""
    sql = "select person_id, called from customer.colleagues"
    return {row.person_id: row.name for row in warehouse.rows(ColleagueName, sql)}
