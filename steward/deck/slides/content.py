"""What stands below a slide's title: the strip of figures, and the exhibits with their headings and notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.model import Slide
from steward.deck.native import draw
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Size, Style, line_height
from steward.deck.shapes.text import lines_needed, shorten
from steward.deck.slides.arrange import is_wide
from steward.deck.slides.low_charts import is_chart, is_low
from steward.deck.slides.one_scale import one_scale
from steward.deck.slides.points import points_height
from steward.deck.tables.tiles import Strip, draw_figures, strips, strips_alone, strips_beside, strips_height
from steward.exhibits import SlideExhibit
from steward.exhibits.wording import without_presses

_LINES, _HEADING_LINES, _NOTE_LINES = 2, 3, 4
_BESIDE, _HEADED, _LITTLE = 0.36, 3, 0.3
"""The share of the width that figures take beside a chart; lines of its heading and its note; the share of the height
that sentences below figures take at most to be little."""


@dataclass(frozen=True)
class Frame:
    """Where an exhibit is drawn, and its heading above and its note below where it has them."""

    exhibit: SlideExhibit
    box: Box
    heading: Box | None = None
    note: Box | None = None


def draw_figures_strip(canvas: Canvas, slide: Slide, room: Box) -> Box:
    """The figures across the top of the room; the room below them."""
    if slide.subtitle:
        caption, _ = _caption(slide.subtitle, room, canvas.style)
        line = shorten(slide.subtitle, _caption_ems(room, canvas.style), _LINES)
        look = Look(canvas.style.points(Size.HEADING), canvas.style.palette.muted)
        canvas.text("subtitle", caption, [paragraph(line, look)])
    rows, here, below = _strip(slide, room, canvas.style)
    if rows:
        draw_figures(canvas, rows, here)
    return below


def below_figures(slide: Slide, room: Box, style: Style) -> Box:
    """The room that caption and figures leave."""
    return _strip(slide, room, style)[2]


def frames(slide: Slide, boxes: Sequence[Box], style: Style) -> list[Frame]:
    """Each exhibit below a heading of its own, unless the slide's title says the same; headings are equally high."""
    alone = len(slide.exhibits) == 1 and slide.exhibits[0].title == slide.title
    pairs = list(zip(slide.exhibits, boxes, strict=True))
    lines = 0 if alone else max((_heading_lines(exhibit, box, style) for exhibit, box in pairs), default=0)
    return [_frame(exhibit, box, lines, style) for exhibit, box in pairs]


def draw_exhibits(canvas: Canvas, slide: Slide, boxes: Sequence[Box]) -> None:
    """Each exhibit in its box, with its heading and its note."""
    style = canvas.style
    for frame, shown in zip(frames(slide, boxes, style), one_scale(slide.exhibits), strict=True):
        if frame.heading:
            size, key = style.points(Size.HEADING), f"heading:{frame.exhibit.id}"
            text = shorten(frame.exhibit.title, _heading_ems(frame.heading, style), _HEADING_LINES)
            canvas.text(key, frame.heading, [paragraph(text, Look(size, style.palette.text, True))])
        if frame.note:
            size, key = style.points(Size.CAPTION), f"note:{frame.exhibit.id}"
            said = _note(frame.exhibit, frame.note, style)
            canvas.text(key, frame.note, [paragraph(said, Look(size, style.palette.muted))], "b")
        draw(shown, canvas, frame.box)


def _caption(text: str, room: Box, style: Style) -> tuple[Box, Box]:
    ems = _caption_ems(room, style)
    lines = lines_needed(shorten(text, ems, _LINES), ems)
    return room.split_top(line_height(style.points(Size.HEADING), lines), style.inches(0.15))


def _caption_ems(room: Box, style: Style) -> float:
    return room.width / style.em(style.points(Size.HEADING))


def _strip(slide: Slide, room: Box, style: Style) -> tuple[Sequence[Strip], Box, Box]:
    """The strips of figures, where they stand, and the room below."""
    if slide.subtitle:
        _, room = _caption(slide.subtitle, room, style)
    if not slide.figures:
        return (), room, room
    rows = _rows_of_figures(slide, room, style)
    here, below = room.split_top(strips_height(rows, style), style.inches(0.35))
    if _chart_alone(slide) and is_wide(room) and is_low(below, style, _HEADED):
        beside, right = room.split_left(_BESIDE, style.inches(0.4))
        tiles = strips_beside(slide.figures, beside, style)
        if tiles:
            return tiles, beside, right
    return rows, here, below


def _rows_of_figures(slide: Slide, room: Box, style: Style) -> Sequence[Strip]:
    """Large where there is little besides: they would else leave the slide half white."""
    said = points_height(slide.points, room.width, style.points(Size.POINTS), style) if slide.points else 0
    if slide.exhibits or said > room.height * _LITTLE:
        return strips(slide.figures, room.width, style)
    above, _ = room.split_bottom(said, style.inches(0.35) if said else 0)
    return strips_alone(slide.figures, above, style)


def _chart_alone(slide: Slide) -> bool:
    """Whether below its figures a chart is the only exhibit."""
    return len(slide.exhibits) == 1 and is_chart(slide.exhibits[0])


def _heading_ems(box: Box, style: Style) -> float:
    return box.width / style.em(style.points(Size.HEADING) * 1.06)


def _heading_lines(exhibit: SlideExhibit, box: Box, style: Style) -> int:
    ems = _heading_ems(box, style)
    return lines_needed(shorten(exhibit.title, ems, _HEADING_LINES), ems) if exhibit.title else 0


def _frame(exhibit: SlideExhibit, box: Box, lines: int, style: Style) -> Frame:
    heading = note = None
    if lines:
        heading, box = box.split_top(line_height(style.points(Size.HEADING), lines), style.inches(0.1))
    if said := _note(exhibit, box, style):
        size = style.points(Size.CAPTION)
        high = line_height(size, lines_needed(said, box.width / style.em(size)))
        box, note = box.split_bottom(high, style.inches(0.06))
    return Frame(exhibit, box, heading, note)


def _note(exhibit: SlideExhibit, box: Box, style: Style) -> str:
    ems = box.width / style.em(style.points(Size.CAPTION))
    return shorten(without_presses(exhibit.note), ems, _NOTE_LINES) if exhibit.note else ""
