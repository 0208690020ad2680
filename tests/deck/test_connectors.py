"""A connector runs where its route runs: the recipe of a bent connector, turned and mirrored, leads there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from steward.deck.people.connectors import Glue, LineInk, connector
from steward.deck.shapes.paragraphs import NAMESPACES
from steward.exhibits.map_drawing.routes import Bend, Point, Route, Side

INK = LineInk("<a:noFill/>", 1.0)
lengths = st.integers(-3_000_000, 3_000_000)
points = st.tuples(lengths, lengths)


def drawn(route: Route) -> etree._Element:
    xml = connector(9, "line", "", route, (Glue(2, 0), Glue(3, 2)), INK)
    return parse_xml(xml.replace("<p:cxnSp>", f"<p:cxnSp {NAMESPACES}>", 1))


def corners(element: etree._Element) -> list[Point]:
    """The corners as ECMA-376 defines the preset shapes: in their own frame, then mirrored, turned and moved."""
    transform, geometry = element.find(f".//{qn('a:xfrm')}"), element.find(f".//{qn('a:prstGeom')}")
    wide, high = (int(element.find(f".//{qn('a:ext')}").get(name)) for name in ("cx", "cy"))
    left, top = (int(element.find(f".//{qn('a:off')}").get(name)) for name in ("x", "y"))
    shares = [int(guide.get("fmla").split()[1]) / 100_000 for guide in geometry.iter(qn("a:gd"))]
    middle = left + wide / 2, top + high / 2
    return [_moved(point, transform, middle) for point in _own(shares, wide, high)]


def _own(shares: list[float], wide: float, high: float) -> list[Point]:
    """Around the middle."""
    along = [share * wide for share in shares[::2]] or [wide / 2]
    across = [share * high for share in shares[1::2]]
    path = [(0.0, 0.0), (along[0], 0.0), *[(x, y) for y in across for x in along], (along[-1], high), (wide, high)]
    return [(x - wide / 2, y - high / 2) for x, y in path]


def _moved(point: Point, transform: etree._Element, middle: Point) -> Point:
    x = -point[0] if transform.get("flipH") else point[0]
    y = -point[1] if transform.get("flipV") else point[1]
    if transform.get("rot"):
        x, y = -y, x
    return middle[0] + x, middle[1] + y


@given(points, points, st.booleans(), lengths)
def test_a_bent_connector_has_the_corners_of_its_route(start: Point, end: Point, upright: bool, turn: int) -> None:
    route = Route(start, end, Side.TOP, Side.BOTTOM, Bend.ELBOW, upright, (float(turn),))
    assert near(corners(drawn(route)), route.points, route)


@given(points, points, st.booleans(), lengths, lengths, lengths)
def test_so_has_one_that_goes_round_somebody(
    start: Point, end: Point, upright: bool, first: int, aside: int, last: int
) -> None:
    route = Route(start, end, Side.TOP, Side.BOTTOM, Bend.ELBOW, upright, (float(first), float(aside), float(last)))
    assert near(corners(drawn(route)), route.points, route)


def near(found: list[Point], wanted: list[Point], route: Route) -> bool:
    """Within a point, or two thousandths of a per cent of how far it turns aside."""
    thin = 12_700 + max(abs(turn) for turn in route.turns) * 2e-5 + 6_000_000 * 2e-5
    return len(found) == len(wanted) and all(
        abs(a[0] - b[0]) <= thin and abs(a[1] - b[1]) <= thin for a, b in zip(found, wanted, strict=True)
    )


@given(points, points)
def test_a_straight_connector_joins_its_ends(start: Point, end: Point) -> None:
    found = corners(drawn(Route(start, end, Side.TOP, Side.BOTTOM)))
    assert (found[0], found[-1]) == (pytest.approx(start, abs=1), pytest.approx(end, abs=1))


def test_a_curve_passes_half_way_at_its_turn_and_leaves_along_its_axis() -> None:
    route = Route((0, 0), (100, 60), Side.RIGHT, Side.LEFT, Bend.CURVE, False, (30.0,))
    assert (30.0, 30.0) in route.points
    (x, y), *_ = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(route.points))
    assert x > 3 * y
    assert drawn(route).find(f".//{qn('a:prstGeom')}").get("prst") == "curvedConnector3"
