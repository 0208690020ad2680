"""Exhibits as native, editable PowerPoint objects: the same values that `steward.charts` draws with Plotly."""

from typing import assert_never

from pptx.slide import Slide

from steward.deck.charts.native import draw_chart
from steward.deck.people.people import draw_map, draw_org_chart
from steward.deck.plans.bullets import draw_bullets
from steward.deck.plans.timeline import draw_timeline
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.picture import draw_picture
from steward.deck.shapes.style import Style
from steward.deck.tables.heatmap import draw_heatmap
from steward.deck.tables.native import draw_table
from steward.exhibits import (
    Bars,
    Bridge,
    Bullets,
    Heatmap,
    Lines,
    OrgChart,
    Picture,
    RelationshipMap,
    SlideExhibit,
    StackedBars,
    Table,
    Timeline,
)


def place(slide: Slide, exhibit: SlideExhibit, box: Box, style: Style | None = None) -> None:
    """Draw an exhibit in a box of a slide, in the style of its deck."""
    draw(exhibit, Canvas(slide, style or Style.of_slide(slide)), box)


def draw(exhibit: SlideExhibit, canvas: Canvas, box: Box) -> None:
    """An exhibit as PowerPoint objects in a box."""
    match exhibit:
        case Lines() | Bars() | StackedBars() | Bridge():
            draw_chart(canvas, exhibit, box)
        case Heatmap():
            draw_heatmap(canvas, exhibit, box)
        case Table():
            draw_table(canvas, exhibit, box)
        case Bullets():
            draw_bullets(canvas, exhibit, box)
        case Timeline():
            draw_timeline(canvas, exhibit, box)
        case RelationshipMap():
            draw_map(canvas, exhibit, box)
        case OrgChart():
            draw_org_chart(canvas, exhibit, box)
        case Picture():
            draw_picture(canvas, exhibit, box)
        case _:
            assert_never(exhibit)
