"""More lines than can be told apart by colour: a small chart for each, on pages and slides alike."""

from dataclasses import dataclass, replace

from steward.exhibits.axes import round_span
from steward.exhibits.charts import BEFORE, Lines, Role
from steward.exhibits.units import Number
from steward.exhibits.wording import in_words

MOST_TOGETHER = 4
"""So many lines at most share a chart, each in a colour of its own."""


@dataclass(frozen=True)
class SmallLine:
    """One line with the same a year before and its limits; `loud`: it is what the chart is about, or nothing is."""

    exhibit: Lines
    loud: bool

    @property
    def name(self) -> str:
        """What its line is called."""
        return next(one.name for one in self.exhibit.series if one.role is Role.VALUE)

    @property
    def values(self) -> tuple[Number | None, ...]:
        """Those of its line."""
        return next(one.values for one in self.exhibit.series if one.role is Role.VALUE)

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return f"Line of {self.name}, {in_words(self.exhibit.unit, self.exhibit.categories, self.values)}."


def small_lines(exhibit: Lines) -> tuple[SmallLine, ...]:
    """The lines one by one, all on one scale; none where they are few enough to share a chart."""
    lines = [index for index, one in enumerate(exhibit.series) if one.role is Role.VALUE]
    if len(lines) <= MOST_TOGETHER:
        return ()
    known = [float(value) for one in exhibit.series for value in one.values if value is not None]
    scale = exhibit.span or round_span(known)
    about = exhibit.call_out.series if exhibit.call_out and exhibit.pointed is not None else None
    return tuple(SmallLine(_alone(exhibit, index, scale), about in (None, index)) for index in lines)


def _alone(exhibit: Lines, index: int, scale: tuple[Number, Number]) -> Lines:
    """One line before what it was a year before, with every limit."""
    line, one = exhibit.series[index], exhibit.call_out
    behind = [each for each in exhibit.series if each.role is Role.EARLIER and each.name == line.name + BEFORE]
    limits = [each for each in exhibit.series if each.role is Role.REFERENCE]
    return replace(
        exhibit, series=(*behind, line, *limits), span=scale,
        call_out=replace(one, series=len(behind)) if one and one.series == index else None,
    )  # fmt: skip
