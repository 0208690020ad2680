"""The fixed words of requests, as files, JSON and commands hold them."""

from steward.domain.labels import Labelled


class RequestQueue(Labelled):
    """Which of our teams a request is with."""

    SUPPORT = "support", "Support"
    IMPLEMENTATION = "implementation", "Implementation"
    ACCOUNTING = "accounting", "Accounting"
    PRICING = "pricing", "Pricing"
    CONTRACT_ADMIN = "contract admin", "Contract admin"


class RequestKind(Labelled):
    """What is asked for."""

    QUESTION = "question", "Question"
    CHANGE = "change", "Change"
    COMPLAINT = "complaint", "Complaint"
    DISPUTE = "dispute", "Dispute"
    CREDIT = "credit", "Credit"
    ESCALATION = "escalation", "Escalation"

    @property
    def is_claim(self) -> bool:
        """Whether it is about an amount that we charged, and ends with how much of it is given back."""
        return self in (RequestKind.DISPUTE, RequestKind.CREDIT)


class Urgency(Labelled):
    """How pressing it is."""

    URGENT = "urgent", "Urgent"
    HIGH = "high", "High"
    NORMAL = "normal", "Normal"
    LOW = "low", "Low"


class Turn(Labelled):
    """Who has to do something before it goes on."""

    US = "us", "Us"
    CUSTOMER = "customer", "The customer"
    CARRIER = "carrier", "The carrier"


class RequestState(Labelled):
    """How far a request is; of a dispute the states of a disputed bill."""

    NEW = "new", "Not acknowledged"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    IN_PROGRESS = "in_progress", "In progress"
    PENDING = "pending", "Waiting"
    RESOLVED = "resolved", "Resolved, to confirm"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"
    ASSESSING = "assessing_cancellation", "Cancellation assessed"
    CANCELLED = "cancelled", "Cancelled"
    RAISED = "raised", "Raised"
    INVESTIGATED = "investigated", "Investigated"
    CREDIT = "credit", "Credit decided"
    SETTLED = "settled", "Settled"
    DECLINED = "declined", "Declined"
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self in OVER


OVER = frozenset(
    {RequestState.CLOSED, RequestState.CANCELLED, RequestState.SETTLED, RequestState.AGREED, RequestState.WITHDRAWN}
)  # fmt: skip
GIVEN_UP = frozenset({RequestState.CANCELLED, RequestState.WITHDRAWN})
"""Over, and nothing came of it."""


class RequestAct(Labelled):
    """What can happen to a request; the label is what is pressed."""

    RAISE = "raised", "Acknowledge"
    START = "started", "Start"
    WAIT = "waits", "Wait"
    RESUME = "resumed", "Go on"
    REPLY = "replied", "We replied"
    RESOLVE = "resolved", "Resolved"
    CLOSE = "closed", "Confirmed: close"
    REOPEN = "reopened", "Reopen"
    ASK_CANCEL = "cancel_asked", "They want to cancel it"
    GO_ON = "goes_on", "It goes on"
    CANCEL = "cancelled", "Cancel it"
    CLAIM = "claimed", "Change the amount"
    INVESTIGATE = "investigated", "Investigate"
    CREDIT = "credited", "Credit"
    DECLINE = "declined", "Decline the rest"
    AGREE = "agreed", "They agree"
    SETTLE = "settled", "Credit is on an invoice"
    WITHDRAW = "withdrawn", "They withdraw it"
    TAKE_BACK = "taken_back", "Take back"
