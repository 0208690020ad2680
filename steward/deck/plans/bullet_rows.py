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
_DETAIL_LINES = 6
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

    @property
    def small(self) -> float:
        """The size of what is said beside the goal."""
        return max(self.style.points(SMALLEST), round(self.size * SMALLER * 2) / 2)

    @property
    def thick(self) -> int:
        """The height of a track."""
        return line_height(self.small, 0.45 if self.tight else 2.3 if self.above else 1.05)

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
        return max(fitting, key=lambda rows: sum(_whole(one, box, rows) for one in bullets))
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
        if rows.least + rows.gap <= height and all(_whole(one, box, rows) for one in bullets):
            return rows
    return None


def bullets_whole(bullets: Sequence[Bullet], box: Box, style: Style) -> bool:
    """Whether every goal is there with all that is said about it."""
    rows = fitted(bullets, box, style)
    return not rows.left_out and all(_whole(one, box, rows) for one in bullets)


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
