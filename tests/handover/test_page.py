"""The page of handovers: the list, the interview as a form, and a signature by whom it is for."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.books.states import TransferEvent, TransferState
from steward.workspace import Workspace
from tests.handover.made import ANN, BEA, X1, company, prepared, seen
from tests.handover.test_acting import act

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/handover.py"
E = TransferEvent
Open = Callable[..., AppTest]


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    return company(tmp_path)


@pytest.fixture
def opened(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("STEWARD_HOME", str(made.home))

    def open_page(**query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
        for name, value in {"handover": X1, **query}.items():
            test.query_params[name] = value
        return test.switch_page(PAGE).run()

    return open_page


def told(found: Iterable[Any]) -> list[str]:
    """What stands there, as it is read."""
    return [one.value.replace("\\", "") for one in found]


def press(test: AppTest, label: str) -> AppTest:
    next(one for one in test.button if one.label.startswith(label)).click()
    return test.run()


def test_the_interview_is_answered_and_the_passport_made_ready_by_whoever_leaves(made: Workspace, opened: Open) -> None:
    test = opened(you=ANN, part="interview")
    assert not test.exception and "7 questions open in the interview" in told(test.warning)[0]
    assert len(test.text_area) == 7
    for field in test.text_area:
        field.set_value("Nothing.")
    press(test.run(), "Save")
    assert not test.exception and seen(made).unanswered == ()
    one = seen(made).file.answers[0]
    assert (one.answer, one.by, one.on) == ("Nothing.", ANN, seen(made).today)
    assert "Introductions not planned" in told(test.warning)[0]


def test_a_press_is_refused_whoever_is_not_asked_and_kept_by_who_is(made: Workspace, opened: Open) -> None:
    prepared(made)
    for event in (E.PREPARE, E.INTRODUCE, E.SIGN_OUT):
        act(made, event, ANN)
    test = press(opened(you="M1"), "Sign in: receive it")
    assert ["Nobody signs for another: Bea Coming has to." in one for one in told(test.error)] == [True]
    assert seen(made).standing.state is TransferState.INTRODUCED
    test = press(opened(you=BEA), "Sign in: receive it")
    assert not test.exception and not test.error
    assert seen(made).standing.state is TransferState.RECEIVED
    words = " ".join(told((*test.markdown, *test.caption)))
    assert "Received by Bea Coming on 8 Oct 2026" in words
    assert "Not in any system" in words and "Renewals and notice dates" in words
