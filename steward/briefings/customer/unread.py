"""That rows of an account could not be read, in words, so that no figure passes for whole that is not."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from steward.domain.quarters import month_end
from steward.exhibits import listed, month_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.customer.unread import Unread

OF_MONEY = ("subscriptions", "charges")
"""What an account pays is a sum of these: without a row it is another sum."""
NO_RATE = "could not be converted for want of an exchange rate"


def unread_in(found: Iterable[Unread], feeds: Iterable[str], first: date, last: date) -> tuple[Unread, ...]:
    """Those of these feeds that count in these days."""
    wanted = set(feeds)
    return tuple(one for one in found if one.feed in wanted and one.within(first, last))


def said_of(found: Sequence[Unread], first: date, last: date) -> str:
    """`1 row of charges for Sep 2026 could not be read`, and `2 rows of charges for Sep 2026 could not be converted for
    want of an exchange rate (USD 1,270)`; empty where there is none."""
    unread = [one for one in found if not one.currency]
    without_rate = [one for one in found if one.currency]
    return listed([
        *([f"{_rows_of(unread, first, last)} could not be read"] if unread else []),
        *([f"{_rows_of(without_rate, first, last)} {NO_RATE} ({amounts_of(without_rate)})"] if without_rate else []),
    ])  # fmt: skip


def _rows_of(found: Sequence[Unread], first: date, last: date) -> str:
    many = sum(one.rows for one in found)
    feeds = listed(sorted({one.feed.replace("_", " ").replace("nps", "NPS") for one in found}))
    days = sorted({month_end(one.since) for one in found if one.since and one.until == month_end(one.since)})
    when = f" for {month_text(days[0])}" if days and days[0] == days[-1] else (
        f" for {month_text(days[0])} to {month_text(min(days[-1], last))}" if days else ""
    )  # fmt: skip
    return f"{counted(many, 'row')} of {feeds}{when}"


def amounts_of(found: Iterable[Unread]) -> str:
    """How much it is in each currency: `GBP 50 and USD 1,270`."""
    sums: dict[str, Decimal] = {}
    for one in found:
        if one.currency:
            sums[one.currency] = sums.get(one.currency, Decimal()) + (one.amount or Decimal())
    return listed([f"{currency} {amount:,.0f}" for currency, amount in sorted(sums.items())])


def unread_of(found: Iterable[Unread], first: date, last: date) -> str:
    """The same of every feed."""
    within = [one for one in found if one.within(first, last)]
    return said_of(within, first, last)
