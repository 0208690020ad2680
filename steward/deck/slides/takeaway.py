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
    style, size = canvas.style, canvas.style.points(_SIZE)
    ems = _ems(room, style)
    said = shorten(text, ems, _LINES)
    height = line_height(size, lines_needed(said, ems)) + 2 * style.inches(_AIR)
    above, band = room.split_bottom(height, style.inches(_GAP))
    _band(canvas, said, band, size)
    return above


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
