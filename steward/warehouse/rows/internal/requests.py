"""Tickets of the book for our own eyes: each that is open, and by quarter how those that were closed went."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class WaitingTicket(NamedTuple):
    """A ticket that is not closed, as the source has it."""

    account_id: str
    ticket_id: str
    subject: str | None
    queue: str
    kind: str | None
    priority: str
    owner: str | None
    owner_id: str | None
    opened_at: datetime
    first_replied_at: datetime | None
    resolved_at: datetime | None
    turn: str
    turn_since: datetime | None
    due_at: datetime | None
    paused_minutes: float | None
    reopened: int
    site: str | None
    incident_id: str | None


def waiting_tickets(warehouse: Warehouse, account_ids: list[str]) -> list[WaitingTicket]:
    """Those of these accounts, the oldest first."""
    sql = f"""select {", ".join(WaitingTicket._fields)} from internal.open_tickets
        where account_id in (select unnest(?)) order by opened_at, ticket_id"""
    return warehouse.rows(WaitingTicket, sql, [account_ids])


class ClosedTickets(NamedTuple):
    """Tickets that were closed in a quarter: with a time to be resolved in, in time, told of whether they were taken up
    again, and taken up again."""

    ended: int
    judged: int
    met: int
    told_reopened: int
    reopened: int


def closed_tickets(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> ClosedTickets:
    """Those of these accounts."""
    sql = f"""select {", ".join(f"coalesce(sum({one}), 0)::bigint" for one in ClosedTickets._fields)}
        from internal.closed_tickets where quarter = ? and account_id in (select unnest(?))"""
    return warehouse.one(ClosedTickets, sql, [quarter, account_ids])


class TicketKnown(NamedTuple):
    """Whether a ticket is in the data at all, and closed."""

    account_id: str
    ticket_id: str
    closed_at: datetime | None


def named_tickets(warehouse: Warehouse, ticket_ids: list[str]) -> dict[tuple[str, str], TicketKnown]:
    """Those of these ids that are in the data."""
    if not ticket_ids:
        return {}
    sql = """select account_id, ticket_id, closed_at from staging.tickets where ticket_id in (select unnest(?))"""
    return {(row.account_id, row.ticket_id): row for row in warehouse.rows(TicketKnown, sql, [ticket_ids])}


class _Site(NamedTuple):
    site_id: str
    name: str


def site_names(warehouse: Warehouse, site_ids: list[str]) -> dict[str, str]:
    """Those of these ids that are in the data, by id."""
    sql = "select site_id, name from customer.sites where site_id in (select unnest(?::varchar[])) and name is not null"
    return {row.site_id: row.name for row in warehouse.rows(_Site, sql, [site_ids])} if site_ids else {}


class RecentOutage(NamedTuple):
    """An outage that somebody may ask about."""

    incident_id: str
    started_at: datetime
    product: str | None
    site: str | None
    site_id: str | None


def recent_outages(warehouse: Warehouse, account_id: str, most: int) -> list[RecentOutage]:
    """The last ones of an account, the latest first."""
    sql = """select incident_id, started_at, product, site, site_id from customer.incidents
        where account_id = ? order by started_at desc, incident_id limit ?"""
    return warehouse.rows(RecentOutage, sql, [account_id, most])


class BilledTotal(NamedTuple):
    """What was billed; None where no charge is known."""

    amount: Decimal | None


def billed(warehouse: Warehouse, quarter: str, account_ids: list[str]) -> Decimal | None:
    """What these accounts were charged in a quarter; None where the data holds no charge."""
    if "charges" not in warehouse.feeds:
        return None
    sql = """select sum(c.amount) from staging.charges c
        inner join staging.calendar m on m.month_end = last_day(c.month)
        where m.quarter = ? and c.account_id in (select unnest(?))"""
    return warehouse.one(BilledTotal, sql, [quarter, account_ids]).amount
