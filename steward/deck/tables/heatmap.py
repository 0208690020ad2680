"""A heatmap as a native table: the numbers stay readable, the shade only helps the eye."""

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.grid import Cell, Rule, grid
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import clean
from steward.deck.tables.fitting import padding
from steward.deck.tables.heatmap_fit import Laid, laid_out
from steward.deck.theme.theme import Colour
from steward.exhibits import Heatmap, Number

_GAP = 2.0


def draw_heatmap(canvas: Canvas, exhibit: Heatmap, box: Box) -> None:
    """A value in every cell, shaded by its size."""
    laid = _laid(exhibit, box, canvas.style)
    canvas.table(f"heatmap:{exhibit.id}", exhibit.alt, box, _drawn(exhibit, laid, canvas.style))


def heatmap_whole(exhibit: Heatmap, box: Box, style: Style, *, unbroken: bool = True) -> bool:
    """Whether every row is there; `unbroken`: and no name is cut."""
    laid = _laid(exhibit, box, style)
    columns = [name.replace("\n", " ") for name in laid.columns]
    cut = (*columns, *laid.rows) != (*map(clean, exhibit.columns), *map(clean, exhibit.rows))
    return not laid.left_out and not (unbroken and cut)


def _laid(exhibit: Heatmap, box: Box, style: Style) -> Laid:
    values = [exhibit.unit.compact(value) for row in exhibit.values for value in row]
    return laid_out(exhibit.columns, exhibit.rows, values, box, style)


def _drawn(exhibit: Heatmap, laid: Laid, style: Style) -> str:
    beside, above = padding(style)
    margins = (beside, beside, above, above)
    heading, strong = Look(laid.size, style.palette.muted, True, "ctr"), Look(laid.size, style.palette.text)
    small = (style.inches(0.04),) * 4
    header = [Cell([paragraph("", heading)], margins)]
    header += [
        Cell(
            [paragraph(line, heading) for line in name.split("\n")],
            small,
            anchor="ctr" if laid.upright else "b",
            upright=laid.upright,
        )
        for name in laid.columns
    ]
    rows = [(laid.head, header)]
    for name, values in zip(laid.rows, exhibit.values, strict=False):
        cells = (_shaded(exhibit, value, laid.size, style) for value in values)
        rows.append((laid.height, [Cell([paragraph(name, strong)], margins), *cells]))
    widths = [laid.first, *[laid.each] * len(laid.columns)]
    if laid.left_out:
        more = [paragraph(f"and {laid.left_out:,} more", Look(laid.size, style.palette.muted))]
        rows.append((line_height(laid.size, 1.5), [Cell(more, margins, span=len(widths))]))
    return grid(widths, rows, first_column=True)


def _shaded(exhibit: Heatmap, value: Number | None, size: float, style: Style) -> Cell:
    fill, ink = (None, style.palette.muted) if value is None else tint(exhibit, float(value), style)
    gaps = tuple(Rule(edge, style.palette.page, _GAP * style.scale) for edge in "LRTB")
    small = style.inches(0.04)
    said = paragraph(exhibit.unit.compact(value), Look(size, ink, align="ctr"))
    return Cell([said], (small,) * 4, fill, gaps)


def tint(exhibit: Heatmap, value: float, style: Style) -> tuple[Colour, Colour]:
    """The fill and the ink of a value, by where it lies in the span of its heatmap, else between its ends."""
    known = [float(each) for row in exhibit.values for each in row if each is not None]
    low, high = map(float, exhibit.span or (min(known), max(known)))
    share = (value - low) / (high - low) if high > low else 0.5
    return style.palette.tints[max(0, min(4, int(share * 5)))]
