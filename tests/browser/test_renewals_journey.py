"""A renewal called in the browser: the range moves, stays after a reload, and moves back when it is taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from steward.domain.renewals import Category
from steward.plans.files.store import Plans
from steward.plans.internal.renewals import FILE, Renewals
from tests.browser.conftest import serving
from tests.homes import home as made
from tests.homes import loaded_once

pytestmark = pytest.mark.browser

TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        s1              | A1         | wan        | 60000 | 2024-01-01 | C1
        s2              | B1         | wan        | 20000 | 2024-01-01 | C2
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-01-01 | 2026-12-20 | 30          | true
        C2          | B1         | 2024-01-01 | 2026-12-31 | 90          | false
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renewals")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """Two contracts that end in the next quarter, and nothing written yet."""
    loaded_once(made(folder, **TABLES))
    with serving(folder) as served:
        yield served


def _expect_best(page: Page, best: str) -> None:
    tile = page.get_by_test_id("stMetric").filter(has_text="Q4 2026 at best")
    expect(tile).to_contain_text(best)


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.every
def test_a_category_moves_the_range_and_stays_after_a_reload(page: Page, url: str, folder: Path) -> None:
    page.set_viewport_size({"width": 1400, "height": 2400})
    page.goto(f"{url}/renewals?contract=C2")
    _expect_best(page, "100.0")
    expect(page.get_by_role("dialog")).to_have_count(0)  # the first reader of a new server came by a link
    _choose(page, "Category", Category.WILL_CHURN.label)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    _choose(page, "You are", "Ida Falk")
    page.get_by_role("button", name="Save", exact=True).click()
    _expect_best(page, "75.0")
    (forecast,) = Plans.whole(folder / "account_plans").open(Renewals, FILE, "B1").plan.calls
    assert (forecast.category, forecast.set_by) == (Category.WILL_CHURN, "Ida Falk")
    page.reload()
    _expect_best(page, "75.0")
    page.get_by_role("radio", name="Windows").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Dates for the calendar").click()
    page.goto(f"{url}/renewals?contract=C2")
    events = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert {str(event["summary"]) for event in events} >= {"Alpha: C1: proposal", "Beta: C2: last day to give notice"}
    _choose(page, "Category", Category.WILL_RENEW.label)
    page.get_by_role("button", name="Save", exact=True).click()
    _expect_best(page, "100.0")
    page.get_by_role("button", name="Undo the last save").click()
    _expect_best(page, "75.0")
