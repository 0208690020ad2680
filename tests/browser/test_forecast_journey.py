"""A leader's hour in the browser: why the number is another, what is behind it, adjusted, locked and on the slides."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from benchmarks.journeys import JOURNEYS, LEADING
from benchmarks.leading import LeadersHour, Led
from benchmarks.reader import Reader
from steward.domain.forecasting.items import CallKind
from steward.plans.internal.forecast_states import CallState
from tests.browser.conftest import serving
from tests.forecasting.company import TABLES, company, locked, person, submitted

pytestmark = pytest.mark.browser
SMALLER = TABLES["opportunities"].replace("|250.10|", "|200|")


@pytest.mark.every
def test_a_leader_goes_from_the_call_to_its_bridge_to_an_opportunity_adjusts_locks_and_takes_the_deck(
    page: Page, tmp_path: Path
) -> None:
    workspace = company(tmp_path)
    locked(workspace)
    company(tmp_path, opportunities=SMALLER)
    submitted(workspace)
    with serving(tmp_path) as url:
        walk = LeadersHour(Reader(page, url), Led("P3", "Ann Owner", "100"))
        walk.finds()
        expect(page.get_by_role("heading", name="Max Boss’s team, Q4 2026: €550 committed")).to_be_visible()
        expect(page.get_by_role("heading", name="Open in commit fell from €250 to €200 since the call")).to_be_visible()
        expect(page.get_by_role("heading", name="1 opportunity moved the number: 1 decreased")).to_be_visible()
        walk.asks()
        expect(page.get_by_text("Why this quarter?")).to_be_visible()
        expect(page.get_by_text("No economic buyer is on the map").first).to_be_visible()
        walk.adjusts()
        expect(page.get_by_role("heading", name="1 adjustment by managers, with reasons")).to_be_visible()
        walk.locks()
        expect(page.get_by_text("locked by Max Boss")).to_be_visible()
        deck = Presentation(BytesIO(walk.deck()))
    one = person(workspace, "P1")
    assert (one.state, len(one.locked)) == (CallState.LOCKED, 2)
    assert (one.numbers(CallKind.PIPELINE).commit, one.adjusted(CallKind.PIPELINE).commit) == (20000, 10000)
    words = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "Open in commit fell from €250 to €200 since the call" in words
    rows = [
        [cell.text for cell in row.cells]
        for slide in deck.slides for shape in slide.shapes if shape.has_table for row in shape.table.rows
    ]  # fmt: skip
    # Called by the team of new business, what was locked of it, and what the leader says beside it.
    called = [row[:3] for row in rows]
    assert ["Commit", "€550", "€200"] in called and ["Best", "€650", "€300"] in called
    assert ["Commit, as adjusted", "€450"] in [row[:2] for row in rows]
    assert walk.reader.count <= JOURNEYS[LEADING].aim
