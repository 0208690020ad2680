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
    seed: int, opportunity_id: str, deal: Opportunity, window: Window
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """The changes of one opportunity within the window, the earliest first."""
    rng = dice(seed, opportunity_id, "course")
    end = deal.closed_on or window.until
    if (end - deal.opened_on).days < 3:
        return
    changes = sorted([*_stages(rng, deal, end), *_slips(rng, deal, end), *_amounts(rng, deal, end)])
    for moment, field, was, now in changes:
        if window.first <= moment.date() <= window.until:
            yield (opportunity_id, moment, field, was, now)


def _stages(rng: Random, deal: Opportunity, end: date) -> Iterator[Change]:
    """Every stage up to the one it stands in; a lost one ended at any of them, one in six skips a stage."""
    if deal.stage in STAGES:
        path = list(STAGES[: STAGES.index(deal.stage) + 1])
    elif deal.status == "won":
        path = [*STAGES, deal.stage]
    else:
        path = [*STAGES[: rng.choices((1, 2, 3, 4), (3, 4, 4, 2))[0]], deal.stage]
    if len(path) > 3 and rng.random() < 0.17:
        del path[1]
    last = end - DAY if deal.closed_on else min(_latest(rng, end), deal.close_on)
    days = sorted(day_between(rng, deal.opened_on + DAY, max(last, deal.opened_on + DAY)) for _ in path[1:])
    if days:
        days[-1] = deal.closed_on or max(last, deal.opened_on + DAY)
    for day, was, now in zip(days, path, path[1:], strict=False):
        yield (at_work(rng, day), "stage", was, now)


def _latest(rng: Random, end: date) -> date:
    """When an open deal last moved on; one in six has been standing for longer than most."""
    return end - DAY * (rng.randint(45, 120) if rng.random() < 0.17 else rng.randint(1, 30))


def _slips(rng: Random, deal: Opportunity, end: date) -> Iterator[Change]:
    """A close date put off once or more, the last time to the date it has now; a contract's end is not put off."""
    if deal.kind == "renewal":
        return
    chance = SLIPS_CLOSED if deal.closed_on else SLIPS_OPEN
    until, wanted = end - DAY, deal.close_on
    while rng.random() < chance and (until - deal.opened_on).days > 20:
        before = wanted - DAY * rng.randint(21, 95)
        day = day_between(rng, max(deal.opened_on + DAY * 10, until - DAY * 60), until)
        if before <= deal.opened_on:
            return
        yield (at_work(rng, day), "close date", before.isoformat(), wanted.isoformat())
        until, wanted = day - DAY * 8, before


def _amounts(rng: Random, deal: Opportunity, end: date) -> Iterator[Change]:
    if rng.random() < HAGGLED and (end - deal.opened_on).days > 15:
        before = price(float(deal.amount) * rng.choice((0.8, 0.9, 1.1, 1.25)))
        if before != deal.amount:
            day = day_between(rng, deal.opened_on + DAY * 5, end - DAY)
            yield (at_work(rng, day), "amount", f"{before:.2f}", f"{deal.amount:.2f}")
