"""An opportunity in the browser: progressed, exported for the CRM, and confirmed by an import."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.warehouse.load import load
from steward.workspace import Workspace
from tests.browser.conftest import serving
from tests.homes import home as made

pytestmark = pytest.mark.browser

DEALS = """
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
    load(made(folder, **TABLES, opportunities=DEALS))
    with serving(folder) as served:
        yield served


def test_a_deal_is_progressed_exported_and_confirmed(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/pipeline?you=P2&deal=O1")
    expect(page.get_by_role("heading", name="More bandwidth")).to_be_visible(timeout=20_000)
    amount = page.get_by_role("spinbutton", name="A month")
    amount.fill("4500")
    amount.press("Enter")
    page.get_by_role("textbox", name="Next step").fill("Order form sent")
    page.get_by_role("textbox", name="Next step").press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    waiting = page.get_by_role("heading", name="2 changes wait for the CRM")
    expect(waiting).to_be_visible(timeout=20_000)
    page.reload()
    expect(waiting).to_be_visible(timeout=20_000)
    expect(page.get_by_text("the CRM says €4,000, we say €4,500")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="For Salesforce (CSV)").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
    assert [(row["Id"], row["Amount"], row["NextStep"], row["StageName"]) for row in rows] == [
        ("O1", "4500", "Order form sent", "")
    ]
    confirmed = DEALS.replace("4000 ", "4500 ").replace("Send the offer", "Order form sent")
    load(made(folder, **TABLES, opportunities=confirmed))
    assert (Workspace(folder).history / "opportunities.parquet").exists()
    page.reload()
    expect(page.get_by_role("heading", name="2 opportunities open")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("spinbutton", name="A month")).to_have_value("4500.00")
    expect(page.get_by_text("for the CRM")).to_have_count(0)
    expect(page.get_by_role("button", name="For Salesforce (CSV)")).to_have_count(0)
