"""What a delivery waits for on the customer's side: what they are asked for, of which line, and by when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.delivery.line import DeliveryLine
from steward.exhibits import day_text
from steward.exhibits.wording import counted, inside

MOST_SAID = 2
READY = "The site to be ready, with access, room and power"
ACCEPT = "Your acceptance, or what is still missing"
ANSWER = "Your answer, without which we cannot go on"


@dataclass(frozen=True)
class Need:
    """One thing that the customer is asked for."""

    asked: str
    what: str
    """The product and site it is for."""
    by: date | None


def needs_of(lines: Iterable[DeliveryLine]) -> tuple[Need, ...]:
    """All of it, what is due first at the top; what has no day stands last."""
    found = (one for line in lines for one in _of(line))
    return tuple(sorted(found, key=lambda one: (one.by is None, one.by or date.max, one.what)))


def _of(line: DeliveryLine) -> Iterator[Need]:
    """What somebody wrote, else what the order system says: it is held, the site is next, or it is not accepted.

    | line                                       | asked for         |
    |--------------------------------------------|-------------------|
    | held; “accept the carrier's charge” is written | what is written |
    | held                                       | an answer         |
    | in progress; next milestone: site ready    | the site, ready   |
    | in service; the milestone accepted is open | acceptance        |
    | in progress; next milestone: installed     | nothing           |
    """
    if line.needs:
        yield Need(line.needs, line.what, line.needs_by)
    elif line.is_open and line.held:
        yield Need(ANSWER, line.what, line.needs_by)
    elif line.awaits_site and line.next_step:
        planned = line.next_step.planned_on
        yield Need(READY, line.what, planned if planned and planned >= line.day else None)
    elif line.awaits_acceptance:
        yield Need(ACCEPT, line.what, None)


def asked_words(needs: Sequence[Need]) -> tuple[str, ...]:
    """`We need from you, for SD-WAN at Lyon: the site to be ready, by 3 Dec 2026.`, the first two in sentences."""
    more = len(needs) - MOST_SAID
    said = [
        f"We need from you, for {one.what}: {inside(one.asked.rstrip('.'))}{_by(one)}." for one in needs[:MOST_SAID]
    ]
    return (*said, *([f"And {counted(more, 'point')} more."] if more > 0 else []))


def _by(need: Need) -> str:
    return f", by {day_text(need.by)}" if need.by else ""
