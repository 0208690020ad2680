"""Who sits here is asked once, for one company's data, and what follows from it is said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.labels import is_name
from steward.ui.kit import who
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nA2 | Beta | P2",
    "people": "person_id | name\nP1 | Ida Falk\nP2 | Jo Berg\nP3 | Mo Desk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2024-01-01
        s2              | A2         | wan        | 100   | 2024-01-01
        """,
    "contracts": "contract_id | account_id | starts_on | ends_on\nC1 | A1 | 2024-02-01 | 2026-12-31",
}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    return tmp_path


def _page(page: str, **query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in query.items():
        test.query_params[name] = value
    test.switch_page(f"pages/internal/{page}.py").run()
    assert not test.exception
    return test


def _told(test: AppTest) -> list[str]:
    return [one.value for one in test.info if "From now on" in one.value]


def test_whoever_chose_a_name_is_told_what_it_narrows_and_may_keep_everybodys(made: Path) -> None:
    test = _page("plan", account="A1")
    assert not _told(test)
    test.selectbox(key="you.box").set_value("P1").run()
    [said] = _told(test)
    assert said.startswith("From now on pages of the book open on the accounts of Ida Falk")
    test.button(key="you.everybodys").click().run()
    assert not _told(test)
    test.switch_page("pages/internal/book.py").run()
    assert next(one.value for one in test.metric if one.label == "Accounts") == "2"
    test.switch_page("pages/internal/week.py").run()
    assert any("Everybody" in one.value for one in test.caption)
    assert test.selectbox(key="person.box").value == "everybody"


def test_a_name_that_narrows_nothing_says_nothing(made: Path) -> None:
    test = _page("plan", account="A1")
    test.selectbox(key="you.box").set_value("P3").run()
    assert not _told(test)


@pytest.mark.parametrize("said", ["P107", "<b>Nobody</b> 123"])
def test_what_is_nobody_is_not_taken(said: str, made: Path) -> None:
    test = _page("plan", account="A1", you=said)
    assert test.selectbox(key="you.box").value is None
    assert "you" not in test.query_params or test.query_params["you"] != [said]


def test_a_name_of_somebody_in_no_feed_is_taken(made: Path) -> None:
    assert _page("plan", account="A1", you="Ana O’Neill").selectbox(key="you.box").value == "Ana O’Neill"


def test_a_browser_knows_the_name_for_this_data_alone(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = who._cookie("a" * 64), who._cookie("b" * 64)
    (made / "data" / ".secret").write_text("a" * 64)
    found: dict[str, str] = {theirs: "P2", who.COOKIE: "P2"}
    monkeypatch.setattr(type(who.st.context), "cookies", property(lambda _: found))
    assert _page("plan", account="A1").selectbox(key="you.box").value is None
    found[ours] = "P1"
    assert _page("plan", account="A1").selectbox(key="you.box").value == "P1"


@pytest.mark.parametrize(
    ("said", "yes"), [("Ida Falk-Møller", True), ("अनीता शर्मा", True), ("J2", False), ("-", False)]
)
def test_what_can_be_a_name(said: str, yes: bool) -> None:
    assert is_name(said) is yes


def test_with_a_renewal_and_an_opportunity_open_it_is_asked_once_and_the_last_picked_is_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link that names both; then each is picked after the other."""
    deal = (
        "opportunity_id | name | stage | status | amount | account_id | close_on\n"
        "O1 | More | proposal | open | 400 | A1 | 2026-11-30"
    )
    partners = {
        "partners": "partner_id | name\nT1 | Agenta",
        "partner_registrations": "registration_id | partner_id | account_id | state\nD1 | T1 | A1 | submitted",
    }
    loaded_once(home(tmp_path, **TABLES, opportunities=deal, **partners))
    monkeypatch.setenv("STEWARD_HOME", str(tmp_path))
    test = _page("commercial", account="A1", contract="C1", deal="O1")
    asked = [one.key for one in test.selectbox if one.label == "You are"]
    assert asked == ["you.box"]
    assert _panels(test) == ["deal"]
    test.selectbox(key="contract.box").set_value(None).run()
    test.selectbox(key="contract.box").set_value("C1").run()
    assert _panels(test) == ["contract"]
    test.selectbox(key="registration.box").set_value("A1/D1").run()
    assert _panels(test) == ["registration"]
    test.button(key="registration.close").click().run()
    assert _panels(test) == ["contract"]
    test.button(key="contract.close").click().run()
    assert _panels(test) == ["deal"] and not test.exception


def _panels(test: AppTest) -> list[str]:
    return [one.key.removesuffix(".close") for one in test.button if one.key and one.key.endswith(".close")]
