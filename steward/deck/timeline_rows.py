"""How steps fit their box on a slide: the size of their text, the height of each, and how many are left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.deck.geometry import Box
from steward.deck.style import Style, line_height
from steward.deck.text import clean, lines_needed, shorten
from steward.exhibits import Span

UNDER, BESIDE = (16.0, 14.0, 13.0, 12.0, 11.0), (12.0, 11.0, 10.0)
"""Text sizes at which who does it stands under what is done, and those at which it stands beside it."""
SMALLER, BOLD = 0.8, 1.1
WORDS, WIDE_WORDS, LABEL, GAP = 0.37, 0.5, 0.58, 0.2
TALLEST = 1.0


@dataclass(frozen=True)
class Rows:
    """Steps of one height, with the text size they have room for; `beside`: who does it has a column of its own."""

    spans: Sequence[Span]
    left_out: int
    height: int
    size: float
    beside: bool
    style: Style

    @property
    def small(self) -> float:
        """The size of what is said about a step."""
        return max(self.style.points(9), round(self.size * SMALLER * 2) / 2)

    @property
    def line(self) -> int:
        """The height of a line of months above, and of today's word below."""
        return round(line_height(self.small) * 1.25)


def fitted(spans: Sequence[Span], box: Box, style: Style) -> Rows:
    """The largest text at which all steps fit whole, or else fit; at the smallest, as many as do."""
    tried = [_at(spans, style.points(points), False, box, style) for points in UNDER]
    tried += [_at(spans, style.points(points), True, box, style) for points in BESIDE]
    fitting = [rows for rows in tried if _least(rows) <= rows.height]
    if fitting:
        return max(fitting, key=lambda rows: (not rows.beside, sum(_whole(span, box, rows) for span in spans)))
    least = _least(tried[-1])
    shown = max(1, min(len(spans) - 1, (box.height - 2 * tried[-1].line) // least))
    return Rows(spans[:shown], len(spans) - shown, least, tried[-1].size, True, style)


def _whole(span: Span, box: Box, rows: Rows) -> bool:
    """Whether nothing of a step's words would be left out."""
    return wording(span, round((box.width - rows.style.inches(GAP)) * WORDS), rows) == (
        label_of(span),
        clean(told_of(span)),
    )


def _at(spans: Sequence[Span], size: float, beside: bool, box: Box, style: Style) -> Rows:
    line = Rows(spans, 0, 0, size, beside, style).line
    return Rows(spans, 0, min((box.height - 2 * line) // len(spans), style.inches(TALLEST)), size, beside, style)


def _least(rows: Rows) -> int:
    """What a step needs: its label, what is said under it, and air."""
    said = 0 if rows.beside else line_height(rows.small)
    return line_height(rows.size) + said + rows.style.inches(0.06)


def wording(span: Span, wide: int, rows: Rows) -> tuple[str, str]:
    """Label and what is said below it as they fit a column."""
    ems, small = wide / rows.style.em(rows.size) / BOLD, wide / rows.style.em(rows.small)
    room = rows.height - rows.style.inches(0.04)
    lines = (room - line_height(rows.small)) // line_height(rows.size)
    label = shorten(label_of(span), ems, max(1, min(2, lines)))
    left = room - line_height(rows.size, lines_needed(label, ems))
    return label, shorten(told_of(span), small, max(1, min(3, left // line_height(rows.small))))


def label_of(span: Span) -> str:
    """What is done."""
    return clean(span.label) or "–"


def told_of(span: Span) -> str:
    """How it goes and who does it."""
    return " · ".join(filter(None, (span.state.capitalize(), span.detail)))
