"""What an action is: the kinds of things that somebody owes, and how one stands on a day."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=7)


class ActionKind(StrEnum):
    """Where an action comes from; each is kept and done in a place of its own."""

    COMMITMENT = "commitment"
    JOINT_STEP = "joint step"
    HEARD = "what they told us"
    DECISION = "decision"
    QUESTION = "question"
    PLAN_ACTION = "plan action"
    RISK_PLAY = "play against a risk"
    RENEWAL_PLAY = "play for a renewal"
    DETRACTOR = "detractor"
    HOMEWORK = "for a review"
    APPROVAL = "approval"
    REQUEST = "request"
    REGISTRATION = "registration"
    ORDER_LINE = "order line"
    HANDOVER = "handover"
    LEADERSHIP = "leadership decision"


class ActionState(StrEnum):
    """How an action stands."""

    OVERDUE = "overdue"
    SOON = "due soon"
    BEGUN = "in progress"
    OPEN = "open"


ENDED = ("completed", "closed", "done")
"""What CRMs call a task that is over."""


def ended_in_crm(status: str, closed_on: date | None) -> bool:
    """Whether a CRM says that a task is done.

    >>> ended_in_crm(" Completed ", None), ended_in_crm("Deferred", None), ended_in_crm("Over", date(2026, 1, 1))
    (True, False, True)
    """
    return closed_on is not None or status.strip().casefold() in ENDED


def state_on(due: date | None, begun: bool, day: date) -> ActionState:
    """How an action that is not done stands on a day."""
    if due is not None and due < day:
        return ActionState.OVERDUE
    if due is not None and due <= day + SOON:
        return ActionState.SOON
    return ActionState.BEGUN if begun else ActionState.OPEN
