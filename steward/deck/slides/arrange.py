"""Where things go on a slide: figures across the top, exhibits, and the points beside or below them."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Size, Style
from steward.deck.slides.points import points_height
from steward.deck.tables.native import natural_height, table_whole
from steward.exhibits import Bullets, Heatmap, OrgChart, Picture, RelationshipMap, SlideExhibit, Table, Timeline

_BESIDE = 0.66
_AROUND_TABLE = 0.6
_FEW_WORDS, _NOTE = 0.45, 0.3
"""The share of a column's height below which words leave it mostly white; inches of a note below a table."""


@dataclass(frozen=True)
class Arrangement:
    """Boxes for the exhibits, and for the points where there are any."""

    exhibits: tuple[Box, ...]
    points: Box | None


def arranged(exhibits: Sequence[SlideExhibit], points: Sequence[str], room: Box, style: Style) -> Arrangement:
    """Cut the room for so many exhibits and these points."""
    if not exhibits:
        return Arrangement((), room if points else None)
    if not points:
        return Arrangement(_exhibit_boxes(exhibits, room, style), None)
    gap = style.inches(0.35)
    if stands_beside(exhibits, points) and is_wide(room):
        left, right = room.split_left(_BESIDE, gap)
        return _below_a_table(exhibits[0], points, room, right, style) or Arrangement((left,), right)
    wanted = min(points_height(points, room.width, style.points(Size.HEADING), style), room.height * 2 // 5)
    above, below = room.split_bottom(wanted, style.inches(0.25))
    if isinstance(exhibits[0], Table) and len(exhibits) == 1:
        height = min(above.height, natural_height(exhibits[0], above, style) + style.inches(_AROUND_TABLE))
        above, below = room.split_top(height, style.inches(0.25))
    return Arrangement(_exhibit_boxes(exhibits, above, style), below)


def _below_a_table(
    exhibit: SlideExhibit, points: Sequence[str], room: Box, beside: Box, style: Style
) -> Arrangement | None:
    """Few words below a table that leaves room for them: beside it they would leave a column mostly white."""
    high = points_height(points, beside.width, style.points(Size.POINTS), style)
    if not isinstance(exhibit, Table) or high > beside.height * _FEW_WORDS:
        return None
    wanted = points_height(points, room.width, style.points(Size.HEADING), style)
    above, below = room.split_bottom(wanted, style.inches(0.25))
    whole = table_whole(exhibit, above.split_bottom(style.inches(_NOTE if exhibit.note else 0), 0)[0], style)
    return Arrangement((above,), below) if whole else None


def stands_beside(exhibits: Sequence[SlideExhibit], points: Sequence[str]) -> bool:
    """Whether the points have a column of their own."""
    return bool(points) and len(exhibits) == 1 and not _needs_width(exhibits[0])


def is_wide(box: Box) -> bool:
    """Whether two things fit beside each other better than below."""
    return box.width > box.height * 1.25


def _exhibit_boxes(exhibits: Sequence[SlideExhibit], room: Box, style: Style) -> tuple[Box, ...]:
    gap = style.inches(0.4)
    if len(exhibits) == 1:
        return (room,)
    first, *rest = exhibits
    share = _weight(first) / sum(map(_weight, exhibits))
    if is_wide(room):
        here, there = room.split_left(share, gap)
    else:
        here, there = room.split_top(round((room.height - gap) * share), gap)
    return here, *_exhibit_boxes(rest, there, style)


def _weight(exhibit: SlideExhibit) -> float:
    """Tables want more room than charts."""
    if isinstance(exhibit, Table):
        return 1.0 + 0.1 * max(0, len(exhibit.columns) - 2)
    return 1.15 if isinstance(exhibit, Heatmap) and len(exhibit.columns) > 4 else 1.0


def _needs_width(exhibit: SlideExhibit) -> bool:
    if isinstance(exhibit, Bullets | Timeline | RelationshipMap | OrgChart | Picture):
        return True
    if isinstance(exhibit, Heatmap):
        return len(exhibit.columns) > 5
    return isinstance(exhibit, Table) and (len(exhibit.columns) > 3 or any(c.wide for c in exhibit.columns))
