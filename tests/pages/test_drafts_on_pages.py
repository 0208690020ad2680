"""A session that is lost: the next one goes on from what was typed, as if it had been the same."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.identifiers import slug
from steward.plans.files.drafts import Draft, Drafts
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Position, Strategy
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.homes import home

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2024-01-01",
    "opportunities": """
        opportunity_id | name           | stage    | status | amount | account_id | close_on   | next_step
        O1             | More bandwidth | proposal | open   | 4000   | A1         | 2026-11-30 | Send the offer
        """,
}
Open = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    load(home(tmp_path, **TABLES))
    plans = Plans.whole(tmp_path / "account_plans")
    begun = Strategy(account_id="A1", position=Position(ambition="Their network", value="One number"))
    plans.save(plans.open(Strategy, ours.FILE, "A1"), begun, "Ida Falk")
    return tmp_path


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A page in a session of its own."""
    monkeypatch.setenv("STEWARD_HOME", str(folder))

    def open_page(page: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in {"account": "A1", "you": "P1", **query}.items():
            test.query_params[name] = value
        test.switch_page(f"pages/internal/{page}.py").run()
        assert not test.exception
        return test

    return open_page


def _field(test: AppTest, label: str) -> str:
    return str(next(one for one in [*test.text_area, *test.text_input] if one.label == label).value)


def _type(test: AppTest, label: str, words: str) -> None:
    next(one for one in [*test.text_area, *test.text_input] if one.label == label).set_value(words).run()
    assert not test.exception


def _told(test: AppTest) -> list[str]:
    return [one.value for one in test.caption if one.value.startswith("Draft of")]


def _position(folder: Path) -> Position:
    return Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, "A1").plan.position


def _saved_by_cleo(folder: Path, **position: str) -> None:
    plans = Plans.whole(folder / "account_plans")
    now = plans.open(Strategy, ours.FILE, "A1")
    plans.save(now, Strategy(account_id="A1", position=Position(**position)), "Cleo")


def test_what_somebody_else_saved_since_is_settled_field_by_field(opened: Open, folder: Path) -> None:
    """A draft remembers what it was begun with, so that going on from it overwrites nothing unseen."""
    first = opened("plan", section="position")
    _type(first, "Ambition", "Their only network")
    assert not _told(first), "of what is typed in this session nothing is told"
    _saved_by_cleo(folder, ambition="Cleo's own", value="One number")
    again = opened("plan", section="position")
    assert _field(again, "Ambition") == "Their only network" and len(_told(again)) == 1
    again.button(key="plan.save").click().run()
    assert "Somebody else saved this plan" in again.warning[0].value
    assert _position(folder).ambition == "Cleo's own"
    again.radio(key="conflict.0").set_value("Mine").run()
    again.button(key="conflict.save").click().run()
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
        draft = Draft(value=value, begun="", base="", at=datetime.now(UTC))
        Drafts.of(Workspace.whole(folder), "P1").change({f"typed.deal.{slug('O1')}.{field}": draft}, [])
        test = opened("pipeline", deal="O1")
        assert not test.error, field
        Drafts.of(Workspace.whole(folder), "P1").change({}, [f"typed.deal.{slug('O1')}.{field}"])
