"""One scale for one unit on a slide: charts that stand beside each other are read against each other."""

from collections.abc import Sequence
from dataclasses import replace

from steward.deck.charts.series import known, stacks
from steward.exhibits import Bars, Bridge, Lines, Role, SlideExhibit, StackedBars
from steward.exhibits.axes import cut_axis, levels, round_span

_FAR = 20.0
"""So many times as large, a scale would leave nothing to see of the smaller chart: then each says its own."""


def one_scale(exhibits: Sequence[SlideExhibit]) -> list[SlideExhibit]:
    """The exhibits, those of one unit on the same axis; as they are where one is so much larger that nothing would be
    seen of the other, and where one has its own way with its axis."""
    shared = [one for one in exhibits if isinstance(one, Lines | Bars | StackedBars | Bridge) and not _own(one)]
    found = list(exhibits)
    for place, one in enumerate(exhibits):
        alike = [other for other in shared if other.unit == getattr(one, "unit", None)]
        reach = [max(map(abs, _values(other)), default=0.0) for other in alike]
        if len(alike) > 1 and one in alike and max(reach) <= min(reach) * _FAR:
            span = round_span([value for other in alike for value in _values(other)])
            found[place] = replace(one, span=span)
    return found


def _own(one: Lines | Bars | StackedBars | Bridge) -> bool:
    """Whether it has its own way with its axis: a span, one that is cut and says so, or percentages so high that they
    are not held against zero."""
    if isinstance(one, Bridge):
        return one.span is not None or cut_axis(one) is not None
    if isinstance(one, Lines | Bars) and one.unit.name == "percent":
        values = known(one, Role.VALUE)
        return one.span is not None or min(values, default=0.0) >= 50
    return one.span is not None


def _values(one: Lines | Bars | StackedBars | Bridge) -> list[float]:
    if isinstance(one, Bridge):
        return levels(one)
    if isinstance(one, StackedBars):
        return [*stacks(one), *known(one, Role.REFERENCE), *known(one, Role.EARLIER)]
    return known(one)
