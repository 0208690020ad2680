"""One person, one badge, one line: the marks they are drawn with."""

from collections.abc import Iterator, Sequence

from steward.domain.stakeholders import BuyingRole, Tie
from steward.exhibits.map_drawing.card import DISC, RING_WIDTH
from steward.exhibits.map_drawing.card import RING as RING_RADIUS
from steward.exhibits.map_drawing.routes import Point
from steward.exhibits.map_drawing.shapes import Area, Mark, Stroke, Words, arc, arrowhead, rounded
from steward.exhibits.people import MapLine, MapPerson
from steward.exhibits.people_looks import (
    BADGE,
    BADGE_INK,
    BADGES,
    BONDS,
    DOUBT_OUTLINE,
    FAINT,
    INK,
    KEY_OUTLINE,
    LINE,
    OURS_INK,
    OUTLINE,
    PAGE,
    RING,
    SUPPORT,
    TIES,
    LineLook,
    badges,
    square_of,
)

BADGE_WIDTH, BADGE_HEIGHT, BADGE_TEXT = 1.72, 1.12, 0.74
CORNERS = ((1, -1), (1, 1), (-1, 1), (-1, -1))
"""Where the first badge goes, and the second, third and fourth: the sides stay free for lines."""
CORNER_X, CORNER_Y = 2.2, 1.42
NOMINAL, GAP = 12, 2.0
"""The text size that widths of lines are given for, and the width of the gap inside and outside an outline."""


def body(one: MapPerson, x: float, y: float, size: float, *, signed: bool = True) -> Iterator[Mark]:
    """A disc with a sign, its outline and its ring; a square for one of us."""
    if one.ours:
        yield from _ours(one, x, y, size)
        return
    look = SUPPORT[one.support]
    yield Area(arc(x, y, DISC * size), look.fill)
    yield from _outline(one, arc(x, y, DISC * size), size)
    yield from _ring(one, x, y, size)
    if signed:
        yield Words(look.sign, x, y, size * 1.15, bold=True, colour=look.ink)


def role_badges(one: MapPerson, x: float, y: float, size: float) -> Iterator[Mark]:
    """What somebody does in a purchase, around the disc."""
    for (right, down), letters in zip(CORNERS, badges(one.roles), strict=False):
        yield from _badge(letters, x + right * CORNER_X * size, y + down * CORNER_Y * size, size)


def _ours(one: MapPerson, x: float, y: float, size: float) -> Iterator[Mark]:
    square = rounded(x, y, 2.5 * DISC * size, 2.2 * DISC * size, 0.5 * size)
    fill, sign = square_of(one.partner)
    yield Area(square, fill)
    if one.doubt or one.key_player:
        yield from _outline(one, square, size)
    yield Words(sign, x, y, size, bold=True, colour=OURS_INK)


def _outline(one: MapPerson, points: Sequence[Point], size: float) -> Iterator[Stroke]:
    """Heavy for key players, dashed where in doubt; a gap of the page's colour sets it off from any fill."""
    unit = size / NOMINAL
    if not one.key_player and not one.doubt:
        yield Stroke(points, LINE, max(0.6, OUTLINE * unit))
        return
    width = max(1.0, (KEY_OUTLINE if one.key_player else DOUBT_OUTLINE) * unit)
    yield Stroke(points, PAGE, width + GAP * unit)
    yield Stroke(points, INK, width, "dash" if one.doubt else "solid")


def _ring(one: MapPerson, x: float, y: float, size: float) -> Iterator[Mark]:
    """A faint whole ring where coverage is known, and so much of it drawn strongly."""
    if one.coverage is None:
        return
    yield Stroke(arc(x, y, RING_RADIUS * size), FAINT, max(0.6, size / NOMINAL * 0.8))
    if one.coverage.share:
        yield Stroke(arc(x, y, RING_RADIUS * size, one.coverage.share), RING, RING_WIDTH * size)


def _badge(letters: str, x: float, y: float, size: float) -> Iterator[Mark]:
    """Letters on a dark label with an edge of the page's colour."""
    wide, high = BADGE_WIDTH * size, BADGE_HEIGHT * size
    shape = rounded(x, y, wide, high, 0.3 * size)
    yield Area(shape, BADGE)
    yield Stroke(shape, PAGE, max(0.5, size / NOMINAL))
    yield Words(letters, x, y, size * BADGE_TEXT, bold=True, colour=BADGE_INK)


def role_badge(role: BuyingRole, x: float, y: float, size: float) -> Iterator[Mark]:
    """The badge of a role."""
    return _badge(BADGES[role], x, y, size)


def look_of(line: MapLine) -> LineLook:
    """The look of a line's tie; as wide as the bond is strong where it is our relationship."""
    look = TIES[line.tie]
    if line.tie is not Tie.KNOWS:
        return look
    return LineLook(look.colour, BONDS[line.bond])


def line_marks(line: MapLine, points: Sequence[Point], size: float) -> Iterator[Mark]:
    """The line, dotted where in doubt, and its arrowheads."""
    look = look_of(line)
    width = max(0.7, look.width * size / NOMINAL)
    yield Stroke(points, look.colour, width, "dot" if line.doubt else "dash" if look.dashed else "solid")
    head = max(0.75 * size, 2.6 * width)
    if look.at_end:
        yield Area(arrowhead(points, head), look.colour)
    if look.at_start:
        yield Area(arrowhead(points[::-1], head), look.colour)
