"""The window the customer sees stays with its review: by no way back, no address and no link of another kind."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.ui.present.signed_link import PresentWindow
from tests.browser.conftest import serving
from tests.browser.test_present import link

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(small_sample, tmp_path_factory.mktemp("window") / "home")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder) as served:
        yield served


def _shows_the_review(page: Page) -> None:
    expect(page.locator(".presenting .presenter-bar .place")).to_be_visible()
    expect(page.locator(".st-key-opening h2")).to_contain_text("Brimfull Studios")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)


def test_no_way_back_and_no_address_leads_from_the_review_to_our_pages(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/my_book")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    address = f"{url}/{link(folder, PresentWindow.CUSTOMER)}"
    page.goto(address)
    _shows_the_review(page)
    page.mouse.click(5, 300)
    for _ in range(2):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(500)
        _shows_the_review(page)
    for other in ("/my_book", "/present?account=NW-1003&quarter=2026-Q2", "/presenter"):
        page.evaluate("other => history.pushState({}, '', other)", other)
        page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")
        page.wait_for_timeout(1_000)
        _shows_the_review(page)
        expect(page).to_have_url(address)
    page.reload()
    _shows_the_review(page)
    page.goto(address[:-1] + ("A" if address[-1] != "A" else "B"))
    expect(page.get_by_text("This link leads to no review.")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)


@pytest.mark.every
def test_leaving_is_asked_for_and_then_the_window_shows_nothing_more(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/{link(folder, PresentWindow.CUSTOMER, secrets.token_hex(8))}")
    _shows_the_review(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Stop presenting").click()
    _shows_the_review(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Stop presenting").click()
    for again in (True, False):
        expect(page.get_by_text("The review is closed. You can close this window.")).to_be_visible()
        expect(page.locator(".presenter-bar")).to_have_count(0)
        expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
        if again:
            page.reload()
