"""Which way lines run between people: straight, with corners or in a curve, from one edge to another.

A route leaves along one axis to its turn, crosses over, and arrives along the same axis: PowerPoint's connectors do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from steward.domain.stakeholders import Tie
from steward.exhibits.map_drawing.card import Card, Spot
from steward.exhibits.people import MapLine

Point = tuple[float, float]
STEPS = 14
LEVELS = 4
"""How many lines run above each other between two rows."""
_BESIDE, _SAME_ROW = 0.75, 0.5


class Side(Enum):
    """An edge of somebody that a line touches."""

    TOP = "top"
    LEFT = "left"
    BOTTOM = "bottom"
    RIGHT = "right"


class Bend(Enum):
    """How a route turns."""

    STRAIGHT = "straight"
    ELBOW = "elbow"
    CURVE = "curve"


@dataclass(frozen=True)
class Route:
    """From an edge of one to an edge of another. `upright`: it leaves and arrives vertically.

    `turns` has one place to cross over at, along the axis; or three for a way round: along, across, along.
    """

    start: Point
    end: Point
    leaves: Side
    enters: Side
    bend: Bend = Bend.STRAIGHT
    upright: bool = False
    turns: tuple[float, ...] = ()

    @property
    def points(self) -> list[Point]:
        """The line as points; a curve as many short pieces."""
        if self.bend is Bend.STRAIGHT:
            return [self.start, self.end]
        start, end = self._along(self.start), self._along(self.end)
        points = _cornered(start, end, self.turns) if self.bend is Bend.ELBOW else _curved(start, end, self.turns[0])
        return [self._along(point) for point in points]

    def _along(self, point: Point) -> Point:
        """Across and along changed over for upright routes."""
        return (point[1], point[0]) if self.upright else point


def _cornered(start: Point, end: Point, turns: tuple[float, ...]) -> list[Point]:
    first, last = turns[0], turns[-1]
    across = turns[1:2] and [(first, turns[1]), (last, turns[1])]
    return [start, (first, start[1]), *across, (last, end[1]), end]


def _curved(start: Point, end: Point, turn: float) -> list[Point]:
    """Two arcs that meet half way: PowerPoint's curved connector to the point."""
    middle = (turn, (start[1] + end[1]) / 2)
    return [*_half(start, middle), *_half(end, middle)[-2::-1]]


def _half(start: Point, middle: Point) -> list[Point]:
    """A cubic curve that leaves along and reaches the middle across."""
    one = ((start[0] + middle[0]) / 2, start[1])
    two = (middle[0], (start[1] + middle[1]) / 2)
    return [_cubic(start, one, two, middle, step / STEPS) for step in range(STEPS + 1)]


def _cubic(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
    return x, y


def routes(lines: Sequence[MapLine], spots: Mapping[str, Spot], card: Card) -> list[Route]:
    """The way of every line between where its ends stand, in the order given."""
    reports = [(line.start, line.end) for line in lines if line.tie is Tie.REPORTS_TO]
    ways = iter(reporting_routes(reports, spots, card))
    return [next(ways) if line.tie is Tie.REPORTS_TO else _route(line, spots, card) for line in lines]


def _route(line: MapLine, spots: Mapping[str, Spot], card: Card) -> Route:
    start, end = spots[line.start], spots[line.end]
    if line.tie is Tie.KNOWS and start.top > end.bottom:
        return Route((start.x, start.top), (end.x, end.bottom), Side.TOP, Side.BOTTOM)
    return _sideways(start, end, card)


def reporting_routes(lines: Sequence[tuple[str, str]], spots: Mapping[str, Spot], card: Card) -> list[Route]:
    """Who reports, to whom: the lines to two managers never run into one another."""
    levels = _levels(lines, spots)
    others = list(spots.values())
    return [_reporting(spots[a], spots[b], card, levels[b, spots[a].top], others) for a, b in lines]


def _levels(lines: Sequence[tuple[str, str]], spots: Mapping[str, Spot]) -> dict[tuple[str, float], int]:
    """At which level the lines to a manager cross over above a row; lines that would touch take different ones."""
    reach: dict[tuple[str, float], list[float]] = {}
    for report, manager in lines:
        key = manager, spots[report].top
        reach.setdefault(key, [spots[manager].x]).append(spots[report].x)
    levels: dict[tuple[str, float], int] = {}
    ends: dict[float, list[float]] = {}
    for key, xs in sorted(reach.items(), key=lambda item: min(item[1])):
        taken = ends.setdefault(key[1], [])
        level = next((at for at, end in enumerate(taken) if end < min(xs)), len(taken))
        taken[level : level + 1] = [max(xs)]
        levels[key] = level % LEVELS
    return levels


def _reporting(report: Spot, manager: Spot, card: Card, level: int, others: Sequence[Spot]) -> Route:
    """Corners in the air above who reports; round those in between where the manager is rows away."""
    if manager.bottom >= report.top:
        return _sideways(report, manager, card, Bend.ELBOW)
    above = max((manager.bottom + report.top) / 2, report.top - (0.5 + level * 0.45) * card.text)
    ends = (report.x, report.top), (manager.x, manager.bottom)
    if report.top - manager.bottom > card.height * 0.9:
        below = manager.bottom + 0.4 * card.text
        x = _free_way(report, manager, card, others)
        turns: tuple[float, ...] = (below,) if x == report.x else (above, x, below)
    else:
        turns = (above,)
    if abs(report.x - manager.x) < card.text * 0.1 and len(turns) == 1:
        return Route(*ends, Side.TOP, Side.BOTTOM)
    return Route(*ends, Side.TOP, Side.BOTTOM, Bend.ELBOW, True, turns)


def _free_way(report: Spot, manager: Spot, card: Card, others: Sequence[Spot]) -> float:
    """Straight up or along an edge of the card, towards the manager first: where the fewest stand in the way."""
    left = report.x - card.middle * card.width
    edges = (left + card.width, left) if manager.x > report.x else (left, left + card.width)
    between = [spot for spot in others if manager.bottom < spot.waist < report.top]
    return min((report.x, *edges), key=lambda x: sum(_in_the_way(x, spot, card) for spot in between))


def _in_the_way(x: float, spot: Spot, card: Card) -> bool:
    share = (x - spot.x) / card.width + card.middle
    return 0.1 < share < 0.9


def _sideways(start: Spot, end: Spot, card: Card, bend: Bend = Bend.CURVE) -> Route:
    """From side to side; an arch over those between in one row; a bow beside where one stands above the other."""
    across, down = end.x - start.x, end.waist - start.waist
    if abs(across) < card.width * _BESIDE:
        return _bow(start, end, card, bend)
    if abs(down) < card.height * _SAME_ROW and (card.text_beside or abs(across) > card.width * 1.5):
        turn = min(start.top, end.top) - card.text * min(2.2, 0.7 + 0.3 * abs(across) / card.width)
        return Route((start.x, start.top), (end.x, end.top), Side.TOP, Side.TOP, bend, True, (turn,))
    if card.text_beside:
        return _upright(start, end, bend)
    from_x, to_x = (start.right, end.left) if across > 0 else (start.left, end.right)
    sides = (Side.RIGHT, Side.LEFT) if across > 0 else (Side.LEFT, Side.RIGHT)
    return Route((from_x, start.waist), (to_x, end.waist), *sides, bend, False, ((from_x + to_x) / 2,))


def _bow(start: Spot, end: Spot, card: Card, bend: Bend) -> Route:
    """Out and back on the side where no text is."""
    if card.text_beside:
        turn = min(start.left, end.left) - (card.middle * card.width - (start.right - start.left) / 2) * 0.8
        return Route((start.left, start.waist), (end.left, end.waist), Side.LEFT, Side.LEFT, bend, False, (turn,))
    turn = max(start.right, end.right) + (card.width - (start.right - start.left)) * 0.4
    return Route((start.right, start.waist), (end.right, end.waist), Side.RIGHT, Side.RIGHT, bend, False, (turn,))


def _upright(start: Spot, end: Spot, bend: Bend) -> Route:
    """From the upper edge of the lower one to the lower edge of the upper one, or the other way round."""
    if end.waist < start.waist:
        sides, from_y, to_y = (Side.TOP, Side.BOTTOM), start.top, end.bottom
    else:
        sides, from_y, to_y = (Side.BOTTOM, Side.TOP), start.bottom, end.top
    return Route((start.x, from_y), (end.x, to_y), *sides, bend, True, ((from_y + to_y) / 2,))
