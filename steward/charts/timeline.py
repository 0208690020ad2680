"""Who does what by when: one row a step, below a line of months."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from steward.charts.layout import BAD, CLEAR, GOOD, GRID, NEUTRAL, Layout, Trace, framed, nothing
from steward.charts.rows import annotation, rows_layout, shown_lines
from steward.charts.text import lines_of, literal
from steward.exhibits import FIRST_PROMISED, Mark, Span, Timeline
from steward.exhibits.plan_places import Calendar, calendar, extent, mark_words, when_words
from steward.exhibits.states import drawn_as

MONTHS, LAST = 5, 0.86
TODAY, HEAD, LINE, SMALL, THICK, AIR, LANE = 17, 42, 19, 17, 12, 18, 24
LABEL_SIZE, SMALL_SIZE, SAID = 14, 13, 4
STROKE, DISC = 22, 10
WHITE, REACHED = "#ffffff", {"done": GOOD, "late": BAD}
PLANNED = "planned"
# Form tells the states apart as well as colour: full, hollow, hatched one way, hatched both ways.
LOOKS: dict[str, Trace] = {
    "in progress": {},
    "done": {"color": GOOD, "line": {"color": GOOD, "width": 1.5}},
    PLANNED: {"color": CLEAR, "line": {"color": NEUTRAL, "width": 1.5}},
    "late": {"color": BAD, "line": {"color": BAD, "width": 1.5}, "pattern": {"shape": "/", "solidity": 0.45}},
    "stopped": {"color": NEUTRAL, "line": {"color": NEUTRAL, "width": 1.5}, "pattern": {"shape": "x", "solidity": 0.5}},
}


@dataclass(frozen=True)
class StepRow:
    """One step in its place, in pixels from the top of the plot."""

    span: Span
    top: int
    phones: float

    @property
    def look(self) -> str:
        """The state it is drawn in; a word nobody knows is drawn as planned, and still written."""
        state = drawn_as(self.span.state)
        return state if state in LOOKS else PLANNED

    @property
    def label(self) -> list[str]:
        """What is done, in up to two lines."""
        return shown_lines(self.span.label or "–", LABEL_SIZE, 2, bold=True, share=self.phones)

    @property
    def said(self) -> list[str]:
        """How it goes, when, and who does it, in up to four lines of a phone."""
        told = (self.span.state.capitalize(), when_words(self.span), self.span.detail)
        return shown_lines(" · ".join(filter(None, told)), SMALL_SIZE, SAID, share=self.phones)

    @property
    def bar(self) -> float:
        """The middle of its bar."""
        return self.top + LINE * len(self.label) + SMALL * len(self.said) + 6 + THICK / 2

    @property
    def bottom(self) -> int:
        """Where the next step begins."""
        return round(self.bar + THICK / 2) + AIR


def drawn(exhibit: Timeline, phones: float = 1.0) -> go.Figure:
    """A bar from first to last day, a diamond for a milestone, and a line for today."""
    if not exhibit.spans:
        return nothing()
    months, rows = calendar(exhibit.spans, exhibit.span), list[StepRow]()
    for span in exhibit.spans:
        rows.append(StepRow(span, rows[-1].bottom if rows else HEAD, phones))
    height = rows[-1].bottom - AIR // 2
    words = [*_names(months), *(text for row in rows for text in _words(row)), *_today_word(exhibit, months)]
    shapes = {"shapes": [*_lines(months, rows), *_today(exhibit, months, rows)]}
    return framed(_traces(rows, months), rows_layout(height) | {"annotations": words} | shapes, height)


def _traces(rows: Sequence[StepRow], months: Calendar) -> list[Trace]:
    """Bars and milestones by state; the bars in progress come first and take the theme's colour."""
    bars = [_bars(state, [row for row in rows if row.look == state and row.span.start], months) for state in LOOKS]
    ends = [_ends(state, [row for row in rows if row.look == state and not row.span.start], months) for state in LOOKS]
    drawn = [bars[0], *_decided(rows, months), *(trace for trace in (*bars[1:], *ends) if trace["y"])]
    return [*drawn, *_marks(rows, months)]


def _marks(rows: Sequence[StepRow], months: Calendar) -> list[Trace]:
    """Days on the way of a line: small discs, and an upright stroke where it was first promised for."""
    found = [(row, mark) for row in rows for mark in row.span.marks]
    states = dict.fromkeys(mark.state for _, mark in found)
    return [_marked(state, [one for one in found if one[1].state == state], months) for state in states]


def _marked(state: str, found: Sequence[tuple[StepRow, Mark]], months: Calendar) -> Trace:
    """Each with an edge that stands out from any bar."""
    look = {"symbol": "circle", "size": DISC, "color": WHITE, "line": {"color": NEUTRAL, "width": 1.5}}
    if state == FIRST_PROMISED:
        look = {"symbol": "line-ns", "size": STROKE, "line": {"color": NEUTRAL, "width": 3}}
    elif state in REACHED:
        look |= {"color": REACHED[state], "line": {"color": WHITE, "width": 1.5}}
    hover = [lines_of(row.span.label, mark_words(one)) for row, one in found]
    told = {"customdata": hover, "hovertemplate": "%{customdata}<extra></extra>", "showlegend": False}
    places = {"x": [months.place(one.day, 0.5) for _, one in found], "y": [row.bar for row, _ in found]}
    drawn = {"type": "scatter", "mode": "markers", "name": f"mark, {state}", "marker": look, "cliponaxis": False}
    return drawn | places | told


def _decided(rows: Sequence[StepRow], months: Calendar) -> list[Trace]:
    """What follows the last day to decide: hollow, as what is planned."""
    late = [(row, row.span.decide_by) for row in rows if row.span.decide_by]
    if not late:
        return []
    places = [(months.place(day, 1), months.place(row.span.end, 1)) for row, day in late]
    bar = {"type": "bar", "orientation": "h", "width": THICK, "marker": LOOKS[PLANNED]}
    lengths = {"base": [begin for begin, _ in places], "x": [end - begin for begin, end in places]}
    return [bar | lengths | _told("then", [row for row, _ in late])]


def _bars(state: str, rows: Sequence[StepRow], months: Calendar) -> Trace:
    """From the first day's morning to the last day's evening."""
    ends = [(extent(row.span)[0], row.span.decide_by or extent(row.span)[1]) for row in rows]
    places = [(months.place(begin), months.place(end, 1)) for begin, end in ends]
    bar = {"type": "bar", "orientation": "h", "width": THICK, "marker": LOOKS[state]}
    lengths = {"base": [begin for begin, _ in places], "x": [end - begin for begin, end in places]}
    return bar | lengths | _told(state, rows)


def _ends(state: str, rows: Sequence[StepRow], months: Calendar) -> Trace:
    """Milestones: only their day is known."""
    look = {"color": NEUTRAL, "line": {"color": NEUTRAL, "width": 1.5}} | LOOKS[state]
    marker = {key: look[key] for key in ("color", "line")} | {"symbol": "diamond", "size": THICK + 3}
    mark = {"type": "scatter", "mode": "markers", "marker": marker, "cliponaxis": False}
    return mark | {"x": [months.place(row.span.end, 0.5) for row in rows]} | _told(state, rows)


def _told(state: str, rows: Sequence[StepRow]) -> Trace:
    """Where the marks lie, and the whole step under the pointer."""
    hover = [lines_of(r.span.label, f"{r.span.state} · {when_words(r.span)}", r.span.detail) for r in rows]
    told = {"customdata": hover, "hovertemplate": "%{customdata}<extra></extra>", "showlegend": False}
    return {"name": state, "y": [row.bar for row in rows]} | told


def _words(row: StepRow) -> list[Layout]:
    """What is done, and below it how it goes."""
    label = "<br>".join(f"<b>{literal(line)}</b>" for line in row.label)
    said = "<br>".join(map(literal, row.said))
    below = row.top + LINE * len(row.label)
    return [annotation(label, 0, row.top, LABEL_SIZE), annotation(said, 0, below, SMALL_SIZE)]


def _names(months: Calendar) -> list[Layout]:
    """The months, each at its first day; the last only where it has room."""
    return [annotation(name, place, TODAY + 2, SMALL_SIZE) for place, name in months.months(MONTHS) if place < LAST]


def _lines(months: Calendar, rows: Sequence[StepRow]) -> list[Layout]:
    """A line at each month in every lane, and a lane behind each bar."""
    down = [line for place, _ in months.months(MONTHS) for line in _in_lanes(place, rows, TODAY + 2)]
    return down + [_line(0, 1, row.bar, row.bar) for row in rows]


def _in_lanes(place: float, rows: Sequence[StepRow], top: int) -> list[Layout]:
    """A line down at a place: at the head and in every lane, not through the words between them."""
    lanes = [(row.bar - LANE / 2, row.bar + LANE / 2) for row in rows]
    return [_line(place, place, begin, end) for begin, end in ((top, HEAD - 4), *lanes)]


def _line(x0: float, x1: float, y0: float, y1: float) -> Layout:
    look = {"color": GRID, "width": 1}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below", "line": look}


def _today(exhibit: Timeline, months: Calendar, rows: Sequence[StepRow]) -> list[Layout]:
    """A dashed line in every lane, where today is in view."""
    if not months.holds(exhibit.today):
        return []
    place = months.place(exhibit.today, 0.5)
    dashes = {"color": BAD, "width": 1.5, "dash": "dot"}
    return [line | {"line": dashes} for line in _in_lanes(place, rows, TODAY)]


def _today_word(exhibit: Timeline, months: Calendar) -> list[Layout]:
    """The word at its top."""
    if not months.holds(exhibit.today):
        return []
    place = months.place(exhibit.today, 0.5)
    side = "right" if place > LAST else "left" if place < 1 - LAST else "center"
    return [annotation(f'<span style="color:{BAD}">today</span>', place, 0, SMALL_SIZE, anchor=side)]
