"""Maps of people and org charts as native shapes with glued connectors, standing as in every other drawing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pptx.oxml import parse_xml

from steward.deck.people.connectors import Glue, LineInk, connector
from steward.deck.people.people_fit import Fit, fitted_size, fitted_text, map_fit, org_fit
from steward.deck.people.people_ink import line_ink
from steward.deck.people.people_legend import LARGE, SMALL, draw_legend, legend_height
from steward.deck.people.people_shapes import BARE, NONE, Shaper, around, stroke
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.markup import tag
from steward.deck.shapes.paragraphs import NAMESPACES, Look, paragraph
from steward.deck.shapes.style import Size, Style
from steward.deck.shapes.text import clean
from steward.domain.stakeholders import Tie
from steward.exhibits import MapPerson, OrgChart, Post, RelationshipMap, listed
from steward.exhibits.map_drawing.card import ABOVE, BELOW, TITLE, Spot
from steward.exhibits.map_drawing.figures import NOMINAL
from steward.exhibits.map_drawing.routes import Route, Side, reporting_routes, routes
from steward.exhibits.map_drawing.scene import DRAWN_ORDER, said

_ROUND = {Side.TOP: 0, Side.LEFT: 2, Side.BOTTOM: 4, Side.RIGHT: 6}
_SQUARE = {Side.TOP: 0, Side.LEFT: 1, Side.BOTTOM: 2, Side.RIGHT: 3}
"""PowerPoint's numbers of the connection sites of a circle and of a rectangle."""
READABLE = 10.0
"""In points: the least size of a name."""
_ABOVE_LEGEND = 0.1
"""In inches."""
_NOBODY = "There is nobody on this map yet."


def draw_map(canvas: Canvas, exhibit: RelationshipMap, box: Box) -> None:
    """The map above its legend; each person is one group, each line a connector between two of them."""
    if not exhibit.people:
        _nobody(canvas, exhibit.id, box)
        return
    laid = _laid(exhibit, box, canvas.style)
    fit = laid.fit
    ids = {one.key: _next_id(canvas) for one in exhibit.people}
    sheet = _Sheet(canvas, Shaper(canvas.style, lambda: _next_id(canvas), fit.unit, fit.size), fit)
    sheet.add(sheet.backdrop(f"map:{exhibit.id}", exhibit.alt, laid.room))
    spots = {one.key: fit.card.person(one) for one in exhibit.people}
    for part in sheet.map_lines(exhibit, routes(exhibit.lines, spots, fit.card), ids):
        sheet.add(part)
    for one in exhibit.people:
        sheet.add(sheet.person(one, spots[one.key], ids[one.key]))
    draw_legend(canvas, exhibit, laid.below, sheet.add, laid.size)


def draw_org_chart(canvas: Canvas, exhibit: OrgChart, box: Box) -> None:
    """A box for everybody, and connectors for who reports to whom."""
    if not exhibit.posts:
        _nobody(canvas, exhibit.id, box)
        return
    fit = org_fit(exhibit.posts, box, canvas.style)
    ids = {post.key: _next_id(canvas) for post in exhibit.posts}
    sheet = _Sheet(canvas, Shaper(canvas.style, lambda: _next_id(canvas), fit.unit, fit.size), fit)
    sheet.add(sheet.backdrop(f"org:{exhibit.id}", exhibit.alt, box))
    high = fit.card.height - (ABOVE + BELOW) * fit.unit
    spots = {post.key: fit.card.box(post, high) for post in exhibit.posts}
    for part in sheet.org_lines(exhibit, reporting_routes(exhibit.lines, spots, fit.card), ids):
        sheet.add(part)
    for post in exhibit.posts:
        sheet.add(sheet.post(post, spots[post.key], ids[post.key]))


def map_fits(exhibit: RelationshipMap, box: Box, style: Style) -> bool:
    """Whether its names can be read in a box, to their ends."""
    fit = _readable_fit(exhibit, box, style)
    pairs = [(clean(one.name), clean(one.title)) for one in exhibit.people]
    return fit is not None and all(fitted_text(*each, fit, style) == each for each in pairs)


def map_readable(exhibit: RelationshipMap, box: Box, style: Style) -> bool:
    """Whether its names can be read in a box, though a long one is cut."""
    return _readable_fit(exhibit, box, style) is not None


def _readable_fit(exhibit: RelationshipMap, box: Box, style: Style) -> Fit | None:
    """Where a map is drawn in a box, its legend below; None where its names would be too small."""
    fit = _laid(exhibit, box, style).fit
    return fit if fit.size >= READABLE else None


@dataclass(frozen=True)
class _Laid:
    """A map in a box: where people stand, their size, and the legend below in words of a size in points."""

    room: Box
    fit: Fit
    below: Box
    size: float


def _laid(exhibit: RelationshipMap, box: Box, style: Style) -> _Laid:
    """The legend in words that are no larger than the names they explain have become."""
    for size in (LARGE, SMALL):
        high = legend_height(exhibit, box.width, style, size)
        room, below = box.split_bottom(high, style.inches(_ABOVE_LEGEND))
        found = _Laid(room, map_fit(exhibit.people, room, style), below, size)
        if found.fit.size >= style.points(size, least=size):
            break
    return found


def _nobody(canvas: Canvas, name: str, box: Box) -> None:
    look = Look(canvas.style.points(Size.CHART), canvas.style.palette.muted, align="ctr")
    canvas.text(f"map:{name}", box, [paragraph(_NOBODY, look)], "ctr")


def _next_id(canvas: Canvas) -> int:
    """Ids come from the slide's own counter, which knows what else is being drawn there."""
    shapes = canvas.slide.shapes
    if not shapes.turbo_add_enabled:
        shapes.turbo_add_enabled = True
    return int(shapes._next_shape_id)


@dataclass(frozen=True)
class _Sheet:
    """A slide that people are being drawn on, all of one size."""

    canvas: Canvas
    shaper: Shaper
    fit: Fit

    @property
    def style(self) -> Style:
        return self.canvas.style

    def add(self, xml: str) -> None:
        """Put an object on the slide, over all that is there."""
        name = xml[1 : xml.index(">")].split()[0]
        tree = self.canvas.slide.shapes._spTree
        tree.insert_element_before(parse_xml(xml.replace(f"<{name}", f"<{name} {NAMESPACES}", 1)), "p:extLst")

    def backdrop(self, name: str, alt: str, box: Box) -> str:
        """An unseen rectangle that says what the whole is."""
        return self.shaper.shape(name, box, NONE + BARE, "rect", alt=alt)

    def map_lines(self, exhibit: RelationshipMap, ways: Sequence[Route], ids: Mapping[str, int]) -> Iterator[str]:
        """Reporting lines lowest, conflicts on top."""
        names = {one.key: one.name for one in exhibit.people}
        unit = self.fit.size / NOMINAL
        pairs = list(zip(exhibit.lines, ways, strict=True))
        for tie in DRAWN_ORDER:
            for line, way in (pair for pair in pairs if pair[0].tie is tie):
                ends = Glue(ids[line.start], _ROUND[way.leaves]), Glue(ids[line.end], _ROUND[way.enters])
                alt = " ".join(filter(None, (said(line, names), _sentence(line.doubt))))
                yield connector(
                    _next_id(self.canvas), line.tie, alt, way, ends, line_ink(line, self.style.palette, unit)
                )

    def org_lines(self, exhibit: OrgChart, ways: Sequence[Route], ids: Mapping[str, int]) -> Iterator[str]:
        """All alike."""
        names = {post.key: post.name for post in exhibit.posts}
        ink = LineInk(self.style.palette.neutral.fill, max(0.5, 1.2 * self.fit.size / NOMINAL))
        for (who, whom), way in zip(exhibit.lines, ways, strict=True):
            ends = Glue(ids[who], _SQUARE[way.leaves]), Glue(ids[whom], _SQUARE[way.enters])
            alt = f"{names[who]} {Tie.REPORTS_TO.value} {names[whom]}."
            yield connector(_next_id(self.canvas), Tie.REPORTS_TO, alt, way, ends, ink)

    def person(self, one: MapPerson, spot: Spot, edge: int) -> str:
        """Everything about somebody as one group."""
        x, y = spot.x, spot.waist
        name, title = fitted_text(one.name, one.title, self.fit, self.style)
        place = self._beside(spot, *fitted_size(name, title, self.fit, self.style))
        words = self.shaper.shape("name", place, self._plate, "rect", self._words(name, title), wrap="square")
        parts = [self.shaper.edge(edge, x, y), *self.shaper.body(one, x, y), words, *self.shaper.role_badges(one, x, y)]
        return self.shaper.group(f"person:{one.name}", told(one), self.shaper.extent(one, x, y).around(place), parts)

    def _beside(self, spot: Spot, width: float, height: float) -> Box:
        """Where so large a text stands; as small as it is, so that it hides no more of a line than it has to."""
        middle = spot.x + self.fit.indent + width / 2
        return around(middle, spot.waist, width, max(height, self.fit.size * POINT))

    @property
    def _plate(self) -> str:
        """The page's colour behind text: lines run behind it and never through a name."""
        return self.style.palette.page.fill + BARE

    def post(self, post: Post, spot: Spot, number: int) -> str:
        """A box with name and title."""
        box = around(spot.x, spot.waist, spot.right - spot.left, spot.bottom - spot.top)
        palette = self.style.palette
        ink = palette.page.fill + stroke(palette.neutral.fill, max(0.5, 1.1 * self.fit.size / NOMINAL))
        words = self._words(*fitted_text(post.name, post.title, self.fit, self.style), "ctr")
        corner = tag("a:gd", name="adj", fmla="val 9000")
        alt = ", ".join(filter(None, (post.name, post.title)))
        return self.shaper.shape(
            f"post:{post.name}", box, ink, "roundRect", words, corner, wrap="square", alt=alt, number=number
        )

    def _words(self, name: str, title: str, align: str = "") -> list[str]:
        ink, size = self.style.palette.text, self.fit.size
        lines = ((name, Look(size, ink, True, align)), (title, Look(max(1.0, size * TITLE), ink, align=align)))
        return [paragraph(text, look) for text, look in lines if text]


def told(one: MapPerson) -> str:
    """Somebody in words: `Ana Ortiz, CIO. Champion. Support: mentor. Coverage: in depth. Left on 3 Aug 2026.`"""
    if one.ours:
        return f"{_who(one)}. {f'Of our partner {one.partner}' if one.partner else 'One of us'}."
    roles = _sentence(listed(one.roles))
    support = f"Support: {one.support.value if one.support else 'not known'}."
    coverage = f"Coverage: {one.coverage.value if one.coverage else 'not known'}."
    return " ".join(filter(None, (f"{_who(one)}.", roles, support, coverage, _sentence(one.doubt))))


def _who(one: MapPerson) -> str:
    return ", ".join(filter(None, (one.name, one.title)))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
