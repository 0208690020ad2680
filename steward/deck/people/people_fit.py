"""How large people are on a slide: as large as the box allows, everybody in it, nobody over another."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.style import Style
from steward.deck.shapes.text import lines_needed, shorten
from steward.deck.shapes.text import width as ems_of
from steward.exhibits import MapPerson, Post
from steward.exhibits.map_drawing.card import ABOVE, BELOW, BOX_SHARE, REACH, TITLE, Card, Extent, text_height
from steward.exhibits.map_drawing.figures import BADGE_WIDTH, CORNER_X
from steward.exhibits.people_looks import badges

LARGEST, BOLD = 12.0, 1.08
UNIT = 0.75
"""The em of discs and badges, in ems of the text beside them."""
NARROW, ROOMY, INSIDE = 7.8, 12.5, 8.4
"""The least and the most room for text beside somebody, and the least in a box: in its ems."""
TALLEST = 8.5
"""The most height of a card in ems: on a large slide, few people do not stand miles apart."""
LINES, PADDING = 2, 0.3
_TO_SPARE = 0.3
"""So that a program whose letters are a little wider breaks no name that has one line."""


@dataclass(frozen=True)
class Fit:
    """A text size in points, cards in EMU, and the room for text that begins at `indent` from the middle of a disc."""

    size: float
    card: Card
    indent: float
    room: float

    @property
    def unit(self) -> float:
        """The em of what is drawn, in EMU."""
        return self.card.text


def map_fit(people: Sequence[MapPerson], box: Box, style: Style) -> Fit:
    """Discs with text beside them: slides are wide, and text below would have to be much smaller."""
    extent = Extent.of(people)
    badge = CORNER_X * UNIT + BADGE_WIDTH / 2
    most = max((len(badges(one.roles)) for one in people), default=0)
    before = (badge if most > 2 else REACH * UNIT) + 0.25
    indent = (badge if most else REACH * UNIT) + 0.35
    wide, high = box.width / extent.columns / POINT, box.height / extent.rows / POINT
    least = max((ABOVE + BELOW + 2 * REACH) * UNIT, text_height(LINES, LINES, 1.0) + 0.5)
    around = (before + indent) * style.stretch
    size = _stepped(min(style.points(LARGEST), high / least, wide / (NARROW * style.stretch + around)))
    em = size * POINT
    width = min(wide * POINT, (ROOMY * style.stretch + before + indent) * em)
    height = min(high * POINT, TALLEST * em)
    left = box.left + (box.width - width * extent.columns) / 2 - extent.left * width
    card = Card(width, height, em * UNIT, left, box.top - extent.top * height, before * em / width)
    return Fit(size, card, indent * em, width - (before + indent) * em - 0.2 * em)


def org_fit(posts: Sequence[Post], box: Box, style: Style) -> Fit:
    """Boxes with text inside."""
    extent = Extent.of(posts)
    wide, high = box.width / extent.columns / POINT, box.height / extent.rows / POINT
    least = text_height(LINES, LINES, 1.0) + 2 * PADDING + ABOVE + BELOW
    size = _stepped(min(style.points(LARGEST), high / least, wide * BOX_SHARE / (INSIDE * style.stretch + 2 * PADDING)))
    em = size * POINT
    width = min(wide * POINT, (ROOMY + 2) * style.stretch * em)
    height = min(high * POINT, least * 1.2 * em)
    left = box.left + (box.width - width * extent.columns) / 2 - extent.left * width
    card = Card(width, height, em, left, box.top - extent.top * height)
    return Fit(size, card, 0.0, width * BOX_SHARE - 2 * PADDING * em)


def _stepped(size: float) -> float:
    """Down to a tenth of a point, one point at least."""
    return max(1.0, int(size * 10) / 10)


def fitted_text(name: str, title: str, fit: Fit, style: Style) -> tuple[str, str]:
    """Name and title, each shortened to the lines it may take."""
    ems = fit.room / style.em(fit.size)
    return shorten(name, ems / BOLD, LINES), shorten(title, ems / TITLE, LINES)


def fitted_size(name: str, title: str, fit: Fit, style: Style) -> tuple[float, float]:
    """The width and height of a name and a title so shortened, in EMU."""
    ems = fit.room / style.em(fit.size)
    lines = lines_needed(name, ems / BOLD) if name else 0, lines_needed(title, ems / TITLE) if title else 0
    widest = max(ems_of(name) * BOLD, ems_of(title) * TITLE)
    wide = ems if max(lines) > 1 else min(ems, widest + _TO_SPARE)
    return wide * style.em(fit.size), text_height(*lines, fit.size * POINT)


@dataclass(frozen=True)
class Measured:
    """The width of text in EMU at a size in EMU."""

    style: Style

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """Bold text is wider."""
        return ems_of(text) * size * self.style.stretch * (BOLD if bold else 1.0)
