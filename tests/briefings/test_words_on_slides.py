"""Words on slides that a customer could read otherwise: what they say, and that title and key message are two."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.goals import goal_unit
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.meeting_slides import decisions
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.reviews.so_what import so_whats
from steward.briefings.customer.reviews.storyline import composed
from steward.briefings.customer.reviews.suggested import suggested_decisions
from steward.briefings.internal.reviews.findings import Checked
from steward.briefings.internal.reviews.preflight import preflight
from steward.briefings.internal.reviews.remedies import Cures
from steward.exhibits import Table
from steward.exhibits.units import single
from steward.plans.customer.review import Decision, Meeting, Outcome, Review, Shown, SlideChoice
from steward.plans.customer.success_plan import Commitment, Goal, JointStep, Progress, Side, SuccessPlan
from tests.reviews_made import BUSY, account, accounts, ids, material_of, too_long
from tests.reviews_made import about as written

TODAY, HELD = date(2026, 10, 1), date(2026, 10, 9)


def _material(home: Path, **sections: object) -> Material:
    plan = SuccessPlan(account_id=BUSY, **sections)  # type: ignore[arg-type]
    return material(PlanSubject(account(home), plan))


UNITS = {
    "stops": "stop", "calls a day": "call a day", "batches": "batch", "boxes": "box", "losses": "loss",
    "companies": "company", "sites": "site", "divisions": "division",
    "%": "%", "ms": "ms", "Mbps": "Mbps", "kbps": "kbps", "loss": "loss", "bus": "bus", "status": "status",
    "series": "series", "analysis": "analysis", "FTEs": "FTEs", "min": "min", "": "",
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_one_of_a_unit_is_no_plural(unit: str) -> None:
    assert single(unit) == UNITS[unit]


def test_a_goal_at_one_is_told_in_the_singular() -> None:
    unit = goal_unit(Goal(title="g", unit="stops", baseline=5, target=0, actual=1))
    assert [unit.text(number) for number in (0, 1, 5, -1, 11)] == [
        "0\N{NO-BREAK SPACE}stops", "1\N{NO-BREAK SPACE}stop", "5\N{NO-BREAK SPACE}stops",
        "\N{MINUS SIGN}1\N{NO-BREAK SPACE}stop", "11\N{NO-BREAK SPACE}stops",
    ]  # fmt: skip
    finer = goal_unit(Goal(title="g", unit="hours", baseline=1.5, target=1))
    assert finer.text(1) == "1.0\N{NO-BREAK SPACE}hours"


@given(st.text(max_size=12))
@example("aaas:0")
def test_whatever_stands_for_a_unit_is_not_lost(unit: str) -> None:
    """All that goes is the end of the first word."""
    word = re.match(r"\s*[^\W\d_]*", unit)
    assert word
    one = single(unit)
    assert one.endswith(unit[word.end() :])
    assert one == unit or word[0].startswith(one.removesuffix(unit[word.end() :])[:-1])


def test_a_plan_without_a_late_step_is_not_ahead_of_anything(sample_home: Path) -> None:
    steps = (JointStep(what="Move", due=date(2027, 1, 4)), JointStep(what="Test", due=date(2027, 2, 4)))
    found = _material(sample_home, joint_plan=steps)
    assert so_whats(found)["joint_plan"] == "On schedule: no step is late, 2 steps still to come."
    assert found.success.joint_plan is not None
    assert found.success.joint_plan.title == "2 joint steps to come; next: Move, 4 Jan 2027"


def test_what_is_overdue_is_ours_first_and_theirs_is_asked_for_kindly(sample_home: Path) -> None:
    made, due = date(2026, 6, 1), date(2026, 9, 1)
    ours = Commitment(promise="Survey", side=Side.OURS, made_on=made, due=due)
    theirs = Commitment(promise="Names", side=Side.THEIRS, made_on=made, due=date(2026, 8, 1))
    for made, said in (
        ((theirs, ours), "We still owe you “Survey”: today we say by when."),
        ((theirs,), "Still open on your side: “Names”. Where can we help?"),
        ((ours, replace(ours, promise="Plan")), "We still owe you “Survey”, and 1 commitment more: today we say by when."),  # noqa: E501
    ):  # fmt: skip
        assert so_whats(_material(sample_home, commitments=made))["promises"] == said


def test_the_goals_key_message_says_which_and_not_the_count_again(sample_home: Path) -> None:
    far = Goal(title="Calls", unit="%", baseline=70, target=90, actual=72)
    near = Goal(title="Sites", unit="sites", baseline=5, target=6, actual=6)
    none = Goal(title="Later", unit="%", baseline=70, target=90)
    said = {
        (far, near): "Furthest from its target: Calls, now 72\N{NARROW NO-BREAK SPACE}% and not yet"
        " 90\N{NARROW NO-BREAK SPACE}%.",
        (near,): "What you set out to do is done: today we agree on what comes next.",
        (near, none): "To be measured next: Later.",
    }
    for goals, line in said.items():
        assert so_whats(_material(sample_home, goals=goals))["goals"] == line


def test_no_key_message_says_the_number_of_its_title_again(sample_home: Path) -> None:
    """Both stand on one slide: the message says what follows. A figure beside its change is another thing."""
    told = 0
    for about in accounts(sample_home, ids(sample_home)):
        found = material_of(sample_home, about.account_id)
        lines = so_whats(found)
        for key in ("goals", "joint_plan", "voice"):
            offer = offers(found)[key]
            if key in lines and offer.slide:
                score = re.findall(r"NPS is (\S+)", offer.slide.title)
                again = [one for one in score if re.search(rf"(?<![\w−]){re.escape(one)}(?![\w.])", lines[key])]
                assert not again or key != "voice", (offer.slide.title, lines[key])
                assert "goals reached" not in lines[key] and "still to reach" not in lines[key]
                told += 1
    assert told > 60


SHOWN = ("value", "worth", "sizing", "peers", "renewal", "investment", "roadmap", "offerings")
"""Slides that a person asks for: in this deck every slide there is."""


def test_every_title_of_every_deck_is_one_line_that_no_other_slide_has(sample_home: Path) -> None:
    every = tuple(SlideChoice(id=key, shown=Shown.ALWAYS) for key in SHOWN)
    for found in accounts(sample_home, ids(sample_home)):
        names = written(found, sample_home)
        made = composed(
            material_of(sample_home, found.account_id), names, Review(account_id=found.account_id, slides=every)
        )
        titles = [one.title for one in made.slides]
        assert len(titles) > 8
        assert (found.account.name, too_long(titles, found.account.name)) == (found.account.name, [])
        assert [one for one, many in Counter(titles).items() if many > 1] == []


def test_head_room_is_not_told_as_money_wasted(sample_home: Path) -> None:
    for about in accounts(sample_home, ids(sample_home)):
        line = so_whats(material_of(sample_home, about.account_id)).get("adoption", "")
        assert "room to grow" not in line and " left" not in line


def test_every_how_full_on_the_usage_slide_says_of_what_and_when(sample_home: Path) -> None:
    """One number is of a product in the quarter, the other of a site: a month's is in the chart alone."""
    seen = 0
    for about in accounts(sample_home, ids(sample_home)):
        found = material_of(sample_home, about.account_id)
        if not found.adoption.utilisation or "% of what is" not in found.adoption.headline:
            continue
        assert re.search(r"% of what is committed(, on average)? in Q\d", found.adoption.headline)
        assert "%" not in found.adoption.utilisation.title
        if found.adoption.by_site:
            assert re.match(
                r"Of all sites in Q\d \d{4}.*, .+ used most: [\d.]+\s% of its ", found.adoption.by_site.title
            )
        seen += 1
    assert seen > 20


def test_the_challenges_slide_names_the_first(sample_home: Path) -> None:
    for about in accounts(sample_home):
        slide = offers(material_of(sample_home, about.account_id))["challenges"].slide
        if slide:
            [table] = slide.exhibits
            assert isinstance(table, Table)
            lead, what = slide.title.split(": ", 1)
            first = str(table.rows[0][0]).casefold()
            told = re.findall(r"[\d.,]*\d", what)
            assert lead == "To do better" and (told or what.casefold() in first)
            assert set(told) <= set(re.findall(r"[\d.,]*\d", first)), (slide.title, first)


STEPS = (
    JointStep(id="a", what="Test", due=date(2026, 10, 30), status=Progress.IN_PROGRESS),
    JointStep(id="b", what="Move", due=date(2026, 12, 1)),
)
ASKED = {
    "the next that has not begun": (STEPS, "Do we go ahead with “Move” as planned, until 1 Dec 2026?"),
    "all have begun": (STEPS[:1], "Do we complete “Test” until 30 Oct 2026?"),
    "begun by its own date": (
        (JointStep(id="c", what="Draft", starts_on=date(2026, 10, 2), due=date(2026, 12, 1)),),
        "Do we complete “Draft” until 1 Dec 2026?",
    ),
}


@pytest.mark.parametrize("case", ASKED)
def test_nobody_is_asked_to_go_ahead_with_what_has_begun(case: str, sample_home: Path) -> None:
    steps, asked = ASKED[case]
    found = material_of(sample_home, "NW-1010")
    unplanned = replace(found.success, promises=None, joint_plan=None, options=None)
    quiet = replace(found, summary=replace(found.summary, asks=()), success=unplanned, runway=None)
    agreed = SuccessPlan(account_id=BUSY, joint_plan=steps)
    prepared = Review(account_id=BUSY, meeting=Meeting(held_on=HELD))
    [one] = suggested_decisions(quiet, agreed, prepared, TODAY)
    assert one.decision == asked


def test_what_was_said_of_a_decision_stands_beside_its_outcome(sample_home: Path) -> None:
    found = material_of(sample_home)
    names = PlanSubject(account(sample_home), SuccessPlan(account_id=BUSY))
    made = decisions(found, Review(account_id=BUSY, decisions=(
        Decision(decision="Move?", outcome=Outcome.TAKEN, note="Go ahead, with the Odense site first"),
        Decision(decision="Wait?", outcome=Outcome.PUT_OFF),
        Decision(decision="Buy?"),
    )), names)  # fmt: skip
    table = made.exhibits[0]
    assert isinstance(table, Table)
    assert [row[4] for row in table.rows] == ["Taken: Go ahead, with the Odense site first", "Postponed", ""]
    assert table.columns[4].wide


@pytest.mark.parametrize(
    ("step", "says", "cure"),
    [
        (STEPS[0], "has begun by the meeting", "Ask: Do we complete “Test” until 30 Oct 2026?"),
        (replace(STEPS[1], starts_on=date(2026, 10, 5)), "has begun by the meeting",
         "Ask: Do we complete “Move” until 1 Dec 2026?"),
        (replace(STEPS[0], status=Progress.DONE), "is done", ""),
        (STEPS[1], "", ""),
    ],
)  # fmt: skip
def test_preflight_finds_a_decision_that_comes_too_late(
    step: JointStep, says: str, cure: str, sample_home: Path
) -> None:
    names = PlanSubject(account(sample_home), SuccessPlan(account_id=BUSY, joint_plan=(step,)))
    found = material(names)
    asked = Decision(id="d", decision=f"Do we go ahead with “{step.what}” as planned?")
    prepared = Review(account_id=BUSY, meeting=Meeting(held_on=HELD), decisions=(asked,))
    checked = Checked(
        material=found, review=composed(found, names, prepared), prepared=prepared, agreed=names.plan, today=found,
        others=(),
    )  # fmt: skip
    told = [one for one in preflight(checked) if one.id == "begun already"]
    assert [one.words for one in told] == (
        [f"It is asked to go ahead with “{step.what}”, which {says}."] if says else []
    )
    cures = Cures(material=found, prepared=prepared, agreed=names.plan, us=("", ""), today=TODAY)
    assert [one.label for each in told for one in cures.of(each)] == ([cure] if cure else [])
    for each in told:
        for one in cures.of(each):
            assert [said.decision for said in one.review(prepared, {}).decisions] == [cure.removeprefix("Ask: ")]


def test_what_is_late_is_named_and_leads_to_a_new_day(sample_home: Path) -> None:
    late = JointStep(what="Move", due=date(2026, 9, 1))
    for steps, said in (
        ((late,), "“Move” is late: today we agree on a new day."),
        ((late, replace(late, what="Test", due=date(2026, 9, 2))), "2 steps are late, “Move” first: today we agree on"
         " new days."),
    ):  # fmt: skip
        assert so_whats(_material(sample_home, joint_plan=steps))["joint_plan"] == said
