"""Who left the customer: preflight finds where they still have something to do, and the deck names them with a word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from steward.briefings.customer.material.material import material
from steward.briefings.customer.meeting.invitation import invitation
from steward.briefings.customer.meeting.minutes import minutes
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.internal.reviews.findings import Checked, Finding, Place, Weight
from steward.briefings.internal.reviews.preflight import preflight
from steward.briefings.internal.reviews.remedies import Cures
from steward.exhibits import Bullets, Table, Timeline
from steward.plans.customer.review import Attendee, Decision, Meeting, Outcome, Question, Review, SlideChoice
from steward.plans.customer.success_plan import (
    Commitment,
    Goal,
    JointStep,
    Kept,
    PlanPerson,
    Profile,
    Progress,
    Side,
    SuccessPlan,
)
from tests.reviews_made import account

HELD, LEFT = date(2026, 10, 20), date(2026, 9, 1)
ACCOUNT = "NW-1001"
GONE, BOSS = "x-ada", "x-eva"
PEOPLE = (
    PlanPerson(id=GONE, name="Ada Gone", title="Buyer", reports_to=BOSS, left_on=LEFT),
    PlanPerson(id=BOSS, name="Eva Stays", title="Chief"),
)
COMING = Attendee(person=BOSS)


def _names(home: Path, plan: SuccessPlan, held: date | None = HELD) -> PlanSubject:
    return PlanSubject(account(home, ACCOUNT), plan, meets_on=held)


def _plan(**sections: Any) -> SuccessPlan:
    return SuccessPlan(account_id=ACCOUNT, **{"people": PEOPLE, **sections})


def _review(**sections: Any) -> Review:
    return Review(account_id=ACCOUNT, **{"meeting": Meeting(held_on=HELD), "attendees": (COMING,), **sections})


def _found(home: Path, plan: SuccessPlan, prepared: Review) -> list[Finding]:
    names = _names(home, plan, prepared.meeting.held_on)
    found = material(names)
    checked = Checked(
        material=found, review=composed(found, names, prepared), prepared=prepared, agreed=plan, today=found, others=(),
        names=names,
    )  # fmt: skip
    return [one for one in preflight(checked) if one.id == "who left"]


COUNTS: dict[str, tuple[dict[str, Any], dict[str, Any], Place, str, str]] = {
    "a step": ({"joint_plan": (JointStep(id="e", what="Move", due=HELD, their_owner=GONE),)}, {},
               Place.PLAN, "joint_plan", "“Move”"),
    "a commitment": ({"commitments": (Commitment(id="e", promise="List", side=Side.THEIRS, owner=GONE),)}, {},
                     Place.PLAN, "commitments", "“List”"),
    "a goal": ({"goals": (Goal(id="e", title="Calls", their_owner=GONE),)}, {}, Place.PLAN, "goals", "“Calls”"),
    "a decision": ({}, {"decisions": (Decision(id="e", decision="Go?", their_owner=GONE),)},
                   Place.MEETING, "decisions", "“Go?”"),
    "a question": ({}, {"questions": (Question(id="e", question="Why?", owner=GONE),)},
                   Place.MEETING, "questions", "“Why?”"),
    "who takes part": ({}, {"attendees": (COMING, Attendee(person=GONE))},
                       Place.MEETING, "attendees", "Who takes part"),
    "by name": ({}, {"attendees": (COMING, Attendee(person="Ada Gone"))}, Place.MEETING, "attendees", "Who takes part"),
    "how we meet": ({"profile": Profile(rhythm="Every quarter with Ada Gone, and the board.")}, {},
                    Place.PLAN, "profile", "“How we meet”"),
}  # fmt: skip


@pytest.mark.parametrize("case", COUNTS)
def test_preflight_finds_who_left_and_leads_there(case: str, sample_home: Path) -> None:
    plan, prepared, place, at, says = COUNTS[case]
    [one] = _found(sample_home, _plan(**plan), _review(**prepared))
    assert (one.weight, one.place, one.at) == (Weight.FIX, place, at)
    assert one.words == f"{says} names somebody who left: Ada Gone, 1 Sep 2026."
    there = tuple(replace(each, left_on=None) for each in PEOPLE)
    assert not _found(sample_home, _plan(**plan, people=there), _review(**prepared)), "nobody left"


OVER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a step that is done": (
        {"joint_plan": (JointStep(what="Move", due=LEFT, their_owner=GONE, status=Progress.DONE),)}, {},
    ),
    "a commitment that was kept": (
        {"commitments": (Commitment(promise="List", side=Side.THEIRS, owner=GONE, status=Kept.KEPT, due=LEFT),)}, {},
    ),
    "a goal that is reached": (
        {"goals": (Goal(title="Calls", their_owner=GONE, baseline=1, target=2, actual=2),)}, {},
    ),
    "a decision against": ({}, {"decisions": (Decision(decision="Go?", their_owner=GONE, outcome=Outcome.DECLINED),)}),
    "a question with its answer": ({}, {"questions": (Question(question="Why?", owner=GONE, answer="So."),)}),
    "a meeting before they left": (
        {}, {"attendees": (Attendee(person=GONE),), "meeting": Meeting(held_on=date(2026, 8, 20))},
    ),
    "another of that name": ({"people": (*PEOPLE, PlanPerson(id="y", name="Ada Gone")),
                              "profile": Profile(rhythm="With Ada Gone.")}, {}),
    "a part of a word": ({"profile": Profile(rhythm="With Ada Goner.")}, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", OVER)
def test_what_is_over_stays_with_who_did_it(case: str, sample_home: Path) -> None:
    plan, prepared = OVER[case]
    assert not _found(sample_home, _plan(**plan), _review(**prepared))
    made = _texts(sample_home, _plan(**plan), _review(**prepared))
    assert "has left" not in made


def test_a_name_in_other_words_is_good_to_know(sample_home: Path) -> None:
    """It may be right there: “Since Ada Gone left, …”."""
    goals = (Goal(id="e", title="Calls", note="Waits since Ada Gone left."),)
    slides = (SlideChoice(id="goals", so_what="Ada Gone answers for it."),)
    found = _found(sample_home, _plan(goals=goals), _review(slides=slides))
    assert [(one.weight, one.place, one.at) for one in found] == [
        (Weight.KNOW, Place.PLAN, "goals"), (Weight.KNOW, Place.SLIDE, "goals"),
    ]  # fmt: skip


DOING = _plan(
    joint_plan=(JointStep(id="s", what="Move", due=date(2027, 1, 4), their_owner=GONE),),
    commitments=(
        Commitment(
            id="c", promise="List", side=Side.THEIRS, owner=GONE, made_on=date(2026, 7, 1), due=date(2027, 1, 4)
        ),
    ),
    goals=(Goal(id="g", title="Calls", their_owner=GONE),),
)
TO_DO = _review(
    decisions=(Decision(id="d", decision="Go?", their_owner=GONE),),
    attendees=(COMING, Attendee(person=GONE)),
    questions=(Question(id="q", question="Why?", owner=GONE),),
)


def _texts(home: Path, plan: SuccessPlan, prepared: Review) -> str:
    names = _names(home, plan, prepared.meeting.held_on)
    return "\n".join(_said(composed(material(names), names, prepared)))


def _said(review: CustomerReview) -> Iterator[str]:
    """What the slides say, but for the chart's text for those who cannot see it, which says it again."""
    for slide in review.slides:
        yield from (slide.title, slide.so_what, *slide.points)
        for shown in slide.exhibits:
            if isinstance(shown, Table):
                yield from (str(cell) for row in shown.rows for cell in row)
            if isinstance(shown, Bullets):
                yield from (one.detail for one in shown.bullets)
            if isinstance(shown, Timeline):
                yield from (one.detail for one in shown.spans)


def test_the_deck_and_the_minutes_name_nobody_who_left_without_a_word(sample_home: Path) -> None:
    said = _texts(sample_home, DOING, TO_DO)
    assert said.count("Ada Gone") == said.count("Ada Gone (has left)") + said.count("Ada Gone (you, has left)") == 5
    names = _names(sample_home, DOING)
    held = minutes(composed(material(names), names, TO_DO), TO_DO, names)
    told = str(held.parts)
    assert told.count("Ada Gone") == told.count("Ada Gone (has left)") >= 3


def test_who_left_is_not_invited_and_whoever_sends_it_is_told(sample_home: Path) -> None:
    names = _names(sample_home, DOING)
    made = invitation(composed(material(names), names, TO_DO), TO_DO, names, 0, datetime(2026, 10, 1, tzinfo=UTC))
    assert [guest.name for guest in made.meeting.guests] == ["Eva Stays"]
    assert "Not invited, because they left: Ada Gone. Take them off the list of who takes part." in made.told
    assert "Ada Gone" not in made.meeting.description


def _cures(home: Path, plan: SuccessPlan, prepared: Review, us: tuple[str, str] = ("", "")) -> Cures:
    names = _names(home, plan)
    return Cures(material=material(names), prepared=prepared, agreed=plan, us=us, today=date(2026, 10, 1), names=names)


def test_at_one_press_it_goes_to_whom_they_reported_to(sample_home: Path) -> None:
    """Who takes part already takes nobody's seat: that is left empty, which is not done among others."""
    cures = _cures(sample_home, DOING, TO_DO)
    prepared, agreed = TO_DO, DOING
    for one in _found(sample_home, DOING, TO_DO):
        (cure,) = cures.of(one)
        seat = one.at == "attendees"
        assert (cure.label, cure.leaves_out) == (
            ("Take Ada Gone off the list", True) if seat else ("Name Eva Stays, whom they reported to", False)
        )
        prepared, agreed = cure.review(prepared, {}), cure.plan(agreed)
    assert not _found(sample_home, agreed, prepared)
    assert [one.their_owner for one in (*prepared.decisions, *agreed.goals, *agreed.joint_plan)] == [BOSS] * 3
    assert prepared.attendees == (COMING,) and prepared.questions[0].owner == BOSS


def test_a_seat_is_given_to_whom_they_reported_to_where_they_do_not_come_yet(sample_home: Path) -> None:
    coming = (Attendee(person="P-1"), Attendee(person=GONE, part="Decides", email="ada@gone.example"))
    prepared = _review(attendees=coming)
    (one,) = _found(sample_home, _plan(), prepared)
    give, empty = _cures(sample_home, _plan(), prepared).of(one)
    assert give.label == "Name Eva Stays, whom they reported to" and not give.leaves_out
    assert give.review(prepared, {}).attendees == (coming[0], Attendee(person=BOSS, part="Decides"))
    assert empty.review(prepared, {}).attendees == coming[:1] and empty.leaves_out


def test_nobody_is_proposed_who_left_as_well(sample_home: Path) -> None:
    """A question then goes to who looks after the account, where somebody does; a seat is left empty."""
    both = replace(DOING, people=tuple(replace(one, left_on=LEFT) for one in PEOPLE))
    prepared = replace(TO_DO, attendees=(Attendee(person=GONE),))
    found = _found(sample_home, both, prepared)
    offered = {one.at: cure for one in found for cure in _cures(sample_home, both, prepared).of(one)}
    assert {at: cure.label for at, cure in offered.items()} == {"attendees": "Take Ada Gone off the list"}
    ours = [cure for one in found for cure in _cures(sample_home, both, prepared, ("E-1", "Ida Falk")).of(one)]
    (question,) = [cure for cure in ours if cure.noted]
    assert question.label == "Give it to Ida Falk" and question.review(prepared, {}).questions[0].owner == "E-1"
