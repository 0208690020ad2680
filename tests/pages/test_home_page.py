"""Home on the page: a card an account, more of them when asked for, one view at a time."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.scope import acting_book
from steward.services.week import week
from steward.ui.week.page import CARDS, MORE
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def opened(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    assert not test.exception and not test.error
    return test


def test_the_first_accounts_stand_there_and_more_when_asked_for(opened: AppTest, sample_home: Path) -> None:
    home = Workspace.whole(sample_home)
    brief = week(acting_book(open_warehouse(home)), PlanCache(Plans.within(home)))
    names = [f"{place}. {one.row.name}" for place, one in enumerate(brief.attention, start=1)]
    assert len(names) > CARDS
    assert _cards(opened) == names[:CARDS]
    opened.button(key="week.more_cards").click().run()
    assert _cards(opened) == names[: CARDS + MORE]
    assert opened.title == [] and not opened.exception
    explained = [one.proto.help for one in opened.get("page_link") if one.proto.label.startswith("**1.")]
    assert [one.replace("\\", "") for one in explained] == [brief.attention[0].explained]


def test_one_view_at_a_time(opened: AppTest) -> None:
    opened.query_params["view"] = "calendar"
    opened.run()
    assert _cards(opened) == []
    assert any("of the next 14" in one.value for one in opened.markdown)


def _cards(test: AppTest) -> list[str]:
    labels = [one.proto.label for one in test.get("page_link")]
    return [one.strip("*").replace("\\", "") for one in labels if one.startswith("**")]
