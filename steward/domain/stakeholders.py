"""The words for people and what binds them: buying roles, support, standing, coverage, relationships, lines."""

from enum import StrEnum


class BuyingRole(StrEnum):
    """What somebody does in a purchase."""

    ECONOMIC_BUYER = "economic buyer"
    DECISION_MAKER = "decision maker"
    CHAMPION = "champion"
    COACH = "coach"
    INFLUENCER = "influencer"
    TECHNICAL = "technical"
    USER = "user"
    RATIFIER = "ratifier"
    BLOCKER = "blocker"

    @property
    def decides(self) -> bool:
        """Whether the purchase is theirs to decide or to pay for."""
        return self in (BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER)


class Support(StrEnum):
    """How somebody stands towards us, the warmest first."""

    MENTOR = "mentor"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    SCEPTIC = "sceptic"
    OPPOSED = "opposed"

    @classmethod
    def _missing_(cls, value: object) -> "Support | None":
        """What files of earlier days call it."""
        return cls.OPPOSED if value == "enemy" else None

    @property
    def warmth(self) -> int:
        """From 2 (mentor) to −2 (opposed)."""
        return 2 - list(Support).index(self)

    @property
    def supportive(self) -> bool:
        """Whether they speak for us."""
        return self.warmth > 0


class Standing(StrEnum):
    """Political standing: how close somebody is to where things are decided."""

    INNER_CIRCLE = "inner circle"
    POLITICAL_STRUCTURE = "political structure"
    OUTSIDE = "outside"


class Coverage(StrEnum):
    """How well we cover somebody, the least first."""

    NONE = "none"
    BRIEF = "brief"
    SEVERAL = "several contacts"
    IN_DEPTH = "in depth"

    @property
    def share(self) -> float:
        """How much of a full ring it is."""
        return list(Coverage).index(self) / 3


class Bond(StrEnum):
    """The relationship one of us has with one of theirs, the weakest first."""

    NONE = "none"
    INTRODUCED = "introduced"
    WORKING = "working"
    TRUSTED = "trusted"

    @property
    def strength(self) -> int:
        """From 0 (none) to 3 (trusted)."""
        return list(Bond).index(self)


class Sway(StrEnum):
    """What one of theirs does to another."""

    INFLUENCES = "influences"
    CONFLICTS_WITH = "conflicts with"


class Tie(StrEnum):
    """What a line on a map says, from its start to its end."""

    REPORTS_TO = "reports to"
    INFLUENCES = "influences"
    CONFLICTS_WITH = "conflicts with"
    KNOWS = "knows"
    """One of us, to one of theirs."""


class MapStatus(StrEnum):
    """How well an account is held: red = no supportive key player; amber = one; green = one who decides."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
