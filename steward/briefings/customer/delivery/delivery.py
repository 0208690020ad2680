"""What is on order, as the customer may read it: what comes where and when, what moved and why, what we need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.base import about as told_of
from steward.briefings.customer.delivery import exhibits
from steward.briefings.customer.delivery.figures import NEEDS, figures
from steward.briefings.customer.delivery.headline import LATER, NOT_KNOWN, headline, title
from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.lines import delivery_lines
from steward.briefings.customer.delivery.needs import Need, needs_of
from steward.briefings.customer.delivery.words import LineState
from steward.briefings.customer.plans.subject import PlanSubject
from steward.domain.quarters import Quarter
from steward.exhibits import Table, Timeline, day_text
from steward.exhibits.wording import capital, counted, inside


@dataclass(frozen=True, kw_only=True)
class LateDelivery:
    """A line that comes, or came in the quarter, later than it was promised first."""

    what: str
    product: str
    site: str
    first_on: date
    now_on: date
    days: int
    cause: str
    """Its kind, in the customer's words."""
    said: str
    """What somebody wrote for them of it."""
    ours: bool
    """Whether it is ours to answer for: not theirs."""
    our_own: bool
    """Whether we caused it ourselves."""
    live: bool
    dated: bool = True
    """Whether its day is still to come."""
    next: str = ""
    """The next milestone and its day."""
    moved_on: date | None = None
    """The day on which the last new date was said."""


@dataclass(frozen=True, kw_only=True)
class ComingDelivery:
    """A line that is still to come, with the day it is promised for now."""

    what: str
    product: str
    site: str
    now_on: date | None
    state: str


@dataclass(frozen=True, kw_only=True)
class Delivery(CustomerBriefing):
    """The orders of one account, as they were known on the day of the review. `live`: what came in the quarter,
    `coming`: what is still to come, the first due first."""

    timeline: Timeline | None = None
    needs: Table | None = None
    moved: Table | None = None
    lines: Table | None = None
    title: str = ""
    """The finding of a slide about it."""
    late: tuple[LateDelivery, ...] = ()
    live: tuple[str, ...] = ()
    live_on_time: int = 0
    coming: tuple[ComingDelivery, ...] = ()
    asked: tuple[Need, ...] = ()

    @property
    def open_late(self) -> tuple[LateDelivery, ...]:
        """Of what is late, what is still to come."""
        return tuple(one for one in self.late if not one.live)

    @property
    def called_for(self) -> bool:
        """Whether a review without it would leave something out: something is to come, is late or waits for them."""
        return bool(self.coming or self.late or self.asked)


def delivery(plan: PlanSubject) -> Delivery:
    """Brief on the orders of an account."""
    return briefed(plan, delivery_lines(plan))


def briefed(plan: PlanSubject, lines: Sequence[DeliveryLine]) -> Delivery:
    """The same of lines that were read already."""
    subject, day = plan.subject, plan.day
    coming = sorted((one for one in lines if one.is_open), key=lambda one: (one.now_on or date.max, one.what))
    live = [one for one in lines if came_in(one, subject.quarter, day)]
    late = sorted((one for one in (*coming, *live) if one.late), key=lambda one: (one.live, -one.late, one.what))
    needs = needs_of(lines)
    shown = (*coming, *live)
    short = headline(coming, live, late, subject.period())
    said = title(coming, live, late, needs, subject.period())
    if not subject.has(*NEEDS):
        short = said = NOT_KNOWN
    return Delivery(
        **told_of(subject),  # type: ignore[arg-type]
        headline=short,
        figures=figures(plan, lines, live, needs),
        missing=subject.missing(order_lines="what is on order, when it was promised, and how far it is"),
        timeline=exhibits.timeline(subject, shown, day, said if said != short else exhibits.NAMED),
        needs=exhibits.needs_table(subject, needs),
        moved=exhibits.moved_table(subject, late, _moved_title(late)),
        lines=exhibits.lines_table(subject, lines, _lines_title(lines)),
        title=said,
        late=tuple(_late(one) for one in late),
        live=tuple(one.what for one in live),
        live_on_time=sum(not one.late for one in live),
        coming=tuple(_coming(one) for one in coming),
        asked=needs,
    )


def delivery_words(one: LateDelivery) -> str:
    """`SD-WAN at Lyon comes on 30 Oct 2026, 35 days later than first promised: the access carrier moved its date`."""
    when = f"came on {day_text(one.now_on)}" if one.live else f"comes on {day_text(one.now_on)}" if one.dated else (
        "has no new date yet"
    )  # fmt: skip
    return (
        f"{capital(one.what)} {when}, {counted(one.days, 'day')} {LATER}: {inside((one.said or one.cause).rstrip('.'))}"
    )


def came_in(line: DeliveryLine, quarter: Quarter, day: date) -> bool:
    """Whether it came since the quarter began: of a review that is held after its quarter, up to the meeting."""
    return line.live_on is not None and quarter.start <= line.live_on <= day


def _late(line: DeliveryLine) -> LateDelivery:
    assert line.first_on is not None
    return LateDelivery(
        what=line.what, product=line.product, site=line.site, first_on=line.first_on,
        now_on=line.live_on or line.now_on or line.day, days=line.late, cause=line.cause, said=line.said,
        ours=line.ours, our_own=line.our_own, live=line.live,
        dated=line.state is not LineState.OVERDUE, next=exhibits.next_words(line),
        moved_on=line.changes[-1].on if line.changes else None,
    )  # fmt: skip


def _coming(line: DeliveryLine) -> ComingDelivery:
    return ComingDelivery(
        what=line.what, product=line.product, site=line.site, now_on=line.now_on, state=str(line.state)
    )  # fmt: skip


def _moved_title(late: Sequence[DeliveryLine]) -> str:
    return f"{capital(counted(len(late), 'date'))} later than first promised, and why" if late else ""


def _lines_title(lines: Sequence[DeliveryLine]) -> str:
    there = sum(one.live for one in lines)
    return f"{capital(counted(len(lines), 'service'))} ordered, {f'{there} of them' if there else 'none'} in service"
