"""The success plan as the customer sees it: goals, commitments, joint plan, and the people who work with us."""

from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.plans import commitments, goals, joint_plan
from steward.briefings.customer.plans.heard import heard
from steward.briefings.customer.plans.joint_plan import NextStep
from steward.briefings.customer.plans.offerings import offerings_for_goals
from steward.briefings.customer.plans.options import options
from steward.briefings.customer.plans.organisation import organisation
from steward.briefings.customer.plans.roadmap import roadmap
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.plans.worth import worth
from steward.exhibits import Bridge, Bullets, OrgChart, StackedBars, Table, Timeline

HEADINGS = {
    "business": "Your business",
    "priorities": "Your priorities",
    "success": "What success means to you",
    "rhythm": "How we meet",
}
"""The keys of the profile as they are called when the customer reads along."""


@dataclass(frozen=True, kw_only=True)
class Success(CustomerBriefing):
    """What is agreed. `profile`: the customer in their own words as (heading, Markdown).

    `commitments`: what was promised before this review; `ledger`: all of it; `kept`: what became of it by quarter."""

    profile: tuple[tuple[str, str], ...]
    goals: Bullets | None
    joint_plan: Timeline | None
    ledger: Table | None
    promises: Table | None
    people: OrgChart | None
    options: Table | None = None
    kept: StackedBars | None = None
    broken: tuple[str, ...] = ()
    """Our commitments, of those in `commitments`, that were missed or are overdue, the latest first."""
    heard: Table | None = None
    """You said, we did."""
    worth: Bridge | None = None
    ours: tuple[int, int] | None = None
    """How many of our commitments in `promises` were kept, and how many were due; None where a frozen review of before
    does not say."""
    owed: tuple[commitments.Owed, ...] = ()
    """What `broken` names, with its day, state, owner and note."""
    roadmap: Timeline | None = None
    """What is ahead, goal by goal."""
    next_steps: tuple[NextStep, ...] = ()
    """The dated steps that are not done, with the goals they serve, the first due first."""
    offerings: Table | None = None
    """What of ours serves their goals."""

    @property
    def written(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.profile or self.exhibits)


def success(plan: PlanSubject) -> Success:
    """Brief on the success plan of one account."""
    return Success(
        **about(plan.subject),  # type: ignore[arg-type]
        headline=_headline(plan),
        figures=(goals.reached_figure(plan), *commitments.kept_figures(plan)),
        profile=_profile(plan),
        goals=goals.goals(plan),
        joint_plan=joint_plan.joint_plan(plan),
        ledger=commitments.ledger(plan),
        promises=commitments.commitments_before(plan),
        people=organisation(plan),
        options=options(plan),
        kept=commitments.kept_by_quarter(plan),
        broken=commitments.broken(plan),
        heard=heard(plan),
        worth=worth(plan),
        ours=commitments.kept_of_ours(plan),
        owed=commitments.owed(plan),
        roadmap=roadmap(plan),
        next_steps=joint_plan.next_steps(plan),
        offerings=offerings_for_goals(plan),
    )


def _headline(plan: PlanSubject) -> str:
    if plan.plan.goals:
        return goals.title(plan)
    if plan.plan.commitments:
        return commitments.title(plan, plan.plan.commitments)
    if plan.plan.joint_plan:
        return joint_plan.title(plan)
    return "No success plan is agreed yet"


def _profile(plan: PlanSubject) -> tuple[tuple[str, str], ...]:
    return tuple((heading, said) for name, heading in HEADINGS.items() if (said := getattr(plan.plan.profile, name)))
