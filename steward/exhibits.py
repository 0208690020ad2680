"""Figures, charts and tables before anyone draws them: frozen values that say what is shown, never how.

`steward.charts` draws them with Plotly, `steward.deck` as native PowerPoint objects, `steward.ui` on a page and
`steward.workbook` in a spreadsheet. Numbers are formatted by `Unit` and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from steward.domain.money import currency_prefix

Number = int | float | Decimal
Value = Number | str | date | None
MINUS = "\N{MINUS SIGN}"
NOT_KNOWN = "–"
_SCALES = ((1e9, "B"), (1e6, "M"), (1e4, "k"))


@dataclass(frozen=True)
class Unit:
    """How a number is written: on screen (`text`), on a Plotly axis (`d3`) and in Excel and PowerPoint (`excel`)."""

    name: str
    prefix: str = ""
    suffix: str = ""
    decimals: int = 0
    signed: bool = False

    def text(self, value: Number | None) -> str:
        """`1234567` → `€1,234,567`. None → a dash."""
        if value is None:
            return NOT_KNOWN
        return self._dressed(value, f"{abs(value):,.{self.decimals}f}")

    def compact(self, value: Number | None) -> str:
        """`1234567` → `€1.2M`, `84000` → `€84k`; for tiles and axis labels."""
        if value is None:
            return NOT_KNOWN
        size = abs(float(value))
        for limit, letter in ((1e9, "B"), (1e6, "M"), (1e4, "k")):
            if size >= limit * (0.9995 if letter != "k" else 1):
                scaled = size / (1e3 if letter == "k" else limit)
                return self._dressed(value, f"{scaled:,.{0 if scaled >= 100 else 1}f}".removesuffix(".0") + letter)
        return self.text(value)

    def change(self, value: Number) -> str:
        """A difference with its sign: `+1,200`, `−3.1 pt`."""
        suffix = " pt" if self.name == "percent" else self.suffix
        return Unit(self.name, self.prefix, suffix, self.decimals, signed=True).compact(value)

    def ticks(self, values: Sequence[Number]) -> list[str]:
        """The round numbers of one axis, all in one scale: `€0`, `€50k`, `€100k`."""
        largest = max((abs(float(value)) for value in values), default=0.0)
        limit, letter = next((one for one in _SCALES if largest >= one[0]), (1.0, ""))
        size = 1e3 if letter == "k" else limit
        scaled = [abs(float(value)) / size for value in values]
        decimals = next((n for n in range(4) if all(abs(round(one, n) - one) < 1e-9 for one in scaled)), 4)
        texts = [f"{one:,.{decimals}f}{letter}" if one or not letter else "0" for one in scaled]
        return [self._dressed(value, text) for value, text in zip(values, texts, strict=True)]

    def _dressed(self, value: Number, digits: str) -> str:
        nothing = not digits.strip("0.,")
        sign = MINUS if value < 0 and not nothing else "+" if self.signed and not nothing else ""
        return f"{sign}{self.prefix}{digits}{self.suffix}"

    @property
    def d3(self) -> str:
        """The number's d3 format; `prefix` and `suffix` are set beside it."""
        return f",.{self.decimals}f"

    @property
    def excel(self) -> str:
        """The number's format in a workbook or a native chart."""
        digits = "#,##0" + ("." + "0" * self.decimals if self.decimals else "")
        before = f'"{self.prefix}"' if self.prefix else ""
        after = f'"{self.suffix}"' if self.suffix else ""
        return f"{before}{digits}{after};-{before}{digits}{after}"


def money(currency: str, decimals: int = 0) -> Unit:
    """Amounts in a currency, in whole units unless told otherwise."""
    return Unit("money", prefix=currency_prefix(currency), decimals=decimals)


COUNT = Unit("count")
NUMBER = Unit("number", decimals=1)
PERCENT = Unit("percent", suffix="\N{NARROW NO-BREAK SPACE}%", decimals=1)
AVAILABILITY = Unit("percent", suffix="\N{NARROW NO-BREAK SPACE}%", decimals=3)
POINTS = Unit("points")
MINUTES = Unit("minutes", suffix="\N{NO-BREAK SPACE}min")
HOURS = Unit("hours", suffix="\N{NO-BREAK SPACE}h", decimals=1)
DAYS = Unit("days", suffix="\N{NO-BREAK SPACE}days")
STARS = Unit("rating of 5", decimals=1)


@dataclass(frozen=True)
class Receipt:
    """Where a number comes from: the metric, the day it is true for, and the rows behind it.

    `relation` is a table of the warehouse; `where` pairs its columns with values; `feeds` are the canonical tables it
    was built from. `steward.warehouse.rows.behind(receipt)` returns the rows.
    """

    metric: str
    as_of: date
    relation: str
    where: tuple[tuple[str, Value], ...] = ()
    feeds: tuple[str, ...] = ()


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
        """The change since `previous`, where both are known."""
        if self.value is None or self.previous is None:
            return None
        return Decimal(str(self.value)) - Decimal(str(self.previous))

    @property
    def delta_text(self) -> str:
        """`+€1,200 on Q2 2026`, `unchanged on Q2 2026`, or nothing where there is none."""
        if self.delta is None:
            return ""
        change = self.unit.change(self.delta)
        said = change if any(digit in change for digit in "123456789") else "unchanged"
        return f"{said} on {self.previous_label}" if self.previous_label else said

    @property
    def good(self) -> bool | None:
        """Whether the change is welcome; None where it is neither, or there is none."""
        if not self.delta or self.better is Better.NEITHER:
            return None
        return (self.delta > 0) == (self.better is Better.HIGHER)


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """What every chart and table has: a title that is a sentence, and its content in words for who cannot see it."""

    id: str
    title: str
    alt: str
    receipt: Receipt
    note: str = ""


class Role(Enum):
    """What a series is for; a drawing gives each its own look."""

    VALUE = "value"
    REFERENCE = "reference"
    """A target or limit to hold the values against: thin and dashed, never stacked."""


@dataclass(frozen=True)
class Series:
    """Values in the order of the chart's categories; None where not known."""

    name: str
    values: tuple[Number | None, ...]
    role: Role = Role.VALUE


@dataclass(frozen=True, kw_only=True)
class SeriesChart(Exhibit):
    """Series over shared categories: the common shape of lines and bars."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Lines(SeriesChart):
    """Change over time."""


@dataclass(frozen=True, kw_only=True)
class Bars(SeriesChart):
    """Comparison of a few categories; `horizontal` where their names are long."""

    horizontal: bool = False


@dataclass(frozen=True, kw_only=True)
class StackedBars(SeriesChart):
    """Parts of a whole over categories."""


@dataclass(frozen=True)
class Step:
    """One bar of a bridge: a level (`total`) or a change."""

    label: str
    value: Number
    total: bool = False


@dataclass(frozen=True, kw_only=True)
class Bridge(Exhibit):
    """How an opening value became a closing one (a waterfall)."""

    steps: tuple[Step, ...]
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Heatmap(Exhibit):
    """A value for every pair; `values[row][column]`, None where not known."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[Number | None, ...], ...]
    unit: Unit


@dataclass(frozen=True)
class Point:
    """One bubble; `size` is an area and None draws the smallest."""

    key: str
    label: str
    x: Number
    y: Number
    size: Number | None
    group: str


@dataclass(frozen=True, kw_only=True)
class Bubbles(Exhibit):
    """Three measures of many things at once."""

    points: tuple[Point, ...]
    x_label: str
    y_label: str
    size_label: str
    x_unit: Unit
    y_unit: Unit
    size_unit: Unit


@dataclass(frozen=True)
class Column:
    """A column of a table. `unit` None = text or dates; `trend` = each cell is a tuple of numbers for a small line."""

    name: str
    unit: Unit | None = None
    trend: bool = False
    wide: bool = False


Cell = Value | tuple[Number | None, ...]


@dataclass(frozen=True, kw_only=True)
class Table(Exhibit):
    """Rows to read one by one. `keys`, where given, name what each row is about (an account id)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()

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
        return cell if isinstance(cell, str) else ""
    return column.unit.text(cell) if column.unit else str(cell)


def day_text(day: date) -> str:
    """`30 Sep 2026`: no month is a number anybody could read the other way round."""
    return f"{day.day} {day:%b %Y}"


def month_text(day: date) -> str:
    """`Sep 2026`."""
    return f"{day:%b %Y}"


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
    def text(self) -> str:
        """The sentence for the page."""
        return f"No {self.name} feed is loaded. With it, this page would show {self.would_show}."


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


Chart = Lines | Bars | StackedBars | Bridge | Heatmap | Bubbles
