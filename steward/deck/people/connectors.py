"""Connectors glued to what they connect: somebody moves a shape in PowerPoint, and the line follows."""

from dataclasses import dataclass
from math import copysign

from steward.deck.shapes.geometry import POINT
from steward.deck.shapes.markup import tag, val
from steward.deck.shapes.text import clean
from steward.exhibits.map_drawing.routes import Bend, Route

_THIN = POINT
"""PowerPoint bends no connector that has no extent along its axis: a point is enough, and not seen."""


@dataclass(frozen=True)
class Glue:
    """A connection site of a shape."""

    shape: int
    site: int


@dataclass(frozen=True)
class LineInk:
    """A line's fill as DrawingML, its width in points, its preset dash, and arrowheads at its ends."""

    fill: str
    points: float
    dash: str = "solid"
    at_start: bool = False
    at_end: bool = False

    @property
    def xml(self) -> str:
        """Its `a:ln`."""
        ends = tuple(
            tag(name, type="triangle", w="med", len="med") if there else ""
            for name, there in (("a:headEnd", self.at_start), ("a:tailEnd", self.at_end))
        )
        return tag("a:ln", self.fill, val("a:prstDash", self.dash), tag("a:round"), *ends, w=round(self.points * POINT))


def connector(number: int, name: str, alt: str, route: Route, ends: tuple[Glue, Glue], ink: LineInk) -> str:
    """A `p:cxnSp` that runs along a route in EMU and is glued at both ends."""
    start, end = (tag(t, id=g.shape, idx=g.site) for t, g in zip(("a:stCxn", "a:endCxn"), ends, strict=True))
    about = tag("p:cNvPr", id=number, name=clean(name), descr=clean(alt))
    head = tag("p:nvCxnSpPr", about, tag("p:cNvCxnSpPr", start, end), tag("p:nvPr"))
    return tag("p:cxnSp", head, tag("p:spPr", _frame(route), _geometry(route), ink.xml))


def _geometry(route: Route) -> str:
    if route.bend is Bend.STRAIGHT:
        return tag("a:prstGeom", tag("a:avLst"), prst="straightConnector1")
    kind = "bentConnector" if route.bend is Bend.ELBOW else "curvedConnector"
    values = (tag("a:gd", name=f"adj{n}", fmla=f"val {each}") for n, each in enumerate(_shares(route), start=1))
    return tag("a:prstGeom", tag("a:avLst", *values), prst=f"{kind}{len(route.turns) + 2}")


def _shares(route: Route) -> list[int]:
    """Where the route turns, in thousandths of a per cent of the way along its axis, and across for those between."""
    shares = []
    for place, turn in enumerate(route.turns):
        axis = (place + route.upright) % 2
        begin, way = route.start[axis], route.end[axis] - route.start[axis]
        shares.append(round((turn - begin) / _wide_enough(way) * 100_000))
    return shares


def _wide_enough(way: float) -> float:
    return copysign(max(abs(way), _THIN), way)


def _extent(route: Route) -> tuple[float, float]:
    """From start to end across and down; along the axes that it turns on, enough to be told as a share of."""
    across, down = route.end[0] - route.start[0], route.end[1] - route.start[1]
    axes = {(place + route.upright) % 2 for place in range(len(route.turns))}
    return (_wide_enough(across) if 0 in axes else across), (_wide_enough(down) if 1 in axes else down)


def _frame(route: Route) -> str:
    """Place and size; upright routes are drawn lying and turned by a right angle, as PowerPoint does it."""
    across, down = _extent(route)
    x, y = route.start[0] + across / 2, route.start[1] + down / 2
    wide, high = (abs(down), abs(across)) if route.upright else (abs(across), abs(down))
    along, aside = (down, -across) if route.upright else (across, down)
    flips = {name: True for name, way in (("flipH", along), ("flipV", aside)) if way < 0}
    turned = {"rot": 5_400_000} if route.upright else {}
    off = tag("a:off", x=round(x - wide / 2), y=round(y - high / 2))
    return tag("a:xfrm", off, tag("a:ext", cx=round(wide), cy=round(high)), **turned, **flips)
