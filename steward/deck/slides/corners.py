"""Corners of a title slide in which a logo has room beside what is written on it."""

from collections.abc import Iterator

from steward.deck.layouts.placeholders import Stage
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style

WIDE, HIGH, EDGE = 2.2, 0.9, 0.5
"""Inches: of the room of a logo, and between it and the edge of the slide."""


def free_corners(stage: Stage, style: Style) -> Iterator[Box]:
    """Corners without a placeholder, those at the right before those at the left; where each has one, that with the
    least of it below a logo."""
    boxes = list(_corners(stage.page, style))
    covered = {at: sum(box.overlap(slot.box) for slot in stage.slots) for at, box in enumerate(boxes)}
    yield from (boxes[at] for at in sorted(covered, key=lambda at: (covered[at], at)))


def _corners(page: Box, style: Style) -> Iterator[Box]:
    wide, high, edge = style.inches(WIDE), style.inches(HIGH), style.inches(EDGE)
    for left in (page.right - edge - wide, page.left + edge):
        for top in (page.top + edge, page.bottom - edge - high):
            yield Box(left, top, wide, high)
