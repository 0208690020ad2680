"""The questions: five sets come with Steward, a company's own takes the place of one, and answers outlive them."""

from pathlib import Path

import pytest

from steward.domain.design.words import Family
from steward.plans.customer.design_content import questions_of
from steward.plans.customer.questions import (
    AnswerKind,
    QuestionSet,
    all_questions,
    file_of,
    questions,
    shipped,
)
from steward.plans.files.store import COMPANY, CompanyFiles
from steward.services.access.forgetting import forget, search
from steward.services.design.files import open_design
from steward.services.design.steps import DesignEvent, take_step
from steward.workspace import Workspace
from tests.design.design_made import ID, company, design, put

OWN = """account_id = "_company"
[[questions]]
id = "applications"
question = "Which applications?"
needed_for = "firm"
[[questions]]
id = "colour"
question = "Which colour are the cabinets?"
needed_for = "order"
"""


@pytest.mark.parametrize("family", list(Family))
def test_each_set_has_twelve_to_twenty_questions_for_every_gate(family: Family) -> None:
    asked = shipped(family).questions
    assert 12 <= len(asked) <= 20
    assert len({one.id for one in asked}) == len({one.question for one in asked}) == len(asked)
    assert {str(one.needed_for) for one in asked} == {"budgetary", "firm", "order"}
    assert all(one.topic and one.feeds and one.question.endswith("?") for one in asked)
    assert all(bool(one.choices) is (one.kind is AnswerKind.CHOICE) for one in asked)


def own(plans: Path, text: str) -> None:
    path = plans / COMPANY / file_of(Family.SD_WAN)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_companys_own_set_takes_the_place_of_ours(tmp_path: Path) -> None:
    own(tmp_path, OWN)
    found = all_questions(tmp_path)
    assert [one.id for one in found[Family.SD_WAN].questions] == ["applications", "colour"]
    assert found[Family.SD_WAN].own and not found[Family.SECURITY].own
    assert found[Family.SECURITY].questions == shipped(Family.SECURITY).questions


@pytest.mark.parametrize("text", ["this is no TOML [", 'account_id = "_company"\n', ""])
def test_a_set_that_cannot_be_used_leaves_ours_in_use(tmp_path: Path, text: str) -> None:
    own(tmp_path, text)
    found = questions(tmp_path, Family.SD_WAN)
    assert found.questions == shipped(Family.SD_WAN).questions and not found.own
    assert bool(found.problems) is ("[" in text)


def test_a_set_is_saved_and_undone_as_other_files_of_the_company(tmp_path: Path) -> None:
    files = CompanyFiles.whole(tmp_path)
    base = files.open(QuestionSet, file_of(Family.TELEPHONY), COMPANY)
    files.save(base, QuestionSet(account_id=COMPANY, questions=shipped(Family.TELEPHONY).questions[:3]), "Ida Falk")
    assert len(questions(tmp_path, Family.TELEPHONY).questions) == 3
    now = files.open(QuestionSet, base.file, COMPANY)
    files.restore(now, "", "Ida Falk")
    assert questions(tmp_path, Family.TELEPHONY).questions == shipped(Family.TELEPHONY).questions


def test_an_answer_stays_when_its_question_is_asked_no_more(tmp_path: Path) -> None:
    plans = put(tmp_path, design())
    own(plans.folder, OWN)
    asked = questions_of(design(), all_questions(plans.folder))
    assert [(one.question.id, one.answer is not None) for one in asked] == [("applications", True), ("colour", False)]
    assert len(open_design(plans, "A1", ID).plan.answers) == len(shipped(Family.SD_WAN).questions)


def test_a_contact_who_is_forgotten_leaves_a_design_that_reads_and_a_ledger_that_holds(tmp_path: Path) -> None:
    company(tmp_path)
    plans = put(tmp_path, design())
    take_step(plans, open_design(plans, "A1", ID), DesignEvent.INTERVIEW, "Bo Lind", {})
    path = plans.of("A1") / "designs" / ID / "design.toml"
    path.write_text(path.read_text().replace("Branches that stay open.", "Anna Koch wants branches that stay open."))
    forget(search(Workspace.whole(tmp_path), "A1", "K1"), "Ida Falk")
    held = open_design(plans, "A1", ID)
    assert "Anna Koch" not in path.read_text() and "a former contact wants branches" in held.plan.about.need
    assert held.file.problems == () and held.standing.broken == ()
    assert len(held.plan.answers) == len(design().answers)
