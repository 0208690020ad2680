"""How complete a plan is: each thing that is missing counts when it is written, and is written where it is said."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Support
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.keys import sections_of
from steward.plans.files.reading import read_plan
from steward.plans.files.text import written
from steward.plans.internal import strategy as ours
from steward.plans.internal.completeness import completeness
from steward.plans.internal.strategy import AccountKind, Strategy
from steward.plans.internal.templates import TEMPLATES, begun
from tests.examples import times
from tests.plans.plans_made import any_plan

DAY = date(2027, 3, 31)
KINDS = {agreed.FILE: SuccessPlan, ours.FILE: Strategy}
GOALS = tuple(
    agreed.Goal(id=name, title=name, baseline=1, target=2, due=DAY, their_owner="K1", our_owner="P1")
    for name in ("Uptime", "Speed")
)
STEPS = tuple(agreed.JointStep(id=name, what=name, due=DAY) for name in ("Agree", "Build", "Measure"))
COMMITMENT = agreed.Commitment(id="line", promise="Second line", side=agreed.Side.OURS, owner="P1", due=DAY)
WRITTEN = {
    "profile": agreed.Profile(success="No stops", business="Pumps"),
    "goals": GOALS,
    "commitments": (COMMITMENT,),
    "joint_plan": STEPS,
    "people": (agreed.PlanPerson(id="K1"),),
    "position": ours.Position(kind=AccountKind.GROWTH, ambition="All plants", strategy="One by one"),
    "objectives": tuple(ours.Objective(id=h.value, objective=h.value, horizon=h) for h in ours.Horizon),
    "swot": ours.Swot(strengths=("s",), weaknesses=("w",), opportunities=("o",), threats=("t",)),
    "risks": (ours.Risk(id="price", risk="Price", play="Talk", owner="P1", mrr_at_stake=10),),
    "whitespace": (ours.WhitespaceNote(product="voice"),),
    "competitors": (ours.Competitor(name="Rival"),),
    "actions": tuple(ours.Action(id=name, action=name, owner="P1", due=DAY) for name in ("a", "b", "c")),
    "team": (ours.TeamMember(colleague="P1"), ours.TeamMember(colleague="P2")),
    "governance": (ours.Meeting(meeting="Review"),),
    "readings": tuple(
        ours.Reading(person=f"K{n}", roles=(role,), support=Support.SUPPORTER, coverage=Coverage.BRIEF)
        for n, role in enumerate(list(BuyingRole)[:5])
    ),
    "influence": (ours.Influence(from_person="K1", to_person="K2"),),
    "acquaintances": (ours.Acquaintance(colleague="P1", person="K1", bond=Bond.WORKING),),
}
"""For each section, what a complete plan says there."""


def _with(success: SuccessPlan, strategy: Strategy, section: str) -> tuple[SuccessPlan, Strategy]:
    """Both files with a section as a complete plan has it."""
    said: dict[str, Any] = {section: WRITTEN[section]}
    if section in sections_of(SuccessPlan):
        return replace(success, **said), strategy
    return success, replace(strategy, **said)


@pytest.mark.parametrize("kind", AccountKind)
def test_writing_what_is_missing_first_raises_the_score_until_the_plan_is_complete(kind: AccountKind) -> None:
    success, strategy = SuccessPlan(account_id="A1"), Strategy(account_id="A1", position=ours.Position(kind=kind))
    scores = [completeness(success, strategy).score]
    while missing := completeness(success, strategy).missing:
        success, strategy = _with(success, strategy, missing[0].section)
        strategy = replace(strategy, position=replace(strategy.position, kind=kind))
        scores.append(completeness(success, strategy).score)
        assert scores[-1] > scores[-2], f"writing {missing[0].words} was not rewarded"
    assert scores[-1] == 100
    assert completeness(success, strategy).sentence == "The plan is complete"


def test_an_empty_plan_scores_nothing_and_says_where_to_begin() -> None:
    found = completeness(SuccessPlan(account_id="A1"), Strategy(account_id="A1"))
    assert found.score == 0
    assert found.sentence.endswith(found.missing[0].words)
    assert found.missing[0].weight == max(check.weight for check in found.checks)


@settings(max_examples=times(160))
@given(success=any_plan(SuccessPlan), strategy=any_plan(Strategy))
def test_whatever_is_written_the_score_is_a_share_and_every_check_is_a_section(
    success: SuccessPlan, strategy: Strategy
) -> None:
    found = completeness(success, strategy)
    assert 0 <= found.score <= 100
    assert (found.score == 100) == (not found.missing)
    assert all(check.section in sections_of(KINDS[check.file]) for check in found.checks)
    assert len({check.words for check in found.checks}) == len(found.checks)


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("owner", ["P1", ""])
def test_a_plan_begun_from_a_template_reads_back_and_holds_nothing_that_has_to_be_found_out(
    kind: AccountKind, owner: str
) -> None:
    success, strategy = begun(kind, "A1", date(2026, 11, 23), owner)
    for plan, file in ((success, agreed.FILE), (strategy, ours.FILE)):
        found = read_plan(KINDS[file], file, "A1", written(plan))
        assert (found.problems, found.plan) == ((), plan)
    assert not (success.goals or success.commitments or success.people)
    assert not (strategy.risks or strategy.readings or strategy.influence or strategy.acquaintances)
    assert 0 < completeness(success, strategy).score < 50
