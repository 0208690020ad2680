"""What a page calls to show things; each function takes content and draws it."""

from steward.ui.exhibits import exhibit, exhibits, pick
from steward.ui.exhibits import rows_to_pick as table
from steward.ui.figures import figures
from steward.ui.lists import left_out, points
from steward.ui.plain import plain
from steward.ui.slides import slide_preview
from steward.ui.words import empty, headline, missing, notice, paragraphs, problem, unusable

__all__ = [
    "empty",
    "exhibit",
    "exhibits",
    "figures",
    "headline",
    "left_out",
    "missing",
    "notice",
    "paragraphs",
    "pick",
    "plain",
    "points",
    "problem",
    "slide_preview",
    "table",
    "unusable",
]
