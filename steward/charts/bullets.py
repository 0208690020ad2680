"""Goals below one another, each on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from steward.charts.layout import BAD, GOOD, GRID, NEUTRAL, WATCH, Layout, Trace, framed, nothing
from steward.charts.rows import annotation, beginning, rows_layout, shown_lines, text_width
from steward.charts.text import lines_of, literal
from steward.exhibits import Bullet, Bullets
from steward.exhibits.plan_places import (
    Track,
    Verdict,
    baseline_words,
    due_words,
    now_words,
    target_words,
    track,
    verdict,
)

LINE, SMALL, THICK, AIR = 19, 16, 14, 24
LABEL_SIZE, SMALL_SIZE = 14, 12
APART = 0.03
HALF = 0.45


@dataclass(frozen=True)
class GoalRow:
    """One goal in its place, in pixels from the top of the plot."""

    bullet: Bullet
    top: int
    phones: float

    @property
    def track(self) -> Track | None:
        """Where its numbers lie."""
        return track(self.bullet)

    @property
    def label(self) -> list[str]:
        """The goal, in up to two lines."""
        return shown_lines(self.bullet.label or "–", LABEL_SIZE, 2, bold=True, share=self.phones)

    @property
    def detail(self) -> list[str]:
        """Who and how, in up to two lines."""
        return shown_lines(self.bullet.detail, SMALL_SIZE, 2, share=self.phones) if self.bullet.detail else []

    @property
    def now(self) -> int:
        """The height of the line that says where it is."""
        return self.top + LINE * len(self.label) + SMALL * len(self.detail) + 4

    @property
    def bar(self) -> float:
        """The middle of the track."""
        return self.now + LINE + THICK / 2

    @property
    def ends(self) -> int:
        """The height of the line that says from where to where."""
        return self.now + LINE + (THICK + 5 if self.track else 0)

    @property
    def bottom(self) -> int:
        """Where the next goal begins."""
        return self.ends + SMALL + AIR


def drawn(exhibit: Bullets, phones: float = 1.0) -> go.Figure:
    """A track each with the baseline at its left, the target as a stroke and the actual as a bar."""
    if not exhibit.bullets:
        return nothing()
    rows: list[GoalRow] = []
    for bullet in exhibit.bullets:
        rows.append(GoalRow(bullet, rows[-1].bottom if rows else 0, phones))
    words = [annotation for row in rows for annotation in _words(row)]
    height = rows[-1].bottom - AIR + 6
    return framed(_traces(rows), rows_layout(height) | {"annotations": words} | _tracks(rows), height)


def _traces(rows: Sequence[GoalRow]) -> list[Trace]:
    """The bars by how the goals stand; the first takes the theme's colour."""
    looks = {
        Verdict.UNDER_WAY: None,
        Verdict.REACHED: GOOD,
        Verdict.SLOW: WATCH,
        Verdict.OVERDUE: BAD,
        Verdict.BEHIND: BAD,
    }
    bars = [
        _bars([row for row in rows if row.track and verdict(row.bullet) is said], said, colour)
        for said, colour in looks.items()
    ]
    return [*bars, _targets([row for row in rows if row.track])]


def _bars(rows: Sequence[GoalRow], said: Verdict, colour: str | None) -> Trace:
    places = [row.track for row in rows if row.track]
    return {
        "type": "bar",
        "orientation": "h",
        "name": said.value,
        "y": [row.bar for row in rows],
        "base": [each.baseline for each in places],
        "x": [(each.actual or 0.0) - each.baseline for each in places],
        "width": THICK,
        "marker": {"color": colour, "line": {"width": 0}} if colour else {"line": {"width": 0}},
        "customdata": [_hover(row.bullet) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _targets(rows: Sequence[GoalRow]) -> Trace:
    """Strokes across the tracks, and a little beyond."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "target",
        "x": [row.track.target for row in rows if row.track],
        "y": [row.bar for row in rows],
        "marker": {"symbol": "line-ns-open", "size": THICK + 2, "line": {"width": 3}, "color": NEUTRAL},
        "customdata": [_hover(row.bullet) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }


def _tracks(rows: Sequence[GoalRow]) -> Layout:
    """The tracks beneath the bars, with a stroke at the baseline; a dotted one over them where it should be by now."""
    half = THICK / 2
    shapes: list[Layout] = []
    for row in rows:
        if row.track:
            across = {"y0": row.bar - half, "y1": row.bar + half, "layer": "below"}
            start = {"x0": row.track.baseline, "x1": row.track.baseline, "line": {"width": 2, "color": NEUTRAL}}
            shapes.append({"type": "rect", "x0": 0, "x1": 1, "line": {"width": 0}, "fillcolor": GRID} | across)
            shapes.append({"type": "line"} | across | start)
            if row.track.pace is not None:
                reach = {"y0": row.bar - half - 2, "y1": row.bar + half + 2, "layer": "above"}
                due = {"x0": row.track.pace, "x1": row.track.pace}
                shapes.append({"type": "line", "line": {"width": 2, "color": NEUTRAL, "dash": "dot"}} | reach | due)
    return {"shapes": shapes}


def _words(row: GoalRow) -> list[Layout]:
    """All that is written about one goal."""
    bullet, place = row.bullet, row.track
    label = annotation("<br>".join(f"<b>{literal(line)}</b>" for line in row.label), 0, row.top, LABEL_SIZE)
    lines = [label]
    if row.detail:
        text = "<br>".join(map(literal, row.detail))
        lines.append(annotation(text, 0, row.top + LINE * len(row.label), SMALL_SIZE))
    end = place.actual if place and place.actual is not None else 0.0
    [now] = shown_lines(now_words(bullet), SMALL_SIZE, 1, bold=True)
    x, side = beginning(end, text_width(now, SMALL_SIZE, bold=True))
    lines.append(annotation(f"<b>{literal(now)}</b>", x, row.now, SMALL_SIZE, anchor=side))
    return [*lines, *_ends(row)]


def _ends(row: GoalRow) -> list[Layout]:
    """From where to where, and by when; below their places, or in one line where there is no track."""
    start, goal = baseline_words(row.bullet), target_words(row.bullet)
    by_when = " ".join(filter(None, (goal, due_words(row.bullet))))
    if row.track is None:
        [line] = shown_lines(f"{start}, {by_when}", SMALL_SIZE, 1)
        return [annotation(literal(line), 0, row.ends, SMALL_SIZE)]
    goal = by_when if _share(start) + APART + _share(by_when) <= 1 else goal
    if _share(start) + APART + _share(goal) > 1:
        [start], [goal] = (shown_lines(text, SMALL_SIZE, 1, share=HALF) for text in (start, goal))
    places = _apart(row.track, _share(start), _share(goal))
    texts = zip((start, goal), places, strict=True)
    return [annotation(literal(t), x, row.ends, SMALL_SIZE, anchor=side) for t, (x, side) in texts]


def _apart(place: Track, start: float, goal: float) -> tuple[tuple[float, str], tuple[float, str]]:
    """Where both texts are written: the one beginning below its stroke, the other ending there, side by side if need
    be."""
    if place.baseline + start + APART <= place.target - goal:
        return (place.baseline, "left"), (place.target, "right")
    beside = max(place.target, place.baseline + start + APART)
    if beside + goal <= 1:
        return (place.baseline, "left"), (beside, "left")
    return (1 - goal - APART, "right"), (1.0, "right")


def _share(text: str) -> float:
    return text_width(text, SMALL_SIZE)


def _hover(bullet: Bullet) -> str:
    """The whole goal, as it is written."""
    way = ", ".join((baseline_words(bullet), now_words(bullet), target_words(bullet)))
    return lines_of(bullet.label, way, due_words(bullet), bullet.detail)
