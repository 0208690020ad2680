"""What people and lines look like on every map: plain values, shared by all drawings and by the editor.

Support runs from blue over yellow to red, which colour-blind eyes tell apart, and carries a sign besides. Each colour
stands out from white and from near-black pages alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from steward.domain.stakeholders import Bond, BuyingRole, Support, Tie
from steward.exhibits.units import MINUS

INK, PAGE = "ink", "page"
"""The colours of a page's text and of the page itself: each drawing knows its own."""
LINE, FAINT = "#8A94A3", "#B9C1CC"
RING = "#5F7DA3"
BADGE, BADGE_INK = "#3E5474", "#FFFFFF"
OURS, OURS_INK, OURS_SIGN = "#64748B", "#FFFFFF", "us"
PARTNER, PARTNER_SIGN = "#7B5EA7", "pa"
"""Somebody of a partner: a square as one of us, in a colour and with a sign of their own."""
KEY_OUTLINE, DOUBT_OUTLINE, OUTLINE = 2.6, 1.6, 1.2
"""Widths of the outline of a key player, of somebody in doubt and of everybody else, at a text of 12."""
MOST_BADGES = 4


@dataclass(frozen=True)
class SupportLook:
    """A fill, the colour of the sign on it, and the sign."""

    fill: str
    ink: str
    sign: str


DARK, LIGHT = "#1B2430", "#FFFFFF"
SUPPORT: Mapping[Support | None, SupportLook] = {
    Support.MENTOR: SupportLook("#2C6FAE", LIGHT, "++"),
    Support.SUPPORTER: SupportLook("#9CCBEA", DARK, "+"),
    Support.NEUTRAL: SupportLook("#F2DF94", DARK, "0"),
    Support.SCEPTIC: SupportLook("#F0A05A", DARK, MINUS),
    Support.OPPOSED: SupportLook("#BF3B2F", LIGHT, MINUS * 2),
    None: SupportLook("#C3C9D2", DARK, "?"),
}

BADGES: Mapping[BuyingRole, str] = {
    BuyingRole.ECONOMIC_BUYER: "EB",
    BuyingRole.DECISION_MAKER: "DM",
    BuyingRole.CHAMPION: "CH",
    BuyingRole.COACH: "CO",
    BuyingRole.INFLUENCER: "IN",
    BuyingRole.TECHNICAL: "TE",
    BuyingRole.USER: "US",
    BuyingRole.RATIFIER: "RA",
    BuyingRole.BLOCKER: "BL",
}


@dataclass(frozen=True)
class LineLook:
    """A line's colour, its width at a text of 12, whether it is dashed, and which of its ends have arrowheads."""

    colour: str
    width: float
    dashed: bool = False
    at_start: bool = False
    at_end: bool = False


TIES: Mapping[Tie, LineLook] = {
    Tie.REPORTS_TO: LineLook(LINE, 1.2),
    Tie.KNOWS: LineLook("#4E9C8F", 1.0),
    Tie.INFLUENCES: LineLook("#8566B8", 1.7, at_end=True),
    Tie.CONFLICTS_WITH: LineLook("#D1493D", 2.0, dashed=True, at_start=True, at_end=True),
}

BONDS: Mapping[Bond | None, float] = {
    None: 0.8,
    Bond.NONE: 0.8,
    Bond.INTRODUCED: 1.4,
    Bond.WORKING: 2.8,
    Bond.TRUSTED: 4.6,
}
"""How wide a line between one of us and one of theirs is, at a text of 12."""


def square_of(partner: str) -> tuple[str, str]:
    """The fill and the sign of one of us, or of somebody of a partner."""
    return (PARTNER, PARTNER_SIGN) if partner else (OURS, OURS_SIGN)


def badges(roles: Iterable[BuyingRole]) -> list[str]:
    """The letters of the roles; of many, three and how many more."""
    letters = [BADGES[role] for role in BuyingRole if role in set(roles)]
    if len(letters) <= MOST_BADGES:
        return letters
    return [*letters[: MOST_BADGES - 1], f"+{len(letters) - MOST_BADGES + 1}"]
