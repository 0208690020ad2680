"""Orders as we alone see them: each line with its money in cents, and what all lines of an account come to on a day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from steward.domain.ordering.booking import Age, Booking
from steward.domain.ordering.first_invoice import Outcome
from steward.warehouse.reader import ACCOUNTS, Warehouse

MOST = 200
"""Lines of one kind that a list of the book holds; how many there are is counted."""


class OrderLine(NamedTuple):
    """A line of an order. Money in cents; `mrc` 0 of one that ends a service, changes nothing, or whose `action_said`
    is none that anybody knows. `promised_from`: where the first promise
    is known from. `late_by`, `waits_since`, `ends_planned`: the
    pace of its milestones. `invoice_mrc` to `outcome`: its first invoice, its prices at the rate of that month;
    `unchecked`: it is held against nothing, as in `first_invoice.Billed`. `credited_in`, `credited_by`, `credited`:
    the month, invoice and amount, below zero, of the credit that corrects it."""

    account_id: str
    account: str
    owner_id: str | None
    order_line_id: str
    order_id: str
    title: str
    signed_on: date | None
    pon: str | None
    product: str
    site: str | None
    action: str
    action_said: str | None
    quantity: float | None
    mrc: int
    nrc: int
    state: str
    state_said: str
    order_state_said: str | None
    quote: str | None
    quote_version: int | None
    quote_line: str | None
    product_id: str
    site_id: str | None
    requested_on: date | None
    first_promised_on: date | None
    promised_from: str | None
    promised_on: date | None
    moved: int
    moved_on: date | None
    cause: str | None
    reason: str | None
    completed_on: date | None
    accepted_on: date | None
    billing_started_on: date | None
    billing_basis: str | None
    committed_on: date | None
    milestones: int
    reached: int
    late_by: int
    waits_since: date | None
    ends_planned: date | None
    next_milestone: str | None
    invoice_mrc: int
    invoice_nrc: int
    dead: bool
    unchecked: bool
    invoice_month: date | None
    charged: int | None
    invoice_id: str | None
    expected: int
    credited_in: date | None
    credited_by: str | None
    credited: int | None
    outcome: str


COLUMNS = ", ".join(OrderLine._fields)


def account_lines(warehouse: Warehouse, account_id: str) -> list[OrderLine]:
    """Every line of an account, the order signed last first."""
    sql = f"""select {COLUMNS} from internal.order_lines where account_id in (select unnest(?))
        order by signed_on desc nulls last, order_id, site nulls last, order_line_id"""
    return warehouse.account_rows(OrderLine, sql, account_id, [ACCOUNTS])


class AccountOrders(NamedTuple):
    """What an account's lines come to on a day; money in cents. `month` to `unknown`: of what is not billed, each
    group of `booking.Age`. `leak`, `early`: a month's price for every 30 days billed too late or too soon, of so many
    lines. `late`: still to come and late by their first promise, the longest by so many days. `ended`, `in_time`: lines
    delivered in the 365 days before, and those by their first promise. `put_off`: still to come and not late yet, but
    promised now for a day after the first promise, the longest by so many days."""

    account_id: str
    lines: int
    booked: int
    billed: int
    not_billed: int
    cancelled: int
    failed: int
    month: int
    two: int
    three: int
    older: int
    unknown: int
    leak: int
    leaking: int
    early: int
    too_early: int
    late: int
    late_mrc: int
    longest: int
    at_risk: int
    at_risk_mrc: int
    ended: int
    in_time: int
    checked: int
    wrong: int
    open: int
    put_off: int
    put_off_mrc: int
    put_off_by: int


_ON_THE_DAY = f"""
with told as (
    select *,
        order_booking(state, billing_started_on, $1) as booking,
        order_leak(mrc, case when not order_not_to_come(state) then accepted_on end,
            order_booking(state, billing_started_on, $1) = 'billed', $1) as leak,
        case when order_not_to_come(state) then 0
            else order_days_early(billing_started_on, due_from, $1) end as days_early,
        case when completed_on is null then order_days_late(first_promised_on, null, state, $1) else 0 end as late,
        case when completed_on is null and not order_over(state)
            and order_days_late(first_promised_on, null, state, $1) = 0
            then greatest(coalesce(promised_on - first_promised_on, 0), 0) else 0 end as put_off_by,
        order_at_risk(promised_on, order_expected_on(late_by, waits_since, ends_planned, $1), state, $1) as at_risk,
        outcome not in ('{Outcome.MATCHED}', '{Outcome.CORRECTED}', '{Outcome.NOT_DUE}') as wrong
    from internal.order_lines
)"""


def _mrc_where(condition: str) -> str:
    return f"coalesce(sum(mrc) filter (where {condition}), 0)::bigint"


_BY_BOOKING = ", ".join(_mrc_where(f"booking = '{one}'") for one in Booking)
_BY_AGE = ", ".join(
    _mrc_where(f"booking = '{Booking.NOT_BILLED}' and order_age(signed_on, $1) = '{one}'") for one in Age
)
_SUMS = f"""{_ON_THE_DAY}
select account_id, count(*), sum(mrc)::bigint, {_BY_BOOKING}, {_BY_AGE},
    sum(leak)::bigint, count(*) filter (where leak > 0),
    sum(share_of_cents(mrc, days_early, 30))::bigint, count(*) filter (where days_early > 0 and mrc > 0),
    count(*) filter (where late > 0), {_mrc_where("late > 0")}, max(late)::integer,
    count(*) filter (where at_risk), {_mrc_where("at_risk")},
    count(*) filter (where first_promised_on is not null and completed_on between $1 - 364 and $1),
    count(*) filter (where completed_on <= first_promised_on and completed_on between $1 - 364 and $1),
    count(*) filter (where outcome <> '{Outcome.NOT_DUE}'), count(*) filter (where wrong),
    count(*) filter (where not order_over(state)),
    count(*) filter (where put_off_by > 0), {_mrc_where("put_off_by > 0")}, max(put_off_by)::integer
from told group by account_id order by account_id"""


def accounts_orders(warehouse: Warehouse, today: date) -> list[AccountOrders]:
    """What the lines of each account come to on a day."""
    return warehouse.rows(AccountOrders, _SUMS, [today])


_KINDS = (
    "leak", "days_early * mrc", "late", "at_risk::integer * (mrc + 1)",
    "wrong::integer * (abs(coalesce(charged, 0) - expected) + 1)",
)  # fmt: skip
"""Why somebody has to see to a line: how much it matters, 0 where it does not."""


def lines_to_see_to(warehouse: Warehouse, today: date, accounts: Sequence[str]) -> list[OrderLine]:
    """The lines that somebody has to see to, of each kind the most that a list holds; of no `accounts` every one's."""
    whose = "where account_id in (select unnest($2::varchar[]))" if accounts else ""
    worst = " union ".join(
        f"(select order_line_id from narrow where kind_{number} > 0"
        f" order by kind_{number} desc, order_line_id limit {MOST})"
        for number in range(len(_KINDS))
    )
    named = ", ".join(f"{kind} as kind_{number}" for number, kind in enumerate(_KINDS))
    sql = f"""{_ON_THE_DAY},
        narrow as materialized (select order_line_id, {named} from told {whose})
        select {COLUMNS} from internal.order_lines where order_line_id in ({worst})
        order by account, order_line_id"""
    return warehouse.rows(OrderLine, sql, [today, list(accounts)] if accounts else [today])


class Slip(NamedTuple):
    """Open lines of an account that are late by their first promise, by whom the order system names as the cause."""

    account_id: str
    cause: str | None
    lines: int
    mrc: int


def late_by_cause(warehouse: Warehouse, today: date) -> list[Slip]:
    """Of each account the late lines that are still to come, by the cause of their last move."""
    sql = f"""{_ON_THE_DAY} select account_id, cause, count(*), sum(mrc)::bigint from told where late > 0
        group by all order by all"""
    return warehouse.rows(Slip, sql, [today])


class KnownOrder(NamedTuple):
    """An order of the order system, with the quote it says it came of."""

    account_id: str
    order_id: str
    quote: str | None


def known_orders(warehouse: Warehouse, accounts: Sequence[str]) -> list[KnownOrder]:
    """The orders of some accounts."""
    sql = """select distinct account_id, order_id, quote from internal.order_lines
        where account_id in (select unnest(?)) order by all"""
    return warehouse.accounts_rows(KnownOrder, sql, accounts, [ACCOUNTS])


class PlacedLine(NamedTuple):
    """A line of the order system, as it is held against what was accepted. `mrc` in cents."""

    account_id: str
    order_id: str
    quote: str | None
    order_line_id: str
    quote_line: str | None
    product_id: str
    site_id: str | None
    mrc: int


def placed_lines(warehouse: Warehouse, accounts: Sequence[str]) -> list[PlacedLine]:
    """The lines of some accounts."""
    sql = f"""select {", ".join(PlacedLine._fields)} from internal.order_lines
        where account_id in (select unnest(?)) order by order_line_id"""
    return warehouse.accounts_rows(PlacedLine, sql, accounts, [ACCOUNTS])


def still_to_come(warehouse: Warehouse, line_ids: Sequence[str]) -> list[str]:
    """Those of some lines that are not delivered, nor over."""
    sql = """select order_line_id from internal.order_lines
        where order_line_id in (select unnest(?::varchar[])) and not order_over(state) order by all"""
    return [one.order_line_id for one in warehouse.rows(_One, sql, [list(line_ids)])]


def there(warehouse: Warehouse, line_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Those of some lines that the order system has, each after its account."""
    sql = """select account_id, order_line_id from internal.order_lines
        where order_line_id in (select unnest(?::varchar[])) order by all"""
    return {(one.account_id, one.order_line_id) for one in warehouse.rows(_OfAccount, sql, [list(line_ids)])}


def wrongly_billed(warehouse: Warehouse, line_ids: Sequence[str]) -> list[str]:
    """Those of some lines whose first invoice is not as ordered."""
    sql = f"""select order_line_id from internal.order_lines where order_line_id in (select unnest(?::varchar[]))
        and outcome not in ('{Outcome.MATCHED}', '{Outcome.CORRECTED}', '{Outcome.NOT_DUE}') order by all"""
    return [one.order_line_id for one in warehouse.rows(_One, sql, [list(line_ids)])]


class _OfAccount(NamedTuple):
    account_id: str
    order_line_id: str


class _One(NamedTuple):
    order_line_id: str
