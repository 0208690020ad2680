"""A leader's forecast call in the browser: why the number is another, what is behind it, adjusted and locked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.domain.forecasting.items import CallKind
from steward.plans.internal.forecast_states import CallState
from tests.browser.conftest import serving
from tests.forecasting.company import TABLES, company, locked, person, submitted

pytestmark = pytest.mark.browser
SMALLER = TABLES["opportunities"].replace("|250.10|", "|200|")


@pytest.mark.every
def test_a_leader_goes_from_the_call_to_its_bridge_to_an_opportunity_adjusts_and_locks(
    page: Page, tmp_path: Path
) -> None:
    workspace = company(tmp_path)
    locked(workspace)
    company(tmp_path, opportunities=SMALLER)
    submitted(workspace)
    with serving(tmp_path) as url:
        page.goto(f"{url}/forecast?you=P3")
        expect(page.get_by_role("heading", name="Max Boss’s team, Q4 2026: €550 committed")).to_be_visible()
        page.get_by_role("radio", name="Since the last call").click()
        expect(page.get_by_role("heading", name="Open in commit fell from €250 to €200 since the call")).to_be_visible()
        expect(page.get_by_role("heading", name="1 opportunity moved the number: 1 decreased")).to_be_visible()
        page.goto(f"{url}/forecast?you=P3&part=bridge&opportunity=O1")
        expect(page.get_by_text("Why this quarter?")).to_be_visible()
        expect(page.get_by_text("No economic buyer is on the map").first).to_be_visible()
        page.goto(f"{url}/forecast?you=P3&part=calls&call=person:P1")
        commit = page.get_by_role("spinbutton", name="Commit")
        commit.fill("100")
        commit.press("Enter")
        page.get_by_role("textbox", name="Why").fill("No date with who pays.")
        page.get_by_role("textbox", name="Why").press("Enter")
        page.get_by_role("button", name="Say it beside").click()
        expect(page.get_by_role("heading", name="1 number said beside a call, each with its reason")).to_be_visible()
        page.get_by_role("button", name="Lock", exact=True).click()
        expect(page.get_by_text("locked by Max Boss")).to_be_visible()
    one = person(workspace, "P1")
    assert (one.state, len(one.locked)) == (CallState.LOCKED, 2)
    assert (one.numbers(CallKind.PIPELINE).commit, one.adjusted(CallKind.PIPELINE).commit) == (20000, 10000)
