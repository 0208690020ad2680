"""A plan is tested: what rules see is written down, judged, closed by actions of the plan, and stays so."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.account_reviews.cadence import ReviewTurn
from steward.domain.account_reviews.words import AccountReviewState, ReviewVerdict
from steward.errors import PlanChangedMeanwhile, StepNotAllowed
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account_reviews import FILE
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.plans.internal.strategy import Strategy
from steward.services import actions
from steward.services.account_reviews import acting
from steward.services.account_reviews.acting import AccountReview
from steward.services.scope import acting_book
from steward.services.week import everything
from steward.workspace import Workspace
from tests.account_reviews.made import KINDS, TODAY, A, briefed, company, planned, proposals, seen, step, us
from tests.homes import opened_once

V = ReviewVerdict


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return company(tmp_path)


def test_what_the_rules_see_and_on_what_it_rests(workspace: Workspace) -> None:
    told = {one.key: (one.what, one.evidence) for one in proposals(workspace).found}
    assert told == {
        "economic buyer: missing": ("We do not know who pays", "No sponsor (economic buyer) is known"),
        "renewal without forecast": (
            "A renewal is near, and nobody has forecast it", "Contract C1 ends on 31 Dec 2026, €1,000 a month",
        ),
        "competitor: Rival": (
            "Rival may win business here, and we have no answer", "challenger; no answer of ours is written",
        ),
        "risk without play": ("Risks have no play or nobody who runs it", "Price is compared"),
        "coverage gap: gaps": (
            "People who matter are not covered", "No decision maker is known; No champion is known",
        ),
        "plan incomplete": (
            "The plan is only 9\N{NARROW NO-BREAK SPACE}% complete",
            "at least two goals of the customer; objectives for 6, 12 and 18 months; at least three actions with owner"
            " and date; and 20 more",
        ),
    }  # fmt: skip
    plans = Plans.within(workspace)
    strategy = plans.of("A1") / STRATEGY
    strategy.write_text(
        strategy.read_text().replace('footing = "challenger"', 'footing = "incumbent"\nanswer = "Storms"')
        + '[[readings]]\nperson = "K1"\nroles = ["economic buyer"]\n'
    )
    now = {one.key: one.evidence for one in proposals(workspace).found}
    assert now["economic buyer: silent"] == "No contact with Anna is recorded", (
        "somebody pays, and nobody spoke to them"
    )
    assert not {"economic buyer: missing", "competitor: Rival"} & set(now)


def _judge_all(workspace: Workspace, key: str, verdict: ReviewVerdict, reason: str) -> None:
    for one in seen(workspace, key).found:
        acting.judge(Plans.within(workspace), seen(workspace, key), one.id, verdict, "Bo Desk", reason=reason)


def test_a_review_goes_its_way_and_ends_in_the_plan(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    assert briefed(workspace).turns["A1"] is ReviewTurn.UNDER_WAY
    one = step(workspace, key, A.PRESENT)
    acting.write_down(plans, one, "Nobody knows the new head of IT", "He began in August", "Eva Engel")
    one = step(workspace, key, A.TEST)
    assert len(one.found) == 1 + len(proposals(workspace).found)
    with pytest.raises(StepNotAllowed, match="7 of 7 vulnerabilities are still to be judged"):
        acting.take_step(plans, one, A.IMPROVE, "Bo Desk", TODAY)
    with pytest.raises(StepNotAllowed, match="Say why it is none"):
        acting.judge(plans, one, one.found[0].id, V.DISMISSED, "Bo Desk")
    _judge_all(workspace, key, V.DISMISSED, "Known, and seen to.")
    (ours,) = [each for each in one.found if each.found_by]
    acting.judge(plans, seen(workspace, key), ours.id, V.REWORDED, "Bo Desk", words="The new head of IT is a stranger")
    one = step(workspace, key, A.IMPROVE)
    with pytest.raises(StepNotAllowed, match="“The new head of IT is a stranger” is accepted and has neither an act"):
        acting.take_step(plans, one, A.CLOSE, "Bo Desk", TODAY)
    due = date(2026, 11, 3)
    made = acting.put_into_plan(plans, one, ours.id, "Lunch with the head of IT", "P1", due, "Bo Desk")
    again = acting.put_into_plan(plans, seen(workspace, key), ours.id, "Lunch with the head of IT", "P1", due, "Bo D")
    assert made == again, "pressed twice it is one action"
    with pytest.raises(StepNotAllowed, match="drop that in the plan first"):
        acting.judge(plans, seen(workspace, key), ours.id, V.DISMISSED, "Bo Desk", reason="No.")
    one = step(workspace, key, A.CLOSE)
    assert one.standing.closed_on == TODAY, "of the company's day, whatever the clock says"
    assert (one.state, briefed(workspace).turns["A1"]) == (AccountReviewState.CLOSED, ReviewTurn.NOT_YET)
    book = acting_book(opened_once(workspace))
    listed = actions.brief(book, EVERYTHING, PlanCache(plans)).all
    assert [(each.words, each.doer, each.due) for each in listed if each.entry == made] == [
        ("Lunch with the head of IT", "P1", due)
    ]


def test_what_somebody_dismissed_meanwhile_puts_nothing_into_the_plan(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    one = step(workspace, key, A.PRESENT, A.TEST)
    acting.judge(plans, one, one.found[0].id, V.ACCEPTED, "Bo Desk")
    before, actions_before = seen(workspace, key), plans.open(Strategy, STRATEGY, "A1").plan.actions
    acting.judge(plans, before, one.found[0].id, V.DISMISSED, "Eva Engel", reason="Known.")
    with pytest.raises(StepNotAllowed, match="Only what was accepted"):
        acting.put_into_plan(plans, before, one.found[0].id, "Call them", "P1", date(2026, 11, 3), "Bo Desk")
    assert plans.open(Strategy, STRATEGY, "A1").plan.actions == actions_before


def test_of_two_who_judge_at_once_the_second_is_told_and_may_judge_all_the_same(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    both_saw = step(workspace, key, A.PRESENT, A.TEST)
    first, other = both_saw.found[:2]
    acting.judge(plans, both_saw, other.id, V.ACCEPTED, "Eva Engel")
    acting.judge(plans, both_saw, first.id, V.ACCEPTED, "Bo Desk")
    with pytest.raises(
        PlanChangedMeanwhile, match=r"Somebody else saved this .*: Verdict “Accepted”, yours “Dismissed”"
    ):
        acting.judge(plans, both_saw, first.id, V.DISMISSED, "Eva Engel", reason="Known.")
    now = seen(workspace, key)
    assert [one.verdict for one in now.found[:2]] == [V.ACCEPTED, V.ACCEPTED], "nothing of either is lost"
    acting.judge(plans, both_saw, first.id, V.DISMISSED, "Eva Engel", reason="Known.", over=[now.found[0]])
    assert seen(workspace, key).found[0].verdict is V.DISMISSED, "who knows what the other said may say otherwise"


def test_of_two_actions_for_one_vulnerability_the_second_is_told_of_the_first(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    one = step(workspace, key, A.PRESENT, A.TEST)
    acting.judge(plans, one, one.found[0].id, V.ACCEPTED, "Bo Desk")
    both_saw, due = seen(workspace, key), date(2026, 11, 3)
    acting.put_into_plan(plans, both_saw, one.found[0].id, "Call them", "P1", due, "Bo Desk")
    with pytest.raises(PlanChangedMeanwhile, match="put an action for it into the plan"):
        acting.put_into_plan(plans, both_saw, one.found[0].id, "Write to them", "P1", due, "Eva Engel")
    assert seen(workspace, key).found[0].action == "call-them"
    actions = plans.open(Strategy, STRATEGY, "A1").plan.actions
    assert [each.action for each in actions if each.action.endswith("them")] == ["Call them"]


def test_another_day_and_other_people_are_saved_beside_each_other(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    both_saw = seen(workspace, key)
    acting.change(plans, both_saw, replace(both_saw.review, held_on=date(2026, 10, 14)), "Bo Desk")
    acting.change(plans, both_saw, replace(both_saw.review, focus="The price"), "Eva Engel")
    now = seen(workspace, key).review
    assert (now.held_on, now.focus) == (date(2026, 10, 14), "The price")
    with pytest.raises(PlanChangedMeanwhile, match="On 14 Oct 2026, yours 15 Oct 2026"):
        acting.change(plans, both_saw, replace(both_saw.review, held_on=date(2026, 10, 15)), "Eva Engel")


def test_who_is_named_twice_in_the_file_by_id_and_by_name_does_not_begin_to_present(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    file = plans.of("A1") / FILE
    file.write_text(file.read_text().replace('"P3"', '"Ida Falk"'))
    with pytest.raises(StepNotAllowed, match="Nobody tests the plan they present"):
        step(workspace, key, A.PRESENT)


def _closed(workspace: Workspace) -> str:
    key = planned(workspace)
    step(workspace, key, A.PRESENT, A.TEST)
    _judge_all(workspace, key, V.DISMISSED, "Known.")
    step(workspace, key, A.IMPROVE, A.CLOSE)
    return key


def test_what_is_closed_stays_as_it_is_by_the_app_by_hand_and_without_its_file(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), _closed(workspace)
    one = seen(workspace, key)
    reopened = replace(one, standing=replace(one.standing, state=AccountReviewState.TEST))
    for act in (
        lambda: acting.change(plans, one, replace(one.review, learnt="More"), "Bo"),
        lambda: acting.write_down(plans, reopened, "x", "", "B"),
        lambda: acting.take_step(plans, one, A.TAKE_BACK, "Bo", TODAY),
    ):  # fmt: skip
        with pytest.raises(StepNotAllowed):
            act()
    file = plans.of("A1") / FILE
    file.write_text(file.read_text().replace("We do not know who pays", "All is well").replace('"P3"', '"P2"'))
    now = seen(workspace, key)
    assert (now.review, now.found) == (one.review, one.found) and now.standing.changed_since
    file.unlink()
    gone = seen(workspace, key)
    assert (gone.review, gone.found) == (one.review, one.found), "a file that is gone takes nothing of it"
    shutil.rmtree(plans.of("A1") / "account_reviews")
    assert not briefed(workspace).listed


@pytest.mark.parametrize("line", [0, 1, 2])
def test_what_is_closed_stays_so_where_an_earlier_line_of_its_ledger_is_taken_out(
    workspace: Workspace, line: int
) -> None:  # fmt: skip
    key = _closed(workspace)
    one = seen(workspace, key)
    path = next(workspace.plans.rglob("account_reviews/*/events.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    now = seen(workspace, key)
    assert (now.state, now.review, now.found) == (AccountReviewState.CLOSED, one.review, one.found)
    assert now.standing.broken and not acting.next_acts(now)


def test_a_step_is_of_what_was_seen_and_a_wrong_one_is_taken_back_once(workspace: Workspace) -> None:
    plans, key = Plans.within(workspace), planned(workspace)
    old = seen(workspace, key)
    step(workspace, key, A.PRESENT)
    with pytest.raises(StepNotAllowed, match="Somebody else took a step meanwhile"):
        acting.take_step(plans, old, A.PRESENT, "Eva Engel", TODAY)
    assert step(workspace, key, A.TAKE_BACK).state is AccountReviewState.PREVIEW
    assert A.TAKE_BACK not in acting.next_acts(seen(workspace, key))
    step(workspace, key, A.PRESENT, A.TEST, A.TAKE_BACK, A.TEST)
    whats = [one.rule for one in seen(workspace, key).found]
    assert len(whats) == len(set(whats)), "begun twice, the test has each weak spot once"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reviewers": ()}, "at least one colleague"),
        ({"reviewers": ("P1", "P3")}, "Nobody tests the plan they present"),
        ({"reviewers": ("Ida Falk",)}, "Nobody tests the plan they present"),
        ({"presenter": "ida  falk", "reviewers": ("P1",)}, "Nobody tests the plan they present"),
        ({"coach": "Ida Falk"}, "Nobody coaches themselves"),
        ({"held_on": None}, "on which day"),
        ({"presenter": " "}, "Say who presents"),
    ],
)
def test_a_review_needs_a_day_a_presenter_and_somebody_else_who_tests(
    workspace: Workspace, given: dict[str, object], expected: str
) -> None:
    whole = AccountReview(id="", held_on=date(2026, 10, 9), presenter="P1", reviewers=("P3",))
    with pytest.raises(StepNotAllowed, match=expected):
        acting.begin(Plans.within(workspace), "A1", replace(whole, **given), "Ida", us(workspace))
    acting.begin(Plans.within(workspace), "A1", whole, "Ida", us(workspace))
    with pytest.raises(StepNotAllowed, match="is under way"):
        acting.begin(Plans.within(workspace), "A1", whole, "Ida", us(workspace))


def test_the_week_asks_the_owner_to_plan_one_the_reviewer_to_read_and_the_coach_to_close(workspace: Workspace) -> None:
    key = planned(workspace, held_on=date(2026, 10, 12))

    def told() -> set[tuple[str, str | None, str]]:
        found = everything(acting_book(opened_once(workspace)), PlanCache(Plans.within(workspace))).todos
        rows = [one for one in found if one.reason.value == "account review"]
        return {(one.account, one.who, one.words.partition(":")[0]) for one in rows}

    due = ("Gamma", "Bo Desk", "The plan is to be tested by colleagues this quarter (never yet)")
    assert told() == {
        due,
        ("Alpha", "Ida Falk", "Prepare to present the plan on 12 Oct 2026"),
        ("Alpha", "Eva Engel", "Read the paper on Alpha before its review on 12 Oct 2026"),
    }
    step(workspace, key, A.PRESENT)
    assert told() == {due, ("Alpha", "Bo Desk", "The account review on 12 Oct 2026 is not closed")}


def test_another_rhythm_of_the_company_counts_and_what_is_wrong_in_it_is_told(workspace: Workspace) -> None:
    place = workspace.plans / "_company"
    place.mkdir(exist_ok=True)
    rules = place / "account_review_rules.toml"
    rules.write_text(
        'account_id = "_company"\n[limits]\na_quarter = 0\n[[rhythms]]\nkind = "at risk"\nevery_days = 0\n'
    )
    assert dict(briefed(workspace).turns) == {"A1": ReviewTurn.DUE, "A2": ReviewTurn.DUE, "A3": ReviewTurn.NEVER}
    rules.write_text('account_id = "_company"\n[limits]\na_quarter = "many"\n')
    assert briefed(workspace).rules.problems and briefed(workspace).turns["A2"] is ReviewTurn.WAITING


def test_a_strategy_without_a_kind_is_not_reviewed(workspace: Workspace) -> None:
    plans = Plans.within(workspace)
    plans.edit(Strategy, STRATEGY, "A1", lambda plan: replace(plan, position=replace(plan.position, kind=None)), "Ida")
    assert "A1" not in briefed(workspace).turns


def test_whose_turn_it_is_is_the_same_where_one_account_is_looked_at(workspace: Workspace) -> None:
    whole = briefed(workspace).turns
    for account_id in KINDS:
        assert dict(briefed(workspace, Filters(accounts=(account_id,))).turns) == {account_id: whole[account_id]}
