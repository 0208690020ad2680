"""The orders of an account in a sentence: for the head of a page, and as the finding of a slide."""

from collections.abc import Sequence

from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.needs import Need
from steward.briefings.customer.delivery.words import LineState
from steward.exhibits import day_text
from steward.exhibits.wording import capital, counted, in_a_line, inside

NOTHING = "Nothing is on order"
NOT_KNOWN = "What is on order is not known"
"""Where no orders are loaded."""
LATER = "later than first promised"


def headline(
    coming: Sequence[DeliveryLine], live: Sequence[DeliveryLine], late: Sequence[DeliveryLine], period: str
) -> str:
    """What is on order and how it stands, short enough for one line."""
    if not coming:
        return _came(live, period) if live else NOTHING
    if behind := [one for one in late if not one.live]:
        said = _of(len(behind), len(coming))
        return in_a_line(f"{said} later than promised, {_now(behind)}" if _now(behind) else "", f"{said} {LATER}")
    waiting = [one for one in coming if one.state is LineState.WAITING]
    if waiting:
        return f"{_some(len(waiting), len(coming))} {'waits' if len(waiting) == 1 else 'wait'} for you"
    undated = [one for one in coming if one.now_on is None]
    if undated:
        return f"{_some(len(undated), len(coming))} {'has' if len(undated) == 1 else 'have'} no date yet"
    return _next(coming)


def title(
    coming: Sequence[DeliveryLine], live: Sequence[DeliveryLine], late: Sequence[DeliveryLine], needs: Sequence[Need],
    period: str,
) -> str:  # fmt: skip
    """The same as a finding: which one is late and by how much, what waits for them, else what comes next."""
    behind = [one for one in late if not one.live]
    if behind:
        worst = behind[0]
        by = counted(worst.late, "day")
        if len(behind) == 1:
            return _one_late(worst, by)
        said = _of(len(behind), len(coming))
        return in_a_line(f"{said} {LATER}, {worst.what} most: {by}", f"{said} later than promised, by up to {by}")
    if coming and len(needs) == 1:
        waits, asked = f"{capital(needs[0].what)} waits for you", inside(needs[0].asked.rstrip("."))
        return in_a_line(f"{waits}: {asked}", f"{waits}: {asked.partition(',')[0]}", waits)
    if coming and needs:
        waits = f"{counted(len(needs), 'point')} {'waits' if len(needs) == 1 else 'wait'} for you"
        return f"{_all(len(coming))} on schedule; {waits}" if _on_schedule(coming) else (
            f"{capital(counted(len(coming), 'service'))} on order; {waits}"
        )  # fmt: skip
    return headline(coming, live, late, period)


def _now(behind: Sequence[DeliveryLine]) -> str:
    """The day that is promised now: of several the first; nothing where none has a day that is still to come."""
    days = [one.now_on for one in behind if one.now_on and one.state is not LineState.OVERDUE]
    if not days:
        return ""
    return f"now {day_text(days[0])}" if len(behind) == 1 else f"next {day_text(min(days))}"


def _one_late(line: DeliveryLine, by: str) -> str:
    """`SD-WAN at Lyon comes on 30 Oct 2026, 35 days later than first promised`; where its name is long without its
    place, else without its day."""
    short = f"{capital(line.product)} {_comes(line)}, {by} later than promised"
    return in_a_line(
        f"{capital(line.what)} {_comes(line)}, {by} {LATER}", short, f"{capital(line.what)} is {by} late",
        f"A service on order is {by} {LATER}",
    )  # fmt: skip


def _comes(line: DeliveryLine) -> str:
    """When it comes; what is overdue has no day any more."""
    if line.now_on is None or line.state is LineState.OVERDUE:
        return "has no new date yet"
    return f"comes on {day_text(line.now_on)}"


def _on_schedule(coming: Sequence[DeliveryLine]) -> bool:
    return all(one.state is LineState.ON_SCHEDULE for one in coming)


def _of(number: int, whole: int) -> str:
    """`2 of 6 services on order are`, `The service on order is`, `Both services on order are`."""
    return (
        _all(whole)
        if number == whole
        else f"{number:,} of {whole:,} services on order {'is' if number == 1 else 'are'}"
    )


def _some(number: int, whole: int) -> str:
    return "The service on order" if whole == 1 else f"{number:,} of {whole:,} services on order"


def _all(number: int) -> str:
    if number == 1:
        return "The service on order is"
    return f"{'Both' if number == 2 else f'All {number:,}'} services on order are"


def _next(coming: Sequence[DeliveryLine]) -> str:
    """That all are on schedule, and which comes next, else when."""
    said, first = f"{_all(len(coming))} on schedule", next((one for one in coming if one.now_on), None)
    if first is None or first.now_on is None:
        return said
    day = day_text(first.now_on)
    alone = len(coming) == 1
    return in_a_line(
        f"{said}; next: {first.what}, {day}", f"{capital(first.what)} is on schedule for {day}" if alone else "",
        f"{said}{f' for {day}' if alone else f', the next for {day}'}",
    )  # fmt: skip


def _came(live: Sequence[DeliveryLine], period: str) -> str:
    """`3 services went live in Q3 2026, 1 later than first promised`."""
    late, whole = sum(bool(one.late) for one in live), len(live)
    if not late:
        how = f"{'all ' if whole > 1 else ''}by the day first promised"
    else:
        how = LATER if late == whole == 1 else f"{'all' if late == whole else late} {LATER}"
    return f"{capital(counted(whole, 'service'))} went live in {period}, {how}"
