"""How goals fit their box on a slide: the size of their text, the height of each, and how many are left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from steward.deck.shapes.geometry import Box
from steward.deck.shapes.style import SMALLEST, Style, line_height
from steward.deck.shapes.text import clean, lines_needed, shorten, width
from steward.exhibits import Bullet
from steward.exhibits.plan_places import now_words, track

LABELS = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
"""Text sizes of a goal, in points; what is small beside it follows."""
FEW, ABOVE = 2, (32.0, 28.0, 26.0, 24.0, 22.0, 20.0)
"""So many goals have their words above their tracks, in these sizes, where all of them fit."""
SMALLER = 0.75
WORDS, DATES, DATES_ABOVE = 0.36, 0.13, 0.22
TALLEST, TALLEST_OF_FEW = 1.7, 3.6
BOLD = 1.1
_DETAIL_LINES = 9
_STOUT, _STOUTER = 2.3, 1.7
"""Lines: how thick a track is below words, and how much thicker where it has room."""
_AIRY = 0.5
"""Inches that a goal has at most beyond what it needs, where each is as high as it needs."""
_READ_WELL = 14.0
"""The size of goals of one height below which each has its own, if that makes them larger."""
_WIDE = 8.0
"""How wide a slide's room is, in inches, in which words stand above a track."""


@dataclass(frozen=True)
class Rows:
    """Goals of one height, with the text size they have room for."""

    bullets: Sequence[Bullet]
    left_out: int
    height: int
    size: float
    style: Style
    tight: bool = False
    """Whether tracks are thin and close together, as many goals need it."""
    above: bool = False
    """Whether its words stand above a goal's track, which has the whole width then."""
    stout: float = _STOUT
    """How thick such a track is, in lines."""
    heights: tuple[int, ...] = ()
    """Of each, where one has more to say than the others."""

    def of(self, place: int) -> "Rows":
        """The same for one of them, with its own height."""
        return replace(self, height=self.heights[place]) if self.heights else self

    @property
    def small(self) -> float:
        """The size of what is said beside the goal."""
        return max(self.style.points(SMALLEST), round(self.size * SMALLER * 2) / 2)

    @property
    def thick(self) -> int:
        """The height of a track."""
        return line_height(self.small, 0.45 if self.tight else self.stout if self.above else 1.05)

    @property
    def apart(self) -> int:
        """Between a track and the numbers above and below it; a target's stroke reaches into it."""
        return self.style.inches(0.035)

    @property
    def air(self) -> int:
        """Below a goal."""
        return self.style.inches(0.04 if self.tight else 0.08)

    @property
    def least(self) -> int:
        """What a goal needs: a line above its track, the track, a line below, and air."""
        return 2 * line_height(self.small) + self.thick + 2 * self.apart + self.air

    @property
    def gap(self) -> int:
        """Between the columns."""
        return self.style.inches(0.25)


def fitted(bullets: Sequence[Bullet], box: Box, style: Style) -> Rows:
    """The largest text at which all goals fit whole, or else fit; at the smallest, as many as do."""
    if few := _above(bullets, box, style):
        return few
    height = min(box.height // max(1, len(bullets)), style.inches(TALLEST))
    tried = [Rows(bullets, 0, height, style.points(points), style) for points in LABELS]
    tried.append(replace(tried[-1], tight=True))
    fitting = [rows for rows in tried if rows.least <= height]
    if fitting:
        even = max(fitting, key=lambda rows: sum(_whole(one, box, rows) for one in bullets))
        if _all_whole(even, box) and even.size >= style.points(_READ_WELL):
            return even
        own = _uneven(bullets, box, style)
        return own if own and (own.size > even.size or not _all_whole(even, box)) else even
    least = tried[-1].least
    shown = max(1, (box.height - line_height(tried[-1].small)) // least)
    return replace(tried[-1], bullets=bullets[:shown], left_out=len(bullets) - shown, height=least)


def _above(bullets: Sequence[Bullet], box: Box, style: Style) -> Rows | None:
    """A goal or two over the whole width; None where they are more, are told in words alone, or have no room so."""
    if not 1 <= len(bullets) <= FEW or any(track(one) is None for one in bullets) or box.width < style.inches(_WIDE):
        return None
    height = min(box.height // len(bullets), style.inches(TALLEST_OF_FEW))
    for points in ABOVE:
        rows = Rows(bullets, 0, height, style.points(points), style, above=True)
        if rows.least + rows.gap <= height and _all_whole(rows, box):
            wide = round((box.width - 2 * rows.gap) * (1 - DATES_ABOVE))
            spare = min(words_height(rows) - _said(one, wide, rows) for one in bullets)
            return replace(rows, stout=_STOUT + min(_STOUTER, max(0.0, spare / 2 / line_height(rows.small))))
    return None


def _uneven(bullets: Sequence[Bullet], box: Box, style: Style) -> Rows | None:
    """Each as high as it needs, in the largest text at which all are whole; None where they are at none."""
    for points in LABELS:
        rows = Rows(bullets, 0, 0, style.points(points), style)
        wide = round((box.width - 2 * rows.gap) * WORDS)
        needed = [max(rows.least, _said(one, wide, rows) + rows.air) for one in bullets]
        spare = min((box.height - sum(needed)) // len(bullets), style.inches(_AIRY))
        rows = replace(rows, heights=tuple(each + max(0, spare) for each in needed))
        if spare >= 0 and _all_whole(rows, box):
            return rows
    return None


def _said(bullet: Bullet, wide: int, rows: Rows) -> int:
    """How high all that is said about a goal is in a column."""
    label = lines_needed(clean(bullet.label or "–"), wide / rows.style.em(rows.size) / BOLD)
    detail = lines_needed(clean(bullet.detail), wide / rows.style.em(rows.small)) if bullet.detail else 0
    return line_height(rows.size, label) + line_height(rows.small, detail)


def _all_whole(rows: Rows, box: Box) -> bool:
    return all(_whole(one, box, rows.of(place)) for place, one in enumerate(rows.bullets))


def bullets_whole(bullets: Sequence[Bullet], box: Box, style: Style) -> bool:
    """Whether every goal is there with all that is said about it."""
    rows = fitted(bullets, box, style)
    return not rows.left_out and _all_whole(rows, box)


def words_height(rows: Rows) -> int:
    """How high a goal's words above its track may be."""
    return rows.height - rows.least - rows.gap


def _whole(bullet: Bullet, box: Box, rows: Rows) -> bool:
    """Whether nothing of what is said about a goal would be left out."""
    wide = box.width - 2 * rows.gap
    label, detail = wording(bullet, round(wide * (1 - DATES_ABOVE if rows.above else WORDS)), rows)
    now = width(now_words(bullet)) * rows.style.em(rows.small) * BOLD
    room = wide if rows.above else wide * (1 - WORDS - DATES)
    return now <= room and (label, detail) == (clean(bullet.label or "–"), clean(bullet.detail))


def wording(bullet: Bullet, wide: int, rows: Rows) -> tuple[str, str]:
    """Label and detail as they fit a column."""
    ems, small = wide / rows.style.em(rows.size) / BOLD, wide / rows.style.em(rows.small)
    room = words_height(rows) if rows.above else rows.height - rows.air
    kept = line_height(rows.small) if bullet.detail else 0
    label = shorten(bullet.label or "–", ems, max(1, min(3, (room - kept) // line_height(rows.size))))
    left = room - line_height(rows.size, lines_needed(label, ems))
    lines = max(0, min(_DETAIL_LINES, left // line_height(rows.small)))
    return label, shorten(bullet.detail, small, lines) if lines else ""
