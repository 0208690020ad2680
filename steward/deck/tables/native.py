"""Tables and heatmaps as native tables."""

from collections.abc import Sequence
from dataclasses import replace

from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.grid import Cell, Rule, grid
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import clean
from steward.deck.tables.fitting import Fitted, breaks_words, filling, fitted, padding
from steward.deck.tables.records import TURNED_COLUMNS, Records, records
from steward.deck.theme.palette import Palette, of_mood
from steward.deck.theme.theme import Colour
from steward.exhibits import Column, Mood, Number, Table, TableLook
from steward.exhibits.states import marked, mood_of, unmarked

_SPARKS = "▁▂▃▄▅▆▇█"


_AFAR, _APART = 6.0, 4.0
"""How wide the edge of a row is that says how it stands, and the gap between what is counted through, in points."""

_FEW = 4


def draw_table(canvas: Canvas, exhibit: Table, box: Box) -> None:
    """A table that fits its box, its numbers to the right; one of a row or two turned where that fills the box."""
    rows, fit = _fitted(exhibit, box, canvas.style)
    if turned := _records(exhibit, rows, fit, box, canvas.style):
        drawn = _turned(turned.fit, exhibit, canvas.style)
    else:
        drawn = _drawn(fit, exhibit, canvas.style)
    canvas.table(f"table:{exhibit.id}", exhibit.alt, box, drawn)


def natural_height(exhibit: Table, box: Box, style: Style) -> int:
    """How much of the box the table would take."""
    rows, fit = _fitted(exhibit, box, style)
    if turned := _records(exhibit, rows, fit, box, style):
        return turned.height
    return sum(fit.heights) + (line_height(fit.size, 2) if fit.left_out else 0)


def table_whole(exhibit: Table, box: Box, style: Style, *, unbroken: bool = True) -> bool:
    """Whether every row is there with all its words; `unbroken`: and none of them is wider than its column."""
    rows, fit = _fitted(exhibit, box, style)
    whole = [[clean(text) for text in row] for row in (_header(exhibit), *rows)]
    if _records(exhibit, rows, fit, box, style) is not None:
        return True
    return [fit.header, *fit.rows] == whole and not (unbroken and breaks_words(fit, style))


def _fitted(exhibit: Table, box: Box, style: Style) -> tuple[list[list[str]], Fitted]:
    """The cells as they are written, and how they fit upright."""
    rows = [[*map(_shown, row, text, exhibit.columns)] for row, text in zip(exhibit.rows, exhibit.text(), strict=True)]
    wide = [column.wide for column in exhibit.columns]
    if exhibit.look is TableLook.ASKS:
        rows = [[str(number), *row] for number, row in enumerate(rows, start=exhibit.first)]
        wide = [False, *wide]
    fit = fitted(_header(exhibit), rows, wide, box, style)
    return rows, filling(fit, box, style) if _has_to_fill(exhibit) else fit


def _has_to_fill(exhibit: Table) -> bool:
    """What is drawn as more than rows, and what has so little to tell that it would else leave its slide white."""
    return exhibit.look is not TableLook.PLAIN or (len(exhibit.rows) <= _FEW and len(exhibit.columns) < TURNED_COLUMNS)


def _header(exhibit: Table) -> list[str]:
    """The names of the columns; what is counted through has its number before them."""
    return [*(["#"] if exhibit.look is TableLook.ASKS else []), *(column.name for column in exhibit.columns)]


def _records(exhibit: Table, rows: Sequence[Sequence[str]], fit: Fitted, box: Box, style: Style) -> Records | None:
    """A plain table turned, where that fills the box."""
    return records(exhibit, rows, fit, box, style) if exhibit.look is TableLook.PLAIN else None


def _turned(fit: Fitted, exhibit: Table, style: Style) -> str:
    """A column for each row, headed by what it is called; what is told of them stands at the left."""
    palette, beside = style.palette, padding(style)[0]
    margins = (beside, beside, fit.above, fit.above)
    head, line = Rule("B", palette.accents[0], 1.5 * style.scale), Rule("B", palette.faint, 0.75 * style.scale)
    quiet, named = Look(fit.size, palette.muted, True), Look(fit.size, palette.text, True)

    def row(texts: Sequence[str], looks: Sequence[Look], rule: Rule) -> list[Cell]:
        pairs = zip(texts, [quiet, *looks], strict=True)
        return [Cell([paragraph(text, look)], margins, rules=(rule,)) for text, look in pairs]

    rows = [(fit.heights[0], row(fit.header, [named for _ in fit.header[1:]], head))]
    for height, texts, column in zip(fit.heights[1:], fit.rows, exhibit.columns[1:], strict=True):
        looks = [_look(text, column, fit.size, palette) for text in texts[1:]]
        rows.append((height, row(texts, looks, line)))
    return grid(fit.widths, rows, first_column=True)


def _shown(cell: object, text: str, column: Column) -> str:
    if isinstance(cell, tuple):
        return _spark(cell)
    return marked(text) if column.state and cell else text


def _spark(values: tuple[Number | None, ...]) -> str:
    """A small line of the values, as characters that anybody can copy."""
    known = [float(value) for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    span = (high - low) or 1.0
    return "".join(" " if v is None else _SPARKS[round((float(v) - low) / span * 7)] for v in values)


def _side(exhibit: Table, index: int) -> str:
    """Numbers stand on the right."""
    column = exhibit.columns[index]
    numbers = [row[index] for row in exhibit.rows if row[index] is not None]
    return "r" if column.unit or (numbers and all(isinstance(each, Number) for each in numbers)) else "l"


def _drawn(fit: Fitted, exhibit: Table, style: Style) -> str:
    palette, beside = style.palette, padding(style)[0]
    asks = exhibit.look is TableLook.ASKS
    columns = (*([Column("#")] if asks else []), *exhibit.columns)
    sides = [*(["ctr"] if asks else []), *(_side(exhibit, index) for index in range(len(exhibit.columns)))]
    margins = (beside, beside, fit.above, fit.above)
    head, line = Rule("B", palette.accents[0], 1.5 * style.scale), Rule("B", palette.faint, 0.75 * style.scale)
    rows = [(fit.heights[0], _row(fit.header, sides, Look(fit.size, palette.muted, True), margins, head, "b"))]
    for height, row in zip(fit.heights[1:], fit.rows, strict=True):
        cells = _cells(row, columns, sides, fit.size, palette, margins, line)
        rows.append((height, _LOOKS[exhibit.look](cells, row, exhibit, fit.size, style)))
    if fit.left_out:
        more = [paragraph(f"and {fit.left_out:,} more", Look(fit.size, palette.muted))]
        rows.append((line_height(fit.size, 1.5), [Cell(more, margins, rules=(line,), span=len(fit.widths))]))
    return grid(fit.widths, rows)


def _cells(
    row: Sequence[str], columns: Sequence[Column], sides: Sequence[str], size: float, palette: Palette,
    margins: tuple[int, int, int, int], rule: Rule,
) -> list[Cell]:  # fmt: skip
    """A row's cells; a state in the colour of what it says."""
    found = []
    for text, column, side in zip(row, columns, sides, strict=True):
        found.append(Cell([paragraph(text, _look(text, column, size, palette, side))], margins, rules=(rule,)))
    return found


def _as_summary(cells: list[Cell], row: Sequence[str], exhibit: Table, size: float, style: Style) -> list[Cell]:
    """How it stands as an edge at its left, and what it is about in bold."""
    state = next((text for text, column in zip(row, exhibit.columns, strict=True) if column.state), "")
    edge = Rule("L", _edge(style.palette, _mood(state)), _AFAR * style.scale)
    named = [paragraph(row[0], Look(size, style.palette.text, True))]
    return [replace(cells[0], paragraphs=named, rules=(*cells[0].rules, edge)), *cells[1:]]


def _edge(palette: Palette, mood: Mood | None) -> Colour:
    fills = palette.fills
    return {Mood.GOOD: fills.good, Mood.WATCH: fills.watch, Mood.BAD: fills.bad}.get(
        mood or Mood.NEUTRAL, palette.neutral
    )


def _as_asks(cells: list[Cell], row: Sequence[str], exhibit: Table, size: float, style: Style) -> list[Cell]:
    """Its number on a plate of its own, and what is to be decided in bold."""
    palette = style.palette
    plate, ink = palette.tints[-1]
    number = [paragraph(row[0], Look(size, ink, True, "ctr"))]
    apart = Rule("B", palette.page, _APART * style.scale)
    asked = [paragraph(row[1], Look(size, palette.text, True))]
    counted = replace(cells[0], paragraphs=number, fill=plate, rules=(apart,))
    return [counted, replace(cells[1], paragraphs=asked), *cells[2:]]


def _as_rows(cells: list[Cell], row: Sequence[str], exhibit: Table, size: float, style: Style) -> list[Cell]:
    return cells


_LOOKS = {TableLook.PLAIN: _as_rows, TableLook.SUMMARY: _as_summary, TableLook.ASKS: _as_asks}


def _mood(text: str) -> Mood | None:
    """Of a state with its mark."""
    return mood_of(unmarked(text))


def _look(text: str, column: Column, size: float, palette: Palette, side: str = "") -> Look:
    mood = _mood(text) if column.state else None
    return Look(size, palette.text if mood is None else of_mood(palette, mood), column.state, side)


def _row(
    texts: Sequence[str], sides: Sequence[str], look: Look, margins: tuple[int, int, int, int], rule: Rule,
    anchor: str = "ctr",
) -> list[Cell]:  # fmt: skip
    looks = {side: Look(look.size, look.colour, look.bold, side) for side in ("l", "r", "ctr")}
    return [
        Cell([paragraph(text, looks[side])], margins, rules=(rule,), anchor=anchor)
        for text, side in zip(texts, sides, strict=True)
    ]
