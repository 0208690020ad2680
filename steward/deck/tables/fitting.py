"""How a table's text fits its box: column widths, text size, lines per cell, and rows left out if need be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import clean, lines_needed, shorten, width
from steward.exhibits.wording import with_whole_days

_WORDS = re.compile(r" |(?<=-)(?=[^\W\d])")
"""Lines are broken there: between words, and behind a hyphen."""
_WIDEST = 34.0
_SLACK = 1.1
_HALVINGS = 30
_BLANK = 8.0
_MOST_ROWS = 60
_LARGER, _LARGE = (24.0, 22.0, 20.0), (18.0, 16.0)
"""Text sizes of a table that has one or two rows, or few, as long as all of it is there in a few lines a cell: so many
rows are several, so many few; lines of few and of one or two."""
_SEVERAL, _FEW_ROWS, _FEW_LINES, _MORE_LINES = 3, 8, 3, 5
_A_FEW_WORDS = 9.0
"""In ems: what is no longer than a day or a name is not broken for the sake of larger text."""
_TRIES = ((14.0, 6), (13.0, 6), (12.0, 6), (12.0, 12), (12.0, 3), (12.0, 2))
"""Text sizes, each with the most lines a cell may take: smaller text before shorter text, less air before that."""
_WHOLE, _MANY_LINES = (14.0, 13.0, 12.0), 12
"""Text sizes in which a cell that would be cut takes so many lines instead."""
_AIR, _AIR_TO_WRITE = {1: 1.4, 2: 1.2, 3: 0.65, 4: 0.5}, 0.6
"""How much higher than its text a row may be, in inches: by how many rows there are, and where one is written in."""
_FILLED, _HIGHEST, _HIGH = 0.86, {1: 3.4, 2: 2.2}, 2.0
"""The share of its box that a table fills which has to; the highest of one row, of two, and of any, in inches."""
_AIR_OF_MANY, _TIGHT = 0.4, 0.025


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
    above: int = 0
    """Space above and below a cell's text."""


def fitted(
    header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box, style: Style
) -> Fitted:
    """The largest text at which all of it fits; at the smallest, as many rows as fit."""
    return _fitted(tuple(header), tuple(map(tuple, rows)), tuple(wide), box, style)


@lru_cache(maxsize=128)
def _fitted(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], wide: tuple[bool, ...], box: Box, style: Style
) -> Fitted:  # fmt: skip
    """A slide is laid out before it is drawn: worked out once for both."""
    beyond = max(0, len(rows) - _MOST_ROWS)
    if large := _large(header, rows, wide, box, style):
        return roomier(large, box, style)
    usual = _usual(header, rows, wide, box, style, beyond)
    if _is_whole(usual, header, rows):
        return usual
    return _of_many_lines(header, rows, wide, box, style) or usual


def _usual(
    header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box, style: Style, beyond: int
) -> Fitted:
    """In few lines a cell."""
    for wanted, lines in _TRIES[-1:] if beyond else _TRIES:
        tried = fitted_at(style.points(wanted), lines, header, rows[:_MOST_ROWS], wide, box, style)
        for each in (tried, _tighter(tried, style)) if wanted == _TRIES[-1][0] else (tried,):
            if not beyond and sum(each.heights) <= box.height:
                return roomier(each, box, style)
    cut = _cut(_tighter(tried, style), box)
    return replace(cut, left_out=cut.left_out + beyond)


def _of_many_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box, style: Style
) -> Fitted | None:
    """All of a table with a cell that says much, however few rows stand beside it; None where it has no room."""
    for wanted in _WHOLE if len(rows) <= _MOST_ROWS else ():
        tried = fitted_at(style.points(wanted), _MANY_LINES, header, rows, wide, box, style)
        if sum(tried.heights) <= box.height and _is_whole(tried, header, rows):
            return roomier(tried, box, style)
    return None


def _is_whole(tried: Fitted, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether nothing is cut or left out."""
    return not tried.left_out and [tried.header, *tried.rows] == [[clean(text) for text in r] for r in (header, *rows)]


def _tighter(tried: Fitted, style: Style) -> Fitted:
    """Less space above and below: before a row is left out."""
    above = style.inches(_TIGHT)
    less = 2 * (tried.above - above)
    return replace(tried, above=above, heights=[height - less for height in tried.heights])


def _large(
    header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box, style: Style
) -> Fitted | None:
    """A table of few rows in larger text, where nothing of it is cut for that."""
    if len(rows) > _FEW_ROWS:
        return None
    sizes, lines = ((*_LARGER, *_LARGE), _MORE_LINES) if len(rows) < _SEVERAL else (_LARGE, _FEW_LINES)
    for wanted in sizes:
        tried = fitted_at(style.points(wanted), lines, header, rows, wide, box, style)
        if (
            _is_whole(tried, header, rows)
            and sum(tried.heights) <= box.height
            and not _breaks_a_few_words(tried, style)
        ):
            return tried
    return None


def _breaks_a_few_words(tried: Fitted, style: Style) -> bool:
    rooms = [(wide - 2 * padding(style)[0]) / style.em(tried.size) for wide in tried.widths]
    cells = (cell for row in [tried.header, *tried.rows] for cell in zip(row, rooms, strict=True))
    return any(width(text) <= _A_FEW_WORDS and lines_needed(text, room) > 1 for text, room in cells)


def breaks_words(tried: Fitted, style: Style) -> bool:
    """Whether a word, or a number with its unit, is wider than its column."""
    rooms = [(wide - 2 * padding(style)[0]) / style.em(tried.size) for wide in tried.widths]
    cells = (cell for row in [tried.header, *tried.rows] for cell in zip(row, rooms, strict=True))
    return any(_longest_word(text) > room for text, room in cells)


def padding(style: Style) -> tuple[int, int]:
    """Space left and right of a cell's text, and above and below it."""
    return style.inches(0.11), style.inches(0.055)


def fitted_at(
    size: float, lines: int, header: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[bool], box: Box,
    style: Style,
) -> Fitted:  # fmt: skip
    """The text at one size, each cell in so many lines at most, in the columns that make the table lowest."""
    beside, _ = padding(style)
    ways = _ways([header, *rows], wide, box.width, 2 * beside, style.em(size))
    tried = [_in_columns(widths, size, lines, header, rows, style) for widths in ways]
    return min(tried, key=lambda each: (_shortened(each, header, rows), sum(each.heights)))


def _shortened(tried: Fitted, header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many cells are not whole."""
    pairs = zip([tried.header, *tried.rows], [header, *rows], strict=True)
    return sum(said != clean(text) for row, whole in pairs for said, text in zip(row, whole, strict=True))


def _in_columns(
    widths: list[int], size: float, lines: int, header: Sequence[str], rows: Sequence[Sequence[str]], style: Style
) -> Fitted:  # fmt: skip
    beside, above = padding(style)
    ems = [(each - 2 * beside) / style.em(size) for each in widths]
    short = [[shorten(text, room, lines) for text, room in zip(row, ems, strict=True)] for row in [header, *rows]]
    heights = [row_height(row, ems, size) + 2 * above for row in short]
    return Fitted(short[0], short[1:], 0, widths, heights, size, above)


def _ways(table: Sequence[Sequence[str]], wide: Sequence[bool], total: int, beside: int, em: float) -> list[list[int]]:
    """Each column's natural width if all fit (the rest to the wide ones); else long columns give way first, or all give
    way by what they have, as long as their longest words stay whole."""
    columns = list(zip(*table, strict=True))
    natural = [min(_WIDEST, max(map(_ems, column)) * _SLACK) * em + beside for column in columns]
    spare = total - sum(natural)
    if spare >= 0:
        takers = [i for i, takes in enumerate(wide) if takes] or list(range(len(natural)))
        return [_exact([w + (spare / len(takers) if i in takers else 0) for i, w in enumerate(natural)], total)]
    words = [
        min(n, max(map(_longest_word, column)) * _SLACK * em + beside)
        for n, column in zip(natural, columns, strict=True)
    ]
    if sum(words) > total:
        return [_exact(_given_way(natural, [0.0] * len(natural), total), total)]
    share = (total - sum(words)) / (sum(natural) - sum(words))
    by_need = [least + (most - least) * share for least, most in zip(words, natural, strict=True)]
    return [_exact(each, total) for each in (_given_way(natural, words, total), by_need)]


def _ems(text: str) -> float:
    """A cell's width; an empty one wants room to write in."""
    return width(text) if text else _BLANK


def _longest_word(text: str) -> float:
    return max(map(width, _WORDS.split(with_whole_days(text))))


def _given_way(natural: Sequence[float], least: Sequence[float], total: int) -> list[float]:
    """The widths under one limit that together fill the total, none below its least."""
    low, high = 0.0, max(natural)
    for _ in range(_HALVINGS):
        limit = (low + high) / 2
        wide = sum(max(floor, min(each, limit)) for each, floor in zip(natural, least, strict=True))
        low, high = (limit, high) if wide < total else (low, limit)
    return [max(floor, min(each, high)) for each, floor in zip(natural, least, strict=True)]


def _exact(widths: Sequence[float], total: int) -> list[int]:
    whole = [int(each * total / sum(widths)) for each in widths]
    return [*whole[:-1], total - sum(whole[:-1])]


def row_height(row: Sequence[str], ems: Sequence[float], size: float) -> int:
    """The height of a row's text in columns so many ems wide."""
    lines = max(lines_needed(text, room) for text, room in zip(row, ems, strict=True))
    return line_height(size, lines)


def text_heights(tried: Fitted, style: Style) -> int:
    """The height of all rows without the air that fills their box."""
    beside, _ = padding(style)
    ems = [(each - 2 * beside) / style.em(tried.size) for each in tried.widths]
    return sum(row_height(row, ems, tried.size) + 2 * tried.above for row in (tried.header, *tried.rows))


def roomier(tried: Fitted, box: Box, style: Style) -> Fitted:
    """Spare height becomes air between the rows, within reason."""
    spare = (box.height - sum(tried.heights)) // max(1, len(tried.rows))
    air = _AIR.get(len(tried.rows), _AIR_OF_MANY)
    extra = min(spare, style.inches(max(air, _AIR_TO_WRITE) if _to_be_filled_in(tried) else air))
    header, *rows = tried.heights
    return replace(tried, heights=[header, *(each + extra for each in rows)])


def filling(tried: Fitted, box: Box, style: Style) -> Fitted:
    """The rows as high as it takes to fill most of the box, none so high that its words are lost in it."""
    spare = round(box.height * _FILLED) - sum(tried.heights)
    count = max(1, len(tried.rows))
    most = style.inches(_HIGHEST.get(count, _HIGH))
    header, *rows = tried.heights
    return replace(tried, heights=[header, *(max(each, min(each + max(0, spare) // count, most)) for each in rows)])


def _to_be_filled_in(tried: Fitted) -> bool:
    """Whether somebody will write into cells during the meeting."""
    return any(text == "" for row in tried.rows for text in row)


def _cut(tried: Fitted, box: Box) -> Fitted:
    """The rows that fit above one last line that counts the others."""
    line = line_height(tried.size, 1.5)
    kept, used = 0, tried.heights[0] + line
    for height in tried.heights[1:]:
        if used + height > box.height:
            break
        kept, used = kept + 1, used + height
    rows, heights = tried.rows[:kept], tried.heights[: kept + 1]
    return replace(tried, rows=rows, left_out=len(tried.rows) - kept, heights=heights)
