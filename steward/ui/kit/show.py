"""What a page calls to show things; each function takes content and draws it."""

from steward.ui.kit.escape import plain
from steward.ui.kit.exhibits import exhibit, exhibits, pick
from steward.ui.kit.exhibits import rows_to_pick as table
from steward.ui.kit.figures import figures
from steward.ui.kit.lists import left_out, points
from steward.ui.kit.messages import (
    empty,
    headline,
    missing,
    nothing_of,
    notice,
    paragraphs,
    problem,
    spinner,
    unusable,
)
from steward.ui.kit.slides import slide_preview, speakers_notes

__all__ = [
    "empty",
    "exhibit",
    "exhibits",
    "figures",
    "headline",
    "left_out",
    "missing",
    "nothing_of",
    "notice",
    "paragraphs",
    "pick",
    "plain",
    "points",
    "problem",
    "slide_preview",
    "speakers_notes",
    "spinner",
    "table",
    "unusable",
]
