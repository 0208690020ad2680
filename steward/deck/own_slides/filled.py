"""A template's own slides filled from a review: tokens first, then the tagged charts and tables."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.charts.fill import can_fill, fill_chart
from steward.deck.layouts.template_layouts import page_of
from steward.deck.native import draw
from steward.deck.own_slides.kept import OwnSlides, keep_tree, trees_of
from steward.deck.own_slides.objects import (
    CHART,
    Tagged,
    chart_key,
    describe,
    properties_of,
    remove,
    table_in,
    tagged_objects,
)
from steward.deck.own_slides.tag_uses import TagOutcome, TagUse, Uses
from steward.deck.own_slides.tag_values import TagValues
from steward.deck.own_slides.tokens import fill_address, fill_tree
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.deck.tables.fill import fill_table
from steward.exhibits import SeriesChart, SlideExhibit, Table

_LAYOUT = "layout"


def fill(presentation: Presentation, own: OwnSlides, values: TagValues) -> tuple[TagUse, ...]:
    """Fill everything that is the template's, before anything of ours is drawn; what became of each token and tag."""
    uses = Uses(values)
    for number, slide in zip(own.numbers, presentation.slides, strict=True):
        _Filling(slide, f"slide {number}", uses, page_of(presentation)).fill()
    for master in presentation.slide_masters:
        for owner in (master, *master.slide_layouts):
            fill_tree(owner._element, lambda name: uses.say(name, _LAYOUT))
    return tuple(uses.noted)


class _Filling:
    """One slide of the template."""

    def __init__(self, slide: Any, place: str, uses: Uses, page: Box) -> None:
        self.slide, self.part, self.place, self.uses, self.page = slide, slide.part, place, uses, page

    def fill(self) -> None:
        """Tags are taken off before tokens are replaced, because what is put in may look like one."""
        tagged = tagged_objects(self.slide._element)
        for each in tagged:
            _untag(each.element)
        for part, root in trees_of(self.part):
            fill_tree(root, self._say)
            keep_tree(part, root)
            self._fill_links(part)
        for each in tagged:
            self._fill_object(each)

    def _say(self, name: str) -> str:
        return self.uses.say(name, self.place)

    def _fill_links(self, part: Any) -> None:
        for relation in part.rels.values():
            if relation.is_external:
                # `target_ref` would remember what it was asked for once.
                relation._target = fill_address(relation._target, self._say)

    def _fill_object(self, tagged: Tagged) -> None:
        values = self.uses.values
        exhibit = values.chart(tagged.name) if tagged.kind == CHART else values.table(tagged.name)
        outcome = TagOutcome.UNKNOWN if exhibit is None else self._shown(tagged, exhibit)
        if outcome is not TagOutcome.FILLED:
            remove(self.part, tagged.element)
        self.uses.note(f"{tagged.kind}:{tagged.name}", self.place, outcome, exhibit.title if exhibit else "")

    def _shown(self, tagged: Tagged, exhibit: SlideExhibit) -> TagOutcome:
        filled = self._chart(tagged.element, exhibit) or self._table(tagged.element, exhibit)
        if filled:
            describe(tagged.element, f"{filled}:{exhibit.id}", exhibit.alt)
            return TagOutcome.FILLED
        return self._drawn(tagged.element, exhibit)

    def _chart(self, frame: etree._Element, exhibit: SlideExhibit) -> str:
        key = chart_key(frame)
        part: Any = self.part.related_part(key) if key else None
        if part is None or not isinstance(exhibit, SeriesChart) or not exhibit.categories:
            return ""
        if not can_fill(part._element):
            return ""
        fill_chart(part, exhibit)
        return "chart"

    def _table(self, frame: etree._Element, exhibit: SlideExhibit) -> str:
        table = table_in(frame)
        if table is None or not isinstance(exhibit, Table):
            return ""
        place = frame.find(qn("p:xfrm"))
        fill_table(table, exhibit, self._room(frame, _box(place)))
        place[1].set("cy", str(sum(int(row.get("h", "0")) for row in table.iterfind(qn("a:tr")))))
        return "table"

    def _room(self, frame: etree._Element, box: Box) -> int:
        """How far the table may grow: to the next object below it, or the foot of the page."""
        if frame.getparent().tag != qn("p:spTree"):
            return box.height
        others = [place for each in self.slide.shapes if (place := each._element.find(f".//{qn('a:off')}")) is not None]
        beside = [_box(place.getparent()) for place in others if place.getparent() is not frame.find(qn("p:xfrm"))]
        below = [
            each.top for each in beside if each.top >= box.bottom and each.left < box.right and each.right > box.left
        ]
        return max(box.height, min([*below, self.page.height * 19 // 20]) - box.top)

    def _drawn(self, element: etree._Element, exhibit: SlideExhibit) -> TagOutcome:
        """Our own drawing where the object stands; nothing inside a group, whose measures are its own."""
        shape = next((each for each in self.slide.shapes if each._element is element), None)
        if shape is None or shape.left is None:
            return TagOutcome.REMOVED
        box = Box(int(shape.left), int(shape.top), int(shape.width), int(shape.height))
        draw(exhibit, Canvas(self.slide, Style.of_slide(self.slide)), box)
        return TagOutcome.DRAWN


def _box(place: etree._Element) -> Box:
    return Box(*(int(place[0].get(key)) for key in ("x", "y")), *(int(place[1].get(key)) for key in ("cx", "cy")))


def put_in_order(presentation: Presentation, own: OwnSlides, *, opening: bool) -> None:
    """Ours, which were drawn last, between the template's; our title slide before all."""
    slides = presentation.slides._sldIdLst
    entries = list(slides)
    count = own.before + own.after
    for entry in own.in_order(entries[:count], entries[count:], opening=opening):
        slides.append(entry)
    _renumber([slide._element for slide in presentation.slides])


def _renumber(slides: Sequence[etree._Element]) -> None:
    """The numbers as they are before PowerPoint counts again."""
    for number, slide in enumerate(slides, start=1):
        for counted in slide.iter(qn("a:fld")):
            text = counted.find(qn("a:t"))
            if counted.get("type") == "slidenum" and text is not None:
                text.text = str(number)


def _untag(element: etree._Element) -> None:
    """Take the tag off, wherever it stands."""
    properties = properties_of(element)
    properties.attrib.pop("title", None)
    properties.attrib.pop("descr", None)
    for text in element.iter(qn("a:t")) if element.tag == qn("p:sp") else ():
        text.text = ""
