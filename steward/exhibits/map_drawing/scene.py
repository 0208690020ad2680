"""A whole map or org chart as marks, ready for whoever draws areas, strokes and words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from steward.domain.stakeholders import Tie
from steward.exhibits.map_drawing import card as sizes
from steward.exhibits.map_drawing.card import BOX_PADDING, TEXT_SHARE, TITLE, Card, Extent, Placed, Spot
from steward.exhibits.map_drawing.explained import Explained
from steward.exhibits.map_drawing.figures import NOMINAL, body, line_marks, role_badges
from steward.exhibits.map_drawing.routes import Point, Route, reporting_routes, routes
from steward.exhibits.map_drawing.shapes import Mark, Stroke, Words, rounded
from steward.exhibits.map_drawing.text import Measure, broken, one_line
from steward.exhibits.people import MapLine, MapPerson, OrgChart, RelationshipMap
from steward.exhibits.people_looks import LINE

DRAWN_ORDER = (Tie.REPORTS_TO, Tie.KNOWS, Tie.INFLUENCES, Tie.CONFLICTS_WITH)
LINES = 2
"""How many lines a name may take, and a title."""


@dataclass(frozen=True)
class Pointed:
    """What is told at a place: who or what it is, line by line."""

    key: str
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """Marks in layers, the lowest first: lines, bodies, badges, words; and what a pointer finds."""

    width: float
    height: float
    layers: tuple[tuple[Mark, ...], ...]
    people: tuple[Pointed, ...]
    lines: tuple[Pointed, ...] = ()

    @property
    def above(self) -> float:
        """How far lines reach above the first row, which they arch over."""
        strokes = (mark for layer in self.layers for mark in layer if isinstance(mark, Stroke))
        return max(0.0, -min((y - stroke.width for stroke in strokes for _, y in stroke.points), default=0.0))


@dataclass(frozen=True)
class Pen:
    """The size of names, the width of a card, and how wide text runs."""

    size: float
    card_width: float
    measure: Measure

    def names(self, text: str, room: float) -> list[str]:
        """A name in lines."""
        return broken(text, room, LINES, lambda part: self.measure(part, self.size, True))

    def titles(self, text: str, room: float) -> list[str]:
        """A title in lines."""
        return broken(text, room, LINES, lambda part: self.measure(part, self.size * TITLE, False))

    def texts(self, one: Placed, room: float) -> "Texts":
        """Name and title of somebody."""
        return Texts(self.names(one.name, room), self.titles(one.title, room), self.size)


@dataclass(frozen=True)
class Texts:
    """Name and title in lines."""

    name: Sequence[str]
    title: Sequence[str]
    size: float

    @property
    def height(self) -> float:
        """Of all lines."""
        return sizes.text_height(len(self.name), len(self.title), self.size)

    def below(self, x: float, y: float) -> Iterator[Words]:
        """The lines, centred, from a height downwards."""
        for lines, size, bold in ((self.name, self.size, True), (self.title, self.size * TITLE, False)):
            for text in lines:
                yield Words(text, x, y + size * sizes.LINE / 2, size, bold)
                y += size * sizes.LINE


def map_scene(exhibit: RelationshipMap, pen: Pen, legend_width: float = 0.0) -> Scene:
    """The map and below it its legend, which may be wider than the map."""
    texts = {one.key: pen.texts(one, pen.card_width * TEXT_SHARE) for one in exhibit.people}
    extent, tallest = Extent.of(exhibit.people), max((text.height for text in texts.values()), default=0.0)
    height, width = sizes.person_height(tallest, pen.size), max(extent.columns * pen.card_width, legend_width)
    card = _card(extent, pen, height, width)
    spots = {
        one.key: card.person(one).above(texts[one.key].height + 2 * sizes.GAP * pen.size) for one in exhibit.people
    }
    ways = list(zip(exhibit.lines, routes(exhibit.lines, spots, card), strict=True))
    explained = Explained.of(exhibit, pen.size, pen.measure, width, extent.rows * height)
    layers = (
        (*_lines(ways, pen.size), *explained.lines),
        (*_bodies(exhibit, spots, pen.size), *explained.bodies),
        (*_badges(exhibit, spots, pen.size), *explained.badges),
        (*_names(exhibit, spots, texts), *explained.words),
    )
    names = {one.key: one.name for one in exhibit.people}
    told = tuple(_told(one, spots[one.key]) for one in exhibit.people)
    lines_told = tuple(_line_told(line, way, names) for line, way in ways)
    return Scene(width, extent.rows * height + explained.height, layers, told, lines_told)


def org_scene(exhibit: OrgChart, pen: Pen) -> Scene:
    """Boxes and the lines between them."""
    room = pen.card_width * sizes.BOX_SHARE - 2 * BOX_PADDING * pen.size
    texts = {post.key: pen.texts(post, room) for post in exhibit.posts}
    tallest = max((text.height for text in texts.values()), default=0.0)
    extent, high = Extent.of(exhibit.posts), sizes.box_height(tallest, pen.size)
    height, width = high + (sizes.ABOVE + sizes.BELOW) * pen.size, extent.columns * pen.card_width
    card = _card(extent, pen, height, width)
    spots = {post.key: card.box(post, high) for post in exhibit.posts}
    stroke = partial(Stroke, colour=LINE, width=1.3 * pen.size / NOMINAL)
    lines = tuple(stroke(way.points) for way in reporting_routes(exhibit.lines, spots, card))
    boxes = tuple(stroke(_box(spots[post.key], pen.size)) for post in exhibit.posts)
    words = tuple(_inside(spots[post.key], texts[post.key]) for post in exhibit.posts)
    told = tuple(Pointed(p.key, spots[p.key].x, spots[p.key].waist, (p.name, p.title)) for p in exhibit.posts)
    return Scene(width, extent.rows * height, (lines, boxes, tuple(chain(*words))), told)


def _box(spot: Spot, size: float) -> list[Point]:
    return rounded(spot.x, spot.waist, spot.right - spot.left, spot.bottom - spot.top, 0.4 * size)


def _inside(spot: Spot, text: Texts) -> Iterator[Words]:
    return text.below(spot.x, spot.waist - text.height / 2)


def _card(extent: Extent, pen: Pen, height: float, width: float) -> Card:
    """The cards so that the people stand in the middle of the width."""
    left = (width - extent.columns * pen.card_width) / 2 - extent.left * pen.card_width
    return Card(pen.card_width, height, pen.size, left, -extent.top * height)


def _lines(ways: Sequence[tuple[MapLine, Route]], size: float) -> Iterator[Mark]:
    for tie in DRAWN_ORDER:
        for line, way in ways:
            if line.tie is tie:
                yield from line_marks(line, way.points, size)


def _bodies(exhibit: RelationshipMap, spots: Mapping[str, Spot], size: float) -> Iterator[Mark]:
    for one in exhibit.people:
        yield from body(one, spots[one.key].x, spots[one.key].waist, size)


def _badges(exhibit: RelationshipMap, spots: Mapping[str, Spot], size: float) -> Iterator[Mark]:
    for one in exhibit.people:
        yield from role_badges(one, spots[one.key].x, spots[one.key].waist, size)


def _names(exhibit: RelationshipMap, spots: Mapping[str, Spot], texts: Mapping[str, Texts]) -> Iterator[Mark]:
    for one in exhibit.people:
        spot, text = spots[one.key], texts[one.key]
        yield from text.below(spot.x, spot.bottom - text.height - sizes.GAP * text.size)


def _told(one: MapPerson, spot: Spot) -> Pointed:
    """Name, title, what the map says besides, and why it is in doubt if that does not say it."""
    doubt = (one.doubt,) if one.doubt and not any(one.doubt.lower() in line.lower() for line in one.hover) else ()
    return Pointed(one.key, spot.x, spot.waist, (one.name, one.title, *one.hover, *doubt))


def _line_told(line: MapLine, way: Route, names: Mapping[str, str]) -> Pointed:
    points = way.points
    x, y = points[len(points) // 2] if len(points) > 2 else _middle(*points)
    return Pointed("", x, y, (said(line, names), line.doubt))


def said(line: MapLine, names: Mapping[str, str]) -> str:
    """`Anna Berg reports to Boris Chen.`"""
    bond = f" ({line.bond.value})" if line.bond and line.tie is Tie.KNOWS else ""
    return f"{one_line(names[line.start])} {line.tie.value} {one_line(names[line.end])}{bond}."


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
