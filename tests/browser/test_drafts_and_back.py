"""What is typed outlives the server, and Back leads to the page before: with a quick tap, as fingers have it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Mortal, mortal, settled, window

pytestmark = pytest.mark.browser
EMPTY = """() => {
    document.querySelectorAll('[data-testid=stMain] [data-testid=stElementContainer]').forEach(one => one.remove())
}"""
ACCOUNT = "NW-1001"
MEETING = f"review?account={ACCOUNT}&quarter=2026-Q3&step=meeting&you=Ben"
PROPOSED = "Lonechair Furniture, head office"
"""Where the last review was held: what the field begins with."""
DEBRIEF = f"debrief?account={ACCOUNT}&quarter=2026-Q3&you=Ben"


@pytest.fixture(scope="module")
def server(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    with mortal(shutil.copytree(small_sample, tmp_path_factory.mktemp("drafts") / "home")) as served:
        yield served


def _leads(page: Page, name: str, title: str) -> None:
    entry = page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(rf"{name}(:|$)"))
    entry.first.click(delay=0)
    expect(page).to_have_title(re.compile(title))
    settled(page)


def _chooses(page: Page, place: int) -> str:
    """Another account; the address that is about it."""
    before = page.url
    page.get_by_role("combobox", name="Account").first.click()
    page.get_by_role("option").nth(place).click()
    expect(page).not_to_have_url(before)
    settled(page)
    return page.url


@pytest.mark.every
def test_back_leads_to_the_page_before_in_one_press(page: Page, server: Mortal) -> None:
    """Also where a page wrote into its address, an account was switched, a finding followed, a row ticked."""
    page.goto(f"{server.url}/pipeline?slide=summary&utm=mail")
    expect(page).to_have_url(re.compile(r"/pipeline\?quarter=2026-Q.$"))
    settled(page)
    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 1500)")
    _leads(page, "Renewals", "Renewals")
    renewals = page.url
    assert main.evaluate("main => main.scrollTop") == 0
    _leads(page, "Account", "Account · Steward")
    other = _chooses(page, 5)
    page.goto(f"{server.url}/review?account={ACCOUNT}&quarter=2026-Q3&step=check&you=Ben")
    page.get_by_role("link", name="To the slide").first.click(delay=0)
    expect(page.get_by_role("textbox", name="Key message")).to_be_visible()
    _leads(page, "Accounts", "My book")
    for where in ("step=slides&you=Ben$", "step=check&you=Ben$"):
        page.go_back(wait_until="commit")
        expect(page).to_have_url(re.compile(rf"/review\?account={ACCOUNT}&quarter=2026-Q3&{where}"))
        settled(page)
    for address in (other, renewals):
        page.go_back(wait_until="commit")
        expect(page).to_have_url(address)
        settled(page)


@pytest.mark.every
def test_what_is_typed_stays_on_the_screen_of_a_page_whose_server_is_started_anew(page: Page, server: Mortal) -> None:
    """The first words on a page: none was sent before, so no number of words heard tells the sessions apart."""
    page.goto(f"{server.url}/{DEBRIEF}")
    words = page.locator(".stTextArea textarea").nth(1)
    expect(words).to_be_visible()
    settled(page)
    words.click()
    words.press_sequentially("They asked for")
    server.kill()
    expect(words).to_be_disabled()
    words.dispatch_event("focusout")
    server.start()
    expect(words).to_be_enabled()
    settled(page)
    expect(words).to_have_value("They asked for")


@pytest.mark.every
def test_what_is_typed_is_there_again_in_another_window_of_a_server_that_was_killed(
    page: Page, server: Mortal, browser: Browser
) -> None:
    """A field that was left, and one that somebody was typing in; nobody else is shown either."""
    page.goto(f"{server.url}/{MEETING}")
    page.get_by_role("textbox", name="Place", exact=True).fill("The lighthouse")
    _leads(page, "Renewals", "Renewals")
    page.goto(f"{server.url}/{DEBRIEF}")
    words = page.locator(".stTextArea textarea").first
    expect(words).to_be_visible()
    settled(page)
    words.click()
    words.press_sequentially("They liked")
    server.kill()
    page.goto("about:blank")
    server.start()
    page.goto(f"{server.url}/{DEBRIEF}")
    expect(words).to_have_value("They liked")
    page.goto(f"{server.url}/{MEETING.replace('Ben', 'Cleo')}")
    place = page.get_by_role("textbox", name="Place", exact=True)
    expect(place).to_have_value(PROPOSED)
    with window(browser, 1400, 1000) as mine:
        mine.goto(f"{server.url}/{MEETING}")
        place = mine.get_by_role("textbox", name="Place", exact=True)
        expect(place).to_have_value("The lighthouse")
        expect(mine.get_by_text(re.compile("^Draft of .*, not saved$"))).to_be_visible()
        mine.get_by_role("button", name="Discard").click(delay=0)
        expect(place).to_have_value(PROPOSED)
        expect(mine.get_by_role("button", name="Discard")).to_have_count(0)
        settled(mine)
        mine.reload()
        expect(place).to_be_visible()
        settled(mine)
        expect(place).to_have_value(PROPOSED)


@pytest.mark.every
def test_a_page_that_was_left_empty_is_loaded_anew(page: Page, server: Mortal) -> None:
    """As a connection lost while it is drawn can leave it; whoever looks at it need do nothing."""
    page.goto(f"{server.url}/account?account=NW-1003")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    settled(page)
    page.evaluate(EMPTY)
    expect(heading).to_have_count(0)
    expect(heading).to_be_visible()
    assert "account=NW-1003" in page.url
