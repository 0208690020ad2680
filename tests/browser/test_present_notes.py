"""Notes written while the connection drops and the server dies: each is saved, and once."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.plans.customer.review import Review, file_of
from steward.plans.files.store import Plans
from steward.ui.present.signed_link import PresentWindow
from steward.workspace import Workspace
from tests.browser.conftest import mortal
from tests.browser.test_present import QUARTER, link
from tests.examples import times
from tests.reviews_made import BUSY

pytestmark = pytest.mark.browser
MANY = times(80)
RELOADED, KILLED = MANY // 4, MANY * 5 // 8
"""Before which note."""


def _note_all(page: Page, questions: list[str]) -> None:
    """As fast as keys can be pressed."""
    for words in questions:
        page.keyboard.press("c")
        page.keyboard.insert_text(words)
        page.keyboard.press("Alt+KeyQ")
        page.keyboard.press("Enter")


def _questions(home: Path) -> list[str]:
    return [
        one.question
        for one in Plans.whole(Workspace.whole(home).plans).open(Review, file_of(QUARTER), BUSY).plan.questions
    ]


def test_whatever_breaks_while_notes_are_written_each_is_saved_once_and_the_slide_stays(
    page: Page, small_sample: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(small_sample, tmp_path / "home")
    place, unsaved = page.locator(".presenter-bar .place"), page.locator(".presenter-bar .unsaved")
    questions = [f"Question {number}?" for number in range(MANY)]
    asked: list[str] = []
    with mortal(home) as server:
        page.goto(f"{server.url}/{link(home, PresentWindow.CUSTOMER)}")
        expect(place).to_have_text(re.compile("^1 of "))
        for number in (2, 3):
            page.keyboard.press("ArrowRight")
            expect(place).to_have_text(re.compile(f"^{number} of "))
        _note_all(page, questions[: RELOADED - 1])
        page.keyboard.press("c")
        page.keyboard.insert_text(questions[RELOADED - 1])
        page.keyboard.press("Alt+KeyQ")
        page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.reload()
        assert asked == ["beforeunload"], "the browser asks before it forgets the window of a note that is not saved"
        expect(unsaved).to_have_text("")
        expect(place).to_have_text(re.compile("^3 of "))
        expect(page.get_by_label("What was said")).to_have_value(questions[RELOADED - 1])
        page.keyboard.press("Enter")
        _note_all(page, questions[RELOADED:KILLED])
        server.kill()
        _note_all(page, questions[KILLED:-1])
        expect(unsaved).to_have_text(re.compile(r"^\d+ not saved yet · no connection$"))
        page.keyboard.press("c")
        page.keyboard.insert_text(questions[-1][:-1])
        server.start()
        page.keyboard.insert_text("?")
        page.keyboard.press("Alt+KeyQ")
        page.keyboard.press("Enter")
        expect(unsaved).to_have_text("")
        expect(place).to_have_text(re.compile("^3 of "))
        assert _questions(home) == questions, "nothing came between the keyboard and the note"
