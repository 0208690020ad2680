"""The pages behind the links of a review, as they are opened: by the right link, a wrong one, and none."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui.kit.secret import made_secret
from steward.ui.present.signed_link import GOOD_FOR, Link, PresentWindow, signed
from steward.workspace import Workspace
from tests.reviews_made import BUSY

ROOT = Path(__file__).parents[2]
PAGES = {
    PresentWindow.CUSTOMER: "pages/customer/present.py",
    PresentWindow.PRESENTER: "pages/internal/presenter.py",
    PresentWindow.VIEW: "pages/customer/customer_view.py",
}
QUARTER = "2026-Q3"
NOWHERE = "This link leads to no review."


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(small_sample, tmp_path_factory.mktemp("links") / "home")


def _token(home: Path, window: PresentWindow, account: str = BUSY) -> str:
    return signed(Link(account, QUARTER, "room", "Anna"), window, made_secret(Workspace.whole(home)))


def _open(home: Path, window: PresentWindow, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / PAGES[window]))
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, [one.value for one in test.exception]
    return test


def _shown(test: AppTest) -> str:
    said = "\n".join(one.value for kind in ("markdown", "info", "error", "caption") for one in test.get(kind))
    return said.replace("\\", "")


@pytest.mark.parametrize("window", PresentWindow)
def test_a_link_opens_its_window(window: PresentWindow, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Brimfull Studios" in _shown(_open(home, window, monkeypatch, link=_token(home, window)))


@pytest.mark.parametrize("window", PresentWindow)
def test_nothing_else_opens_it(window: PresentWindow, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = next(one for one in PresentWindow if one is not window)
    for query in (
        {},
        {"account": BUSY, "quarter": QUARTER, "room": "room", "you": "Anna"},
        {"link": _token(home, other)},
        {"link": _token(home, window)[:-1]},
        {"link": _token(home, window, account="NOBODY")},
    ):
        shown = _shown(_open(home, window, monkeypatch, **query))
        assert shown.startswith(NOWHERE) and "Brimfull" not in shown, query


def test_a_link_that_is_too_old_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = _token(home, PresentWindow.CUSTOMER)
    later = datetime.now().timestamp() + GOOD_FOR.total_seconds() + 60
    monkeypatch.setattr("steward.ui.present.share_link.now", lambda: datetime.fromtimestamp(later).astimezone())
    assert "This link was good until" in _shown(_open(home, PresentWindow.CUSTOMER, monkeypatch, link=token))


def test_a_window_that_presents_keeps_its_review_whatever_its_address_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = _open(home, PresentWindow.CUSTOMER, monkeypatch, link=_token(home, PresentWindow.CUSTOMER))
    before = _shown(test)
    for query in ({"link": _token(home, PresentWindow.CUSTOMER, "NW-1003")}, {"account": "NW-1003"}, {"link": "x"}, {}):
        test.query_params.clear()
        for name, value in query.items():
            test.query_params[name] = value
        assert _shown(test.run()) == before, query


def test_the_presenters_window_goes_where_its_link_leads(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(home, PresentWindow.PRESENTER, monkeypatch, link=_token(home, PresentWindow.PRESENTER))
    test.query_params["link"] = _token(home, PresentWindow.PRESENTER, "NW-1003")
    assert "Brimfull" not in _shown(test.run())


def test_who_saves_a_note_is_who_the_link_was_made_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(home, PresentWindow.CUSTOMER, monkeypatch, link=_token(home, PresentWindow.CUSTOMER), you="Mallory")
    assert test.session_state["present.link.customer"].who == "Anna"


def test_a_home_whose_secret_is_damaged_says_so(
    small_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(small_sample, tmp_path / "home")
    token = _token(home, PresentWindow.CUSTOMER)
    Workspace.whole(home).secret.write_text("x")
    shown = _shown(_open(home, PresentWindow.CUSTOMER, monkeypatch, link=token))
    assert ".secret" in shown and str(tmp_path) not in shown
