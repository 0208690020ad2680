"""My book → account → the deck downloaded, opened and rendered: as a person does it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.conftest import serving, settled, tick_first_row
from tests.examples import first
from tests.office import converted, pages

pytestmark = pytest.mark.browser


def test_from_the_book_to_a_deck_somebody_can_present_and_back(
    page: Page, app_url: str, tmp_path: Path, office: Path
) -> None:
    page.goto(app_url)
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("a month")
    tick_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page).to_have_url(re.compile(r"/account\?.*account="))
    page.get_by_test_id("stMain").get_by_role("link", name="Reviews").click()
    page.get_by_role("link", name="QBR deck").click()
    expect(page).to_have_url(re.compile(r"/qbr_deck\?.*account="))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the deck").click()
    deck = tmp_path / "deck.pptx"
    download.value.save_as(deck)
    slides = len(Presentation(str(deck)).slides)
    assert slides >= 6
    (pdf,) = converted([deck], "pdf", tmp_path, office)
    assert pages(pdf) == slides
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("accounts bring")
    settled(page)
    assert "/account?" not in page.url, "the row that was ticked leads away once"
    bubbles = page.get_by_role("figure", name="Bubble chart")
    bubbles.scroll_into_view_if_needed()  # it is drawn when it is reached
    bubble = bubbles.locator(".point").last
    bubble.scroll_into_view_if_needed()
    settled(page)
    box = bubble.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"/account\?.*account="))


@pytest.mark.every
def test_a_link_opens_the_same_view(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/spend?account=NW-1003&quarter=2026-Q1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q1 2026")
    address = page.url
    assert "account=" in address
    heading = page.get_by_role("heading", level=1).inner_text()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.every
def test_the_first_reader_of_a_new_server_may_come_by_a_link(page: Page, sample_home: Path) -> None:
    with serving(sample_home) as url:
        page.goto(f"{url}/spend?account=NW-1003")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Spend")
        settled(page)
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.every
@pytest.mark.parametrize(
    "path", first(2, ["data_health", "account", "", "pipeline", "summary", "spend", "service", "adoption", "voice"])
)
def test_no_page_is_wider_than_its_window(page: Page, app_url: str, path: str) -> None:
    page.goto(f"{app_url}/{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for width in (1400, 420):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
    assert page.get_by_test_id("stException").count() == 0
