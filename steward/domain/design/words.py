"""The fixed words of discovery and design, as files hold them and as people read them."""

from enum import StrEnum

from steward.domain.labels import Labelled


class Family(Labelled):
    """What a design is of: each has its set of questions."""

    SD_WAN = "sd-wan", "SD-WAN"
    INTERNET = "internet", "Internet access"
    TELEPHONY = "voice", "Voice"
    CONTACT_CENTRE = "contact-centre", "Contact centre"
    SECURITY = "security", "Security"


class NeededFor(Labelled):
    """What cannot be done without an answer; each of what comes before needs less."""

    BUDGETARY = "budgetary", "Budgetary quote"
    FIRM = "firm", "Firm quote"
    ORDER = "order", "Order"


class Confidence(Labelled):
    """How sure an answer is."""

    ASSUMED = "assumed", "Assumed"
    STATED = "stated", "Stated"
    CONFIRMED = "confirmed", "Confirmed"


class Priority(Labelled):
    """How much a requirement counts."""

    MUST = "must", "Must"
    SHOULD = "should", "Should"
    COULD = "could", "Could"


class Meets(Labelled):
    """Whether an option meets a requirement."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Survey(Labelled):
    """How far a site is surveyed."""

    TO_ORDER = "to order", "To be ordered"
    ORDERED = "ordered", "Ordered"
    DONE = "done", "Done"
    NOT_NEEDED = "not needed", "Not needed"

    @property
    def settled(self) -> bool:
        """Whether nothing is to be looked at any more."""
        return self in (Survey.DONE, Survey.NOT_NEEDED)


class Level(Labelled):
    """What a design can carry, in the words of MEF 115; firm subject to feasibility: the monthly price is final, the
    one-off may change once the sites are surveyed."""

    BUDGETARY = "budgetary", "Budgetary"
    SUBJECT = "firm subject to feasibility", "Firm, subject to feasibility"
    FIRM = "firm", "Firm"
    ORDER = "order", "Ready to order"


class TechnicalResult(StrEnum):
    """How the technical side of an opportunity ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
