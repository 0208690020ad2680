"""Exhibits as native, editable PowerPoint objects: the same values that `steward.charts` draws with Plotly."""

from functools import singledispatch

from pptx.slide import Slide

from steward.deck.bullets import draw_bullets
from steward.deck.canvas import Canvas
from steward.deck.charts import draw_chart
from steward.deck.geometry import Box
from steward.deck.heatmap import draw_heatmap
from steward.deck.people.people import draw_map, draw_org_chart
from steward.deck.picture import draw_picture
from steward.deck.style import Style
from steward.deck.tables import draw_table
from steward.deck.timeline import draw_timeline
from steward.exhibits import (
    Bars,
    Bridge,
    Bullets,
    Exhibit,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    RelationshipMap,
    SeriesChart,
    StackedBars,
    Table,
    Timeline,
)


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


@draw.register
def _bullets(exhibit: Bullets, canvas: Canvas, box: Box) -> None:
    draw_bullets(canvas, exhibit, box)


@draw.register
def _timeline(exhibit: Timeline, canvas: Canvas, box: Box) -> None:
    draw_timeline(canvas, exhibit, box)


@draw.register
def _map(exhibit: RelationshipMap, canvas: Canvas, box: Box) -> None:
    draw_map(canvas, exhibit, box)


@draw.register
def _picture(exhibit: Picture, canvas: Canvas, box: Box) -> None:
    draw_picture(canvas, exhibit, box)


@draw.register
def _org_chart(exhibit: OrgChart, canvas: Canvas, box: Box) -> None:
    draw_org_chart(canvas, exhibit, box)
