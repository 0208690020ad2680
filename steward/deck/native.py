"""Exhibits as native, editable PowerPoint objects: the same values that `steward.charts` draws with Plotly."""

from functools import singledispatch

from pptx.slide import Slide

from steward.deck.canvas import Canvas
from steward.deck.charts import draw_chart
from steward.deck.geometry import Box
from steward.deck.heatmap import draw_heatmap
from steward.deck.style import Style
from steward.deck.tables import draw_table
from steward.exhibits import Bars, Bridge, Exhibit, Heatmap, Lines, SeriesChart, StackedBars, Table


def place(slide: Slide, exhibit: Exhibit, box: Box, style: Style | None = None) -> None:
    """Draw an exhibit in a box of a slide, in the style of its deck."""
    draw(exhibit, Canvas(slide, style or Style.of_slide(slide)), box)


@singledispatch
def draw(exhibit: Exhibit, canvas: Canvas, box: Box) -> None:
    """Dispatched on the exhibit's type."""
    raise TypeError(f"{type(exhibit).__name__} has no native drawing")


@draw.register(Lines)
@draw.register(Bars)
@draw.register(StackedBars)
@draw.register(Bridge)
def _chart(exhibit: SeriesChart | Bridge, canvas: Canvas, box: Box) -> None:
    draw_chart(canvas, exhibit, box)


@draw.register
def _heatmap(exhibit: Heatmap, canvas: Canvas, box: Box) -> None:
    draw_heatmap(canvas, exhibit, box)


@draw.register
def _table(exhibit: Table, canvas: Canvas, box: Box) -> None:
    draw_table(canvas, exhibit, box)
