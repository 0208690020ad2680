"""How far a plan of books is, and how far each account that moves."""

from steward.domain.labels import Labelled


class PlanState(Labelled):
    """How far the plan of a fiscal year is."""

    DRAFT = "draft", "Draft"
    BALANCED = "balanced", "Balanced"
    REVIEW = "managers' review", "Managers’ review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    EFFECTIVE = "effective", "In effect"
    CLOSED = "closed", "Closed"


class PlanEvent(Labelled):
    """What happens to a plan. The second word is what a button says."""

    BALANCE = "balanced", "Take this plan"
    SEND = "sent to managers", "Send to the managers"
    REOPEN = "sent back", "Send back"
    APPROVE = "approved", "Approve"
    PUBLISH = "published", "Publish"
    TAKE_EFFECT = "took effect", "It is in effect"
    CLOSE = "closed", "Close the year"


class TransferState(Labelled):
    """How far one account is on its way from one of us to another."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed by both managers"
    CONTESTED = "contested", "Contested"
    ESCALATED = "escalated", "Escalated"
    WITHDRAWN = "withdrawn", "Stays where it is"
    READY = "passport ready", "Passport ready"
    INTRODUCED = "introduced", "Introduced"
    RECEIVED = "received", "Received"
    DAY_30 = "30 days", "30 days done"
    DAY_60 = "60 days", "60 days done"
    DAY_90 = "90 days", "90 days done"
    DONE = "done", "Done"


class TransferEvent(Labelled):
    """What happens to an account on its way. `AGREE` is of one manager while the other is still asked, `AGREED` of the
    last; `SIGN_OUT` is the one who has it saying that all is told."""

    AGREE = "agreed by one manager", "Agree"
    AGREED = "agreed", "Agree"
    CONTEST = "contested", "Contest"
    ESCALATE = "escalated", "Escalate"
    PROPOSE = "proposed again", "Propose again"
    UPHOLD = "upheld", "Let it move"
    WITHDRAW = "withdrawn", "Let it stay"
    PREPARE = "passport ready", "The passport is ready"
    SIGN_OUT = "signed out", "Sign out"
    INTRODUCE = "introduced", "They are introduced"
    RECEIVE = "received", "Receive"
    DAY_30 = "30 days", "The first 30 days are done"
    DAY_60 = "60 days", "60 days are done"
    DAY_90 = "90 days", "90 days are done"
    FINISH = "done", "Done"


STATES = {one.value: one for one in TransferState}
PLAN_STATES = {one.value: one for one in PlanState}
EVENTS = {one.value: one for one in TransferEvent}
PLAN_EVENTS = {one.value: one for one in PlanEvent}
T = TransferState
MOVES = (T.AGREED, T.READY, T.INTRODUCED, T.RECEIVED, T.DAY_30, T.DAY_60, T.DAY_90, T.DONE)
"""The states in which an account goes to whom it was assigned on the day that the plan takes effect; in any other it
stays where it is."""
AT_WORK = (PlanState.PUBLISHED, PlanState.EFFECTIVE, PlanState.CLOSED)
"""The states of a plan by which accounts change hands on its day."""
