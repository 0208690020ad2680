"""How steps fit their box on a slide: the size of their text, the height of each, and how many are left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import Style, line_height
from steward.deck.shapes.text import clean, lines_needed, shorten, width
from steward.exhibits import Span

UNDER = ((20.0, 16.0), (18.0, 14.0), (16.0, 13.0), (14.0, 12.0), (13.0, 12.0), (12.0, 12.0))
"""Sizes of what is done and of who does it below it, the best first."""
BESIDE = ((12.0, 12.0),)
"""The same where who does it stands beside what is done."""
WORDS = (0.37, 0.44, 0.5)
"""The shares of the width that words may take, the best first: the days need the rest."""
BOLD = 1.1
WIDE_WORDS, LABEL, GAP, BETWEEN = 0.5, 0.58, 0.2, 0.15
_TOLD_LINES = 4
TALLEST, TALLEST_OF_FEW = 1.0, {1: 2.6, 2: 1.8, 3: 1.3}
"""In inches; where there are few steps, higher ones."""


@dataclass(frozen=True)
class Rows:
    """Steps of one height, with the text size they have room for; `beside`: who does it has a column of its own."""

    spans: Sequence[Span]
    left_out: int
    height: int
    size: float
    small: float
    """The size of what is said about a step."""
    beside: bool
    style: Style
    share: float = WORDS[0]

    @property
    def words(self) -> float:
        """The share of the width that words take."""
        return WIDE_WORDS if self.beside else self.share

    @property
    def line(self) -> int:
        """The height of a line of months above, and of today's word below."""
        return round(line_height(self.small) * 1.25)


def fitted(spans: Sequence[Span], box: Box, style: Style) -> Rows:
    """The largest text at which all steps fit whole, or else as many as can be; at the smallest, as many as fit."""
    tried = [_at(spans, sizes, False, box, style, share) for sizes in UNDER for share in WORDS]
    tried += [_at(spans, sizes, True, box, style) for sizes in BESIDE]
    fitting = [rows for rows in tried if _least(rows) <= rows.height]
    if fitting:
        return max(fitting, key=lambda rows: (names_whole(rows, box), not rows.beside, _told_whole(rows, box)))
    last = tried[-1]
    least = _least(last)
    shown = max(1, min(len(spans) - 1, (box.height - 2 * last.line) // least))
    return replace(last, spans=spans[:shown], left_out=len(spans) - shown, height=least)


def timeline_whole(spans: Sequence[Span], box: Box, style: Style) -> bool:
    """Whether every step is there with all that is said about it."""
    if not spans:
        return True
    rows = fitted(spans, box, style)
    return not rows.left_out and all(_whole(span, box, rows) for span in spans)


def _whole(span: Span, box: Box, rows: Rows) -> bool:
    """Whether nothing of a step's words would be left out."""
    wide, style = round((box.width - rows.style.inches(GAP)) * rows.words), rows.style
    if rows.beside:
        label, told = round(wide * LABEL), round(wide * (1 - LABEL)) - style.inches(BETWEEN)
        rooms = label / style.em(rows.size) / BOLD, told / style.em(rows.small)
        return width(label_of(span)) <= rooms[0] and width(clean(told_of(span))) <= rooms[1]
    return wording(span, wide, rows) == (label_of(span), clean(told_of(span)))


def names_whole(rows: Rows, box: Box) -> int:
    """Of how many steps the name is whole."""
    if rows.beside:
        room = (box.width - rows.style.inches(GAP)) * rows.words * LABEL / rows.style.em(rows.size) / BOLD
        return sum(shorten(label_of(span), room) == label_of(span) for span in rows.spans)
    return sum(wording(span, _column(rows, box), rows)[0] == label_of(span) for span in rows.spans)


def _told_whole(rows: Rows, box: Box) -> int:
    """Of how many nothing else would be left out."""
    return sum(wording(span, _column(rows, box), rows)[1] == clean(told_of(span)) for span in rows.spans)


def _column(rows: Rows, box: Box) -> int:
    return round((box.width - rows.style.inches(GAP)) * rows.words)


def _at(
    spans: Sequence[Span], sizes: tuple[float, float], beside: bool, box: Box, style: Style, share: float = WORDS[0]
) -> Rows:  # fmt: skip
    size, small = style.points(sizes[0]), style.points(sizes[1])
    rows = Rows(spans, 0, 0, size, small, beside, style, share)
    most = style.inches(TALLEST_OF_FEW.get(len(spans), TALLEST))
    return replace(rows, height=min((box.height - 2 * rows.line) // len(spans), most))


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
    return label, shorten(told_of(span), small, max(1, min(_TOLD_LINES, left // line_height(rows.small))))


def label_of(span: Span) -> str:
    """What is done."""
    return clean(span.label) or "–"


def told_of(span: Span) -> str:
    """How it goes and who does it."""
    return " · ".join(filter(None, (span.state.capitalize(), span.detail)))
