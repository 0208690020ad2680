"""Why something is to be done at an account."""

from enum import StrEnum


class Reason(StrEnum):
    """In words that stand in a table."""

    DEPARTURE = "person left"
    HEALTH_SET = "health set by hand"
    HEALTH = "health"
    MAP = "map red"
    RENEWAL = "renewal"
    NOTICE = "notice date"
    COMMITMENT = "commitment overdue"
    DETRACTOR = "detractor unanswered"
    SINGLE_THREADED = "single-threaded"
    STALLED = "opportunity stalled"
    BREACH = "service level breached"
    NEAR_MISS = "near miss"
    SILENT = "silent executive"
    REVIEW = "review not prepared"
    HOMEWORK = "asked for a review"
    CLOSING = "review not closed"
    CONTACT = "no contact"
    APPROVAL = "approval waits"
    QUOTE = "quote"
    ORDER = "order"
    DESIGN = "design"
    DELIVERY = "delivery"
    BILLING = "billing"
    REQUEST = "request"
    TOUCH = "touch debt"
    REGISTRATION = "registration"
    PROTECTION = "protection ends"
    FORECAST = "forecast call"
    ACCOUNT_REVIEW = "account review"
    HANDOVER = "handover"
    DECISION = "leadership decision"

    @classmethod
    def _missing_(cls, value: object) -> "Reason | None":
        """What a company's `attention.toml` may still say."""
        return {"deal stalled": cls.STALLED}.get(str(value))
