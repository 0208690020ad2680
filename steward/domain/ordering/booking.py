"""What was signed, in money: billed, not billed yet, cancelled or failed. Amounts are whole cents."""

from datetime import date
from enum import StrEnum

from steward.domain.ordering.states import CANCELLED, FAILED, REJECTED


class Booking(StrEnum):
    """What became of a line's monthly price, each line in one."""

    BILLED = "billed"
    NOT_BILLED = "not billed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Age(StrEnum):
    """How long ago what is not billed was signed, in days."""

    MONTH = "0–30"
    TWO = "31–60"
    THREE = "61–90"
    OLDER = "over 90"
    UNKNOWN = "not known"


def booking(state: str, billing_started_on: date | None, today: date) -> Booking:
    """Whether a line is billed on a day. What was cancelled or failed is so whatever is billed for it.

    | state       | billed from | on 8 Oct   |
    |-------------|-------------|------------|
    | completed   | 1 Oct       | billed     |
    | completed   | 9 Oct       | not billed |
    | in progress |             | not billed |
    | cancelled   | 1 Oct       | cancelled  |
    | rejected    |             | failed     |
    """
    if state == CANCELLED:
        return Booking.CANCELLED
    if state in (FAILED, REJECTED):
        return Booking.FAILED
    begun = billing_started_on is not None and billing_started_on <= today
    return Booking.BILLED if begun else Booking.NOT_BILLED


def age(signed_on: date | None, today: date) -> Age:
    """The group that what is not billed stands in: signed 8 September, on 8 October, it is 30 days old: `0–30`."""
    if signed_on is None:
        return Age.UNKNOWN
    days = (today - signed_on).days
    return Age.MONTH if days <= 30 else Age.TWO if days <= 60 else Age.THREE if days <= 90 else Age.OLDER
