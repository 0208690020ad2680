"""A chart that is so low that its legend and names leave nothing for what it shows."""

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style, line_height
from steward.exhibits import Bars, Bridge, Lines, SlideExhibit, StackedBars

_LEAST = 11.0
"""In lines of its text: a legend in three, what is called out in two, and names in two leave four for the bars."""


def is_chart(exhibit: SlideExhibit) -> bool:
    """Whether it is drawn as a native chart."""
    return isinstance(exhibit, Lines | Bars | StackedBars | Bridge)


def is_low(box: Box, style: Style, more: int = 0) -> bool:
    """Whether a chart in this box would be squeezed; `more`: so many lines of it are not the chart's."""
    return box.height < (_LEAST + more) * line_height(style.points(Size.CHART))
