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


class ActionState(StrEnum):
    """How an action stands."""

    OVERDUE = "overdue"
    SOON = "due soon"
    BEGUN = "in progress"
    OPEN = "open"


def state_on(due: date | None, begun: bool, day: date) -> ActionState:
    """How an action that is not done stands on a day."""
    if due is not None and due < day:
        return ActionState.OVERDUE
    if due is not None and due <= day + SOON:
        return ActionState.SOON
    return ActionState.BEGUN if begun else ActionState.OPEN
