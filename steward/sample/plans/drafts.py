"""Both files of an account before its story is told, and what plans lack in life."""

from dataclasses import dataclass, replace
from typing import Any

from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.strategy import Strategy, Swot
from steward.sample.chance import some
from steward.sample.plans.agreed import agreed
from steward.sample.plans.market import competitors, whitespace
from steward.sample.plans.risks import actions, governance, risks, team
from steward.sample.plans.scene import Scene
from steward.sample.plans.sentiment import Sentiment, sentiment
from steward.sample.plans.stakeholders import circle
from steward.sample.plans.strategy import objectives, override, position, swot


@dataclass(frozen=True)
class PlanDrafts:
    """What is written about an account; None where that file does not exist."""

    success: SuccessPlan | None
    strategy: Strategy | None

    def with_success(self, **sections: Any) -> "PlanDrafts":
        """The same with some sections of the success plan written anew."""
        return replace(self, success=replace(self.success, **sections) if self.success else None)

    def with_strategy(self, **sections: Any) -> "PlanDrafts":
        """The same with some sections of the strategy written anew."""
        return replace(self, strategy=replace(self.strategy, **sections) if self.strategy else None)


def draft(scene: Scene) -> PlanDrafts:
    """A whole plan from what the tables say."""
    mood = sentiment(scene)
    return PlanDrafts(agreed(scene, mood), course(scene, mood))


def course(scene: Scene, mood: Sentiment) -> Strategy:
    """A whole strategy from what the tables say."""
    goals, found, notes, people = (
        objectives(scene, mood),
        risks(scene, mood),
        whitespace(scene, mood),
        circle(scene, mood),
    )
    return Strategy(
        account_id=scene.account_id,
        position=position(scene, mood),
        objectives=goals,
        swot=swot(scene, mood),
        competitors=competitors(scene, notes),
        risks=found,
        whitespace=notes,
        actions=actions(scene, mood, goals, found),
        team=team(scene),
        governance=governance(scene, mood),
        health_override=override(scene, mood),
        readings=people.readings,
        influence=people.influence,
        acquaintances=people.acquaintances,
        maps=people.maps,
    )


def as_in_life(scene: Scene, whole: PlanDrafts) -> PlanDrafts:
    """Many plans lack something; a customer who is new has no strategy yet."""
    if (scene.until - scene.profile.joined_on).days < 300 and scene.profile.joined_on > scene.window.first:
        return replace(whole, strategy=None)
    rng = scene.dice("gaps")
    for lack in some(rng, _LACKS, rng.choice((0, 0, 1, 1, 2, 3, 4))):
        whole = lack(whole)
    return whole


def _no_swot(whole: PlanDrafts) -> PlanDrafts:
    return whole.with_strategy(swot=Swot())


def _half_a_swot(whole: PlanDrafts) -> PlanDrafts:
    assert whole.strategy
    return whole.with_strategy(swot=replace(whole.strategy.swot, opportunities=(), threats=()))


def _no_competitors(whole: PlanDrafts) -> PlanDrafts:
    return whole.with_strategy(competitors=())


def _no_governance(whole: PlanDrafts) -> PlanDrafts:
    return whole.with_strategy(governance=())


def _near_objectives_only(whole: PlanDrafts) -> PlanDrafts:
    assert whole.strategy
    return whole.with_strategy(objectives=whole.strategy.objectives[:1])


def _risks_without_owner(whole: PlanDrafts) -> PlanDrafts:
    assert whole.strategy
    return whole.with_strategy(risks=tuple(replace(one, owner="", play="") for one in whole.strategy.risks))


def _goals_without_target(whole: PlanDrafts) -> PlanDrafts:
    assert whole.success
    first, *others = whole.success.goals
    return whole.with_success(goals=(replace(first, target=None, due=None), *others))


def _one_goal(whole: PlanDrafts) -> PlanDrafts:
    assert whole.success
    return whole.with_success(goals=whole.success.goals[:1])


def _commitments_without_date(whole: PlanDrafts) -> PlanDrafts:
    assert whole.success
    found = whole.success.commitments
    return whole.with_success(commitments=(*found[:-1], replace(found[-1], due=None, owner="")))


def _no_people(whole: PlanDrafts) -> PlanDrafts:
    """The people are not named in the success plan; those in no CRM must be, or nobody knows their names."""
    assert whole.success
    return whole.with_success(people=tuple(one for one in whole.success.people if one.name))


_LACKS = (
    _no_swot, _half_a_swot, _no_competitors, _no_governance, _near_objectives_only, _risks_without_owner,
    _goals_without_target, _one_goal, _commitments_without_date, _no_people,
)  # fmt: skip
