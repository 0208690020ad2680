"""An opportunity in the browser: progressed, exported for the CRM, and confirmed by an import."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.browser.conftest import serving
from tests.homes import home as made

pytestmark = pytest.mark.browser

OPPORTUNITIES = """
    opportunity_id | name           | stage    | status | amount | account_id | close_on   | next_step
    O1             | More bandwidth | proposal | open   | 4000   | A1         | 2026-11-30 | Send the offer
    O2             | Voice          | first    | open   | 900    | A1         | 2027-01-31 |
"""
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Steadily Growing | P1",
    "people": "person_id | name\nP1 | Ben Hall\nP2 | Cleo Marsh",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\nS1 | A1 | VPN | 60000 | 2025-01-01",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deals")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    load(made(folder, **TABLES, opportunities=OPPORTUNITIES))
    with serving(folder) as served:
        yield served


@pytest.mark.every
def test_an_opportunity_is_progressed_exported_and_confirmed(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/pipeline?you=P2&deal=O1")
    expect(page.get_by_role("heading", name="More bandwidth")).to_be_visible()
    amount = page.get_by_role("spinbutton", name="A month")
    amount.fill("4500")
    amount.press("Enter")
    page.get_by_role("textbox", name="Next step").fill("Order form sent")
    page.get_by_role("textbox", name="Next step").press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    waiting = page.get_by_role("heading", name="2 changes wait for the CRM")
    expect(waiting).to_be_visible()
    page.reload()
    expect(waiting).to_be_visible()
    expect(page.get_by_text("the CRM says €4,000, we say €4,500")).to_be_visible()
    rows = _downloaded(page, "For Salesforce (CSV)")
    assert [(row["Id"], row["Amount"], row["NextStep"], row["StageName"]) for row in rows] == [
        ("O1", "4500", "Order form sent", "")
    ]
    confirmed = OPPORTUNITIES.replace("4000 ", "4500 ").replace("Send the offer", "Order form sent")
    load(made(folder, **TABLES, opportunities=confirmed))
    assert (Workspace.whole(folder).history / "opportunities.parquet").exists()
    page.reload()
    expect(page.get_by_role("heading", name="2 opportunities open")).to_be_visible()
    expect(page.get_by_role("spinbutton", name="A month")).to_have_value("4500.00")
    expect(page.get_by_role("heading", name="for the CRM")).to_have_count(0)
    expect(page.get_by_role("button", name="For Salesforce (CSV)")).to_have_count(0)


@pytest.mark.every
def test_a_next_step_is_cleared_and_one_begins_like_a_formula(page: Page, url: str, folder: Path) -> None:
    """Both go through the file as Data Loader reads it, and an import of what it then holds confirms them."""
    load(made(folder, **TABLES, opportunities=OPPORTUNITIES))
    _save(page, url, "O1", "")
    _save(page, url, "O2", "@Ben: call back")
    expect(page.get_by_role("heading", name="2 changes wait for the CRM")).to_be_visible()
    expect(page.get_by_text("Clear by hand in HubSpot: next step of More bandwidth, Steadily Growing.")).to_be_visible()
    rows = _downloaded(page, "For Salesforce (CSV)")
    assert [(row["Id"], row["NextStep"]) for row in rows] == [("O1", "#N/A"), ("O2", "@Ben: call back")]
    assert [row["Record ID"] for row in _downloaded(page, "For HubSpot (CSV)")] == ["O2"]
    held = {row["Id"]: "" if row["NextStep"] == "#N/A" else row["NextStep"] for row in rows}
    there = OPPORTUNITIES.replace("Send the offer", held["O1"]).replace("2027-01-31 |", f"2027-01-31 | {held['O2']}")
    load(made(folder, **TABLES, opportunities=there))
    page.reload()
    expect(page.get_by_role("heading", name="2 opportunities open")).to_be_visible()
    expect(page.get_by_role("heading", name="for the CRM")).to_have_count(0)


@pytest.mark.every
def test_a_change_is_taken_back_by_somebody_who_says_who_they_are(page: Page, url: str, folder: Path) -> None:
    load(made(folder, **TABLES, opportunities=OPPORTUNITIES))
    _save(page, url, "O2", "Ask for the order")
    page.context.clear_cookies(name=re.compile("steward-you"))
    page.goto(f"{url}/pipeline?waits=O2~next step")
    take_back = page.get_by_role("button", name="Take it back")
    expect(take_back).to_be_disabled()
    page.goto(f"{url}/pipeline?waits=O2~next step&you=P1")
    expect(take_back).to_be_enabled()
    take_back.click()
    put_back = page.get_by_role("button", name="Put it back", disabled=False)
    expect(put_back).to_be_visible()
    expect(page.get_by_role("heading", name="wait for the CRM")).to_have_count(0)
    put_back.click()
    expect(page.get_by_role("heading", name="1 change waits for the CRM")).to_be_visible()
    expect(put_back).to_have_count(0)
    expect(page.get_by_role("button", name="Put it back")).to_be_disabled()


def _save(page: Page, url: str, opportunity: str, next_step: str) -> None:
    page.goto(f"{url}/pipeline?you=P2&deal={opportunity}")
    step = page.get_by_role("textbox", name="Next step")
    expect(step).to_be_visible()
    step.fill(next_step)
    step.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It waits for the next import.")).to_be_visible()


def _downloaded(page: Page, button: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
