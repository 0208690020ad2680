"""A heatmap as a native table: the numbers stay readable, the shade only helps the eye."""

from dataclasses import replace

from steward.deck.canvas import Canvas
from steward.deck.fitting import Fitted, fitted, padding
from steward.deck.geometry import Box
from steward.deck.grid import Cell, Rule, grid
from steward.deck.paragraphs import Look, paragraph
from steward.deck.style import Style, line_height
from steward.deck.text import width
from steward.deck.theme import Colour
from steward.exhibits import Heatmap, Number

_GAP = 2.0


def draw_heatmap(canvas: Canvas, exhibit: Heatmap, box: Box) -> None:
    """A value in every cell, shaded by its size."""
    texts = [
        [name, *(exhibit.unit.compact(value) for value in values)]
        for name, values in zip(exhibit.rows, exhibit.values, strict=True)
    ]
    header = ["", *exhibit.columns]
    fit = fitted(header, texts, [True, *[False] * len(exhibit.columns)], box, canvas.style)
    fit = _even(fit, box, canvas.style)
    canvas.table(f"heatmap:{exhibit.id}", exhibit.alt, box, _drawn(exhibit, fit, canvas.style))


def _even(fit: Fitted, box: Box, style: Style) -> Fitted:
    """Columns of one width, and rows that use the height there is."""
    count = len(fit.widths) - 1
    longest = max(map(width, (fit.header[0], *(row[0] for row in fit.rows))), default=0.0)
    names = min(round((longest + 1) * style.em(fit.size)) + 2 * padding(style)[0], box.width // 2)
    each = (box.width - names) // max(1, count)
    fit = replace(fit, widths=[box.width - each * count, *[each] * count])
    spare = (box.height - sum(fit.heights)) // len(fit.heights)
    return replace(fit, heights=[height + max(0, min(spare, style.inches(0.3))) for height in fit.heights])


def _drawn(exhibit: Heatmap, fit: Fitted, style: Style) -> str:
    beside, above = padding(style)
    margins = (beside, beside, above, above)
    muted, strong = Look(fit.size, style.palette.muted, True, "ctr"), Look(fit.size, style.palette.text)
    header = [Cell([paragraph(text, muted)], margins, anchor="b") for text in fit.header]
    rows = [(fit.heights[0], header)]
    for height, texts, values in zip(fit.heights[1:], fit.rows, exhibit.values, strict=False):
        name = Cell([paragraph(texts[0], strong)], margins)
        cells = (_shaded(exhibit, t, v, fit.size, style) for t, v in zip(texts[1:], values, strict=True))
        rows.append((height, [name, *cells]))
    if fit.left_out:
        more = [f"and {fit.left_out:,} more", *[""] * len(exhibit.columns)]
        rows.append((line_height(fit.size, 1.5), [Cell([paragraph(text, muted)], margins) for text in more]))
    return grid(fit.widths, rows, first_column=True)


def _shaded(exhibit: Heatmap, text: str, value: Number | None, size: float, style: Style) -> Cell:
    fill, ink = (None, style.palette.muted) if value is None else _tint(exhibit, float(value), style)
    gaps = tuple(Rule(edge, style.palette.page, _GAP * style.scale) for edge in "LRTB")
    small = style.inches(0.04)
    return Cell([paragraph(text, Look(size, ink, align="ctr"))], (small,) * 4, fill, gaps)


def _tint(exhibit: Heatmap, value: float, style: Style) -> tuple[Colour, Colour]:
    known = [float(each) for row in exhibit.values for each in row if each is not None]
    low, high = min(known), max(known)
    share = (value - low) / (high - low) if high > low else 0.5
    return style.palette.tints[min(4, int(share * 5))]
