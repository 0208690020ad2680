"""Where all of a slide's content goes, before any of it is drawn, and whether all of it is said there."""

from dataclasses import dataclass
from typing import assert_never

from steward.deck.model import Slide
from steward.deck.plans.bullet_rows import bullets_whole
from steward.deck.plans.timeline_rows import timeline_whole
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style
from steward.deck.shapes.text import clean
from steward.deck.slides.arrange import arranged
from steward.deck.slides.content import Frame, below_figures, frames
from steward.deck.slides.points import points_fit
from steward.deck.slides.takeaway import above_takeaway
from steward.deck.tables.heatmap import heatmap_whole
from steward.deck.tables.native import table_whole
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

POINTS_ALONE = 20.0


@dataclass(frozen=True)
class Laying:
    """The frames of the exhibits, and the box of the points where there are any."""

    frames: list[Frame]
    points: Box | None


def laid(slide: Slide, room: Box, style: Style) -> Laying:
    """A slide's content in the room between title and foot."""
    room = below_figures(slide, above_takeaway(slide.so_what, room, style), style)
    places = arranged(slide.exhibits, slide.points, room, style)
    return Laying(frames(slide, places.exhibits, style), places.points)


def largest_points(slide: Slide) -> float:
    """The largest size of its sentences."""
    return Size.POINTS.value if slide.exhibits else POINTS_ALONE


def is_whole(exhibit: SlideExhibit, box: Box, style: Style, *, unbroken: bool = True) -> bool:
    """Whether every row is there with all its words; `unbroken`: and none of them is broken."""
    match exhibit:
        case Table():
            return table_whole(exhibit, box, style, unbroken=unbroken)
        case Heatmap():
            return heatmap_whole(exhibit, box, style, unbroken=unbroken)
        case Bullets():
            return bullets_whole(exhibit.bullets, box, style)
        case Timeline():
            return timeline_whole(exhibit.spans, box, style)
        case Lines() | Bars() | StackedBars() | Bridge() | OrgChart() | RelationshipMap() | Picture():
            return True
        case _:
            assert_never(exhibit)


def points_whole(slide: Slide, laying: Laying, style: Style) -> bool:
    """Whether every sentence is there to its end."""
    if laying.points is None:
        return True
    return points_fit(slide.points, laying.points, style, largest_points(slide)).texts == [*map(clean, slide.points)]


def holds(slide: Slide, room: Box, style: Style, *, unbroken: bool = True) -> bool:
    """Whether a slide says all that it has to say."""
    laying = laid(slide, room, style)
    if not all(is_whole(frame.exhibit, frame.box, style, unbroken=unbroken) for frame in laying.frames):
        return False
    return points_whole(slide, laying, style)
