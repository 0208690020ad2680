"""An unhappy answer in the browser: ticked in the list, followed up, closed, and gone from the list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.plans.files.store import Plans
from steward.plans.internal.nps import FILE, FollowUpState, NpsNotes
from tests.browser.conftest import choose, serving, tick_first_row
from tests.homes import home as made
from tests.homes import loaded_once

pytestmark = pytest.mark.browser

TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Steadily Growing | P1",
    "people": "person_id | name\nP1 | Ben Hall\nP2 | Cleo Marsh",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\nS1 | A1 | VPN | 60000 | 2025-01-01",
    "contacts": "contact_id | account_id | name\nK1 | A1 | Anna Koch",
    "nps_responses": """
        response_id | account_id | score | contact_id | sent_on    | answered_on | comment
        R1          | A1         | 3     | K1         | 2026-08-01 | 2026-08-02  | Die Rechnung stimmt nicht
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("detractors")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """A company with one unhappy answer."""
    loaded_once(made(folder, **TABLES))
    with serving(folder) as served:
        yield served


@pytest.mark.every
def test_an_unhappy_answer_is_ticked_followed_up_and_closed(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/nps?you=P2")
    expect(page.get_by_role("heading", name="1 unhappy answer not settled")).to_be_visible()
    tick_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page.get_by_role("heading", name="Anna Koch, Steadily Growing: 3 of 10")).to_be_visible()
    expect(page.get_by_role("blockquote")).to_contain_text("Die Rechnung stimmt nicht")
    choose(page, "Status", "closed")
    page.get_by_role("textbox", name="What was done").fill("Rechnung berichtigt.")
    page.get_by_role("textbox", name="What was done").press("Control+Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 unhappy answer not settled")).to_have_count(0)
    (saved,) = Plans.whole(folder / "account_plans").open(NpsNotes, FILE, "A1").plan.follow_ups
    assert (saved.response, saved.status, saved.done) == ("R1", FollowUpState.CLOSED, "Rechnung berichtigt.")
