"""Education where people work: written down beside the proposal, taken back, and on a slide for the customer."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from education_made import company, told
from streamlit.testing.v1 import AppTest

from steward.briefings.customer.reviews.slide_library import offers
from steward.deck import customer_deck
from steward.plans.customer.offerings import FILE as OFFERINGS
from steward.plans.customer.review import Attendee, Meeting, Review, Shown, SlideChoice, file_of
from steward.plans.files.store import COMPANY, Plans
from steward.plans.internal.education import FILE, Education, Introduction
from steward.services import education
from steward.services.reviews.opened import freeze, open_review, subject
from steward.workspace import Workspace
from tests.homes import opened_once

ROOT = Path(__file__).parents[2]
SLIDE = SlideChoice(id="offerings", shown=Shown.ALWAYS)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"you": "P1", **query}.items():
        test.query_params[name] = value
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception and not test.error
    return test


def written(folder: Path) -> tuple[Introduction, ...]:
    return Plans.whole(folder / "account_plans").open(Education, FILE, "A1").plan.introductions


def test_a_talk_is_written_down_in_one_press_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path)
    opened(tmp_path, monkeypatch, "account_education", account="A1", talk="A1~K2~sec")
    test = opened(tmp_path, monkeypatch, "education", talk="A1~K2~sec")
    test.button(key="education.log").click().run()
    assert not test.exception and not test.error
    [one] = written(tmp_path)
    assert (one.contact, one.product, one.how, one.on, one.by) == (
        "K2", "sec", "presented", date(2026, 6, 30), "Ida Falk",
    )  # fmt: skip
    assert not [one for one in test.button if one.key == "education.log"], "it is proposed no more"
    test.button(key="education.undo").click().run()
    assert written(tmp_path) == ()


def test_an_introduction_is_put_right_beside_its_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path, told("K2", "sec", "2026-06-01", "mentioned"))
    name = next(iter(education.by_name(Education(account_id="A1", introductions=written(tmp_path)))))
    test = opened(tmp_path, monkeypatch, "account_education", account="A1", introduction=name)
    how = next(one for one in test.selectbox if one.label == "How" and name in str(one.key).replace("-", " ")[:200])
    how.select("demo").run()
    test.button(key="introduction.save").click().run()
    assert not test.exception and not test.error
    assert [one.how for one in written(tmp_path)] == ["demo"]
    test.button(key="introduction.undo").click().run()
    assert [one.how for one in written(tmp_path)] == ["mentioned"]


def test_the_slide_says_what_serves_a_goal_and_nothing_of_ours(tmp_path: Path) -> None:
    """Security serves the goal of quiet nights; what they might buy, and who was told, stays with us."""
    workspace = company(tmp_path, told("K2", "sec", "2026-06-01", "demo"))
    plans, about = Plans.whole(workspace.plans), subject(opened_once(workspace), "A1")
    found = open_review(about, plans)
    table = found.material.success.offerings
    assert table is not None
    assert table.title == "1 service serves your goals: none in use, 1 worth a look"
    assert table.rows == (("No outages at night", "Security", "Watched at night", "Bank", "worth a look"),)
    offer = offers(found.material)["offerings"]
    assert offer.slide is not None and offer.asked_for
    assert "offerings" not in [slide.id for slide in found.review.slides], "a person asks for it"
    reached = replace(found.agreed.plan.goals[0], actual=1.0, target=1.0, baseline=0.0)
    plans.save(found.agreed, replace(found.agreed.plan, goals=(reached,)), "Ida")
    assert open_review(about, plans).material.success.offerings is None


def test_a_review_that_showed_it_proposes_what_to_write_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the frozen slide showed counts, whatever the company says of its products since."""
    workspace = company(tmp_path)
    held(workspace)
    (workspace.plans / COMPANY / OFFERINGS).unlink()
    test = opened(tmp_path, monkeypatch, "account_education", account="A1")
    test.button(key="education.happened").click().run()
    assert not test.exception and not test.error
    assert [(one.contact, one.product, one.how, one.on) for one in written(tmp_path)] == [
        ("K1", "sec", "presented", date(2026, 6, 29))
    ]
    assert not [one for one in test.button if one.key == "education.happened"]


def held(workspace: Workspace) -> None:
    """A review of the last quarter with the slide, frozen before the meeting, at which Anna and Ida were."""
    plans, about = Plans.whole(workspace.plans), subject(opened_once(workspace), "A1")
    there = (Attendee(person="K1"), Attendee(person="P1"))
    base = plans.open(Review, file_of(about.quarter), "A1")
    plans.save(base, Review(account_id="A1", attendees=there, slides=(SLIDE,)), "Ida")
    frozen = freeze(open_review(about, plans), plans, "Ida", date(2026, 6, 28))
    plans.save(frozen, replace(frozen.plan, meeting=Meeting(held_on=date(2026, 6, 29))), "Ida")


def test_the_slide_stands_in_the_customers_deck(tmp_path: Path) -> None:
    workspace = company(tmp_path, told("K2", "sec", "2026-06-01", "demo"))
    plans, about = Plans.whole(workspace.plans), subject(opened_once(workspace), "A1")
    plans.save(plans.open(Review, file_of(about.quarter), "A1"), Review(account_id="A1", slides=(SLIDE,)), "Ida")
    review = open_review(about, plans).review
    assert "offerings" in [slide.id for slide in review.slides]
    assert customer_deck(review)
