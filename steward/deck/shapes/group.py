"""Shapes and texts that are one object of a slide: they move together, and have one name and one alt text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pptx.oxml import parse_xml

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import POINT, Box
from steward.deck.shapes.markup import tag
from steward.deck.shapes.paragraphs import NAMESPACES, body
from steward.deck.shapes.text import clean
from steward.deck.theme.theme import Colour

RECTANGLE, DIAMOND, DISC = "rect", "diamond", "ellipse"


@dataclass(frozen=True)
class Ink:
    """How a shape looks: its fill, its outline in points, and stripes (a preset pattern) over the fill."""

    fill: Colour | None = None
    outline: Colour | None = None
    points: float = 0.0
    stripes: str = ""
    content_of_document: Colour | None = None
    """Between the stripes."""

    @property
    def xml(self) -> str:
        """Fill and line as they stand in a shape's properties."""
        line = self.outline.fill if self.outline else tag("a:noFill")
        return self._inside + tag("a:ln", line, w=round(self.points * POINT))

    @property
    def _inside(self) -> str:
        if self.fill is None:
            return tag("a:noFill")
        if not self.stripes or self.content_of_document is None:
            return self.fill.fill
        colours = tag("a:fgClr", self.fill.xml), tag("a:bgClr", self.content_of_document.xml)
        return tag("a:pattFill", *colours, prst=self.stripes)


@dataclass
class Group:
    """Collects shapes in a box of a slide until they are `placed`."""

    canvas: Canvas
    box: Box
    _parts: list[str] = field(default_factory=list)

    def shape(self, name: str, kind: str, box: Box, ink: Ink) -> None:
        """A preset shape."""
        geometry = tag("a:prstGeom", tag("a:avLst"), prst=kind)
        self._part(name, box, geometry + ink.xml, body("p:txBody", ["<a:p/>"]))

    def line(self, name: str, box: Box, colour: Colour, points: float, dash: str = "") -> None:
        """A straight line between two corners of a box without width or height."""
        dashes = tag("a:prstDash", val=dash) if dash else ""
        stroke = tag("a:ln", colour.fill + dashes, w=round(points * POINT))
        spot = tag("a:prstGeom", tag("a:avLst"), prst="line")
        about = tag("p:nvCxnSpPr", self._named(name), tag("p:cNvCxnSpPr"), tag("p:nvPr"))
        self._parts.append(tag("p:cxnSp", about, tag("p:spPr", _placed("a:xfrm", box) + spot + stroke)))

    def text(self, name: str, box: Box, paragraphs: Iterable[str], anchor: str = "t") -> None:
        """A text box without insets that never wraps on its own account beyond its width."""
        bare = tag("a:bodyPr", tag("a:noAutofit"), wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor=anchor)
        look = tag("a:prstGeom", tag("a:avLst"), prst=RECTANGLE) + tag("a:noFill")
        self._part(name, box, look, body("p:txBody", paragraphs, bare), text_box=True)

    def placed(self, name: str, alt: str) -> None:
        """Put all of it on the slide as one object."""
        about = tag("p:nvGrpSpPr", self._named(name, alt), tag("p:cNvGrpSpPr"), tag("p:nvPr"))
        xml = tag("p:grpSp", about, tag("p:grpSpPr", _placed("a:xfrm", self.box, inner=True)), *self._parts)
        self.canvas.slide.shapes._spTree.append(parse_xml(xml.replace("<p:grpSp>", f"<p:grpSp {NAMESPACES}>", 1)))

    def _part(self, name: str, box: Box, look: str, text: str, *, text_box: bool = False) -> None:
        kind = tag("p:cNvSpPr", txBox=True) if text_box else tag("p:cNvSpPr")
        about = tag("p:nvSpPr", self._named(name), kind, tag("p:nvPr"))
        self._parts.append(tag("p:sp", about, tag("p:spPr", _placed("a:xfrm", box) + look), text))

    def _named(self, name: str, alt: str = "") -> str:
        """Ids come from the slide's own counter, which knows what else is being drawn there."""
        shapes = self.canvas.slide.shapes
        if not shapes.turbo_add_enabled:
            shapes.turbo_add_enabled = True
        said = {"descr": clean(alt)} if alt else {}
        return tag("p:cNvPr", id=shapes._next_shape_id, name=clean(name), **said)


def _placed(name: str, box: Box, *, inner: bool = False) -> str:
    places = tag("a:off", x=box.left, y=box.top), tag("a:ext", cx=box.width, cy=box.height)
    own = (tag("a:chOff", x=box.left, y=box.top), tag("a:chExt", cx=box.width, cy=box.height)) if inner else ()
    return tag(name, *places, *own)
