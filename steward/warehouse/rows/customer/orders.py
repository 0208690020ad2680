"""Orders as the customer may read them: what is delivered where, when it was promised, and how far it is."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class OrderLine(NamedTuple):
    """A line of an order. `mrc`, `nrc`: what the customer pays for all of it, a month and once. `first_promised_on`:
    the day it was promised for first; `promised_on`: that promised now; `moved`: how often that changed, and
    `cause` (us, carrier, customer, permit) of the last time. `state`: a word of TM Forum 622, or not known."""

    order_line_id: str
    order_id: str
    title: str
    signed_on: date | None
    pon: str | None
    product_id: str
    product: str
    site_id: str | None
    site: str | None
    action: str
    quantity: float | None
    mrc: Decimal
    nrc: Decimal | None
    state: str
    requested_on: date | None
    first_promised_on: date | None
    promised_on: date | None
    moved: int
    moved_on: date | None
    cause: str | None
    completed_on: date | None
    accepted_on: date | None
    billing_started_on: date | None


def order_lines(warehouse: Warehouse, account_id: str) -> list[OrderLine]:
    """Every line of an account's orders, the order signed last first."""
    sql = f"""select account_id, {", ".join(OrderLine._fields)} from customer.order_lines
        where account_id in (select unnest(?))
        order by signed_on desc nulls last, order_id, site nulls last, order_line_id"""
    return warehouse.account_rows(OrderLine, sql, account_id, [ACCOUNTS])


class Milestone(NamedTuple):
    """A step of a line on its way. `reached_on` None: not yet."""

    order_line_id: str
    milestone: str
    planned_on: date | None
    reached_on: date | None


def order_milestones(warehouse: Warehouse, account_id: str) -> list[Milestone]:
    """The milestones of an account's lines, each line's in the order of their days."""
    sql = f"""select account_id, {", ".join(Milestone._fields)} from customer.order_milestones
        where account_id in (select unnest(?))
        order by order_line_id, coalesce(planned_on, reached_on) nulls last, milestone"""
    return warehouse.account_rows(Milestone, sql, account_id, [ACCOUNTS])


class DateChange(NamedTuple):
    """A change of the day a line is promised for. `was` None: no day had been promised before."""

    order_line_id: str
    changed_on: date
    was: date | None
    now: date
    cause: str | None


def date_changes(warehouse: Warehouse, account_id: str) -> list[DateChange]:
    """How the promised days of an account's lines changed, each line's in the order they did."""
    sql = f"""select account_id, {", ".join(DateChange._fields)} from customer.order_dates
        where account_id in (select unnest(?)) order by order_line_id, changed_on, now"""
    return warehouse.account_rows(DateChange, sql, account_id, [ACCOUNTS])
