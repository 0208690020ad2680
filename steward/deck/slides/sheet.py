"""One slide being made: the template's placeholders filled, the rest drawn, nothing left saying "click to add"."""

from collections.abc import Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from steward.deck.layouts.placeholders import Slot, Stage
from steward.deck.layouts.template_layouts import layout_of
from steward.deck.shapes.canvas import Canvas, fill_text
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Size, Style
from steward.deck.shapes.text import clean
from steward.deck.slides.furniture import Foot, Furniture
from steward.deck.slides.numbered import last_number
from steward.deck.slides.points import points_fit, points_height
from steward.deck.slides.titles import cut_title, fitted_title, sized_title
from steward.deck.theme.theme import Colour, Page

_LEAST = 14.0
_EDGE = 0.18
"""Inches between the edge of a plate and what stands on it."""


class Sheet:
    """A new slide on a stage."""

    def __init__(
        self, presentation: Presentation, stage: Stage, style: Style, foot: Furniture, canvas: type[Canvas] = Canvas
    ) -> None:
        self.stage = stage
        self.style = style
        self._canvas = canvas
        self._layout: Any = layout_of(presentation, stage)
        self.slide = presentation.slides.add_slide(self._layout)
        self.number = last_number(presentation)
        # One proxy draws the whole slide, which is what this python-pptx shortcut asks for.
        self.slide.shapes.turbo_add_enabled = True
        self._furniture = foot
        self._plated = False
        self._unfilled = {shape.placeholder_format.idx: shape for shape in self.slide.placeholders}

    @property
    def canvas(self) -> Canvas:
        """What exhibits are drawn on."""
        return self._canvas(self.slide, self.style)

    def title(self, text: str, size: float) -> None:
        """Fill the title."""
        slot = self.stage.title
        if slot is not None:
            look = Look(size, self._furniture.inks.title(slot, self._behind))
            self._fill(slot, [paragraph(fitted_title(text, self.stage, size, self.style), look)])

    def title_on(self, fill: Colour, text: str, box: Box, largest: float) -> None:
        """The title moved into a box on a panel of this colour, at its foot."""
        slot = self.stage.title
        if slot is None:
            return
        size = sized_title([text], box, self.style.points(largest), self.style)
        look = Look(size, self.style.theme.text_on((self.style.theme.rgb(fill),)))
        shape = self._fill(slot, [paragraph(cut_title(text, box, size, self.style), look)])
        shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "b")
        _put(shape, box.inset(-self.stage.text_inset, 0))

    def points_on(self, fill: Colour, texts: Sequence[str], box: Box, largest: float) -> None:
        """Sentences in the largest text placeholder, moved into a box on a panel of this colour; none is a point."""
        page = (self.style.theme.rgb(fill),)
        slot = max(self.stage.texts, key=lambda one: one.box.area, default=None)
        if slot is None or not texts:
            return
        fit = points_fit(texts, box, self.style, largest)
        look = Look(fit.size, self.style.theme.text_on(page), above=fit.spacing, pointless=True)
        shape = self._fill(slot, [paragraph(text, look) for text in fit.texts])
        shape.element.getparent().append(shape.element)
        shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "t")
        _put(shape, box.inset(-self.stage.text_inset, 0))

    def plate(self) -> None:
        """The plate below all that is told, where the page needs one."""
        colour = self.style.palette.plate
        self._plated = colour is not None
        if colour is not None:
            self.canvas.plate(self.around, colour)

    @property
    def around(self) -> Box:
        """A little larger than the room, below the title."""
        room, edge = self.room, self.style.inches(_EDGE)
        title = self.stage.title
        top = max(room.top - edge, title.box.bottom if title and title.box.bottom <= room.top else 0)
        left, right = max(0, room.left - edge), min(self.stage.page.right, room.right + edge)
        return Box(left, top, right - left, room.bottom + edge // 2 - top)

    def points(self, texts: Sequence[str], slot: Slot, box: Box, largest: float = Size.POINTS.value) -> None:
        """Sentences in a text placeholder, moved to this box, at the largest size at which they fit."""
        fit = points_fit(texts, box, self.style, largest)
        page = self.style.palette.ground if self._plated else self._behind
        ink = self._furniture.inks.on(slot, page)
        look = Look(fit.size, ink, above=fit.spacing, bullet_as_text=ink is not None)
        shape = self._fill(slot, [paragraph(text, look) for text in fit.texts])
        # Read aloud in the order in which it is seen: after what was drawn before.
        shape.element.getparent().append(shape.element)
        _put(shape, box)

    def opening_points(self, texts: Sequence[str], slot: Slot, largest: float) -> None:
        """Sentences in their own place, made higher where they need it."""
        if texts:
            height = points_height(texts, slot.box.width, self.style.points(_LEAST), self.style)
            self.points(texts, slot, self.stage.grown(slot, height), largest)

    def furniture(self, foot: Foot) -> None:
        """Whose slide it is, as of when its figures are, and its number."""
        self._furniture.draw(self.canvas, foot)

    @property
    def room(self) -> Box:
        """Where content may go, above all that stands at the foot."""
        return self._furniture.room

    def notes(self, text: str) -> None:
        """Speaker's notes; no notes page where there are none."""
        if text:
            self.slide.notes_slide.notes_text_frame.text = clean(text)

    def finish(self) -> None:
        """Remove the placeholders that were not filled."""
        for shape in self._unfilled.values():
            shape.element.getparent().remove(shape.element)

    @property
    def _behind(self) -> Page:
        """What the slide itself stands on."""
        return self._furniture.page

    def _fill(self, slot: Slot, paragraphs: Sequence[str]) -> Any:
        shape = self._unfilled.pop(slot.index)
        fill_text(shape.element, paragraphs)
        return shape


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.left, box.top, box.width, box.height
