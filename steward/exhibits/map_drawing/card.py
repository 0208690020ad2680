"""How large people are drawn, and where their lines touch them. Lengths without a unit are in ems of the name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.exhibits.people import MapPerson, Post

DISC, RING, RING_WIDTH, REACH = 1.3, 1.72, 0.3, 1.95
"""Radius of the disc and of its ring, width of the ring, and how far from the middle lines touch."""
TITLE, LINE = 0.88, 1.22
ABOVE, GAP, BELOW = 1.5, 0.2, 0.7
"""Air above the ring (lines run there), around the text, and below it."""
BOX_PADDING, BOX_SHARE = 0.55, 0.9
"""Air between a box and its text, and how much of a card's width a box takes."""
TEXT_SHARE = 0.94
"""How much of a card's width its text may take."""

Placed = MapPerson | Post


@dataclass(frozen=True)
class Extent:
    """The part of the plane that people stand in, in cards."""

    left: float
    top: float
    columns: float
    rows: float

    @classmethod
    def of(cls, people: Sequence[Placed]) -> "Extent":
        """Around everybody; one card where there is nobody."""
        xs, ys = [one.x for one in people] or [0.0], [one.y for one in people] or [0.0]
        return cls(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@dataclass(frozen=True)
class Spot:
    """Where somebody is drawn: the edges that lines touch, and the height at which they touch the sides."""

    left: float
    top: float
    right: float
    bottom: float
    waist: float

    @property
    def x(self) -> float:
        """The middle."""
        return (self.left + self.right) / 2

    def above(self, text: float) -> "Spot":
        """With text of this height below, and some air around it."""
        return replace(self, bottom=self.bottom + text)


@dataclass(frozen=True)
class Card:
    """A card in the unit of a drawing: its size, that of a name, and where the upper left one begins.

    `middle` is the share of its width at which people stand: half way with their text below, less with it beside them.
    """

    width: float
    height: float
    text: float
    left: float
    top: float
    middle: float = 0.5

    @property
    def text_beside(self) -> bool:
        """Whether text stands to the right of people."""
        return self.middle < 0.5

    def person(self, person: MapPerson) -> Spot:
        """A disc (one of us: a square) and its ring."""
        x, y = self.left + (person.x + self.middle) * self.width, self.top + person.y * self.height
        y, reach = y + (ABOVE + REACH) * self.text, REACH * self.text
        return Spot(x - reach, y - reach, x + reach, y + reach, y)

    def box(self, post: Post, height: float) -> Spot:
        """A box with text inside."""
        x, y = self.left + (post.x + 0.5) * self.width, self.top + post.y * self.height + ABOVE * self.text
        half = self.width * BOX_SHARE / 2
        return Spot(x - half, y, x + half, y + height, y + height / 2)


def text_height(name_lines: int, title_lines: int, size: float) -> float:
    """The height of a name and a title."""
    return (name_lines + title_lines * TITLE) * LINE * size


def person_height(text: float, size: float) -> float:
    """The height of a card whose tallest text is so high."""
    return (ABOVE + 2 * REACH + 2 * GAP + BELOW) * size + text


def box_height(text: float, size: float) -> float:
    """The height of a box around so high a text."""
    return text + 2 * BOX_PADDING * size
