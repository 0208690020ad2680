"""The exhibits of a delivery: the line of time of each site, what moved and why, what we need, and every line."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.needs import Need
from steward.briefings.customer.subject import Subject
from steward.exhibits import DAYS, FIRST_PROMISED, Cell, Column, Mark, Receipt, Span, Table, Timeline, day_text
from steward.exhibits.plan_places import whole_extent
from steward.exhibits.wording import capital, counted

FEEDS = ("orders", "order_lines", "order_date_changes", "order_milestones")
METRIC = "later than first promised"
MOST = 40
"""Lines on the lines of time; the table has them all."""
NAMED = "What comes when, by site"
DOTS, STROKE = "Dots are milestones, full once they are reached.", "The upright stroke is the day first promised."
ROOM, LEAST_ROOM = 0.3, timedelta(days=21)
"""Behind the last day, for it to be written: a share of all the days, at least three weeks."""


def receipt(about: Subject, metric: str = METRIC) -> Receipt:
    """A receipt for these lines."""
    return about.receipt(metric, "customer.order_lines", *FEEDS)


def timeline(about: Subject, shown: Sequence[DeliveryLine], day: date, title: str) -> Timeline | None:
    """A row for each line that is open, by site, and for what came late in the quarter; where nothing is open, for all
    that came. From the order to the day promised now, with milestones and the day promised first. None where none has a
    day."""
    coming = any(one.is_open for one in shown)
    told = [one for one in shown if _end(one) and (one.is_open or one.late or not coming)]
    if not told:
        return None
    drawn = sorted(told, key=lambda one: (one.live, one.site, _end(one) or day, one.product))[:MOST]
    left_out, undated = len(told) - len(drawn), [one.what for one in shown if not _end(one)]
    spans = tuple(_span(one) for one in drawn)
    ends = whole_extent(spans)
    notes = (
        *_signs(spans),
        f"And {counted(left_out, 'line')} more in the table." if left_out > 0 else "",
        f"Without a date yet: {'; '.join(undated)}." if undated else "",
    )
    return Timeline(
        id="delivery.timeline",
        title=title,
        alt="Timeline: " + "; ".join(f"{one.what}, {_told(one)}" for one in drawn) + ".",
        receipt=receipt(about),
        note=" ".join(filter(None, notes)),
        spans=spans,
        today=day,
        span=(ends[0], ends[1] + max((ends[1] - ends[0]) * ROOM, LEAST_ROOM)) if ends else None,
    )


def _signs(spans: Sequence[Span]) -> Iterable[str]:
    """What the marks mean that are there."""
    states = {mark.state for span in spans for mark in span.marks}
    if states - {FIRST_PROMISED}:
        yield DOTS
    if FIRST_PROMISED in states:
        yield STROKE


def _end(line: DeliveryLine) -> date | None:
    return line.live_on or line.now_on


def _span(line: DeliveryLine) -> Span:
    end = _end(line)
    assert end is not None
    return Span(
        label=f"{line.site}: {line.product}" if line.site else line.product,
        start=line.signed_on if line.signed_on and line.signed_on <= end else None,
        end=end,
        state=str(line.state),
        detail=_detail(line),
        marks=(*_first(line), *_steps(line)),
    )


def _first(line: DeliveryLine) -> Iterable[Mark]:
    end = _end(line)
    if line.first_on and end and (line.late or (line.is_open and line.first_on != end)):
        yield Mark(FIRST_PROMISED, line.first_on, FIRST_PROMISED)


def _steps(line: DeliveryLine) -> Iterable[Mark]:
    """The milestones on their days: those that were reached, and the next ones. Of those that should have been reached
    the first alone, for the days of the others were planned before it was late."""
    if not line.is_open:
        return
    for step in line.steps:
        on = step.reached_on or step.planned_on
        if on is None or on == line.now_on:
            continue
        if step.reached_on or on >= line.day:
            yield Mark(step.name, on, "done" if step.reached_on else "planned")
        elif step == line.next_step:
            yield Mark(step.name, on, "late")


def _detail(line: DeliveryLine) -> str:
    """`first promised 25 Sep 2026; the access carrier moved its date · next: site ready, 3 Dec 2026`."""
    coming = next_words(line)
    return " · ".join(filter(None, (why(line).rstrip("."), f"next: {coming}" if coming else "")))


def _told(line: DeliveryLine) -> str:
    end = _end(line)
    return f"{line.state} {day_text(end)}" if end else str(line.state)


def why(line: DeliveryLine) -> str:
    """The first promise, where it was not kept, and the reason, as somebody wrote it or by its kind."""
    if not line.late or line.first_on is None:
        return line.said
    first = f"first promised {day_text(line.first_on)}, {counted(line.late, 'day')} later"
    return f"{first}: {line.said or line.cause}"


def next_words(line: DeliveryLine) -> str:
    """`site ready, 3 Dec 2026`: the next milestone; empty where there is none. A planned day that is over tells when it
    was to be, not when it will."""
    step = line.next_step
    if step is None:
        return ""
    return f"{step.name}, {day_text(step.planned_on)}" if step.planned_on and step.planned_on >= line.day else step.name


def moved_table(about: Subject, late: Sequence[DeliveryLine], title: str) -> Table | None:
    """What comes, or came in the quarter, later than it was promised first: both days, why, and what is next."""
    if not late:
        return None
    return Table(
        id="delivery.moved",
        title=title,
        alt="Table of what is later than first promised: " + "; ".join(f"{one.what}, {why(one)}" for one in late) + ".",
        receipt=receipt(about),
        columns=(
            Column("What", wide=True), Column("First promised"), Column("Now"), Column("Later by", DAYS),
            Column("Why", wide=True), Column("Next"),
        ),
        rows=tuple(_moved(one) for one in late),
    )  # fmt: skip


def _moved(line: DeliveryLine) -> tuple[Cell, ...]:
    there = f"In service since {day_text(line.live_on)}" if line.live_on else None
    said = line.said or line.cause
    return line.what, line.first_on, line.live_on or line.now_on, line.late, capital(said), there or _next(line)


def needs_table(about: Subject, needs: Sequence[Need]) -> Table | None:
    """What we need of them, by when."""
    if not needs:
        return None
    return Table(
        id="delivery.needs",
        title=f"What we need from you: {counted(len(needs), 'point')}",
        alt="Table of what we need: " + "; ".join(f"{one.asked} ({one.what})" for one in needs) + ".",
        receipt=receipt(about),
        columns=(Column("What we need", wide=True), Column("For", wide=True), Column("By")),
        rows=tuple((one.asked, one.what, one.by) for one in needs),
    )


def lines_table(about: Subject, lines: Sequence[DeliveryLine], title: str) -> Table | None:
    """Every line, by site."""
    if not lines:
        return None
    sited = sorted(lines, key=lambda one: (one.site, one.product, one.line_id))
    columns = (
        Column("Site", wide=True), Column("Product", wide=True), Column("Status", state=True), Column("Ordered"),
        Column("Wanted"), Column("First promised"), Column("Promised now"), Column("In service"),
        Column("Later by", DAYS), Column("Order", wide=True),
    )  # fmt: skip
    rows = [_line(one) for one in sited]
    kept = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    return Table(
        id="delivery.lines",
        title=title,
        alt="Table of services on order with the days they were promised for, and how they stand.",
        receipt=receipt(about),
        columns=tuple(columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _line(line: DeliveryLine) -> tuple[Cell, ...]:
    return (
        line.site or None, f"{line.product} (ends)" if line.leaves else line.product, capital(line.state),
        line.signed_on, line.requested_on, line.first_on, line.now_on, line.live_on, line.late or None,
        line.order,
    )  # fmt: skip


def _next(line: DeliveryLine) -> str | None:
    return capital(next_words(line)) or None
