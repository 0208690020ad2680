"""A table of one to three rows turned by a quarter: a column for each row, so that few words fill a slide."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style
from steward.deck.shapes.text import clean
from steward.deck.tables.fitting import Fitted, fitted_at, roomier, text_heights
from steward.exhibits import Table

MOST = 3
"""So many rows at most are turned."""
TURNED_COLUMNS = 3
_WIDEST = 0.62
"""The share of its box that a table takes at most to be one that is turned."""
_AIRY = 2
"""Of so many rows the air between them counts as white."""
_SIZES = (20.0, 18.0, 16.0, 14.0)
_LINES = 6
_NARROWEST = 2.2
"""How wide the column of a row is at least, in inches."""


@dataclass(frozen=True)
class Records:
    """The table as it goes into its box; the first column has the names of what is told, the others a row each."""

    fit: Fitted

    @property
    def height(self) -> int:
        """Of all of it."""
        return sum(self.fit.heights)


def records(exhibit: Table, rows: Sequence[Sequence[str]], upright: Fitted, box: Box, style: Style) -> Records | None:
    """The table turned, where it would else be mostly white and nothing of it is cut for that; never under two heads
    that are alike."""
    if not 1 <= len(rows) <= MOST or len(exhibit.columns) < TURNED_COLUMNS or upright.left_out:
        return None
    if len({row[0] for row in rows}) < len(rows):
        return None
    high = sum(upright.heights) if len(rows) > _AIRY else text_heights(upright, style)
    if high > box.height * _WIDEST:
        return None
    if box.width < style.inches(_NARROWEST) * (len(rows) + 2):
        return None
    header, *lines = zip([column.name for column in exhibit.columns], *rows, strict=True)
    wide = [False, *(True for _ in rows)]
    whole = [[clean(text) for text in line] for line in (header, *lines)]
    for points in _SIZES:
        tried = fitted_at(style.points(points), _LINES, header, lines, wide, box, style)
        if [tried.header, *tried.rows] == whole and sum(tried.heights) <= box.height:
            airy = Records(roomier(tried, box, style))
            return airy if airy.height > high else None
    return None
