"""People and what binds them, with the places they stand in: one layout, drawn on pages, slides and paper.

Places are in cards: a card is 1 wide and 1 high with the air around it, x grows to the right and y downwards, and the
upper left card is at (0, 0). Two types and no common parent: an `OrgChart` cannot hold what only we may know.
"""

from dataclasses import dataclass

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Support, Tie
from steward.exhibits.base import ExhibitBase


@dataclass(frozen=True, kw_only=True)
class Post:
    """Somebody as everybody may see them."""

    key: str
    name: str
    title: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class OrgChart(ExhibitBase):
    """Names, titles and reporting lines (who reports, to whom): all that a customer sees of a map."""

    posts: tuple[Post, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class MapPerson:
    """Somebody on a relationship map.

    Colour is `support` (None: not known), badges are `roles`, the ring is `coverage`, dashed is `doubt` (they left,
    nobody confirmed them lately; empty = none). `ours`: one of us, without any of these; `partner`: somebody of the
    third side, drawn as one of us with a sign of their own, and whom they work for. `key_player`: drawn heavier.
    """

    key: str
    name: str
    title: str
    x: float
    y: float
    ours: bool = False
    partner: str = ""
    roles: tuple[BuyingRole, ...] = ()
    support: Support | None = None
    coverage: Coverage | None = None
    doubt: str = ""
    key_player: bool = False
    hover: tuple[str, ...] = ()
    """What a pointer on them tells, line by line, below name and title."""


@dataclass(frozen=True, kw_only=True)
class MapLine:
    """A line between two people of a map; `bond` only where it is our relationship; `doubt` as for people."""

    start: str
    end: str
    tie: Tie
    bond: Bond | None = None
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class RelationshipMap(ExhibitBase):
    """The relationship map of an account, for our own eyes."""

    people: tuple[MapPerson, ...]
    lines: tuple[MapLine, ...]
