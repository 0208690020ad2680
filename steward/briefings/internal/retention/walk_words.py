"""Why NRR or GRR changed, in one paragraph to copy: from the values of the bridge and the table."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.retention.walk_steps import How, Moved, Walked, from_to, summed, when
from steward.briefings.internal.walk import MOST_SAID, STEP, adding_up, named
from steward.exhibits import PERCENT
from steward.exhibits.wording import capital, counted, grew

_GROUPS = {
    How.LOST: "customers lost",
    How.DOWN: "customers that lowered it",
    How.UP: "customers that raised it",
    How.BACK: "customers that came back",
    How.ENTERED: "customers new in the twelve months",
    How.LEFT: "customers no longer in the twelve months",
}


def paragraph(walked: Walked) -> str:
    """In plain words, from the same values: the whole, each group with its part, and the largest of each by name."""
    then, now = walked.levels
    change = round(Decimal(str(now)) - Decimal(str(then)), 1)
    said = (
        f"{walked.measure.label} {grew(PERCENT, then, now)} between {when(walked.then)} and {when(walked.now)}"
        f" ({PERCENT.change(change)})."
    )
    if not walked.moved:
        return f"{said} Nothing changed in either of the twelve months."
    parts = adding_up([summed(found) for found in walked.groups.values()], change)
    groups = (_group(walked, how, found, part) for (how, found), part in zip(walked.groups.items(), parts, strict=True))
    ending = "New customers count from a year after they came." if How.ENTERED in walked.groups else ""
    return " ".join(filter(None, (said, _from_before(walked), *groups, ending)))


def _from_before(walked: Walked) -> str:
    """That a customer can lower it without shrinking: what its year began with is higher."""
    lower = walked.groups.get(How.DOWN, ())
    shrank = sum(one.then is not None and one.now is not None and one.now.end < one.then.end for one in lower)
    if not lower or shrank == len(lower):
        return ""
    who = f"{len(lower) - shrank} of the {counted(len(lower), 'customer')} that lowered it" if len(lower) > 1 else (
        "The one customer that lowered it"
    )  # fmt: skip
    return f"{who} did not shrink: the year it is counted over now begins higher."


def _group(walked: Walked, how: How, found: Sequence[Moved], part: Decimal) -> str:
    told = named((_detail(walked, one) for one in found[:MOST_SAID]), len(found))
    return f"{capital(_GROUPS[how])} {PERCENT.change(part)}: {told}."


def _detail(walked: Walked, one: Moved) -> str:
    return f"{one.account.name} ({_money(walked, one)}, {STEP.text(float(one.step))})"


def _money(walked: Walked, one: Moved) -> str:
    """What is behind one account's step, in money a month."""
    money = walked.book.money
    if one.then is None or one.now is None:
        years = zip((one.then, one.now), walked.years, strict=True)
        return ", ".join(
            f"{from_to(money, row.start, row.end)} in the year to {when(year)}" for row, year in years if row
        )
    if one.how in (How.LOST, How.BACK):
        return f"{from_to(money, one.then.end, one.now.end)} a month"
    return walked.measure.told(money, one.then, one.now, one.step)
