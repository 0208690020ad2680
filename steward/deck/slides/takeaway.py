"""What a slide's figures mean, in one line across its foot."""

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.grid import Cell, Rule, grid
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import lines_needed, shorten

_SIZE, _LINES, _AIR, _GAP, _MARGIN = 15.0, 2, 0.09, 0.2, 0.16


def draw_takeaway(canvas: Canvas, text: str, room: Box) -> Box:
    """The line in a tinted band at the foot of the room; the room above it."""
    if not text:
        return room
    above, band = _split(text, room, canvas.style)
    _band(canvas, shorten(text, _ems(room, canvas.style), _LINES), band, canvas.style.points(_SIZE))
    return above


def above_takeaway(text: str, room: Box, style: Style) -> Box:
    """The room that the line leaves."""
    return _split(text, room, style)[0] if text else room


def _split(text: str, room: Box, style: Style) -> tuple[Box, Box]:
    ems = _ems(room, style)
    lines = lines_needed(shorten(text, ems, _LINES), ems)
    height = line_height(style.points(_SIZE), lines) + 2 * style.inches(_AIR)
    return room.split_bottom(height, style.inches(_GAP))


def _ems(room: Box, style: Style) -> float:
    return (room.width - 2 * style.inches(_MARGIN)) / style.em(style.points(_SIZE) * 1.06)


def _band(canvas: Canvas, said: str, band: Box, size: float) -> None:
    """A table of one cell: text and tint stay together when somebody moves it."""
    style, palette = canvas.style, canvas.style.palette
    margins = (style.inches(_MARGIN), style.inches(_AIR) // 2, style.inches(_MARGIN), style.inches(_AIR) // 2)
    edge = Rule("L", palette.accents[0], 4 * style.scale)
    cell = Cell(
        [paragraph(said, Look(size, palette.text, True))], margins, rules=(edge,), anchor="ctr", fill=palette.faint
    )
    canvas.table("so what", said, band, grid([band.width], [(band.height, [cell])]))
