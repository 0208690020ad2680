"""The walk on its page: a press saves a prefilled step, outcomes stand where decisions do, colleagues are asked."""

import os
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.deck import customer_measured
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Attendee, Decision, Meeting, Outcome, Question, Review, file_of
from steward.plans.customer.success_plan import Goal, JointStep, PlanPerson, Profile, Side, SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.debrief import file_of as debrief_of
from steward.services.reviews import readiness
from steward.services.scope import acting_book
from steward.services.week import week
from steward.ui.kit.buttons import PRESSED, Press
from steward.ui.kit.escape import JOINER
from steward.ui.plans.saving import fields_of
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
QUARTER, BEFORE, TODAY = "2026-Q3", "2026-Q2", date(2026, 10, 8)
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nA2 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk\nP2 | Sven Support",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\n"
    "s1 | A1 | wan | 60000 | 2024-01-01\ns2 | A2 | wan | 9000 | 2024-01-01",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A company that is looked at on 8 October 2026, with a plan for one of its accounts."""
    workspace = home(tmp_path, "", **TABLES)
    said = "as_of = 2026-09-30\ntoday = 2026-10-08\n"
    (workspace.data / "workspace.toml").write_text(said, encoding="utf-8")
    loaded_once(workspace)
    plan = SuccessPlan(
        account_id="A1",
        profile=Profile(rhythm="Review twice a year with Ada; a call every week"),
        goals=(Goal(id="g", title="No outage at night"),),
        joint_plan=(JointStep(id="s", what="Second line to Leeds", our_owner="P2"),),
    )
    _plans(tmp_path).save(_plans(tmp_path).open(SuccessPlan, agreed.FILE, "A1"), plan, "Ida")
    return tmp_path


def _plans(folder: Path) -> Plans:
    return Plans.whole(folder / "account_plans")


def _review(folder: Path) -> Review:
    return _plans(folder).open(Review, file_of(QUARTER), "A1").plan


def _debrief(folder: Path) -> Debrief:
    return _plans(folder).open(Debrief, debrief_of(QUARTER), "A1").plan


def _keep(folder: Path, **sections: object) -> None:
    opened = _plans(folder).open(Review, file_of(QUARTER), "A1")
    _plans(folder).save(opened, replace(opened.plan, **sections), "Ida")  # type: ignore[arg-type]


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str = "review", **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in {"account": "A1", "quarter": QUARTER, "you": "P1", **query}.items():
        test.query_params[name] = value
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception
    return test


def _press(test: AppTest, label: str) -> AppTest:
    found = next(one for one in test.button if one.label.startswith(label))
    test = found.click().run()
    assert not test.exception and not test.error
    return test


def _step(test: AppTest) -> str:
    found = test.query_params["step"]
    return found if isinstance(found, str) else found[0]


def _day(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_each_step_takes_one_press_and_leads_to_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = Review(
        account_id="A1",
        meeting=Meeting(starts_at="15:30", place="Leeds"),
        attendees=(Attendee(person="Ada", side=Side.THEIRS, part="Decides"), Attendee(person="P1")),
    )
    _plans(folder).save(_plans(folder).open(Review, file_of(BEFORE), "A1"), last, "Ida")
    test = _open(folder, monkeypatch)
    assert _step(test) == "meeting"
    test = _press(test, "Save the meeting")
    held = _review(folder)
    assert held.attendees == last.attendees
    meeting = held.meeting
    assert (str(meeting.held_on), meeting.starts_at, meeting.minutes, meeting.place) == (
        "2026-10-09", "15:30", 60, "Leeds",
    )  # fmt: skip
    assert _step(test) == "story"
    test = _press(test, "Approve all")
    assert [one.decision for one in _review(folder).decisions] == [
        "Do we go ahead with “Second line to Leeds” as planned?"
    ]
    assert _review(folder).decisions[0].our_owner == "P2"
    assert _step(test) == "story", "nothing is known to have gone wrong, so somebody has to name it"
    next(one for one in test.text_area if one.label == "To do better: miss").set_value("We were slow in May.").run()
    test = _press(test, "Approve all")
    assert next(one for one in _review(folder).slides if one.id == "challenges").words == "We were slow in May."
    assert _step(test) == "freeze"
    test = _press(test, "Freeze figures")
    assert _review(folder).frozen.number == 1
    assert _step(test) == "present"


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [
        ("Starts at", "25:99", "Is no time of day such as 14:00"),
        ("Time zone", "Mars/Phobos", "Is no time zone such as Europe/Berlin"),
        ("Place", "x" * 300, "Is longer than 120 characters, which a link alone may be"),
    ],
)
def test_what_is_no_time_zone_or_place_is_said_at_its_field_and_not_saved(
    label: str, typed: str, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(folder, meeting=Meeting(held_on=_day(4)), attendees=(Attendee(person="Ada"),))
    test = _open(folder, monkeypatch, step="meeting")
    next(one for one in test.text_input if one.label == label).set_value(typed).run()
    assert any(said in one.value.replace("\\", "").replace(JOINER, "") for one in test.caption)
    assert test.button(key="meeting.save").disabled
    assert next(one for one in test.number_input if one.label == "Minutes").min == 1


def test_who_only_changes_what_is_done_stays_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep(folder, meeting=Meeting(held_on=_day(4)), attendees=(Attendee(person="Ada"),))
    test = _open(folder, monkeypatch, step="meeting")
    next(one for one in test.text_input if one.label == "Place").set_value("York").run()
    _press(test, "Save the meeting")
    assert _review(folder).meeting.place == "York"
    assert _step(test) == "meeting"


def test_a_message_is_reworded_in_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(folder, monkeypatch, step="story")
    field = next(one for one in test.text_area if one.label == "Your goals: key message")
    suggested = field.value
    assert suggested
    field.set_value("One night was lost: ours to cure.").run()
    _press(test, "Approve all")
    slide = next(one for one in _review(folder).slides if one.id == "goals")
    assert (slide.so_what, slide.rests_on) == ("One night was lost: ours to cure.", suggested)


def test_who_takes_a_save_back_and_goes_on_to_another_step_at_once_has_taken_it_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next step is opened before the run of the first press came to its button."""
    _keep(folder, meeting=Meeting(held_on=_day(4)), attendees=(Attendee(person="Ada"),))
    test = _open(folder, monkeypatch, step="meeting")
    next(one for one in test.text_input if one.label == "Place").set_value("York").run()
    _press(test, "Save the meeting")
    assert _review(folder).meeting.place == "York"
    test.session_state[PRESSED] = (Press("plan.undo.button", "A1.1", time.monotonic()),)
    test.query_params["step"] = "slides"
    test.run()
    assert not test.exception and not test.error
    assert _step(test) == "slides" and _review(folder).meeting.place == ""


@pytest.mark.parametrize(("asked", "step"), [("show", "freeze"), ("template", "slides"), ("slides", "slides")])
def test_old_addresses_lead_to_where_it_is_now(
    asked: str, step: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    assert _step(_open(folder, monkeypatch, step=asked)) == step


def test_a_wanted_decision_gets_its_outcome_and_becomes_no_commitment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(folder, meeting=Meeting(held_on=_day(-2)), decisions=(Decision(id="d", decision="Go on?"),))
    test = _open(folder, monkeypatch, step="capture")
    fields = fields_of(_plans(folder).open(Review, file_of(QUARTER), "A1"))
    test.session_state[f"typed.{fields}.outcomes.d.outcome"] = Outcome.PUT_OFF
    test.run()
    next(one for one in test.text_input if one.label.startswith("What was said")).set_value("After the budget").run()
    _press(test, "Save the outcomes")
    [now] = _review(folder).decisions
    assert (now.outcome, now.note) == (Outcome.PUT_OFF, "After the budget")
    plan = _plans(folder).open(SuccessPlan, agreed.FILE, "A1").plan
    assert not plan.commitments
    assert _step(test) == "close"


def _lines(folder: Path, person: str | None = None) -> list[tuple[str, str]]:
    workspace = Workspace.whole(folder)
    found = week(acting_book(open_warehouse(workspace)), PlanCache(_plans(folder)), person).todos
    return [(str(one.reason), one.words) for one in found if "review" in str(one.reason)]


def test_what_is_unsent_or_unwritten_stays_in_the_week_until_it_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(folder, meeting=Meeting(held_on=_day(-2)))
    said = "The review of Q3 2026, held on 6 Oct 2026: "
    assert ("review not closed", f"{said}minutes not sent and debrief not written") in _lines(folder)
    test = _press(_open(folder, monkeypatch, step="close"), "They are sent")
    assert ("review not closed", f"{said}debrief not written") in _lines(folder, "P1")
    test.select_slider[0].set_value(4).run()
    test.button(key="debrief.save").click().run()
    assert "review not closed" not in dict(_lines(folder))
    assert _review(folder).meeting.minutes_sent_on == _day(0)


def test_what_a_colleague_brings_stands_in_their_week_until_it_is_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(folder, meeting=Meeting(held_on=_day(8)))
    test = _open(folder, monkeypatch, step="meeting")
    next(one for one in test.selectbox if one.label == "Who").set_value("P2")
    next(one for one in test.text_input if one.label == "What").set_value("Why Leeds was down")
    test.run()
    test = _press(test, "Ask")
    [asked] = _debrief(folder).homework
    assert (asked.colleague, asked.what, asked.due) == ("P2", "Why Leeds was down", _day(6))
    line = ("asked for a review", "Why Leeds was down, for the review of Q3 2026 on 16 Oct 2026")
    assert line in _lines(folder, "P2") and line in _lines(folder, "P1")
    _press(test, "It is in")
    assert _debrief(folder).homework[0].brought_on == _day(0)
    assert line not in _lines(folder, "P2")


def test_a_year_of_reviews_says_who_is_due_and_who_was_skipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for account_id, quarter, held in (("A2", "2026-Q1", 5), ("A1", "2026-Q1", 9)):
        review = Review(account_id=account_id, meeting=Meeting(held_on=_day(-180 + held)))
        _plans(folder).save(_plans(folder).open(Review, file_of(quarter), account_id), review, "Ida")
    test = _open(folder, monkeypatch, "reviews", reviews="year")
    [table] = [one.value for one in test.dataframe]
    rows = {row.iloc[0]: [str(cell).split()[0] for cell in row.iloc[3:7]] for _, row in table.iterrows()}
    assert rows == {"Alpha": ["Held", "–", "Due", "–"], "Beta": ["Held", "–", "–", "–"]}


def _begin_two(folder: Path) -> None:
    for account_id, day in (("A2", 5), ("A1", 9)):
        review = Review(account_id=account_id, meeting=Meeting(held_on=_day(day)))
        _plans(folder).save(_plans(folder).open(Review, file_of(QUARTER), account_id), review, "Ida")


def _states(test: AppTest) -> dict[str, str]:
    return {name: row.iloc[3] for name, row in _rows(test).items()}


def test_a_first_visit_lays_out_the_next_reviews_alone_and_says_what_is_not_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steward.ui.reviews.checked.AT_ONCE", 1)
    _begin_two(folder)
    laid_out = []
    monkeypatch.setattr(readiness, "customer_measured", lambda *of: laid_out.append(of) or customer_measured(*of))
    test = _open(folder, monkeypatch, "reviews")
    assert not test.exception
    states = _states(test)
    assert states["Alpha"] == "not checked yet" != states["Beta"] and len(laid_out) == 1
    assert [one.label for one in test.button if one.key == "bulk.check"] == ["Check 1 review more"]
    test.run()
    assert _states(test) == states and len(laid_out) == 1, "to come again lays out nothing"
    _keep(folder, meeting=Meeting(held_on=_day(2)))
    test.run()
    assert _states(test)["Alpha"] != "not checked yet", "it is the next one now"


@pytest.mark.every
def test_a_press_checks_the_others_and_says_of_them_what_their_own_page_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steward.ui.reviews.checked.AT_ONCE", 1)
    _begin_two(folder)
    test = _open(folder, monkeypatch, "reviews")
    test.button(key="bulk.check").click().run(timeout=60)
    assert not test.exception and not test.error, [one.value for one in test.error]
    told = {name: (row.iloc[3], row.iloc[5]) for name, row in _rows(test).items()}
    assert not [one for one in test.button if one.key == "bulk.check"]
    monkeypatch.setattr("steward.ui.reviews.checked.AT_ONCE", 8)
    for file in (folder / "account_plans").glob("*/reviews/*/review.toml"):
        os.utime(file, (1, 1))
    here = _open(folder, monkeypatch, "reviews")
    assert {name: (row.iloc[3], row.iloc[5]) for name, row in _rows(here).items()} == told


def _rows(test: AppTest) -> dict[str, Any]:
    [table] = [one.value for one in test.dataframe]
    return {row.iloc[0]: row for _, row in table.iterrows()}


def test_what_was_pressed_for_one_account_is_not_done_to_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Freeze is pressed, and the account changed before its run came to the button."""
    test = _open(folder, monkeypatch, step="freeze")
    frozen = fields_of(_plans(folder).open(Review, file_of(QUARTER), "A1"))
    test.session_state[PRESSED] = (Press("freeze", f"{frozen}.freeze", time.monotonic()),)
    test.query_params["account"] = "A2"
    test.run()
    assert not test.exception
    assert not _plans(folder).open(Review, file_of(QUARTER), "A2").exists
    test.query_params["account"] = "A1"
    test.run()
    assert _review(folder).frozen.number == 1, "for whom it was pressed it is done"


def test_who_left_is_taken_off_the_list_at_a_press_on_check_and_their_question_is_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _plans(folder).open(SuccessPlan, agreed.FILE, "A1")
    gone = PlanPerson(id="x", name="Ada Gone", left_on=date(2026, 9, 1))
    _plans(folder).save(file, replace(file.plan, people=(gone,)), "Ida")
    _keep(
        folder, meeting=Meeting(held_on=_day(8)), attendees=(Attendee(person="x"), Attendee(person="P1")),
        questions=(Question(id="q", question="Why?", owner="x"),),
    )  # fmt: skip
    test = _open(folder, monkeypatch, step="check")
    test = _press(test, "Take Ada Gone off the list")
    assert [one.person for one in _review(folder).attendees] == ["P1"] and _review(folder).questions[0].owner == "x"
    test = _press(_open(folder, monkeypatch, step="check"), "Give it to Ida Falk")
    assert _review(folder).questions[0].owner == "P1"
    assert not [one for one in test.markdown if "Ada Gone" in one.value]
