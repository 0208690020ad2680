"""A heatmap as a native table: the numbers stay readable, the shade only helps the eye."""

from collections.abc import Sequence
from dataclasses import replace

from steward.deck.canvas import Canvas
from steward.deck.fitting import Fitted, fitted, padding, row_height
from steward.deck.geometry import Box
from steward.deck.grid import Cell, Rule, grid
from steward.deck.paragraphs import Look, paragraph
from steward.deck.style import SMALLEST, Style, line_height
from steward.deck.text import shorten, width
from steward.deck.theme import Colour
from steward.exhibits import Heatmap, Number

_GAP = 2.0
BOLD = 1.12
"""How much wider bold text is."""
SMALLEST_HEADING = 0.75
"""How much smaller than its numbers a column's name may be."""
HEADING_LINES = 4
"""How many lines of it at most; what is longer is cut."""


def draw_heatmap(canvas: Canvas, exhibit: Heatmap, box: Box) -> None:
    """A value in every cell, shaded by its size."""
    texts = [
        [name, *(exhibit.unit.compact(value) for value in values)]
        for name, values in zip(exhibit.rows, exhibit.values, strict=True)
    ]
    header = ["", *exhibit.columns]
    fit = fitted(header, texts, [True, *[False] * len(exhibit.columns)], box, canvas.style)
    fit = _even(replace(fit, header=header), box, canvas.style)
    canvas.table(f"heatmap:{exhibit.id}", exhibit.alt, box, _drawn(exhibit, fit, canvas.style))


def _even(fit: Fitted, box: Box, style: Style) -> Fitted:
    """Columns of one width that hold the words of their names, and rows that use the height there is."""
    count, em, beside = max(1, len(fit.widths) - 1), style.em(fit.size), padding(style)[0]
    names = round((max((width(row[0]) for row in fit.rows), default=0.0) + 1) * em) + 2 * beside
    smallest = _smallest_heading(fit, style)
    words = round(_longest_word(fit.header) * em * smallest) + 2 * beside
    each = max((box.width - min(names, box.width // 2)) // count, min(words, box.width * 4 // 5 // count))
    first, air = box.width - each * count, 2 * padding(style)[1]
    ems = [(first - 2 * beside) / em, *[(each - 2 * beside) / em] * count]
    named = [shorten(name, room / smallest, HEADING_LINES) for name, room in zip(fit.header, ems, strict=True)]
    header = row_height(named, ems, fit.size) + air
    room = box.height - header - (line_height(fit.size, 1.5) if fit.left_out else 0)
    for lines in (2, 1):
        rows = [[shorten(row[0], ems[0], lines), *row[1:]] for row in fit.rows]
        least = max((row_height(row, ems, fit.size) for row in rows), default=0) + air
        if least * len(rows) <= room:
            break
    spare = room // max(1, len(rows)) - least
    heights = [header, *[least + max(0, min(spare, style.inches(0.3)))] * len(rows)]
    return replace(fit, header=named, rows=rows, widths=[first, *[each] * count], heights=heights)


def _smallest_heading(fit: Fitted, style: Style) -> float:
    """As a share of the numbers' size, and no text too small to read."""
    return max(SMALLEST_HEADING, min(1.0, style.points(SMALLEST) / fit.size))


def _longest_word(names: Sequence[str]) -> float:
    """In ems of bold text."""
    return max((width(word) for name in names for word in name.split(" ")), default=0.0) * BOLD


def _drawn(exhibit: Heatmap, fit: Fitted, style: Style) -> str:
    beside, above = padding(style)
    margins = (beside, beside, above, above)
    room = (fit.widths[-1] - 2 * beside) / style.em(fit.size)
    heading = fit.size * max(_smallest_heading(fit, style), min(1.0, room / max(_longest_word(fit.header), 0.1)))
    muted, strong = Look(heading, style.palette.muted, True, "ctr"), Look(fit.size, style.palette.text)
    header = [Cell([paragraph(text, muted)], margins, anchor="b") for text in fit.header]
    rows = [(fit.heights[0], header)]
    for height, texts, values in zip(fit.heights[1:], fit.rows, exhibit.values, strict=False):
        name = Cell([paragraph(texts[0], strong)], margins)
        cells = (_shaded(exhibit, t, v, fit.size, style) for t, v in zip(texts[1:], values, strict=True))
        rows.append((height, [name, *cells]))
    if fit.left_out:
        more = [paragraph(f"and {fit.left_out:,} more", Look(fit.size, style.palette.muted))]
        rows.append((line_height(fit.size, 1.5), [Cell(more, margins, span=len(fit.widths))]))
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
