"""Which of the first rows of a file names its columns: titles, dates and filters may stand above it."""

from collections import Counter
from collections.abc import Collection, Sequence

from steward.warehouse.loading.invisible import heading


def header_row(rows: Sequence[Sequence[str]], sought: Collection[str]) -> int:
    """The row that names the most of what is sought; where none names any, the first that is filled like the rest.

    `sought`: names in small letters. A sheet, and what Excel saves of one, is equally wide in every row, so it is what
    is filled that tells a title."""
    named = [names_in(row, sought) for row in rows]
    return named.index(max(named)) if any(named) else _first_filled(rows)


def names_in(row: Sequence[str], sought: Collection[str]) -> int:
    """How many of the names a row holds."""
    return len({heading(field).lower() for field in row} & set(sought)) if sought else 0


def _first_filled(rows: Sequence[Sequence[str]]) -> int:
    filled = [sum(1 for field in row if field.strip()) for row in rows]
    width = max(Counter(map(_extent, rows)).items(), key=lambda item: (item[1], item[0]))[0]
    enough = 1 if width < 2 else max(2, width // 2 + 1)
    return next((number for number, count in enumerate(filled) if count >= enough), 0)


def _extent(row: Sequence[str]) -> int:
    """How far to the right it is filled."""
    return max((number for number, field in enumerate(row, 1) if field.strip()), default=0)
