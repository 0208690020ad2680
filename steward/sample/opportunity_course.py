"""How opportunities came to be what they are: from stage to stage, dates put off, amounts talked up or down."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from steward.sample.chance import at_work, day_between, dice, price
from steward.sample.opportunity import Opportunity
from steward.sample.window import Window

DAY = timedelta(days=1)
STAGES = ("discovery", "qualification", "proposal", "negotiation")
SLIPS_OPEN, SLIPS_CLOSED, HAGGLED = 0.30, 0.22, 0.25
Change = tuple[datetime, str, str, str]


def course_rows(
    seed: int, opportunity_id: str, opportunity: Opportunity, window: Window
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """The changes of one opportunity within the window, the earliest first."""
    rng = dice(seed, opportunity_id, "course")
    end = opportunity.closed_on or window.until
    if (end - opportunity.opened_on).days < 3:
        return
    changes = sorted(
        [*_stages(rng, opportunity, end), *_slips(rng, opportunity, end), *_amounts(rng, opportunity, end)]
    )
    for moment, field, was, now in changes:
        if window.first <= moment.date() <= window.until:
            yield (opportunity_id, moment, field, was, now)


def _stages(rng: Random, opportunity: Opportunity, end: date) -> Iterator[Change]:
    """Every stage up to the one it stands in; a lost one ended at any of them, one in six skips a stage."""
    if opportunity.stage in STAGES:
        path = list(STAGES[: STAGES.index(opportunity.stage) + 1])
    elif opportunity.status == "won":
        path = [*STAGES, opportunity.stage]
    else:
        path = [*STAGES[: rng.choices((1, 2, 3, 4), (3, 4, 4, 2))[0]], opportunity.stage]
    if len(path) > 3 and rng.random() < 0.17:
        del path[1]
    last = end - DAY if opportunity.closed_on else min(_latest(rng, end), opportunity.close_on)
    days = sorted(
        day_between(rng, opportunity.opened_on + DAY, max(last, opportunity.opened_on + DAY)) for _ in path[1:]
    )
    if days:
        days[-1] = opportunity.closed_on or max(last, opportunity.opened_on + DAY)
    for day, was, now in zip(days, path, path[1:], strict=False):
        yield (at_work(rng, day), "stage", was, now)


def _latest(rng: Random, end: date) -> date:
    """When an open opportunity last moved on; one in six has been standing for longer than most."""
    return end - DAY * (rng.randint(45, 120) if rng.random() < 0.17 else rng.randint(1, 30))


def _slips(rng: Random, opportunity: Opportunity, end: date) -> Iterator[Change]:
    """A close date put off once or more, the last time to the date it has now; a contract's end is not put off."""
    if opportunity.kind == "renewal":
        return
    chance = SLIPS_CLOSED if opportunity.closed_on else SLIPS_OPEN
    until, wanted = end - DAY, opportunity.close_on
    while rng.random() < chance and (until - opportunity.opened_on).days > 20:
        before = wanted - DAY * rng.randint(21, 95)
        day = day_between(rng, max(opportunity.opened_on + DAY * 10, until - DAY * 60), until)
        if before <= opportunity.opened_on:
            return
        yield (at_work(rng, day), "close date", before.isoformat(), wanted.isoformat())
        until, wanted = day - DAY * 8, before


def _amounts(rng: Random, opportunity: Opportunity, end: date) -> Iterator[Change]:
    if rng.random() < HAGGLED and (end - opportunity.opened_on).days > 15:
        before = price(float(opportunity.amount) * rng.choice((0.8, 0.9, 1.1, 1.25)))
        if before != opportunity.amount:
            day = day_between(rng, opportunity.opened_on + DAY * 5, end - DAY)
            yield (at_work(rng, day), "amount", f"{before:.2f}", f"{opportunity.amount:.2f}")
