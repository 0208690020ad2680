"""A review as a walk: what each step lacks, what is proposed, and what cures a finding at one press."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.reviews.storyline import choices, composed
from steward.briefings.customer.reviews.suggested import suggested_decisions, suggested_miss
from steward.briefings.customer.story.shortfalls import TO_AGREE
from steward.briefings.internal.reviews.findings import Finding, Place, Weight
from steward.briefings.internal.reviews.proposed_meeting import proposed_meeting, working_day, working_days_before
from steward.briefings.internal.reviews.walk import Step, walk
from steward.briefings.internal.reviews.year import account_year
from steward.domain.cadence import quarters_between_reviews
from steward.domain.quarters import Quarter
from steward.exhibits import Table
from steward.plans.customer.review import Attendee, Decision, Meeting, Outcome, Review, Shown, SlideChoice
from steward.plans.customer.success_plan import Commitment, Side
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, Homework, Rating
from steward.services.reviews.opened import OpenedReview, open_review
from steward.services.reviews.readiness import account_names, check
from steward.services.reviews.walk import remedies
from steward.warehouse.rows.internal.book import BookRow
from steward.workspace import Workspace
from tests.reviews_made import BUSY, accounts

TODAY = date(2026, 10, 8)
NOTHING = Debrief(account_id="A1")


@pytest.mark.parametrize(
    ("words", "quarters"),
    [
        ("quarterly", 1),
        ("Review every quarter with Ada, once a year in London", 1),
        ("Monthly service call with Ada; review twice a year", 2),
        ("Review twice a year with Ada; technical meeting every six weeks.", 2),
        ("every six months", 2),
        ("half-yearly", 2),
        ("Once a year", 4),
        ("every second quarter", 2),
        ("weekly", 1),
        ("Every quarter with Ada; the reviews of spring did not take place", 1),
        ("when somebody asks", None),
        ("", None),
    ],
)
def test_how_often_a_review_is_held_is_read_from_words(words: str, quarters: int | None) -> None:
    assert quarters_between_reviews(words) == quarters


@given(st.text(max_size=60))
def test_no_words_confuse_it(words: str) -> None:
    found = quarters_between_reviews(words)
    assert found is None or found >= 1


FRIDAY, MONDAY, TUESDAY = date(2026, 10, 9), date(2026, 10, 12), date(2026, 10, 13)
LAST = Meeting(held_on=date(2026, 7, 20), starts_at="15:30", minutes=45, place="Leeds", zone="Europe/Rome", purpose="P")
PROPOSED: dict[str, tuple[Meeting, Meeting | None, set[date], str, Meeting]] = {
    "nothing known": (Meeting(), None, set(), "", Meeting(held_on=MONDAY, starts_at="10:00", minutes=60)),
    "the day is taken": (Meeting(), None, {MONDAY}, "", Meeting(held_on=TUESDAY, starts_at="10:00", minutes=60)),
    "as last time, in the zone of who looks": (
        Meeting(), LAST, set(), "Europe/Berlin", replace(LAST, held_on=MONDAY, zone="Europe/Berlin"),
    ),
    "what is written stays": (
        Meeting(held_on=FRIDAY, place="Here"), LAST, {FRIDAY}, "",
        replace(LAST, held_on=FRIDAY, place="Here"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROPOSED)
def test_a_meeting_is_proposed(case: str) -> None:
    now, last, taken, zone, expected = PROPOSED[case]
    assert proposed_meeting(now, last, FRIDAY, taken, zone) == expected


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1))))
def test_a_proposed_day_is_a_working_day_that_is_free(after: date, taken: set[date]) -> None:
    found = working_day(after, taken)
    assert found > after and found.weekday() < 5 and found not in taken
    assert working_days_before(found, 1) < found


SERIOUS = {
    "so what": Finding("so what", Weight.FIX, "…", Place.SLIDE, "service"),
    "no decision": Finding("no decision", Weight.STOPS, "…", Place.MEETING, "decisions"),
    "overflow": Finding("overflow", Weight.FIX, "…", Place.SLIDE, "service"),
    "commitment": Finding("commitment", Weight.FIX, "…", Place.PLAN, "commitments"),
    "not frozen": Finding("not frozen", Weight.FIX, "…", Place.FREEZE),
    "left out": Finding("left out", Weight.KNOW, "…", Place.SLIDE),
}
ARRANGED = Review(
    account_id="A1", meeting=Meeting(held_on=date(2026, 10, 12)), attendees=(Attendee(person="Ada", side=Side.THEIRS),)
)
HELD = replace(ARRANGED, meeting=Meeting(held_on=date(2026, 10, 6)))
SENT = replace(HELD, meeting=Meeting(held_on=date(2026, 10, 6), minutes_sent_on=TODAY))
WANTED, TAKEN = Decision(id="d", decision="Go"), Decision(id="d", decision="Go", outcome=Outcome.TAKEN)
BROUGHT = Homework(id="a", colleague="P1", what="Outages", brought_on=TODAY)
OWED = replace(NOTHING, homework=(replace(BROUGHT, id="b", brought_on=None), BROUGHT))
STEPS: dict[str, tuple[Review, tuple[str, ...], Debrief, Step | None, str]] = {
    "nothing yet": (Review(account_id="A1"), (), NOTHING, Step.MEETING, "A day, who takes part"),
    "a colleague owes": (ARRANGED, ("so what",), OWED, Step.MEETING, "1 colleague still to bring something"),
    "messages": (ARRANGED, ("so what", "no decision", "overflow"), NOTHING, Step.STORY,
                 "1 key message to approve, a decision to ask for"),
    "slides": (ARRANGED, ("overflow", "commitment", "not frozen"), NOTHING, Step.SLIDES, "1 slide to fix"),
    "the rest": (ARRANGED, ("commitment", "not frozen"), NOTHING, Step.CHECK, "1 finding to fix"),
    "figures": (ARRANGED, ("not frozen", "left out"), NOTHING, Step.FREEZE, "Figures not frozen"),
    "ready": (ARRANGED, ("left out",), NOTHING, Step.PRESENT, "The meeting on 12 Oct 2026"),
    "held": (replace(HELD, decisions=(WANTED,)), (), NOTHING, Step.CAPTURE, "1 decision without an outcome"),
    "minutes": (replace(HELD, decisions=(TAKEN,)), (), NOTHING, Step.CLOSE, "Minutes not sent, debrief not written"),
    "closed": (SENT, (), replace(NOTHING, rating=Rating(decided=4)), None, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", STEPS)
def test_the_next_step_is_the_first_that_lacks_something(case: str) -> None:
    prepared, found, debrief, step, lacks = STEPS[case]
    made = walk(prepared, [SERIOUS[one] for one in found], debrief, 0, TODAY)
    assert (made.next.step if made.next else None, made.next.missing if made.next else "") == (step, lacks)
    assert [one.step for one in made.stages] == list(Step)


def test_before_the_meeting_nothing_is_to_capture_or_to_close() -> None:
    made = walk(replace(ARRANGED, decisions=(WANTED,)), [], NOTHING, 0, TODAY)
    for step in (Step.CAPTURE, Step.CLOSE):
        assert made.of(step).early and not made.of(step).lacks and not made.of(step).done
    noted = walk(replace(ARRANGED, decisions=(WANTED,)), [], NOTHING, 1, TODAY)
    assert noted.of(Step.CAPTURE).lacks and not noted.of(Step.PRESENT).lacks, "what is noted in it was presented"


def _as_approved(opened: OpenedReview) -> Review:
    """Every suggested message approved, a suggested decision asked for."""
    offered = offers(opened.material)
    slides = tuple(
        replace(one, so_what=offered[one.id].so_what, rests_on=offered[one.id].so_what)
        if one.id in offered and offered[one.id].slide and not one.so_what
        else one
        for one in choices(offered, opened.file.plan)
    )
    prepared = replace(
        opened.file.plan,
        slides=slides,
        meeting=replace(opened.file.plan.meeting, held_on=opened.file.plan.meeting.held_on or date(2026, 10, 20)),
        attendees=opened.file.plan.attendees or (Attendee(person="Ada", side=Side.THEIRS),),
    )
    asked = suggested_decisions(opened.material, opened.agreed.plan, prepared, TODAY)
    return replace(prepared, decisions=prepared.decisions or asked)


def _with(opened: OpenedReview, prepared: Review, agreed: Any) -> OpenedReview:
    file = replace(opened.file, found=replace(opened.file.found, plan=prepared))
    plan = replace(opened.agreed, found=replace(opened.agreed.found, plan=agreed))
    made = composed(opened.material, opened.names, prepared)
    return replace(opened, file=file, agreed=plan, review=made)


def test_whatever_a_plan_has_one_round_of_presses_leaves_nothing_that_a_press_could_cure(sample_home: Path) -> None:
    """Every sample account: approved as suggested, then each first remedy: no finding with a remedy is left."""
    plans = Plans.whole(Workspace.whole(sample_home).plans)
    cured = 0
    for subject in accounts(sample_home, WITH_PLANS):
        names = account_names(subject.warehouse)
        opened = open_review(subject, plans)
        opened = _with(opened, _as_approved(opened), opened.agreed.plan)
        prepared, agreed = opened.file.plan, opened.agreed.plan
        for finding in check(opened, names, None):
            if finding.weight is Weight.KNOW or finding.id == "not frozen":
                continue
            first, *_ = remedies(opened, finding, None)
            assert not first.leaves_out, (subject.account_id, finding.words)
            prepared, agreed = first.review(prepared, offers(opened.material)), first.plan(agreed)
            cured += 1
        left = check(_with(opened, prepared, agreed), names, None)
        assert {one.id for one in left if one.weight is not Weight.KNOW} <= {"not frozen"}, subject.account_id
    assert cured >= 2  # few: what does not fit goes on on a next slide by itself


WITH_PLANS = ("NW-1002", "NW-1004", "NW-1010", "NW-1020", "NW-1028", "NW-1030", "NW-1035")
"""Accounts whose goals, steps, charts or answers do not fit, who missed nothing, or owe something to nobody."""


def test_two_cures_of_one_slide_do_not_take_each_other_back(sample_home: Path) -> None:
    plans = Plans.whole(Workspace.whole(sample_home).plans)
    [subject] = accounts(sample_home, (BUSY,))
    opened = open_review(subject, plans)
    approve = remedies(opened, Finding("so what", Weight.FIX, "", Place.SLIDE, "adoption"), None)[0]
    shorten = remedies(opened, Finding("overflow", Weight.FIX, "", Place.SLIDE, "adoption"), None)[0]
    for order in ((approve, shorten), (shorten, approve)):
        prepared = opened.file.plan
        for one in order:
            prepared = one.review(prepared, offers(opened.material))
        slide = next(one for one in prepared.slides if one.id == "adoption")
        assert slide.so_what and len(slide.exhibits) == 1


def test_a_commitment_of_ours_goes_to_whoever_looks_after_the_account(sample_home: Path) -> None:
    plans = Plans.whole(Workspace.whole(sample_home).plans)
    [subject] = accounts(sample_home, (BUSY,))
    opened = open_review(subject, plans)
    for side, count in ((Side.OURS, 1), (Side.THEIRS, 0)):
        agreed = replace(opened.agreed.plan, commitments=(Commitment(id="c", promise="Fix it", side=side),))
        held = replace(opened.file.plan, meeting=Meeting(held_on=date(2026, 10, 20)))
        changed = _with(opened, held, agreed)
        found = remedies(changed, Finding("commitment", Weight.FIX, "", Place.PLAN, "commitments", "c"), None)
        assert len(found) == count
        for one in found:
            assert one.label == "Give it to Fiona Fairhurst, due 20 Oct 2026"
            [now] = one.plan(agreed).commitments
            assert now.owner and now.due == date(2026, 10, 20)


def test_a_miss_that_somebody_names_is_a_slide_where_the_data_knows_none(sample_home: Path) -> None:
    plans = Plans.whole(Workspace.whole(sample_home).plans)
    [subject] = accounts(sample_home, ("NW-1010",))
    opened = open_review(subject, plans)
    assert not any(slide.id == "challenges" for slide in opened.review.slides)
    words = suggested_miss(opened.material)
    assert words.endswith(".") and "not yet" in words
    choice = SlideChoice(id="challenges", words=words)
    made = composed(opened.material, opened.names, replace(opened.file.plan, slides=(choice,)))
    [slide] = [one for one in made.slides if one.id == "challenges"]
    [table] = slide.exhibits
    assert isinstance(table, Table) and table.rows == ((words, TO_AGREE),), "what we do is agreed in the meeting"
    hidden = replace(choice, shown=Shown.NEVER)
    made = composed(opened.material, opened.names, replace(opened.file.plan, slides=(hidden,)))
    assert not any(slide.id == "challenges" for slide in made.slides)


YEAR = tuple(Quarter(2026, number) for number in range(1, 5))
Q1, Q2, Q3, Q4 = YEAR
ROW = BookRow(*["A1", "Alpha", *([None] * (len(BookRow._fields) - 2))])
YEARS: dict[str, tuple[int | None, dict[Quarter, date | None], Quarter, str]] = {
    "each quarter, one of them held": (1, {Q1: date(2026, 4, 20)}, Q1, "held skipped due coming"),
    "a day is found": (1, {Q1: date(2026, 4, 20), Q3: date(2026, 10, 20)}, Q1, "held skipped planned coming"),
    "twice a year": (2, {Q1: date(2026, 4, 20)}, Q1, "held none due none"),
    "twice a year, from autumn on": (2, {Q4.shifted(-4): date(2026, 1, 20)}, Q1, "none skipped due none"),
    "once a year, long held": (4, {Q2.shifted(-4): date(2025, 7, 20)}, Q1, "none skipped due none"),
    "a customer since summer": (1, {}, Q3, "none none due coming"),
    "none expected": (None, {}, Q1, "none none none none"),
    "none expected, and one begun": (None, {Q3: None}, Q1, "none none due none"),
    "held early": (1, {Q4: date(2026, 10, 7)}, Q4, "none none none held"),
}


@pytest.mark.parametrize("case", YEARS)
def test_a_year_of_reviews(case: str) -> None:
    every, held, first, expected = YEARS[case]
    made = account_year(ROW, every, held, YEAR, first, TODAY)
    assert " ".join(one.state for one in made.cells) == expected
