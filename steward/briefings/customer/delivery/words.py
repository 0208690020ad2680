"""The words in which a customer reads of an order: how a line stands, why its day was moved, what is done on it."""

from collections.abc import Mapping
from enum import StrEnum


class LineState(StrEnum):
    """How a line stands for whoever ordered it."""

    LIVE = "in service"
    ON_SCHEDULE = "on schedule"
    MOVED = "new date"
    OVERDUE = "overdue"
    WAITING = "waiting for you"
    UNDATED = "no date yet"
    FAILED = "not delivered"
    CANCELLED = "cancelled"


OPEN = (LineState.ON_SCHEDULE, LineState.MOVED, LineState.OVERDUE, LineState.WAITING, LineState.UNDATED)
"""Of what is still to come."""
US, CARRIER, CUSTOMER, PERMIT = "us", "carrier", "customer", "permit"
CAUSES: Mapping[str, str] = {
    US: "the delay is ours",
    CARRIER: "the access carrier moved its date",
    CUSTOMER: "something on your side was not ready",
    PERMIT: "a permit is outstanding",
}
"""Why a day was moved, without a name and without an excuse."""
NO_CAUSE = "we owe you the reason"
STEPS: Mapping[str, str] = {"foc": "date confirmed"}
"""Milestones that are called otherwise among ourselves; any other has its own name."""
NOT_THEIRS = ("billing started", "first invoice checked")
"""Milestones of what follows a delivery."""
SITE_READY, ACCEPTED = "site ready", "accepted"
"""Milestones that the customer reaches."""


def cause_words(cause: str | None) -> str:
    """The cause of a moved day, as the customer reads it."""
    return CAUSES.get(cause or "", NO_CAUSE)


def step_words(milestone: str) -> str:
    """A milestone, as the customer reads it."""
    return STEPS.get(milestone.casefold(), milestone)
