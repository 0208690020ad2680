"""Charts of numbers."""

from dataclasses import dataclass
from enum import Enum

from steward.exhibits.base import ExhibitBase
from steward.exhibits.units import Number, Unit


class Role(Enum):
    """What a series is for; a drawing gives each its own look."""

    VALUE = "value"
    REFERENCE = "reference"
    """A target or limit to hold the values against: thin and dashed, never stacked."""
    EARLIER = "earlier"
    """The same in an earlier period, beside the values: a pale shade of theirs."""
    PLAN = "plan"
    """What was planned, beside the values: outlined."""


class Mood(Enum):
    """What a series says by itself; on a page and on a slide it has the colour of it, and never one by its order."""

    GOOD = "good"
    NEUTRAL = "neutral"
    WATCH = "watch"
    BAD = "bad"


@dataclass(frozen=True)
class Series:
    """Values in the order of the chart's categories; None where not known. `mood`: where the name is a judgement."""

    name: str
    values: tuple[Number | None, ...]
    role: Role = Role.VALUE
    mood: Mood | None = None
    points: tuple[Mood | None, ...] = ()
    """Where single bars are judgements, what each says; None: as the series."""


@dataclass(frozen=True, kw_only=True)
class SeriesChart(ExhibitBase):
    """Series over shared categories: the common shape of lines and bars."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    span: tuple[Number, Number] | None = None
    """From where to where its axis always runs, whatever the values; None: as they need it."""


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
class Bridge(ExhibitBase):
    """How an opening value became a closing one (a waterfall)."""

    steps: tuple[Step, ...]
    unit: Unit
    span: tuple[Number, Number] | None = None
    """As for other charts."""


@dataclass(frozen=True, kw_only=True)
class Heatmap(ExhibitBase):
    """A value for every pair; `values[row][column]`, None where not known."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[Number | None, ...], ...]
    unit: Unit
    span: tuple[Number, Number] | None = None
    """As for other charts: from where to where its shades run; what lies beyond has the last of them."""


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
class Bubbles(ExhibitBase):
    """Three measures of many things at once."""

    points: tuple[Point, ...]
    x_label: str
    y_label: str
    size_label: str
    x_unit: Unit
    y_unit: Unit
    size_unit: Unit
