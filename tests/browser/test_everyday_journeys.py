"""Tasks of a day, counted in clicks: which accounts need me and why, and a safe view to show a customer."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.journeys import CREDIT, JOURNEYS, LEADING, SIGNATURE, review
from benchmarks.reader import Drop, Reader
from steward.ui.rooms import ROOMS
from tests.begun import begun
from tests.browser.conftest import serving, started
from tests.examples import first, these

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(shutil.copytree(small_sample, tmp_path_factory.mktemp("day") / "home")) as served:
        yield served


TELLING = ("a departure to all its consequences (4), undone",)
"""The journey that says most; the others are walked by `make test-all` and by the tests below, those to a signature,
to a credit and of a leader by tests of their own."""
OF_THEIR_OWN = (SIGNATURE, CREDIT, LEADING)


@pytest.fixture(
    scope="module",
    params=["quick", *(pytest.param(way, marks=pytest.mark.every) for way in ("slow", *Drop))],
)
def tried(
    request: pytest.FixtureRequest, small_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """How it is tried: with runs that take 1.5 s longer, or connections that drop at each press; and its address."""
    made = tmp_path_factory.mktemp("journeys")
    home = shutil.copytree(small_sample, made / "home")
    command = [sys.executable, "-m", "tests.browser.held_app", "app", "--home", str(home)]
    slower = "1.5" if request.param == "slow" else "0"
    with started(command, "--port", begin=begun, STEWARD_HOLD=str(made / "gate"), STEWARD_SLOW=slower) as served:
        yield request.param, served


@pytest.mark.parametrize("name", these(TELLING, [name for name in JOURNEYS if name not in OF_THEIR_OWN]))
def test_a_task_of_a_day_takes_no_more_presses_than_it_may(page: Page, tried: tuple[str, str], name: str) -> None:
    """With a quick tap, a slow server and a dropped connection; each is walked to what it is for."""
    way, url = tried
    reader = Reader(page, url, drops=Drop(way) if way in tuple(Drop) else None)
    JOURNEYS[name].walk(reader)
    assert reader.count <= JOURNEYS[name].aim


@pytest.mark.every
def test_who_needs_somebody_stands_there_with_why_when_it_opens(page: Page, url: str) -> None:
    page.goto(url)
    first = page.locator(".st-key-card-1")
    expect(first).to_contain_text("Lonechair Furniture")
    expect(first).to_contain_text("Health set by hand, person left")
    expect(first).to_contain_text("a month")
    expect(page.get_by_text("as on 8 Oct 2026, the sample's day · data to 30 Sep 2026, 8 days old")).to_be_visible()
    expect(page).to_have_title("Home · Steward")


def test_the_customers_window_holds_their_account_alone(page: Page, url: str) -> None:
    page.goto(f"{url}/account?account=NW-1001")
    opens = page.get_by_role("link", name="Open the customer's view")
    expect(opens).to_be_visible()
    expect(page).to_have_title("Lonechair Furniture · Account")
    with page.context.expect_page() as opened:
        opens.click(delay=0)
    theirs = opened.value
    expect(theirs.get_by_text("What went well")).to_be_visible()
    expect(theirs).to_have_title("Lonechair Furniture · Q3 2026")
    for _ in range(2):
        expect(theirs.get_by_test_id("stSidebarNavLink")).to_have_count(0)
        expect(theirs.get_by_text("Definition and source")).to_have_count(0)
        theirs.reload()
        expect(theirs.get_by_text("What went well")).to_be_visible()
    theirs.get_by_role("radio", name="Service").click()
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("met the agreed level")
    theirs.evaluate("history.pushState({}, '', '/my_book')")
    theirs.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")
    theirs.wait_for_timeout(800)
    expect(theirs.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("met the agreed level")


@pytest.mark.every
def test_the_sidebar_marks_the_room_that_is_open_and_its_tabs_keep_what_was_chosen(page: Page, url: str) -> None:
    page.goto(f"{url}/whitespace?quarter=2026-Q1")
    links = page.get_by_test_id("stSidebarNavLink")
    expect(links).to_have_count(len(ROOMS))
    expect(page.locator('[data-testid=stSidebarNavLink][aria-current="page"]')).to_have_text(re.compile("Pipeline"))
    page.get_by_test_id("stMain").get_by_role("link", name="Education", exact=True).click()
    expect(page).to_have_url(re.compile(r"/education\?.*quarter=2026-Q1"))
    expect(page).to_have_title("Education · Steward")
    links.filter(has_text="Pipeline").click()
    expect(page).to_have_title("Education · Steward")
    links.filter(has_text="Customer health").click()
    expect(page).to_have_title("Health · Steward")


@pytest.mark.every
def test_who_sits_here_is_said_once_in_a_browser(page: Page, url: str) -> None:
    plan = f"{url}/plan?account=NW-1001&section=position"
    page.goto(f"{plan}&you=P101")
    you = page.get_by_role("combobox", name="You are")
    expect(you).not_to_have_value("")
    name = you.input_value()
    _drawn(page)
    page.goto(plan)
    expect(you).to_have_value(name)


def _drawn(page: Page) -> None:
    """Until nothing runs any more."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_visible()
    page.wait_for_timeout(300)


def _reach(page: Page, box: Locator) -> None:
    """The keys are heard once the page's scripts are there."""
    for _ in range(60):
        page.keyboard.press("Control+k")
        page.wait_for_timeout(250)
        if box.evaluate("box => box === document.activeElement"):
            return
    expect(box).to_be_focused()


@pytest.mark.every
def test_an_account_is_two_keys_and_its_name_away_from_anywhere(page: Page, url: str) -> None:
    page.goto(f"{url}/retention")
    _drawn(page)
    for name, told in (("Haggle", "Haggleton Mutual · Account"), ("Renewals", "Renewals · Steward")):
        _reach(page, page.get_by_role("combobox", name="Jump to"))
        page.keyboard.type(name)
        expect(page.get_by_role("option").first).to_contain_text(name)
        page.keyboard.press("Enter")
        expect(page).to_have_title(told)


@pytest.mark.parametrize("name", first(1, ["Lonechair Furniture", "Brimfull Studios", "Lastcall Brewing"]))
def test_a_review_from_nothing_to_a_deck_without_a_finding(page: Page, url: str, name: str) -> None:
    reader = Reader(page, url)
    review(reader, name)
    expect(page.get_by_role("radio", name="Present")).to_be_checked()
    assert "step=present" in page.url
    assert reader.count <= 8
    _postpone_what_was_asked(page)


def _postpone_what_was_asked(page: Page) -> None:
    """In the meeting the decision that was wanted gets its outcome, and no other entry is made of it."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Present", exact=True).click()
    window = opened.value
    expect(window.locator(".presenter-bar .place")).to_have_text(re.compile("^1 of "))
    window.keyboard.press("c")
    asked = window.get_by_label("Which decision")
    expect(window.get_by_label("Outcome")).to_be_hidden()
    asked.select_option(index=1)
    window.get_by_label("Outcome").select_option("put off")
    window.get_by_label("What was said").fill("After the budget")
    window.keyboard.press("Enter")
    expect(window.get_by_text("Saved.", exact=True)).to_be_visible()
    window.keyboard.press("End")
    expect(window.locator(".st-key-stage").get_by_text("Postponed")).to_be_visible()
    window.close()


@pytest.mark.every
@pytest.mark.parametrize("address", ["home", "my_week?view=calendar"])
def test_home_is_there_under_each_of_its_names(page: Page, url: str, address: str) -> None:
    page.goto(f"{url}/{address}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("need you")
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_text("dates on")).to_have_count(1 if "calendar" in address else 0)
