"""Figures, and what every exhibit has: a title, its content in words, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from steward.exhibits.units import POINTS, Number, Unit, Value

UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Receipt:
    """Where a number comes from: the metric, the day it is true for, and the rows behind it.

    `relation` is a table of the warehouse; `where` pairs its columns with values (a row has any of
    those that one column is paired with); `feeds` are the canonical tables it
    was built from. `steward.warehouse.rows.behind(receipt)` returns the rows.
    """

    metric: str
    as_of: date
    relation: str
    where: tuple[tuple[str, Value], ...] = ()
    feeds: tuple[str, ...] = ()

    @property
    def asked(self) -> dict[str, tuple[Value, ...]]:
        """What each column is paired with."""
        columns = dict.fromkeys(column for column, _ in self.where)
        return {column: tuple(value for named, value in self.where if named == column) for column in columns}


class Better(Enum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number with its receipt. `value` None is not known, and then `why` says why."""

    id: str
    label: str
    value: Number | None
    unit: Unit
    receipt: Receipt
    previous: Number | None = None
    previous_label: str = ""
    why: str = ""
    note: str = ""
    better: Better = Better.HIGHER

    @property
    def text(self) -> str:
        """The value as a tile shows it; exact below 10,000, shortened above."""
        return self.unit.compact(self.value)

    @property
    def delta(self) -> Number | None:
        """The change since `previous`, where both are known: of points, between the two as they are written, because a
        reader takes one from the other."""
        if self.value is None or self.previous is None:
            return None
        now, then = Decimal(str(self.value)), Decimal(str(self.previous))
        return round(now) - round(then) if self.unit == POINTS else now - then

    @property
    def delta_text(self) -> str:
        """`+€1,200 on Q2 2026`, `unchanged on Q2 2026`, or nothing where there is none."""
        if self.delta is None:
            return ""
        change = self.unit.change(self.delta)
        said = change if any(digit in change for digit in "123456789") else UNCHANGED
        return f"{said} on {self.previous_label}" if self.previous_label else said

    @property
    def direction(self) -> int:
        """1 up, −1 down, 0 where there is no change that can be read."""
        if not self.delta or self.delta_text.startswith(UNCHANGED):
            return 0
        return 1 if self.delta > 0 else -1

    @property
    def good(self) -> bool | None:
        """Whether the change is welcome; None where it is neither, or there is none."""
        if not self.delta or self.better is Better.NEITHER:
            return None
        return (self.delta > 0) == (self.better is Better.HIGHER)


def picked(figures: Iterable[Figure], *ids: str) -> tuple[Figure, ...]:
    """The figures of these ids in the order of the ids; one that is not there is left out."""
    found = {figure.id: figure for figure in figures}
    return tuple(found[key] for key in ids if key in found)


def once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Each id once, as it came first."""
    found: dict[str, Figure] = {}
    for figure in figures:
        found.setdefault(figure.id, figure)
    return tuple(found.values())


@dataclass(frozen=True, kw_only=True)
class ExhibitBase:
    """What every chart and table has: a title that is a sentence, and its content in words for who cannot see it."""

    id: str
    title: str
    alt: str
    receipt: Receipt
    note: str = ""


@dataclass(frozen=True)
class Missing:
    """A feed that is not there, and what it would show."""

    feed: str
    would_show: str

    @property
    def name(self) -> str:
        """The feed as people say it."""
        return self.feed.replace("_", " ").replace("nps", "NPS")

    @property
    def said(self) -> str:
        """Why a figure is not known."""
        return f"No {self.name} feed is loaded."

    @property
    def text(self) -> str:
        """The sentence for the page."""
        return f"{self.said} With it, this page would show {self.would_show}."
