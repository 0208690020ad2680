"""The status of an account's orders as of a day, to be sent every week: what happened, what comes, what we need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from steward.briefings.customer.delivery.delivery import Delivery, briefed
from steward.briefings.customer.delivery.exhibits import receipt
from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.lines import delivery_lines
from steward.briefings.customer.delivery.needs import asked_words
from steward.briefings.customer.delivery.words import cause_words
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import Slide
from steward.briefings.customer.subject import Subject
from steward.exhibits import Column, Table, day_text
from steward.exhibits.wording import capital, counted

WEEK = timedelta(days=7)
AHEAD = timedelta(days=28)


@dataclass(frozen=True, kw_only=True)
class DeliveryStatus:
    """One status. `week`: what happened in the last seven days that are known; `ahead`: what comes in the four weeks
    after `day`."""

    day: date
    brief: Delivery
    lines: tuple[DeliveryLine, ...]
    week: Table | None
    ahead: Table | None
    milestones: Table | None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets of the workbook, in the order in which they are read."""
        found = (self.week, self.ahead, self.brief.needs, self.brief.moved, self.brief.lines, self.milestones)
        return tuple(table for table in found if table)


def delivery_status(plan: PlanSubject) -> DeliveryStatus:
    """The status of all orders of an account."""
    lines, about = delivery_lines(plan), plan.subject
    return DeliveryStatus(
        day=plan.day,
        brief=briefed(plan, lines),
        lines=lines,
        week=_week(about, lines, plan.day),
        ahead=_ahead(about, lines, plan.day),
        milestones=_milestones(about, lines),
    )


@dataclass(frozen=True)
class _Event:
    on: date
    what: str
    said: str


def _week(about: Subject, lines: Sequence[DeliveryLine], day: date) -> Table | None:
    """What happened in the last week that the data tells of, the first first: data of a month ago knows nothing of this
    week, and an empty sheet would say that nothing happened."""
    known = [one for line in lines for one in _happened(line) if one.on <= day]
    until = min(day, max(about.as_of, *(one.on for one in known))) if known else day
    since = until - WEEK
    found = [one for one in known if since < one.on <= until]
    title = f"{capital(counted(len(found), 'event'))} from {day_text(since + timedelta(days=1))} to {day_text(until)}"
    return _events(about, "delivery.week", title, found)


def _happened(line: DeliveryLine) -> Iterator[_Event]:
    if line.signed_on:
        yield _Event(line.signed_on, line.what, "Ordered")
    for change in line.changes:
        was = f" instead of {day_text(change.was)}" if change.was else ""
        why = f": {cause_words(change.cause)}" if change.was and change.now > change.was else ""
        yield _Event(change.on, line.what, f"Now promised for {day_text(change.now)}{was}{why}")
    for step in line.steps:
        if step.reached_on and step.reached_on != line.live_on:
            yield _Event(step.reached_on, line.what, f"Reached: {step.name}")
    if line.live_on:
        late = f", {counted(line.late, 'day')} later than first promised" if line.late else ""
        yield _Event(line.live_on, line.what, f"In service{late}")


def _ahead(about: Subject, lines: Sequence[DeliveryLine], day: date) -> Table | None:
    """What is to come in the next four weeks, and what should have come."""
    found = [one for line in lines if line.is_open for one in _coming(line, day) if one.on <= day + AHEAD]
    title = f"{capital(counted(len(found), 'date'))} until {day_text(day + AHEAD)}"
    return _events(about, "delivery.ahead", title, found)


def _coming(line: DeliveryLine, day: date) -> Iterator[_Event]:
    """Milestones ahead; one whose planned day is over is no date to come, and stands on the sheet of milestones."""
    for step in line.steps:
        if step.reached_on is None and step.planned_on and step.planned_on >= day and step.planned_on != line.now_on:
            yield _Event(step.planned_on, line.what, f"Planned: {step.name}")
    if line.now_on:
        over = " (over; we owe you a new day)" if line.now_on < day else ""
        yield _Event(line.now_on, line.what, f"Promised to be in service{over}")
    if line.needs_by:
        yield _Event(line.needs_by, line.what, f"We need from you: {line.needs}")


def _events(about: Subject, key: str, title: str, found: Iterable[_Event]) -> Table | None:
    rows = sorted({(one.on, one.what, one.said) for one in found})
    if not rows:
        return None
    return Table(
        id=key,
        title=title,
        alt=f"Table of dates: {title}.",
        receipt=receipt(about),
        columns=(Column("Day"), Column("For", wide=True), Column("What", wide=True)),
        rows=tuple(rows),
    )


def _milestones(about: Subject, lines: Sequence[DeliveryLine]) -> Table | None:
    """Every milestone of what is to come."""
    rows = [
        (line.what, step.name, step.planned_on, step.reached_on)
        for line in lines
        if line.is_open
        for step in line.steps
    ]
    if not rows:
        return None
    reached = sum(row[3] is not None for row in rows)
    return Table(
        id="delivery.milestones",
        title=f"{reached} of {counted(len(rows), 'milestone')} reached",
        alt="Table of milestones with their planned day and the day they were reached.",
        receipt=receipt(about),
        columns=(Column("For", wide=True), Column("Milestone"), Column("Planned"), Column("Reached")),
        rows=tuple(rows),
    )


def status_slides(found: DeliveryStatus) -> tuple[Slide, ...]:
    """The status on a slide; on a second one why dates moved, else what happened and what comes."""
    said, brief = f"Delivery status, {day_text(found.day)}", found.brief
    shown = brief.timeline or found.week or brief.lines
    first = Slide(
        id="delivery", title=brief.title, subtitle=said, figures=brief.figures,
        exhibits=(shown,) if shown else (), points=asked_words(brief.asked),
    )  # fmt: skip
    more = _second(found)
    return (first, replace(more, subtitle=said)) if more else (first,)


def _second(found: DeliveryStatus) -> Slide | None:
    """Of several dates that moved, why; else what happened in the week, and what comes."""
    moved = found.brief.moved
    if moved and len(moved.rows) > 1:
        return Slide(id="delivery.why", title=moved.title, exhibits=(moved,))
    told = tuple(filter(None, (found.week, found.ahead)))
    return Slide(id="delivery.week", title=told[0].title, exhibits=told) if told else None
