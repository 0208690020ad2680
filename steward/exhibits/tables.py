"""Tables to read row by row."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from steward.domain.labels import label_of
from steward.exhibits.base import ExhibitBase
from steward.exhibits.units import NOT_KNOWN, Number, Unit, Value, day_text


@dataclass(frozen=True)
class Column:
    """A column of a table. `unit` None = text or dates; `trend` = each cell is a tuple of numbers for a small line;
    `state` = each cell is a word for how it stands, drawn in the colour of that (`steward.exhibits.states`)."""

    name: str
    unit: Unit | None = None
    trend: bool = False
    wide: bool = False
    state: bool = False


class TableLook(Enum):
    """What a table is for, where it is drawn as more than rows: `SUMMARY`, how each row stands is seen from afar;
    `ASKS`, what there is to decide, counted through."""

    PLAIN = "plain"
    SUMMARY = "summary"
    ASKS = "asks"


Cell = Value | tuple[Number | None, ...]


@dataclass(frozen=True, kw_only=True)
class Table(ExhibitBase):
    """Rows to read one by one. `keys`, where given, name what each row is about (an account id); `first`: the number of
    the first of rows that are counted through."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()
    look: TableLook = TableLook.PLAIN
    first: int = 1

    def text(self) -> list[list[str]]:
        """Every cell as written on a slide."""
        return [[written(cell, column) for cell, column in zip(row, self.columns, strict=True)] for row in self.rows]


def without(table: Table, *names: str) -> Table:
    """The table without the columns of these names."""
    kept = [index for index, column in enumerate(table.columns) if column.name not in names]
    rows = tuple(tuple(row[index] for index in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[index] for index in kept), rows=rows)


def written(cell: Cell, column: Column) -> str:
    """One cell as text."""
    if cell is None:
        return NOT_KNOWN
    if isinstance(cell, date):
        return day_text(cell)
    if isinstance(cell, str | tuple):
        return label_of(cell) if isinstance(cell, str) else ""
    return column.unit.text(cell) if column.unit else str(cell)
