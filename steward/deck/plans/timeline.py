"""Who does what by when as native shapes: the words at the left, bars and diamonds under a line of months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from steward.deck.plans.timeline_rows import BETWEEN, BOLD, GAP, LABEL, Rows, fitted, label_of, told_of, wording
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.group import DIAMOND, DISC, RECTANGLE, Group, Ink
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import Style
from steward.deck.shapes.text import shorten, width
from steward.exhibits import FIRST_PROMISED, Span, Timeline, day_text
from steward.exhibits.plan_places import Calendar, calendar, extent
from steward.exhibits.states import drawn_as

STROKE, DISC_SHARE = 1.5, 0.6
"""How long the stroke of a first promise is, and how large a milestone, of the height of a bar."""


@dataclass(frozen=True)
class Lane:
    """Where the days lie on the slide."""

    box: Box
    months: Calendar
    today: date

    @property
    def now(self) -> int:
        """Where today is, or the left end where it is not in view."""
        seen = self.months.holds(self.today)
        return self.at(self.months.place(self.today, 0.5)) if seen else self.box.left

    def at(self, place: float) -> int:
        """The left edge of a place from 0 to 1."""
        return self.box.left + round(self.box.width * place)


def draw_timeline(canvas: Canvas, exhibit: Timeline, box: Box) -> None:
    """Every step that has room, and a line that counts the others."""
    group = Group(canvas, box)
    if exhibit.spans:
        rows = fitted(exhibit.spans, box, canvas.style)
        words, days = box.split_left(rows.words, canvas.style.inches(GAP))
        lane = Lane(days, calendar(exhibit.spans, exhibit.span), exhibit.today)
        _frame(group, lane, rows)
        top = box.top + rows.line
        for number, span in enumerate(rows.spans):
            here = Box(words.left, top + number * rows.height, words.width, rows.height)
            _words(group, span, here, rows)
            _mark(group, span, lane, here, rows)
        _more(group, Box(words.left, top + len(rows.spans) * rows.height, words.width, rows.line), rows)
    group.placed(f"timeline:{exhibit.id}", exhibit.alt)


def _frame(group: Group, lane: Lane, rows: Rows) -> None:
    """The months above, a line down from each, and one for today; none runs through a day that is written."""
    palette, style, small = rows.style.palette, rows.style, rows.small
    each = (width("May 2026") + 1.2) * style.em(small)
    for place, name in lane.months.months(max(1, int(lane.box.width / each))):
        left = lane.at(place)
        for piece in _free(lane, rows, left):
            group.line("month", piece, palette.faint, 0.75 * style.scale)
        if left + each <= lane.box.right + style.inches(0.1):
            said = [paragraph(name, Look(small, palette.muted))]
            group.text("month", Box(left, lane.box.top, min(round(each), lane.box.right - left), rows.line), said)
    if lane.months.holds(lane.today):
        _today(group, lane, rows)


def _free(lane: Lane, rows: Rows, left: int) -> Iterator[Box]:
    """A line down at a place in pieces, without the rows whose day is written there."""
    top = lane.box.top + rows.line
    begins: int | None = None
    for number, span in enumerate((*rows.spans, None)):
        day = _day(span, lane, rows) if span else None
        if span is None or (day and day.left <= left <= day.left + day.wide):
            if begins is not None and begins < number:
                yield Box(left, top + begins * rows.height, 0, (number - begins) * rows.height)
            begins = None
        elif begins is None:
            begins = number


def _today(group: Group, lane: Lane, rows: Rows) -> None:
    colour, wide = rows.style.palette.bad, round(3.5 * rows.style.em(rows.small))
    bottom = lane.box.top + rows.line + len(rows.spans) * rows.height
    for piece in _free(lane, rows, lane.now):
        group.line("today", piece, colour, 1.5 * rows.style.scale, "sysDash")
    begin = min(max(lane.box.left, lane.now - wide // 2), lane.box.right - wide)
    said = [paragraph("today", Look(rows.small, colour, align="ctr"))]
    group.text("today", Box(begin, bottom, wide, rows.line), said, "b")


def _words(group: Group, span: Span, box: Box, rows: Rows) -> None:
    """What is done, how it goes and who does it."""
    palette, style = rows.style.palette, rows.style
    label = Look(rows.size, palette.text, True)
    said = Look(rows.small, palette.bad if drawn_as(span.state) == "late" else palette.muted)
    if rows.beside:
        left, right = box.split_left(LABEL, style.inches(BETWEEN))
        step = shorten(label_of(span), left.width / style.em(rows.size) / BOLD)
        group.text("step", left, [paragraph(step, label)], "ctr")
        group.text("who", right, [paragraph(shorten(told_of(span), right.width / style.em(rows.small)), said)], "ctr")
    else:
        step, told = wording(span, box.width, rows)
        group.text("step", box, [paragraph(step, label), paragraph(told, said)], "ctr")


def _mark(group: Group, span: Span, lane: Lane, row: Box, rows: Rows) -> None:
    """A bar from first to last day or a diamond, with the last day beside it."""
    thick = _thick(rows)
    top, ink = row.top + (row.height - thick) // 2, _ink(span.state, rows.style)
    rule = row.top + row.height
    group.line(
        "row", Box(row.left, rule, lane.box.right - row.left, 0), rows.style.palette.faint, 0.5 * rows.style.scale
    )
    left, right = _ends(span, lane, rows)
    what, kind = ("milestone", DIAMOND) if span.start is None else ("bar", RECTANGLE)
    if span.decide_by:
        turn = min(max(left, lane.at(lane.months.place(span.decide_by, 1))), right)
        group.shape(f"{what}, {span.state}", kind, Box(left, top, turn - left, thick), ink)
        left, ink = turn, _ink("planned", rows.style)
    group.shape(f"{what}, {span.state}", kind, Box(left, top, right - left, thick), ink)
    _marks(group, span, lane, row, rows)
    if day := _day(span, lane, rows):
        look = Look(rows.small, rows.style.palette.muted, align=day.side)
        group.text("until", Box(day.left, row.top, day.wide, row.height), [paragraph(day.said, look)], "ctr")


def _marks(group: Group, span: Span, lane: Lane, row: Box, rows: Rows) -> None:
    """Days on the way: small discs upon the bar, and an upright stroke where it was first promised for."""
    thick, palette = _thick(rows), rows.style.palette
    for mark in span.marks:
        middle = lane.at(lane.months.place(mark.day, 0.5))
        if mark.state == FIRST_PROMISED:
            long = round(thick * STROKE)
            here = Box(middle, row.top + (row.height - long) // 2, 0, long)
            group.line(f"mark, {mark.state}", here, palette.text, 2.25 * rows.style.scale)
        else:
            wide = round(thick * DISC_SHARE)
            left = min(max(lane.box.left, middle - wide // 2), lane.box.right - wide)
            here = Box(left, row.top + (row.height - wide) // 2, wide, wide)
            group.shape(f"mark, {mark.state}", DISC, here, _disc(mark.state, rows.style))


def _disc(state: str, style: Style) -> Ink:
    """A milestone that was reached is full, one to come is hollow; both stand out from their bar."""
    palette, line = style.palette, 1.25 * style.scale
    if state == "done":
        return Ink(palette.text, palette.page, line)
    return Ink(palette.page, palette.fills.bad if state == "late" else palette.text, line)


def _thick(rows: Rows) -> int:
    return min(round(rows.height * 0.5), rows.style.inches(0.26))


def _ends(span: Span, lane: Lane, rows: Rows) -> tuple[int, int]:
    """Where a step's mark begins and ends."""
    begin, end = extent(span)
    if span.start is None:
        thick = _thick(rows)
        middle = lane.at(lane.months.place(end, 0.5))
        left = min(max(lane.box.left, middle - thick // 2), lane.box.right - thick)
        return left, left + thick
    left, right = lane.at(lane.months.place(begin)), lane.at(lane.months.place(end, 1))
    return left, max(right, left + rows.style.inches(0.03))


@dataclass(frozen=True)
class _Day:
    """The last day of a step as it is written, and where."""

    left: int
    wide: int
    said: str
    side: str


def _day(span: Span, lane: Lane, rows: Rows) -> _Day | None:
    """The day at the mark's right; at its left where it ends late or today's line would cross it; else nowhere."""
    gap, em = rows.style.inches(0.08), rows.style.em(rows.small)
    text = day_text(extent(span)[1])
    until = f"until {text}" if span.start is not None else text
    wide, wider = (round((width(said) + 0.4) * em) for said in (text, until))
    left, right = _ends(span, lane, rows)
    left = min([left, *(lane.at(lane.months.place(mark.day, 0.5)) for mark in span.marks)])
    right = max([right, *(lane.at(lane.months.place(mark.day, 0.5)) for mark in span.marks)])
    after, before = right + gap, left - gap - wider
    places = [_Day(after, wide, text, "l")] if after + wide <= lane.box.right else []
    places += [_Day(before, wider, until, "r")] if before >= lane.box.left else []
    return min(places, key=lambda day: day.left < lane.now < day.left + day.wide, default=None)


def _ink(state: str, style: Style) -> Ink:
    """Form tells the states apart as well as colour: full, pale, hollow, striped one way, striped both ways."""
    palette, line, drawn = style.palette, 1.25 * style.scale, drawn_as(state)
    if drawn == "in progress":
        return Ink(palette.tints[1][0], palette.accents[0], line)
    if drawn == "done":
        return Ink(palette.fills.good, palette.fills.good, line)
    if drawn == "late":
        return Ink(palette.fills.bad, palette.fills.bad, line, "wdUpDiag", palette.page)
    if drawn == "stopped":
        return Ink(palette.neutral, palette.neutral, line, "diagCross", palette.page)
    return Ink(None, palette.accents[0], line)


def _more(group: Group, box: Box, rows: Rows) -> None:
    if rows.left_out:
        said = [paragraph(f"and {rows.left_out:,} more", Look(rows.small, rows.style.palette.muted))]
        group.text("more", box, said, "ctr")
