"""Tables of pages cut to what a slide can show."""

from collections.abc import Sequence
from dataclasses import replace

from steward.exhibits import Cell, Column, Table

MOST_ROWS = 8


def first_rows(table: Table, *, keep_last: bool = False) -> Table:
    """As many rows as a slide can hold, with the last where it is the sum; the note says of how many."""
    more = len(table.rows) - MOST_ROWS - keep_last
    if more <= 0:
        return replace(table, note="")
    places = [*range(MOST_ROWS), *([len(table.rows) - 1] if keep_last else [])]
    return replace(
        table,
        rows=tuple(table.rows[one] for one in places),
        keys=tuple(table.keys[one] for one in places) if table.keys else (),
        note=f"The first {MOST_ROWS} of {len(table.rows) - keep_last:,} are shown.",
    )


def with_columns(table: Table, names: Sequence[str]) -> Table:
    """The first column and those of these names, in their order."""
    places = [0, *(place for place, one in enumerate(table.columns) if place and one.name in names)]
    columns: tuple[Column, ...] = tuple(table.columns[one] for one in places)
    rows: tuple[tuple[Cell, ...], ...] = tuple(tuple(row[one] for one in places) for row in table.rows)
    return replace(table, columns=columns, rows=rows)
