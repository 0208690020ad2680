"""How complete a plan is, as a score with what is missing in words: what this kind of account needs, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from steward.domain.stakeholders import BuyingRole
from steward.exhibits.wording import counted, in_a_line
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import AccountKind, Strategy


@dataclass(frozen=True)
class CompletenessCheck:
    """One thing a complete plan has. `words` say what is missing; `file` and `section`: where it is written."""

    file: str
    section: str
    words: str
    weight: int
    done: bool


@dataclass(frozen=True)
class Completeness:
    """All checks of a plan."""

    checks: tuple[CompletenessCheck, ...]

    @property
    def score(self) -> int:
        """From 0 to 100: the weight of what is there."""
        total = sum(check.weight for check in self.checks)
        return round(100 * sum(check.weight for check in self.checks if check.done) / total)

    @property
    def missing(self) -> tuple[CompletenessCheck, ...]:
        """What is not there, the weightiest first."""
        return tuple(sorted((check for check in self.checks if not check.done), key=lambda check: -check.weight))

    @property
    def sentence(self) -> str:
        """The score and what to write first."""
        if not self.missing:
            return "The plan is complete"
        score, first = f"{self.score}\N{NARROW NO-BREAK SPACE}%", self.missing[0].words
        said = f"The plan is {score} complete"
        many = f"{counted(len(self.missing), 'thing')} {'is' if len(self.missing) == 1 else 'are'} missing"
        return in_a_line(
            f"{said}; what is missing first: {first}", f"{score} complete; write first: {first}", f"{said}; {many}"
        )


def completeness(success: SuccessPlan, strategy: Strategy) -> Completeness:
    """How complete the two files of an account are together."""
    found = [*_agreed(success), *_course(strategy), *_people(strategy)]
    return Completeness(tuple(found))


def _agreed(plan: SuccessPlan) -> Iterator[CompletenessCheck]:
    check = partial(CompletenessCheck, agreed.FILE)

    goals = plan.goals
    yield check("profile", "what success means to the customer", 2, bool(plan.profile.success))
    yield check("profile", "the customer's business and priorities", 1, bool(plan.profile.business))
    yield check("goals", "at least two goals of the customer", 3, len(goals) >= 2)
    measured = [goal for goal in goals if None not in (goal.baseline, goal.target, goal.due)]
    yield check(
        "goals", "a baseline, a target and a date for every goal", 2, bool(goals) and len(measured) == len(goals)
    )
    owned = [goal for goal in goals if goal.their_owner and goal.our_owner]
    yield check("goals", "an owner on both sides for every goal", 2, bool(goals) and len(owned) == len(goals))
    commitments = plan.commitments
    due = [one for one in commitments if one.owner and one.due]
    yield check("commitments", "commitments of either side", 2, bool(commitments))
    yield check(
        "commitments", "an owner and a date for every commitment", 1, bool(commitments) and len(due) == len(commitments)
    )
    yield check(
        "joint_plan", "a joint plan of at least three dated steps", 2, sum(bool(s.due) for s in plan.joint_plan) >= 3
    )
    yield check("people", "the people we work with", 1, bool(plan.people))


def _course(plan: Strategy) -> Iterator[CompletenessCheck]:
    check = partial(CompletenessCheck, ours.FILE)

    kind = plan.position.kind
    yield check("position", "the kind of plan", 1, kind is not None)
    yield check("position", "our ambition and strategy", 2, bool(plan.position.ambition and plan.position.strategy))
    horizons = {objective.horizon for objective in plan.objectives}
    if kind is AccountKind.AT_RISK:
        yield check("objectives", "an objective for the next 6 months", 3, ours.Horizon.SIX in horizons)
    else:
        yield check("objectives", "objectives for 6, 12 and 18 months", 3, horizons >= set(ours.Horizon))
    swot = plan.swot
    whole = all((swot.strengths, swot.weaknesses, swot.opportunities, swot.threats))
    yield check("swot", "all four quarters of the SWOT", 1, whole)
    yield check("risks", "the risks", 2, bool(plan.risks))
    plays = [r for r in plan.risks if r.status is not ours.RiskState.OPEN or (r.play and r.owner and r.mrr_at_stake)]
    yield check(
        "risks",
        "a play, an owner and the money at stake for every open risk",
        2,
        bool(plan.risks) and len(plays) == len(plan.risks),
    )
    if kind is not AccountKind.AT_RISK:
        yield check("whitespace", "notes on what they could buy", 2, bool(plan.whitespace))
        yield check("competitors", "who else is there", 1, bool(plan.competitors))
    acting = [action for action in plan.actions if action.owner and action.due]
    yield check("actions", "at least three actions with owner and date", 3, len(acting) >= 3)
    yield check("team", "our team", 1, len(plan.team) >= 2)
    yield check("governance", "how we keep the account on course", 1, bool(plan.governance))


def _people(plan: Strategy) -> Iterator[CompletenessCheck]:
    check = partial(CompletenessCheck, ours.FILE)

    roles = {role for reading in plan.readings for role in reading.roles}
    for role in (BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER, BuyingRole.CHAMPION):
        article = "an" if role.value[0] in "aeiou" else "a"
        yield check("readings", f"{article} {role.value} on the map", 2, role in roles)
    known = [reading for reading in plan.readings if reading.support and reading.coverage]
    yield check("readings", "support and coverage of at least five people", 2, len(known) >= 5)
    yield check("influence", "who influences whom", 1, bool(plan.influence))
    yield check("acquaintances", "who of us knows whom", 2, bool(plan.acquaintances))
