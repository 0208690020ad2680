"""Home on the page: a card an account, more of them when asked for, one view at a time."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.scope import acting_book
from steward.services.week import week
from steward.ui.week.page import CARDS, MORE
from steward.warehouse.loading.load import load
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import home

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name\nA1 | Big",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2025-01-01",
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-02-01 | 2027-01-31 | 90          | true
        """,
}


@pytest.fixture
def opened(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(sample_home))
    test = AppTest.from_file(str(ROOT / "app.py")).run()
    assert not test.exception and not test.error
    return test


def test_the_first_accounts_stand_there_and_more_when_asked_for(opened: AppTest, sample_home: Path) -> None:
    whole = Workspace.whole(sample_home)
    brief = week(acting_book(open_warehouse(whole)), PlanCache(Plans.within(whole)))
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


def test_the_calendar_is_fourteen_days_of_which_each_names_what_falls_on_it(opened: AppTest, sample_home: Path) -> None:
    """A cell a day, and a link for each of what the table below has, or how many more."""
    opened.query_params["view"] = "calendar"
    opened.run()
    whole = Workspace.whole(sample_home)
    brief = week(acting_book(open_warehouse(whole)), PlanCache(Plans.within(whole)))
    days = [brief.today + timedelta(days=place) for place in range(14)]
    heads = [one.value for one in opened.caption if re.search(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", one.value)]
    assert [one.split()[-2] for one in heads[-14:]] == [str(day.day) for day in days]
    assert [one for one in heads if "Today" in one] == heads[-14:-13]
    links = {one.proto.label.replace("\\", ""): one.proto for one in opened.get("page_link")}
    assert brief.calendar
    rows = [f"{row[3]} · {row[4]}" for row in brief.calendar.rows]
    left = sum(int(one.value.split()[1]) for one in opened.caption if one.value.endswith("more below"))
    assert set(links) & set(rows) and len(set(rows) - set(links)) <= left < len(rows)
    notice = next(proto for label, proto in links.items() if label.endswith("Notice date"))
    assert notice.page == "renewals" and "account=NW-" in notice.query_string


def _cards(test: AppTest) -> list[str]:
    labels = [one.proto.label for one in test.get("page_link")]
    return [one.strip("*").replace("\\", "") for one in labels if one.startswith("**")]


def test_what_is_kept_of_one_day_is_not_shown_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that runs through the night."""
    workspace = home(tmp_path, "", **TABLES)
    (workspace.data / "workspace.toml").write_text("as_of = 2026-09-30\n", encoding="utf-8")
    load(workspace)
    monkeypatch.setenv("STEWARD_HOME", str(workspace.home))
    heads = []
    for day in (date(2026, 10, 5), date(2026, 11, 20)):
        monkeypatch.setattr(Workspace, "calendar_day", lambda _, day=day: day)
        test = AppTest.from_file(str(ROOT / "app.py")).run()
        assert not test.exception and not test.error
        heads.append(" ".join(one.value for one in (*test.caption, *test.markdown, *test.warning)).replace("\\", ""))
    assert "Monday, 5 Oct 2026" in heads[0] and "Friday, 20 Nov 2026" in heads[1]
    assert "Notice date" in heads[0] and "Notice date" not in heads[1]
    assert "51 days ago" in heads[1] and "ago, while" not in heads[0]
    assert ":orange[" in heads[1] and ":orange[" not in heads[0]


def test_the_further_lines_of_an_account_are_drawn_once_somebody_opens_them(opened: AppTest, sample_home: Path) -> None:
    whole = Workspace.whole(sample_home)
    brief = week(acting_book(open_warehouse(whole)), PlanCache(Plans.within(whole)))
    first, *more = brief.attention[0].todos
    assert more

    def drawn() -> list[bool]:
        said = " ".join(one.value for one in opened.markdown).replace("\\", "")
        return [one.words in said for one in (first, *more)]

    assert drawn() == [True, *(False for _ in more)]
    opened.session_state[f"{first.account_id}.more"] = True
    opened.run()
    assert drawn() == [True, *(True for _ in more)]
