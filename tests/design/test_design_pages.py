"""Discovery on a page: begun, asked, compared, signed; and what a customer sees of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.design.words import Confidence, Family
from steward.exhibits import MINUS
from steward.plans.customer.design import Design, DiscoveryAnswer, file_of
from steward.plans.customer.questions import AnswerKind, shipped
from steward.plans.files.store import Plans
from steward.plans.internal.design_states import DesignState
from steward.plans.internal.engineering import MustException
from steward.services.design.files import design_ids, open_design
from tests.design.design_made import ID, SAID, company, design, engineering, put
from tests.html_tables import prose_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return company(tmp_path)


def open_page(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str = "internal/discovery", **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in {"account": "A1", "you": "P2", **query}.items():
        test.query_params[name] = value
    return shown(test.switch_page(f"pages/{page}.py").run())


def shown(test: AppTest) -> AppTest:
    assert not test.exception, [one.value for one in test.exception]
    return test


def press(test: AppTest, label: str) -> AppTest:
    return shown(next(one for one in test.button if one.label == label).click().run())


def words(test: AppTest) -> str:
    held = (*test.markdown, *test.caption, *test.info, *test.warning, *test.error)
    return "\n".join(str(one.value) for one in held).replace("\\", "")


def plan_of(folder: Path, design_id: str = ID) -> Design:
    return Plans.whole(folder / "account_plans").open(Design, file_of(design_id), "A1").plan


def test_a_design_is_begun_and_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = open_page(folder, monkeypatch)
    assert "No design is begun yet" in words(test)
    test.text_input[0].set_value("Branch network").run()
    test.multiselect[0].set_value([Family.SD_WAN]).run()
    press(test, "Begin the design")
    assert "“Branch network” lacks 5 answers for a budgetary quote" in words(test)
    assert test.query_params["design"] == "branch-network"
    assert plan_of(folder, "branch-network").about.families == (Family.SD_WAN,)
    press(test, "Undo the last save")
    assert "No design is begun yet" in words(test)
    assert design_ids(Plans.whole(folder / "account_plans"), "A1") == ()


def test_questions_are_answered_a_topic_at_a_time_and_undone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, Design(account_id="A1", about=design().about))
    test = open_page(folder, monkeypatch, part="questions")
    test.text_area[0].set_value("Tills and telephony").run()
    press(test, "Save 1 change")
    (answer,) = plan_of(folder).answers
    assert (answer.question, answer.value, answer.confidence) == (
        "applications", "Tills and telephony", Confidence.ASSUMED,
    )  # fmt: skip
    assert answer.on is not None
    press(test, "Undo the last save")
    assert plan_of(folder).answers == ()


def test_a_number_is_asked_as_one_and_what_was_written_otherwise_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = next(one for one in shipped(Family.SD_WAN).questions if one.kind is AnswerKind.NUMBER)
    about = replace(design().about, families=(Family.SD_WAN,))
    put(folder, Design(account_id="A1", about=about))
    label = asked.question + (f" ({asked.unit})" if asked.unit else "")
    topic = f"{Family.SD_WAN.value}.{asked.topic}"
    test = open_page(folder, monkeypatch, part="questions", topic=topic)
    next(one for one in test.number_input if one.label.replace("\\", "") == label).set_value(240.0).run()
    press(test, "Save 1 change")
    assert [one.value for one in plan_of(folder).answers] == ["240"]
    words_for_it = DiscoveryAnswer(family=Family.SD_WAN, question=asked.id, value="about 40", on=SAID)
    put(folder, Design(account_id="A1", about=about, answers=(words_for_it,)))
    test = open_page(folder, monkeypatch, part="questions", topic=topic)
    assert "about 40" in [one.value for one in test.text_area]


@pytest.mark.parametrize(
    "part", ["overview", "about", "questions", "sites", "requirements", "options", "engineering", "sets"]
)
def test_every_part_opens(folder: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    put(folder, design())
    test = open_page(folder, monkeypatch, part=part)
    assert not test.error
    assert "Branches is open, ready to order" in words(test)


def test_steps_lead_on_as_buttons_and_say_what_they_wait_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = put(folder, design())
    test = open_page(folder, monkeypatch)
    press(test, "Start the interviews")
    press(test, "Designed")
    press(test, "Sign the review")
    assert open_design(plans, "A1", ID).standing.state is DesignState.REVIEWED
    press(test, "Take back the last step")
    assert open_design(plans, "A1", ID).standing.state is DesignState.DESIGNED
    put(folder, Design(account_id="A1", about=design().about, lines=design().lines, options=design().options))
    press(test, "Sign the review")
    assert "Somebody else changed this design meanwhile" in words(test), "the page showed another design"
    press(test, "Sign the review")
    assert "Write what is required." in words(test)
    assert open_design(plans, "A1", ID).standing.state is DesignState.DESIGNED


LESS = MINUS + "\N{WORD JOINER}"
"""As a page writes a minus: no line ends behind it."""


def test_options_stand_side_by_side(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, design())
    test = open_page(folder, monkeypatch)
    said = next(rows for _, *rows in prose_of(test) if [row[0] for row in rows] == ["One line", "Two lines"])
    assert [row[2:8] for row in said] == [
        ["€500.00", "€100.00", f"{LESS}€400.00", "1 of 2 sites", "€2,700.00", "1 of 2 sites"],
        ["€1,090.50", "€200.00", f"{LESS}€309.50", "2 of 2 sites", "€2,700.00", "1 of 2 sites"],
    ]
    assert "Two lines fits best" in words(test)


def test_a_design_that_is_not_there_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, design())
    test = open_page(folder, monkeypatch, design="../../../etc")
    assert "There is no design" in words(test)


def test_exceptions_open_with_the_words_they_were_signed_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = MustException(requirement="no-stop", reason="They know.", signed_by="P1", signed_on=SAID, wording="Said")
    put(folder, design(), replace(engineering(), exceptions=(signed,)))
    test = open_page(folder, monkeypatch, part="engineering", ours="exceptions")
    assert "Musts that are not met" in words(test) and not test.error
