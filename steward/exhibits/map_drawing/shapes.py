"""What a scene is made of, and the outlines of round things."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from steward.exhibits.map_drawing.routes import Point
from steward.exhibits.people_looks import INK

_PIECES = 48


@dataclass(frozen=True)
class Area:
    """A filled outline."""

    points: Sequence[Point]
    fill: str


@dataclass(frozen=True)
class Stroke:
    """A line through points; `dash` is `solid`, `dash` or `dot`."""

    points: Sequence[Point]
    colour: str
    width: float
    dash: str = "solid"


@dataclass(frozen=True)
class Words:
    """One line of text, its middle at a height; `left`: it begins at `x`, else it is centred there."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    colour: str = INK
    left: bool = False


Mark = Area | Stroke | Words


def arc(x: float, y: float, radius: float, share: float = 1.0) -> list[Point]:
    """A part of a circle, clockwise from the top."""
    pieces = max(2, round(_PIECES * share))
    turns = [2 * pi * share * step / pieces for step in range(pieces + 1)]
    return [(x + radius * sin(turn), y - radius * cos(turn)) for turn in turns]


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """A rectangle around a point with round corners; its last point is its first."""
    a, b = width / 2 - radius, height / 2 - radius
    corners = ((a, -b, 0.0), (a, b, pi / 2), (-a, b, pi), (-a, -b, 1.5 * pi))
    turned = [(cx, cy, begin + pi / 2 * step / 6) for cx, cy, begin in corners for step in range(7)]
    points = [(x + cx + radius * sin(turn), y + cy - radius * cos(turn)) for cx, cy, turn in turned]
    return [*points, points[0]]


def arrowhead(points: Sequence[Point], size: float) -> list[Point]:
    """A triangle at the end of a line."""
    (tip_x, tip_y), (x, y) = points[-1], _before(points, size)
    far = hypot(tip_x - x, tip_y - y) or 1.0
    along, across = (tip_x - x) / far * size, (tip_y - y) / far * size
    back_x, back_y = tip_x - along, tip_y - across
    half = 0.42
    return [
        (tip_x, tip_y),
        (back_x - across * half, back_y + along * half),
        (back_x + across * half, back_y - along * half),
        (tip_x, tip_y),
    ]


def _before(points: Sequence[Point], size: float) -> Point:
    """The last point that is far enough from the end to tell a direction."""
    tip_x, tip_y = points[-1]
    far = [point for point in points if hypot(point[0] - tip_x, point[1] - tip_y) >= size * 0.6]
    return far[-1] if far else points[0]
