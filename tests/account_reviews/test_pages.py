"""The pages of account reviews: a plan is tested press by press, and the paper says why it may be weak."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from steward.domain.account_reviews.words import AccountReviewState, ReviewVerdict
from steward.plans.files.store import Plans
from steward.plans.internal.account_reviews import FILE
from steward.services.account_reviews import acting, papers
from steward.services.scope import acting_book, subject
from tests.account_reviews.made import A, briefed, company, planned, proposals, seen, step
from tests.homes import opened_once

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/account_review.py"


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


def press(test: AppTest, label: str) -> None:
    next(one for one in test.button if one.label == label).click().run()
    assert not test.exception and not test.error


def field(test: AppTest, kind: str, label: str) -> object:
    return next(one for one in getattr(test, kind) if one.label == label)


def test_a_plan_is_tested_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = company(tmp_path)
    test = opened(workspace.home, monkeypatch, PAGE, account="A1", you="P2")
    assert not test.exception
    assert any("Nobody has tested this plan yet, and it is due" in one.value.replace("\\", "") for one in test.markdown)
    field(test, "date_input", "On").set_value(date(2026, 10, 9))  # type: ignore[attr-defined]
    field(test, "multiselect", "Reviewers").set_value(["P3"])  # type: ignore[attr-defined]
    test.run()
    press(test, "Plan the review")
    (one,) = briefed(workspace).listed.values()
    assert (one.review.presenter, one.review.reviewers, one.minutes) == ("P1", ("P3",), 90)
    press(test, "Begin to present")
    press(test, "Begin the test")
    assert [one.disabled for one in test.button if one.label == "Go on to improve"] == [True]
    for found in seen(workspace, one.key).found[:1]:
        test.query_params["vulnerability"] = found.id
        test.run()
        test.segmented_control[0].set_value(ReviewVerdict.ACCEPTED).run()
        press(test, "Save the verdict")
        field(test, "text_input", "Action").set_value("Ask who signs")  # type: ignore[attr-defined]
        field(test, "date_input", "By").set_value(date(2026, 11, 2))  # type: ignore[attr-defined]
        test.run()
        press(test, "Put it into the plan")
    now = seen(workspace, one.key)
    assert now.state is AccountReviewState.TEST and now.found[0].action == "ask-who-signs"
    assert now.actions["ask-who-signs"].owner == "P1"


def test_the_book_lists_them_and_the_paper_says_why_the_plan_may_be_weak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = company(tmp_path)
    key = planned(workspace)
    test = opened(workspace.home, monkeypatch, "pages/internal/account_reviews.py")
    assert not test.exception
    told = [one.value.replace("\\", "") for one in test.markdown]
    assert "# 1 account is due for a review: Gamma; 1 review under way" in told
    warehouse = opened_once(workspace)
    about, found = subject(warehouse, "A1", str(acting_book(warehouse).quarter)), proposals(workspace).found
    plans = Plans.within(workspace)

    def text() -> str:
        read = Document(BytesIO(papers.paper(about, plans, seen(workspace, key), found)))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in read.paragraphs), *cells])

    preview = text()
    for words in ("90 minutes: present 30, test 35 and improve 25.", "We do not know who pays", "Eva Engel", "€1,000"):
        assert words in preview
    step(workspace, key, A.PRESENT, A.TEST)
    assert "To be judged" in text()
    assert b"20261007" in papers.appointment(about, seen(workspace, key))


def _judging(test: AppTest, found_id: str, verdict: ReviewVerdict) -> AppTest:
    test.query_params["vulnerability"] = found_id
    test.run()
    return test.segmented_control[0].set_value(verdict).run()


def test_whoever_judges_what_another_judged_meanwhile_is_told_and_chooses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = company(tmp_path)
    key = planned(workspace)
    found = step(workspace, key, A.PRESENT, A.TEST).found[0]
    test = opened(workspace.home, monkeypatch, PAGE, account="A1", you="P2")
    _judging(test, found.id, ReviewVerdict.ACCEPTED)
    acting.judge(
        Plans.within(workspace), seen(workspace, key), found.id, ReviewVerdict.DISMISSED, "Eva Engel", reason="Known."
    )
    press_anyway(test, "Save the verdict")
    assert seen(workspace, key).found[0].verdict is ReviewVerdict.DISMISSED, "the first stands"
    told = "Somebody else saved this meanwhile: Verdict “Dismissed”, yours “Accepted”"
    assert any(told in one.value.replace("\\", "") for one in (*test.warning, *test.error))
    press(test, "Save mine over it")
    assert seen(workspace, key).found[0].verdict is ReviewVerdict.ACCEPTED
    assert not test.warning


def press_anyway(test: AppTest, label: str) -> None:
    """A press that may be refused."""
    next(one for one in test.button if one.label == label).click().run()
    assert not test.exception


def test_whoever_presents_is_offered_neither_as_coach_nor_as_reviewer_by_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = company(tmp_path)
    key = planned(workspace)
    file = Plans.within(workspace).of("A1") / FILE
    file.write_text(file.read_text().replace('presenter = "P1"', 'presenter = "Ida Falk"'))
    test = opened(workspace.home, monkeypatch, PAGE, account="A1", you="P2")
    test.session_state[f"account_review.{key}.people.form"] = True
    test.run()
    assert not test.exception
    assert field(test, "selectbox", "Presenter").value == "Ida Falk"  # type: ignore[attr-defined]
    assert field(test, "selectbox", "Coach").value == "P2"  # type: ignore[attr-defined]
    offered = [set(field(test, *one).options) for one in (("selectbox", "Coach"), ("multiselect", "Reviewers"))]  # type: ignore[attr-defined]
    assert offered == [{"Bo Desk", "Eva Engel"}] * 2
    assert [one.disabled for one in test.button if one.label == "Save"] == [True], "nothing is changed by looking"
