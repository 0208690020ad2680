"""What there is to decide, as the data and the plan tell it, the most pressing first: proposed, until somebody writes
down what is really asked."""

from collections.abc import Iterator

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.joint_plan import LATE
from steward.exhibits import day_text
from steward.exhibits.wording import inside
from steward.plans.customer.review import Outcome, Review

MOST = 3


def asks(found: Material, prepared: Review) -> tuple[str, ...]:
    """The decisions we want: those a person wrote, else those that data and plan call for."""
    written = tuple(one.decision for one in prepared.decisions if one.outcome is Outcome.WANTED)
    return written if prepared.decisions else proposed_asks(found)


def proposed_asks(found: Material) -> tuple[str, ...]:
    """Decisions to ask for: of a contract that ends, of services that need room or repair, of what is late on either
    side, of the first option and the next step; as many as a meeting can take."""
    return tuple(dict.fromkeys(_asks(found)))[:MOST]


def _asks(found: Material) -> Iterator[str]:
    today = found.meets_on
    if found.runway and found.runway.asks:
        yield found.runway.asks
    yield from found.summary.asks
    coming = {one.step.casefold() for one in found.success.next_steps if one.due >= today}
    if found.success.promises:
        for row in found.success.promises.rows:
            if row[3] == OVERDUE and str(row[0]).casefold() not in coming:
                yield f"A new day for “{row[0]}”."
    spans = found.success.joint_plan.spans if found.success.joint_plan else ()
    for span in spans:
        if span.state == LATE:
            yield f"A new day for “{span.label}”."
    if found.success.options:
        option = found.success.options.rows[0]
        first = f", beginning with {inside(str(option[3])).rstrip('.')}" if option[3] else ""
        yield f"Whether to look into {option[0]}{first}."
    ahead = (span for span in spans if span.state == "planned" and (span.start or span.end) > today)
    if step := next(ahead, None):
        yield f"Whether to go ahead with “{step.label}”, until {day_text(step.end)}."
