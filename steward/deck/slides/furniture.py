"""The foot of a slide: whose it is, as of when its figures are, and its number, also where a template has no place.

A day that stands alone reads as the day of the meeting, so it is never written without its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from steward.deck.layouts.inks import Inks, KnownInks
from steward.deck.layouts.placeholders import Stage
from steward.deck.shapes.canvas import Canvas, fill_text
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import Look, paragraph, slide_number
from steward.deck.shapes.style import SMALLEST, Style, line_height
from steward.deck.shapes.text import clean, width
from steward.deck.theme.theme import Colour, Page, legibility

_PARTS = " · "
_EDGE, _ABOVE = 0.14, 0.1
"""Inches between our own foot and the edge of the page, and between it and what stands above."""
_WIDE, _PAGE = 0.62, 0.5
"""The share of the page's width that our own foot may take, and from which area on a shape is a background."""
_USUAL = 12.0
_READ = 3.0
"""The contrast below which the template's own colour gives way."""


@dataclass(frozen=True)
class Foot:
    """What is said at the foot of a slide."""

    whose: str
    as_of: str
    number: int


class Furniture:
    """A layout's places at the foot, and one of ours for what has none there: worked out once for all its slides."""

    def __init__(self, layout: Any, stage: Stage, style: Style, inks: KnownInks) -> None:
        self._layout, self._stage, self._style = layout, stage, style
        self.inks = Inks(layout, style.theme, inks)
        self._places = {shape.placeholder_format.type: shape for shape in layout.placeholders}
        self._on_layout = ""

    @cached_property
    def page(self) -> Page:
        """What its slides stand on."""
        return self._style.theme.background(self._layout)

    @cached_property
    def own(self) -> Box | None:
        """Where our own foot stands; None where the template has a place for all that is said."""
        if KIND.FOOTER in self._places and self._numbered:
            return None
        return self._spot()

    @cached_property
    def room(self) -> Box:
        """The stage's room above it."""
        room, own = self._stage.room, self.own
        if own is None:
            return room
        floor = own.top - self._style.inches(_ABOVE)
        return Box(room.left, room.top, room.width, max(room.height // 2, min(room.bottom, floor) - room.top))

    def draw(self, canvas: Canvas, foot: Foot) -> None:
        """All of it on a slide."""
        placed, rest = self._placed(foot)
        for kind, text in placed.items():
            self._fill(canvas, kind, text)
        own = self.own
        if own is not None:
            number = "" if self._numbered else str(foot.number)
            canvas.text("foot", own, [self._paragraph(number, rest)], "ctr")

    def _placed(self, foot: Foot) -> tuple[dict[KIND, str], str]:
        """What each of the template's places says, and what is left for ours."""
        both = _PARTS.join((foot.whose, foot.as_of))
        found: dict[KIND, str] = {}
        if KIND.SLIDE_NUMBER in self._places:
            found[KIND.SLIDE_NUMBER] = str(foot.number)
        if KIND.FOOTER not in self._places:
            return found, both
        if self._dated(foot.as_of):
            return found | {KIND.FOOTER: foot.whose, KIND.DATE: foot.as_of}, ""
        return found | {KIND.FOOTER: both}, ""

    @cached_property
    def _numbered(self) -> bool:
        """Whether the layout shows the number: in a placeholder, or in a text of its own."""
        drawn = (owner._element for owner in (self._layout, self._layout.slide_master))
        fields = (each for element in drawn for each in element.iter(qn("a:fld")) if each.get("type") == "slidenum")
        return KIND.SLIDE_NUMBER in self._places or any(not _in_a_placeholder(field) for field in fields)

    def _dated(self, text: str) -> bool:
        """Whether the template's place for a day is wide enough for its words in one line."""
        if KIND.DATE not in self._places:
            return False
        return width(text) * self._style.em(self._date_size) <= self._date_width - self._style.inches(0.2)

    @cached_property
    def _date_width(self) -> int:
        return int(self._places[KIND.DATE].width or 0)

    @cached_property
    def _date_size(self) -> float:
        sizes = (each.get("sz") for each in self._levels[KIND.DATE])
        return next((int(each) / 100 for each in sizes if each), _USUAL)

    @cached_property
    def _levels(self) -> Mapping[KIND, Sequence[etree._Element]]:
        """What the layout and then the master say of the text in each place."""
        found: dict[KIND, list[etree._Element]] = {kind: [] for kind in self._places}
        for owner in (self._layout, self._layout.slide_master):
            for shape in owner.placeholders:
                if (kind := shape.placeholder_format.type) in found:
                    found[kind] += shape.element.iter(qn("a:defRPr"))
        return found

    def _fill(self, canvas: Canvas, kind: KIND, text: str) -> None:
        shape, ink = self._places[kind], self._inks[kind]
        said = slide_number(text, ink) if kind is KIND.SLIDE_NUMBER else paragraph(text, Look(colour=ink))
        # PowerPoint keeps the footer on the layout too, and LibreOffice takes its looks from there.
        if kind is KIND.FOOTER and said != self._on_layout:
            fill_text(shape.element, [said])
            self._on_layout = said
        canvas.placeholder(kind, shape.element, [said])

    @cached_property
    def _inks(self) -> Mapping[KIND, Colour | None]:
        return {kind: self._ink(kind) for kind in self._places}

    def _ink(self, kind: KIND) -> Colour | None:
        """None for the template's own colour as long as it reads there; else that of quiet text."""
        fills = (each for level in self._levels[kind] for each in level if each.tag.endswith("Fill"))
        fill = next(fills, None)
        if fill is None:
            return None
        ground = self._style.palette.behind
        plain = fill.tag == qn("a:solidFill") and legibility(self._style.theme.shown(fill[0]), ground) >= _READ
        return None if plain else self._quiet

    @property
    def _quiet(self) -> Colour:
        """The colour of quiet text on the page itself."""
        palette = self._style.palette
        return palette.muted if palette.plate is None else self._style.theme.text_on(palette.behind)

    def _paragraph(self, number: str, text: str) -> str:
        """The number, as a field, before the words."""
        size, ink = self._style.points(SMALLEST), self._quiet
        if not number:
            return paragraph(text, Look(size, ink))
        words = f"<a:r><a:rPr {Look(size, ink).properties}</a:rPr><a:t>{_PARTS}{escape(clean(text))}</a:t></a:r>"
        return slide_number(number, ink, size).replace("</a:p>", f"{words if text else ''}</a:p>")

    def _spot(self) -> Box:
        """At the left of the page's foot, or where the template's own pictures and marks leave room beside them."""
        page, style = self._stage.page, self._style
        high = round(line_height(style.points(SMALLEST)) * 1.15)
        top = page.bottom - style.inches(_EDGE) - high
        taken = sorted(
            (box for box in self._drawn() if box.top < top + high and top < box.bottom), key=lambda b: b.left
        )
        left, wide = self._stage.room.left, round(page.width * _WIDE)
        for box in taken:
            if box.left < left + wide and left < box.right:
                wide, left = (box.left - left, left) if box.left - left > page.width // 3 else (wide, box.right)
        return Box(left, top, min(wide, page.right - left), high)

    def _drawn(self) -> Iterator[Box]:
        """What the layout and its master show by themselves, but for lines and backgrounds."""
        page = self._stage.page
        for owner in (self._layout, self._layout.slide_master):
            for shape in owner.shapes:
                sides = shape.left, shape.top, shape.width, shape.height
                if shape.is_placeholder or None in sides:
                    continue
                box = Box(*map(int, sides))
                if box.height > page.height // 100 and box.area < page.area * _PAGE:
                    yield box


def _in_a_placeholder(field: etree._Element) -> bool:
    shape = next(each for each in field.iterancestors() if each.tag in (qn("p:sp"), qn("p:graphicFrame")))
    return next(shape.iter(qn("p:ph")), None) is not None
