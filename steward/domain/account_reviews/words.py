"""What an account review is made of, in fixed words: its states, what is done to it, what is said of a weak spot."""

from enum import StrEnum

from steward.domain.labels import Labelled


class AccountReviewState(Labelled):
    """How far an account review is."""

    PREVIEW = "preview", "Preview"
    PRESENT = "presenting", "Presenting"
    TEST = "testing", "Testing"
    IMPROVE = "improving", "Improving"
    CLOSED = "closed", "Closed"
    CALLED_OFF = "called off", "Called off"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do in it."""
        return self not in (AccountReviewState.CLOSED, AccountReviewState.CALLED_OFF)


class AccountReviewAct(StrEnum):
    """What happens to an account review, as a sentence says it was."""

    PRESENT = "presented"
    TEST = "tested"
    IMPROVE = "improved"
    CLOSE = "closed"
    TAKE_BACK = "taken back"
    CALL_OFF = "called off"


class ReviewVerdict(Labelled):
    """What the reviewers say of a vulnerability."""

    OPEN = "open", "To be judged"
    ACCEPTED = "accepted", "Accepted"
    REWORDED = "reworded", "Accepted in other words"
    DISMISSED = "dismissed", "Dismissed"

    @property
    def stands(self) -> bool:
        """Whether something is to be done about it."""
        return self in (ReviewVerdict.ACCEPTED, ReviewVerdict.REWORDED)


class WeakSpot(Labelled):
    """By which rule a vulnerability is proposed; the weightiest first."""

    BUYER = "economic buyer", "Economic buyer"
    THREAD = "single-threaded", "Single-threaded"
    LEFT = "person left", "Person left"
    NOTICE = "notice date", "Notice date"
    FORECAST = "renewal without forecast", "Renewal without forecast"
    COMPETITOR = "competitor", "Competitor"
    GOAL = "goal behind pace", "Goal behind pace"
    HEALTH = "health", "Health"
    FEEDBACK = "unanswered feedback", "Unanswered feedback"
    COMMITMENT = "commitment overdue", "Commitment overdue"
    SERVICE = "service", "Service"
    DELIVERY = "delivery and billing", "Delivery and billing"
    RISK = "risk without play", "Risk without play"
    COVERAGE = "coverage gap", "Coverage gap"
    CONTACT = "contact", "Contact"
    OPPORTUNITY = "opportunity stalled", "Opportunity stalled"
    PLAN = "plan incomplete", "Plan incomplete"
