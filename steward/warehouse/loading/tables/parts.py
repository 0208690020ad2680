"""What the reading of a table came to: a part for each of its files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.tables.exchange import RateUsed
from steward.warehouse.loading.typing.value_formats import ValueFormat

Shown = Callable[[], set[str]]


def nothing_shown() -> set[str]:
    """There is nothing to look at."""
    return set()


class Turn(NamedTuple):
    """Of one file of a table: the number of its first row, the decimal signs that the table's other files show, and
    whether there are others."""

    first: int = 0
    shown: Shown = nothing_shown
    alone: bool = False


@dataclass(frozen=True)
class FilePart:
    """What one file gave a table: rows `first` … `first + rows − 1` of it, and the records that are no rows.
    `unclear`: column → why values of an unknown form were turned down; `rates`: at which amounts in another currency
    than the company's were turned into that; `signed`: columns whose every number says that it is a percentage;
    `values`: columns whose values were gone through → SQL for them; `mapped`: the expressions that made its columns,
    none where these have our names; `doubts`: what is to be warned of, each with its first row and their number;
    `forms`: how columns are written, where not in the usual way."""

    feed: Feed
    first: int
    rows: int
    notes: tuple[str, ...] = ()
    unclear: dict[str, str] = field(default_factory=dict)
    rates: tuple[RateUsed, ...] = ()
    signed: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)
    mapped: dict[str, str] | None = None
    doubts: tuple[tuple[str, int, int], ...] = ()
    forms: dict[str, ValueFormat] = field(default_factory=dict)


@dataclass(frozen=True)
class Staged:
    """A table as read. Its rows carry `_bad` (number of the first column that could not be read, `:`, the text)."""

    table: Canonical
    parts: tuple[FilePart, ...]

    @property
    def read(self) -> int:
        """Every record of its files, rows or not, and those that were left out."""
        return sum(part.rows + part.feed.refused for part in self.parts) + self.left_out

    @property
    def left_out(self) -> int:
        """Rows that conditions left out."""
        return sum(part.feed.left_out for part in self.parts)

    def values(self, column: str) -> str | None:
        """SQL for the values of a column, those of its rejected rows with them, where they are known without a look at
        every row."""
        known = [part.values.get(column) for part in self.parts]
        return " union all ".join(map(str, known)) if known and all(known) else None
