"""What waits for the CRM set in `pipeline.toml`, one opportunity at a time, without touching what others wrote."""

from collections.abc import Iterable
from dataclasses import replace

from steward.errors import PlanChangedMeanwhile
from steward.plans.changes import entry_id
from steward.plans.pipeline import FILE, DealChange, DealChanges, NewDeal
from steward.plans.store import Opened, Plans


def changes_of(plan: DealChanges, opportunity_id: str) -> tuple[DealChange, ...]:
    """What a plan says of one opportunity."""
    return tuple(one for one in plan.changes if one.opportunity == opportunity_id)


def set_changes(
    plans: Plans, account_id: str, opportunity_id: str, was: Iterable[DealChange], now: Iterable[DealChange], who: str
) -> Opened[DealChanges]:
    """Write `now` of an opportunity in the place of `was`; whoever saved another meanwhile keeps what they saved.

    Raises PlanChangedMeanwhile where somebody else changed this one since, PlanBroken or PlanNotSaved."""
    expected, wanted = tuple(was), tuple(now)
    while True:
        base = plans.open(DealChanges, FILE, account_id)
        if changes_of(base.plan, opportunity_id) != expected:
            raise PlanChangedMeanwhile(
                "Somebody else changed this opportunity meanwhile; what they wrote is shown now."
            )
        others = tuple(one for one in base.plan.changes if one.opportunity != opportunity_id)
        try:
            return plans.save(base, replace(base.plan, changes=(*others, *wanted)), who)
        except PlanChangedMeanwhile:
            continue


def begin_deal(plans: Plans, account_id: str, deal: NewDeal, who: str) -> Opened[DealChanges]:
    """Add an opportunity the CRM does not have yet. Raises PlanBroken or PlanNotSaved."""
    while True:
        base = plans.open(DealChanges, FILE, account_id)
        named = replace(deal, id=entry_id(deal.name, [one.id for one in base.plan.new]))
        try:
            return plans.save(base, replace(base.plan, new=(*base.plan.new, named)), who)
        except PlanChangedMeanwhile:
            continue


def drop_deal(plans: Plans, account_id: str, deal_id: str, who: str) -> Opened[DealChanges]:
    """Take an opportunity out that was begun here. Raises PlanBroken or PlanNotSaved."""
    while True:
        base = plans.open(DealChanges, FILE, account_id)
        left = tuple(one for one in base.plan.new if one.id != deal_id)
        try:
            return plans.save(base, replace(base.plan, new=left), who)
        except PlanChangedMeanwhile:
            continue
