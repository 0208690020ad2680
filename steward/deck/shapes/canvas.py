"""A slide being drawn on: every object gets its box, its name and, where it is a picture of numbers, its alt text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Length

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import NAMESPACES, body
from steward.deck.shapes.style import PLATE, Style
from steward.deck.shapes.text import clean
from steward.deck.theme.theme import Colour

_NO_INSETS = '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'


@dataclass(frozen=True)
class Canvas:
    """One slide and the deck's style."""

    slide: Slide
    style: Style

    def text(self, name: str, box: Box, paragraphs: Iterable[str], anchor: str = "t") -> None:
        """A text box without insets."""
        shape = self.slide.shapes.add_textbox(*_placed(box))
        shape.name = clean(name)
        fill_text(shape._element, paragraphs, _NO_INSETS.format(anchor=anchor))

    def placeholder(self, kind: PP_PLACEHOLDER, like: etree._Element, paragraphs: Iterable[str]) -> None:
        """A place of the layout with this text. As `clone_placeholder` makes it, at a quarter of its cost: a slide has
        three of them, and asks neither for the names of all its shapes nor for a tree that is then changed."""
        shapes = self.slide.shapes
        number, held = shapes._next_shape_id, like.find(f".//{qn('p:ph')}")
        said = " ".join(f'{name}="{held.get(name)}"' for name in _PLACE if held.get(name) is not None)
        name = f"{shapes.ph_basename(kind)} {number - 1}"
        text = body("p:txBody", paragraphs, "<a:bodyPr/>")
        made = _PLACEHOLDER.format(names=NAMESPACES, id=number, name=name, place=said, text=text)
        shapes._spTree.append(parse_xml(made))

    def plate(self, box: Box, colour: Colour) -> None:
        """A plain rectangle behind all else, which is read to nobody."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_placed(box))
        shape.name = PLATE
        element = shape._element
        element.replace(element.spPr, parse_xml(_PLATE.format(names=NAMESPACES, box=_xfrm(box), fill=colour.fill)))
        element.remove(element.find(qn("p:style")))
        properties = element.nvSpPr.cNvPr
        properties.append(parse_xml(_DECORATIVE.format(names=NAMESPACES)))
        self.slide.shapes._spTree.insert(2, element)

    def table(self, name: str, alt: str, box: Box, xml: str) -> None:
        """A native table given as `a:tbl`."""
        frame = self.slide.shapes.add_table(1, 1, *_placed(box))
        data = frame._element.graphic.graphicData
        data.replace(data.tbl, parse_xml(xml.replace("<a:tbl>", f"<a:tbl {NAMESPACES}>", 1)))
        _describe(frame, name, alt)

    def chart(self, name: str, alt: str, box: Box, data: Callable[[], ChartData]) -> None:
        """A native chart; what `data` makes writes its own XML, so the type named here does not matter."""
        frame = self.slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_placed(box), data())
        _describe(frame, name, alt)


@dataclass(frozen=True)
class LaidOut(Canvas):
    """A canvas on which a chart is an empty frame in its place: its numbers are a file of their own, and no words."""

    def chart(self, name: str, alt: str, box: Box, data: Callable[[], ChartData]) -> None:
        """The frame."""
        self.slide.shapes.add_textbox(*_placed(box)).name = clean(name)


_PLACE = ("type", "orient", "sz", "idx")
_PLACEHOLDER = (
    '<p:sp {names}><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    "<p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr><p:spPr/>{text}</p:sp>"
)
_PLATE = '<p:spPr {names}>{box}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
_DECORATIVE = (
    '<a:extLst {names}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _xfrm(box: Box) -> str:
    return f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


def fill_text(shape: etree._Element, paragraphs: Iterable[str], properties: str = "<a:bodyPr/>") -> None:
    """Give a shape this text, and no other."""
    new = parse_xml(body("p:txBody", paragraphs, properties).replace("<p:txBody>", f"<p:txBody {NAMESPACES}>", 1))
    old = shape.find(qn("p:txBody"))
    if old is None:
        shape.append(new)
    else:
        shape.replace(old, new)


def _describe(frame: Any, name: str, alt: str) -> None:
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", clean(name))
    properties.set("descr", clean(alt))


def _placed(box: Box) -> tuple[Length, Length, Length, Length]:
    return Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
