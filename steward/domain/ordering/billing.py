"""Billed too late, too early, or not at all: in whole cents."""

from datetime import date


def share(cents: int, part: int, whole: int) -> int:
    """So much of an amount, half a cent away from nothing: 1,000 for 1 of 3 is 333, and −1,000 is −333."""
    size = (2 * abs(cents) * part + whole) // (2 * whole)
    return size if cents >= 0 else -size


def bills_from(
    basis: str | None, committed_on: date | None, completed_on: date | None, accepted_on: date | None
) -> date | None:
    """The day from which the contract lets a line be billed; None where it is still to come.

    Promised for 1 September, installed on the 24th and not accepted: FOC bills from the 1st, install from the 24th,
    acceptance not yet. Where the contract says nothing it is the acceptance, and without one the installation."""
    match (basis or "").lower():
        case "foc":
            return committed_on
        case "install":
            return completed_on
        case "acceptance":
            return accepted_on
    return accepted_on or completed_on


def leak(mrc: int, accepted_on: date | None, billed: bool, today: date) -> int:
    """What was not billed since the customer accepted: a month's price for every 30 days.

    3,000.00 a month accepted on 9 August, on 8 October: 60 days, 6,000.00."""
    waits = (today - accepted_on).days if accepted_on and not billed else 0
    return share(mrc, max(waits, 0), 30)


def days_early(billing_started_on: date | None, due_from: date | None, today: date) -> int:
    """By how many days billing began before the contract lets it: until that day, or today where it is to come."""
    if billing_started_on is None:
        return 0
    return max((min(due_from or today, today) - billing_started_on).days, 0)


def billed_early(mrc: int, days: int) -> int:
    """What was billed too early: a month's price for every 30 days."""
    return share(mrc, days, 30)
