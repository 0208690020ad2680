"""What stands below a slide's title: the strip of figures, and the exhibits with their headings and notes."""

from collections.abc import Sequence

from steward.deck.model import Slide
from steward.deck.native import draw
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Size, line_height
from steward.deck.shapes.text import lines_needed, shorten
from steward.deck.slides.one_scale import one_scale
from steward.deck.tables.tiles import draw_figures, strips, strips_alone, strips_height
from steward.exhibits import SlideExhibit
from steward.exhibits.wording import without_presses

_LINES = 2


def draw_figures_strip(canvas: Canvas, slide: Slide, room: Box) -> Box:
    """The figures across the top of the room; the room below them."""
    if slide.subtitle:
        room = _caption_above(canvas, slide.subtitle, room)
    if not slide.figures:
        return room
    alone = not (slide.exhibits or slide.points)
    rows = strips_alone(slide.figures, room, canvas.style) if alone else strips(slide.figures, room.width, canvas.style)
    height = strips_height(rows, canvas.style)
    here, below = room.split_top(height, canvas.style.inches(0.35))
    draw_figures(canvas, rows, here)
    return below


def draw_exhibits(canvas: Canvas, slide: Slide, boxes: Sequence[Box]) -> None:
    """Each exhibit in its box, below a heading of its own unless the slide's title says the same."""
    alone = len(slide.exhibits) == 1 and slide.exhibits[0].title == slide.title
    headings = (
        0
        if alone
        else max((_heading_lines(canvas, e, b) for e, b in zip(slide.exhibits, boxes, strict=True)), default=0)
    )
    for exhibit, box in zip(one_scale(slide.exhibits), boxes, strict=True):
        if headings:
            box = _heading(canvas, exhibit, box, headings)
        draw(exhibit, canvas, _note_below(canvas, exhibit, box))


def _caption_above(canvas: Canvas, text: str, room: Box) -> Box:
    size = canvas.style.points(Size.HEADING)
    here, below = room.split_top(line_height(size), canvas.style.inches(0.15))
    line = shorten(text, room.width / canvas.style.em(size))
    canvas.text("subtitle", here, [paragraph(line, Look(size, canvas.style.palette.muted))])
    return below


def _heading_ems(canvas: Canvas, box: Box) -> float:
    return box.width / canvas.style.em(canvas.style.points(Size.HEADING) * 1.06)


def _heading_lines(canvas: Canvas, exhibit: SlideExhibit, box: Box) -> int:
    ems = _heading_ems(canvas, box)
    return lines_needed(shorten(exhibit.title, ems, _LINES), ems) if exhibit.title else 0


def _heading(canvas: Canvas, exhibit: SlideExhibit, box: Box, lines: int) -> Box:
    """The exhibit's title above it; the same height for exhibits that stand side by side."""
    size = canvas.style.points(Size.HEADING)
    here, below = box.split_top(line_height(size, lines), canvas.style.inches(0.1))
    text = shorten(exhibit.title, _heading_ems(canvas, box), _LINES)
    canvas.text(f"heading:{exhibit.id}", here, [paragraph(text, Look(size, canvas.style.palette.text, True))])
    return below


def _note_below(canvas: Canvas, exhibit: SlideExhibit, box: Box) -> Box:
    if not (note := without_presses(exhibit.note)):
        return box
    size = canvas.style.points(Size.CAPTION)
    ems = box.width / canvas.style.em(size)
    text = shorten(note, ems, _LINES)
    above, here = box.split_bottom(line_height(size, lines_needed(text, ems)), canvas.style.inches(0.06))
    canvas.text(f"note:{exhibit.id}", here, [paragraph(text, Look(size, canvas.style.palette.muted))], "b")
    return above
