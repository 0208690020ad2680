"""How a heatmap fits its box: no word of a name is broken, and a name that has no room keeps its beginning and end."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import broken, lines_needed, shorten_inside, width

SIZES = (16.0, 14.0, 13.0, 12.0)
BOLD = 1.12
"""How much wider bold text is."""
HEADING_LINES = 4
"""How many lines a column's name may take where it stands level."""
_NAMES, _UPRIGHT, _LOW, _HIGH = 0.45, 0.35, 0.22, 0.5
"""The share of the width that names of rows may take, and of the height that names of columns may take upright: with
rows that are whole, with more of them, and where they would be cut else."""
_BESIDE, _ABOVE, _CELL = 0.11, 0.055, 0.05
"""Inches around a name, above it, and beside a number."""
_AIR = 0.3
"""How much higher than its text a row may be, in inches."""


@dataclass(frozen=True)
class Laid:
    """Names as they are written (those that stand upright with their breaks of lines), sizes in EMU, and how many rows
    have no room."""

    size: float
    columns: list[str]
    rows: list[str]
    first: int
    each: int
    head: int
    height: int
    upright: bool
    left_out: int


@dataclass(frozen=True)
class _Way:
    """A text size, whether the columns' names stand upright, how many lines a row's name may take, and how much of the
    height those upright."""

    size: float
    upright: bool
    lines: int
    high: float = _UPRIGHT


def laid_out(columns: Sequence[str], rows: Sequence[str], values: Sequence[str], box: Box, style: Style) -> Laid:
    """The largest text at which all of it fits with names that stand level; else names upright, else names that are
    cut in their middle, else fewer rows."""
    level, upright = (
        [_Way(style.points(size), turned, lines) for size in SIZES for lines in (1, 2)] for turned in (False, True)
    )
    tried = [_laid(way, columns, rows, values, box, style) for way in (*level, *upright)]
    cut = [_Way(style.points(SIZES[-1]), True, lines, high) for high in (_UPRIGHT, _LOW) for lines in (2, 1)]
    high = [_Way(style.points(size), True, lines, _HIGH) for size in SIZES for lines in (1, 2)]
    whole = [_laid(way, columns, rows, values, box, style) for way in high]
    found = [*filter(None, (*tried, *whole)), *(_forced(way, columns, rows, values, box, style) for way in cut)]
    return min(found, key=lambda laid: (laid.left_out, _cut(columns, laid)))


def _cut(columns: Sequence[str], laid: Laid) -> int:
    """How many names of columns are not whole."""
    return sum(name != said.replace("\n", " ") for name, said in zip(columns, laid.columns, strict=True))


def _laid(
    way: _Way, columns: Sequence[str], rows: Sequence[str], values: Sequence[str], box: Box, style: Style
) -> Laid | None:  # fmt: skip
    """All names whole, or None where the width does not hold them."""
    em, count = style.em(way.size), max(1, len(columns))
    need = _column(way, columns, values, style)
    first = round(_narrowest(rows, way.lines) * em) + 2 * style.inches(_BESIDE)
    if first + need * count > box.width or first > box.width * _NAMES:
        return None
    return _filled(way, list(columns), list(rows), first, box, style)


def _forced(
    way: _Way, columns: Sequence[str], rows: Sequence[str], values: Sequence[str], box: Box, style: Style
) -> Laid:  # fmt: skip
    """As much as there is room for: names of rows are cut."""
    count = max(1, len(columns))
    first = max(
        box.width // 5, min(round(box.width * _NAMES), box.width - count * _column(way, columns, values, style))
    )
    ems = (first - 2 * style.inches(_BESIDE)) / style.em(way.size)
    return _filled(way, list(columns), [shorten_inside(name, ems, way.lines) for name in rows], first, box, style)


def _column(way: _Way, columns: Sequence[str], values: Sequence[str], style: Style) -> int:
    """The least width of a column."""
    em = style.em(way.size)
    words = [width(word) * BOLD for name in columns for word in name.split(" ")]
    head = line_height(way.size) * 1.1 if way.upright else max(words, default=0.0) * em
    return round(max(head, max(map(width, values), default=0.0) * em)) + 2 * style.inches(_CELL)


def _narrowest(names: Sequence[str], lines: int) -> float:
    """The ems at which every name takes so many lines at most, none of its words broken."""
    low = max((width(word) for name in names for word in name.split(" ")), default=0.0)
    high = max(map(width, names), default=0.0)
    while high - low > 0.1:
        middle = (low + high) / 2
        low, high = (low, middle) if all(lines_needed(n, middle) <= lines for n in names) else (middle, high)
    return high + 0.2


def _filled(way: _Way, columns: list[str], rows: list[str], first: int, box: Box, style: Style) -> Laid:
    """Columns share what width is left, rows what height is."""
    em, above = style.em(way.size), 2 * style.inches(_ABOVE)
    each = (box.width - first) // max(1, len(columns))
    head, named = _head(way, columns, each, box, style)
    ems = (first - 2 * style.inches(_BESIDE)) / em
    least = line_height(way.size, max((lines_needed(name, ems) for name in rows), default=1)) + above
    room, more = box.height - head, line_height(way.size, 1.5)
    shown = len(rows) if least * len(rows) <= room else max(0, (room - more) // least)
    spare = (room - (more if shown < len(rows) else 0)) // max(1, shown) - least
    height = least + max(0, min(spare, style.inches(_AIR)))
    return Laid(
        way.size, named, rows[:shown], box.width - each * len(columns), each, head, height, way.upright,
        len(rows) - shown,
    )  # fmt: skip


def _head(way: _Way, columns: list[str], each: int, box: Box, style: Style) -> tuple[int, list[str]]:
    """The height of the columns' names, and the names as they fit it."""
    em, above = style.em(way.size) * BOLD, 2 * style.inches(_ABOVE)
    if way.upright:
        lines = max(1, min(2, (each - 2 * style.inches(_CELL)) // line_height(way.size)))
        ems = min(_narrowest(columns, lines), (box.height * way.high - above) / em)
        names = ["\n".join(broken(shorten_inside(name, ems, lines), ems)) for name in columns]
        longest = max((width(line) for name in names for line in name.split("\n")), default=0.0)
        return round((longest + 0.3) * em) + above, names
    ems = (each - 2 * style.inches(_CELL)) / em
    names = [shorten_inside(name, ems, HEADING_LINES) for name in columns]
    return line_height(way.size, max((lines_needed(name, ems) for name in names), default=1)) + above, names
