"""The page of partners: what is to be decided is decided beside its evidence, and an account shows its own."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.store import Plans
from steward.services.channel import registering
from steward.services.channel.registering import Registration, RegistrationEvent, RegistrationState
from steward.workspace import Workspace
from tests.channel.made import briefed, company
from tests.channel.test_registering import step

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/partners.py"


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(page).run()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """With a registration under review."""
    made = company(tmp_path)
    new = Registration(id="", partner="A1", what="Walls for all", family="Security", value=400)
    key = registering.raise_one(Plans.within(made), "X1", new, "P1")
    for event in (RegistrationEvent.SUBMIT, RegistrationEvent.REVIEW):
        step(made, key, event)
    return made


def test_a_registration_is_approved_on_the_page_with_a_reason_where_something_speaks_against_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = opened(workspace.home, monkeypatch, PAGE, registration="X1/walls-for-all", you="P1")
    assert not test.exception
    assert [one.value for one in test.warning if "We look after them without a partner" in one.value]
    _press(test, "Approve")
    assert ["say why it is approved" in one.value for one in test.error] == [True]
    next(one for one in test.text_input if one.label == "Why").set_value("They know the site.")
    _press(test, "Approve")
    assert not test.error and not test.exception
    one = briefed(workspace).registrations["X1/walls-for-all"]
    assert (one.state, one.reason) == (RegistrationState.APPROVED, "They know the site.")
    assert one.protected_until == date(2026, 12, 7), "60 days, as the company says"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("partners", "2 partners of record bring €1,200 a month"),
        ("sides", "Only 1 opportunity of partners ended in a year: too few to compare"),
        ("commission", "The statements pay €15.00 more than we estimate"),
    ],
)
def test_each_view_says_its_message(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, part: str, words: str
) -> None:  # fmt: skip
    test = opened(workspace.home, monkeypatch, PAGE, part=part)
    assert not test.exception
    assert words in [one.value.replace("\\", "").removeprefix("## ") for one in test.markdown]


def test_an_account_shows_its_partners_with_an_opportunity_and_a_registration_open(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is at the keyboard is asked once, whatever is open."""
    test = opened(
        workspace.home, monkeypatch, "pages/internal/commercial.py", account="X1", opportunity="O1",
        registration="X1/walls-for-all", you="P1",
    )  # fmt: skip
    assert not test.exception
    assert [one for one in test.button if one.label == "Approve" and not one.disabled]


def test_what_cannot_be_so_about_partners_stands_among_what_data_health_found(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = '[[roles]]\nid = "x"\npartner = "NOBODY"\nrole = "influenced"\n'
    (Plans.within(workspace).of("X2") / "channel.toml").parent.mkdir(exist_ok=True)
    (Plans.within(workspace).of("X2") / "channel.toml").write_text(f'account_id = "X2"\n{role}')
    findings = briefed(workspace).findings
    assert findings is not None
    test = opened(workspace.home, monkeypatch, "pages/internal/data_health.py")
    assert not test.exception
    assert f"## {findings.title}" in [one.value.replace("\\", "") for one in test.markdown]


def _press(test: AppTest, label: str) -> None:
    next(one for one in test.button if one.label == label).click().run()
