"""How a table's text fits its box: column widths, text size, lines per cell, and rows left out if need be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.deck.geometry import Box
from steward.deck.style import Style, line_height
from steward.deck.text import lines_needed, shorten, width

_WIDEST = 34.0
_BLANK = 8.0
_MOST_ROWS = 60
_TRIES = ((14.0, 6), (13.0, 6), (12.0, 6), (11.0, 6), (10.0, 6), (10.0, 3), (10.0, 2))
"""Text sizes, each with the most lines a cell may take: smaller text before shorter text."""


@dataclass(frozen=True)
class Fitted:
    """A table's text as it goes into its box."""

    header: list[str]
    rows: list[list[str]]
    left_out: int
    widths: list[int]
    heights: list[int]
    """The header's height, then each row's."""
    size: float


def fitted(
    header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box, style: Style
) -> Fitted:
    """The largest text at which all of it fits; at the smallest, as many rows as fit."""
    beyond = max(0, len(rows) - _MOST_ROWS)
    for wanted, lines in _TRIES[-1:] if beyond else _TRIES:
        tried = _at(style.points(wanted), lines, header, rows[:_MOST_ROWS], wide, box, style)
        if not beyond and sum(tried.heights) <= box.height:
            return _roomier(tried, box, style)
    cut = _cut(tried, box)
    return replace(cut, left_out=cut.left_out + beyond)


def padding(style: Style) -> tuple[int, int]:
    """Space left and right of a cell's text, and above and below it."""
    return style.inches(0.09), style.inches(0.055)


def _at(
    size: float, lines: int, header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box,
    style: Style,
) -> Fitted:  # fmt: skip
    beside, above = padding(style)
    widths = _widths([header, *rows], wide, box.width, 2 * beside, style.em(size))
    ems = [(each - 2 * beside) / style.em(size) for each in widths]
    short = [[shorten(text, room, lines) for text, room in zip(row, ems, strict=True)] for row in [header, *rows]]
    heights = [row_height(row, ems, size) + 2 * above for row in short]
    return Fitted(short[0], short[1:], 0, widths, heights, size)


def _widths(table: Sequence[Sequence[str]], wide: Sequence[bool], total: int, beside: int, em: float) -> list[int]:
    """Each column's natural width if all fit (the rest to the wide ones); else long columns give way first."""
    columns = list(zip(*table, strict=True))
    natural = [min(_WIDEST, max(map(_ems, column)) * 1.1) * em + beside for column in columns]
    spare = total - sum(natural)
    if spare >= 0:
        takers = [i for i, takes in enumerate(wide) if takes] or list(range(len(natural)))
        return _exact([w + (spare / len(takers) if i in takers else 0) for i, w in enumerate(natural)], total)
    limit = _ceiling(natural, total)
    return _exact([min(each, limit) for each in natural], total)


def _ems(text: str) -> float:
    """A cell's width; an empty one wants room to write in."""
    return width(text) if text else _BLANK


def _ceiling(natural: Sequence[float], total: int) -> float:
    """The width no column may exceed so that together they fill the total."""
    left, waiting = float(total), sorted(natural)
    for index, each in enumerate(waiting):
        fair = left / (len(waiting) - index)
        if each > fair:
            return fair
        left -= each
    return waiting[-1]


def _exact(widths: Sequence[float], total: int) -> list[int]:
    whole = [int(each * total / sum(widths)) for each in widths]
    return [*whole[:-1], total - sum(whole[:-1])]


def row_height(row: Sequence[str], ems: Sequence[float], size: float) -> int:
    """The height of a row's text in columns so many ems wide."""
    lines = max(lines_needed(text, room) for text, room in zip(row, ems, strict=True))
    return line_height(size, lines)


def _roomier(tried: Fitted, box: Box, style: Style) -> Fitted:
    """Spare height becomes air between the rows, within reason."""
    spare = (box.height - sum(tried.heights)) // max(1, len(tried.rows))
    extra = min(spare, style.inches(0.45 if _to_be_filled_in(tried) else 0.26))
    header, *rows = tried.heights
    return replace(tried, heights=[header, *(each + extra for each in rows)])


def _to_be_filled_in(tried: Fitted) -> bool:
    """Whether somebody will write into cells during the meeting."""
    return any(text == "" for row in tried.rows for text in row)


def _cut(tried: Fitted, box: Box) -> Fitted:
    """The rows that fit above one last line that counts the others."""
    line = line_height(tried.size) * 2
    kept, used = 0, tried.heights[0] + line
    for height in tried.heights[1:]:
        if used + height > box.height:
            break
        kept, used = kept + 1, used + height
    rows, heights = tried.rows[:kept], tried.heights[: kept + 1]
    return Fitted(tried.header, rows, len(tried.rows) - kept, tried.widths, heights, tried.size)
