"""Every plan as a careful person leaves it: no two entries of one id, and none that points to what is not there."""

from dataclasses import replace
from typing import TypeVar

from steward.plans.customer.success_plan import Commitment, JointStep, SuccessPlan
from steward.plans.files.changes import entry_id
from steward.plans.internal.strategy import Action, Strategy
from steward.sample.plans.drafts import PlanDrafts

Entry = TypeVar("Entry", Commitment, JointStep, Action)
Serving = TypeVar("Serving", Commitment, JointStep)


def tidy(found: PlanDrafts) -> PlanDrafts:
    """The same, tidied."""
    return PlanDrafts(found.success and _agreed(found.success), found.strategy and _ours(found.strategy))


def _agreed(plan: SuccessPlan) -> SuccessPlan:
    goals = {goal.id for goal in plan.goals}
    return replace(
        plan,
        commitments=_apart(_serving(plan.commitments, goals)),
        joint_plan=_apart(_serving(plan.joint_plan, goals)),
    )


def _ours(plan: Strategy) -> Strategy:
    objectives, risks = {one.id for one in plan.objectives}, {one.id for one in plan.risks}
    maps = {"", *(view.id for view in plan.maps)}
    actions = (
        replace(
            one,
            objective=one.objective if one.objective in objectives else "",
            risk=one.risk if one.risk in risks else "",
        )
        for one in plan.actions
    )
    readings = tuple(reading for reading in plan.readings if reading.map in maps)
    return replace(plan, actions=_apart(tuple(actions)), readings=readings)


def _serving(entries: tuple[Serving, ...], goals: set[str]) -> tuple[Serving, ...]:
    return tuple(replace(one, goal=one.goal if one.goal in goals else "") for one in entries)


def _apart(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Ids are made from the first words, which may be alike."""
    taken: list[str] = []
    for one in entries:
        taken.append(entry_id(one.id, taken))
    return tuple(replace(one, id=own) for one, own in zip(entries, taken, strict=True))
