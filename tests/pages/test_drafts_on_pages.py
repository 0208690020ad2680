"""A session that is lost: the next one goes on from what was typed, as if it had been the same."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.identifiers import slug
from steward.domain.stakeholders import BuyingRole
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import Profile, SuccessPlan
from steward.plans.files.drafts import Drafts, FieldDraft
from steward.plans.files.store import Plans
from steward.plans.internal import opportunities as pipeline
from steward.plans.internal import strategy as ours
from steward.plans.internal.opportunities import OpportunityChanges
from steward.plans.internal.strategy import Position, Strategy
from steward.workspace import Workspace
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2024-01-01\n"
    "s2 | B1 | wan | 20000 | 2024-01-01",
    "products": "product_id | name\nwan | WAN\nsec | Security",
    "contacts": "contact_id | account_id | name\nK1 | A1 | Anna\nK2 | B1 | Bert",
    "opportunities": """
        opportunity_id | name           | stage    | status | amount | account_id | close_on   | next_step
        O1             | More bandwidth | proposal | open   | 4000   | A1         | 2026-11-30 | Send the offer
        """,
}
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    plans = Plans.whole(tmp_path / "account_plans")
    begun = Strategy(account_id="A1", position=Position(ambition="Their network", value="One number"))
    plans.save(plans.open(Strategy, ours.FILE, "A1"), begun, "Ida Falk")
    return tmp_path


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A page in a session of its own."""
    monkeypatch.setenv("STEWARD_HOME", str(folder))

    def open_page(page: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"))
        for name, value in {"account": "A1", "you": "P1", **query}.items():
            test.query_params[name] = value
        test.switch_page(f"pages/internal/{page}.py").run()
        assert not test.exception
        return test

    return open_page


def _field(test: AppTest, label: str) -> str:
    return str(_typed(test, label).value)


def _typed(test: AppTest, label: str) -> Any:
    kinds = (test.text_area, test.text_input, test.number_input, test.date_input, test.checkbox, test.multiselect)
    return next(one for kind in kinds for one in kind if one.label == label and str(one.key).startswith("typed."))


def _type(test: AppTest, label: str, words: object) -> None:
    _typed(test, label).set_value(words).run()
    assert not test.exception


def _told(test: AppTest) -> list[str]:
    return [one.value for one in test.caption if one.value.startswith("Draft of")]


def _fields(file: str) -> str:
    return f"{slug('A1')}.{slug(file)}"


def _position(folder: Path) -> Position:
    return Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, "A1").plan.position


def _saved_by_cleo(folder: Path, **position: str) -> None:
    plans = Plans.whole(folder / "account_plans")
    now = plans.open(Strategy, ours.FILE, "A1")
    plans.save(now, Strategy(account_id="A1", position=Position(**position)), "Cleo")


def _choice(test: AppTest, field: str) -> Any:
    return next(one for one in test.radio if str(one.key).endswith(f".position..{field}"))


def _choose(test: AppTest) -> None:
    next(one for one in test.button if one.label == "Save what I chose").click().run()


def test_what_is_saved_while_one_chooses_is_asked_about_and_no_choice_slides_to_another_field(
    opened: Open, folder: Path
) -> None:
    """Ambition is mine, value theirs; then Cleo saves my own words of the ambition and another value."""
    test = opened("plan", section="position")
    _type(test, "Ambition", "My ambition")
    _type(test, "Value proposition", "My value")
    _saved_by_cleo(folder, ambition="Her ambition", value="Her value")
    test.button(key="plan.save").click().run()
    _choice(test, "ambition").set_value("Mine").run()
    _choice(test, "value").set_value("Theirs").run()
    _saved_by_cleo(folder, ambition="My ambition", value="Her second value")
    _choose(test)
    assert _position(folder).value == "Her second value" and _position(folder).ambition == "My ambition"
    assert "saved once more" in test.info[0].value and "Her second value" in str([one.value for one in test.markdown])
    _choice(test, "value").set_value("Theirs").run()
    _choose(test)
    assert _position(folder).value == "Her second value" and not test.warning


def test_what_somebody_else_saved_since_is_settled_field_by_field(opened: Open, folder: Path) -> None:
    """A draft remembers what it was begun with, so that going on from it overwrites nothing unseen."""
    first = opened("plan", section="position")
    _type(first, "Ambition", "Their only network")
    assert not _told(first), "of what is typed in this session nothing is told"
    _saved_by_cleo(folder, ambition="Cleo's own", value="One number")
    again = opened("plan", section="position")
    assert _field(again, "Ambition") == "Their only network" and len(_told(again)) == 1
    again.button(key="plan.save").click().run()
    told = again.warning[0].value.replace("\\", "")
    assert "Somebody else saved this meanwhile: Ambition “Cleo's own”, yours “Their only network”." in told
    assert _position(folder).ambition == "Cleo's own"
    _choice(again, "ambition").set_value("Mine").run()
    _choose(again)
    assert _position(folder).ambition == "Their only network"
    assert list(Workspace.whole(folder).drafts.glob("*.jsonl")) == []
    later = opened("plan", section="position")
    assert not _told(later)


def test_a_draft_is_of_whoever_typed_it(opened: Open) -> None:
    _type(opened("plan", section="position"), "Ambition", "Mine alone")
    assert _field(opened("plan", section="position", you="Cleo"), "Ambition") == "Their network"
    unknown = opened("plan", section="position", you="")
    assert _field(unknown, "Ambition") == "Their network"
    unknown.selectbox(key="you.box").set_value("P1").run()
    assert _field(unknown, "Ambition") == "Mine alone", "once it is known who they are"


def test_a_draft_that_no_longer_fits_breaks_no_page(opened: Open, folder: Path) -> None:
    """Of an older version of Steward, or of data in which a choice is gone."""
    values = {"stage": "no stage of today", "amount": -5.0, "close": "tomorrow", "step": {"day": "2026-01-01"}}
    for field, value in values.items():
        draft = FieldDraft(value=value, begun="", base="", at=datetime.now(UTC))
        Drafts.of(Workspace.whole(folder), "P1").change({f"typed.deal.{slug('O1')}.{field}": draft}, [])
        test = opened("opportunities", deal="O1")
        assert not test.error, field
        Drafts.of(Workspace.whole(folder), "P1").change({}, [f"typed.deal.{slug('O1')}.{field}"])


def test_an_opportunity_that_is_begun_goes_on_in_another_session_at_its_account_alone(
    opened: Open, folder: Path
) -> None:
    first = opened("whitespace", space="A1~sec")
    _type(first, "A month", 450.0)
    _type(first, "Closes", date(2027, 5, 4))
    assert _field(opened("whitespace", space="B1~sec"), "A month") == "None"
    again = opened("whitespace", space="A1~sec")
    assert (_field(again, "A month"), _field(again, "Closes")) == ("450.0", "2027-05-04") and len(_told(again)) == 1
    again.button(key="whitespace.deal").click().run()
    assert not again.exception and not again.error
    (opportunity,) = Plans.whole(folder / "account_plans").open(OpportunityChanges, pipeline.FILE, "A1").plan.new
    assert (opportunity.amount, opportunity.close_on) == (450, date(2027, 5, 4))
    assert list(Workspace.whole(folder).drafts.glob("*.jsonl")) == []


def test_a_person_who_is_being_added_goes_on_in_another_session_at_their_account_alone(
    opened: Open, folder: Path
) -> None:
    first = opened("account_maps", person="A1~")
    _type(first, "Name", "Eva *Lind*")
    _type(first, "Buying roles", [BuyingRole.CHAMPION])
    other = opened("account_maps", account="B1", person="B1~")
    assert (_field(other, "Name"), _field(other, "Buying roles")) == ("", "[]") and not _told(other)
    again = opened("account_maps", person="A1~")
    assert _field(again, "Name") == "Eva *Lind*" and len(_told(again)) == 1
    assert _typed(again, "Buying roles").value == [BuyingRole.CHAMPION]
    again.button(key="person.save").click().run()
    assert not again.exception and not again.error
    plan = Plans.whole(folder / "account_plans").open(SuccessPlan, agreed.FILE, "A1").plan
    assert [(one.name, one.confirmed_on) for one in plan.people] == [("Eva *Lind*", date(2026, 9, 30))]
    assert again.query_params["person"] == "A1~eva-lind", "they are shown from now on"
    assert list(Workspace.whole(folder).drafts.glob("*.jsonl")) == []


def test_who_has_left_an_account_is_asked_at_that_account_alone(opened: Open) -> None:
    """As it is of every form: it goes by the account it is of."""
    test = opened("account_maps")
    _type(test, "Last day", date(2026, 9, 1))
    test.query_params["account"] = "B1"
    test.run()
    assert not test.exception and _field(test, "Last day") == "2026-09-30"
    test.query_params["account"] = "A1"
    test.run()
    assert _field(test, "Last day") == "2026-09-01"


def test_two_files_of_which_somebody_else_saved_both_are_settled_one_below_the_other(
    opened: Open, folder: Path
) -> None:
    test = opened("account_maps")
    plans = Plans.whole(folder / "account_plans")
    for kind, file, mine in (
        (Strategy, ours.FILE, Strategy(account_id="A1", position=Position(ambition="Mine"))),
        (SuccessPlan, agreed.FILE, SuccessPlan(account_id="A1", profile=Profile(business="Mine"))),
    ):
        test.session_state[f"plan.conflict.A1.{file}"] = (plans.open(kind, file, "A1"), mine)
    test.run()
    assert not test.exception
    saves = {str(one.key) for one in test.button if one.label == "Save what I chose"}
    assert len(saves) == 2
    assert all(any(key.startswith(f"conflict.{_fields(file)}.") for key in saves) for file in (agreed.FILE, ours.FILE))
