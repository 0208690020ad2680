"""Charts of numbers."""

from collections.abc import Sequence
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


def again_in_mood(all_of: Sequence[Series], one: Series) -> bool:
    """Whether a series before it has the same mood: missed and overdue are both bad, and two things."""
    first = next(each for each in all_of if each.mood is one.mood)
    return one.mood is not None and first is not one


BEFORE = ", a year before"


def year_before(name: str, values: tuple[Number | None, ...]) -> Series:
    """What the series of this name was a year before: its own name tells whose earlier values these are."""
    return Series(f"{name}{BEFORE}", values, Role.EARLIER)


@dataclass(frozen=True)
class CallOut:
    """The one value of a chart that its title is about: of which series, at which category (of a bridge: at which
    step), and a few words beside it."""

    at: int
    text: str
    series: int = 0


@dataclass(frozen=True, kw_only=True)
class SeriesChart(ExhibitBase):
    """Series over shared categories: the common shape of lines and bars."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    span: tuple[Number, Number] | None = None
    """From where to where its axis always runs, whatever the values; None: as they need it."""
    call_out: CallOut | None = None

    @property
    def pointed(self) -> Number | None:
        """The value that is called out, where it is known."""
        one = self.call_out
        known = one is not None and one.series < len(self.series) and one.at < len(self.series[one.series].values)
        return self.series[one.series].values[one.at] if one and known else None


@dataclass(frozen=True, kw_only=True)
class Lines(SeriesChart):
    """Change over time."""


@dataclass(frozen=True, kw_only=True)
class Bars(SeriesChart):
    """Comparison of a few categories; `horizontal` where their names are long."""

    horizontal: bool = False


@dataclass(frozen=True, kw_only=True)
class StackedBars(SeriesChart):
    """Parts of a whole over categories. What is called out is a whole stack; its words say how high it is, since no
    number stands on it."""

    @property
    def pointed(self) -> Number | None:
        """Where the stack ends that is called out; None where nothing of it is known."""
        return None if self.call_out is None else tops(self.series)[self.call_out.at]


def tops(series: Sequence[Series]) -> list[float | None]:
    """How high the parts reach at each category, together; None where none is known."""
    parts = [one.values for one in series if one.role in (Role.VALUE, Role.PLAN)]
    known = [[float(value) for value in each if value is not None] for each in zip(*parts, strict=True)]
    return [sum(max(0.0, value) for value in each) if each else None for each in known]


def highest_stack(series: Sequence[Series], unit: Unit) -> CallOut | None:
    """The one of several stacks that is higher than all others, with how high it is; None where two are as high."""
    heights = [one or 0.0 for one in tops(series)]
    most = max(heights, default=0.0)
    alone = sum(one > 0 for one in heights) > 1 and heights.count(most) == 1
    return CallOut(heights.index(most), f"Most: {unit.compact(most)}") if alone else None


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
    call_out: CallOut | None = None


def largest_change(steps: tuple[Step, ...], text: str = "Largest change") -> CallOut | None:
    """The step that changed most, where several did; None where one alone did or two as much."""
    sizes = {at: abs(float(step.value)) for at, step in enumerate(steps) if not step.total}
    most = max(sizes, key=lambda at: sizes[at], default=None)
    alone = most is not None and list(sizes.values()).count(sizes[most]) == 1
    return CallOut(most, text) if most is not None and alone and len(sizes) > 1 else None


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
