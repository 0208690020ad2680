"""A connection drops while somebody presses a button: what they pressed is done, and once, or they are told."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.reader import DROPPED, DROPS_WITH_IT, WATCHED
from tests.browser.conftest import Held, holding, mortal, settled
from tests.reviews_made import BUSY

pytestmark = pytest.mark.browser
SLIDES = f"review?account={BUSY}&quarter=2026-Q3&step=slides"
LATER = "() => { const now = Date.now; Date.now = () => now() + 61000 }"


@pytest.fixture(scope="module")
def server(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    made = tmp_path_factory.mktemp("presses")
    with holding(shutil.copytree(small_sample, made / "home"), made / "gate") as held:
        yield held


def _open(page: Page, url: str, you: str) -> tuple[Locator, Locator]:
    """The button that adds a slide each time it is pressed, and the slides that were added; by somebody who has no
    draft of an earlier test."""
    page.add_init_script(f"({WATCHED})()")
    page.goto(f"{url}/{SLIDES}&you={you}")
    added = page.get_by_role("radio", name=re.compile("What we also want to say"))
    press = page.get_by_role("button", name="Add a text slide")
    expect(press).to_be_visible()
    settled(page)
    expect(added).to_have_count(0)
    return press, added


def _drawn_again(page: Page) -> None:
    """Until nothing more comes of a press."""
    page.wait_for_timeout(1_500)
    settled(page)


def test_a_press_that_nobody_heard_is_made_again_and_once(page: Page, server: Held) -> None:
    press, added = _open(page, server.url, "Ada")
    page.evaluate(DROPS_WITH_IT)
    press.click(delay=0)
    expect(added).to_have_count(1)
    page.evaluate(DROPPED)
    _drawn_again(page)
    expect(added).to_have_count(1)


@pytest.mark.every
def test_a_save_that_nobody_heard_is_made_again_where_it_counts_what_was_typed(page: Page, server: Held) -> None:
    """Its words are “Save” where the tap that ends the typing finds it, and “Save 1 change” where it is made again."""
    page.add_init_script(f"({WATCHED})()")
    page.goto(f"{server.url}/plan?account={BUSY}&section=profile&you=Dan")
    box = page.get_by_role("textbox", name="Their business")
    expect(box).to_be_visible()
    settled(page)
    box.press_sequentially("More. ")
    page.evaluate(DROPS_WITH_IT)
    page.get_by_role("button", name="Save", exact=True).click(delay=0)
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=20_000)


@pytest.mark.every
def test_a_press_whose_run_was_cut_off_is_made_again_and_once(page: Page, server: Held) -> None:
    press, added = _open(page, server.url, "Bea")
    with server.working(lambda: press.click(delay=0)):
        page.evaluate(DROPPED)
    expect(added).to_have_count(1)
    _drawn_again(page)
    expect(added).to_have_count(1)


@pytest.mark.every
def test_a_press_whose_run_was_ended_by_the_next_press_is_done_and_once(page: Page, server: Held) -> None:
    """Nothing dropped: somebody is quicker than the page."""
    press, added = _open(page, server.url, "Eve")
    with server.working(lambda: press.click(delay=0)):
        page.get_by_role("button", name="Move down").click(delay=0)
    expect(added).to_have_count(1)
    _drawn_again(page)
    expect(added).to_have_count(1)


@pytest.mark.every
def test_a_press_of_long_ago_is_not_made_again_but_told(page: Page, server: Held) -> None:
    press, added = _open(page, server.url, "Cem")
    page.evaluate(DROPS_WITH_IT)
    press.click(delay=0)
    page.evaluate(LATER)
    expect(page.get_by_text("“Add a text slide” was not heard. Press again.")).to_be_visible()
    expect(added).to_have_count(0)


@pytest.mark.every
def test_where_the_server_began_anew_whoever_pressed_is_told_to_look(
    page: Page, small_sample: Path, tmp_path: Path
) -> None:
    """It knows nothing of what was pressed before; the page is about the same account."""
    with mortal(shutil.copytree(small_sample, tmp_path / "home")) as killed:
        press, added = _open(page, killed.url, "Ada")
        page.evaluate(DROPS_WITH_IT)
        press.click(delay=0)
        killed.kill()
        killed.start()
        expect(page.get_by_text("look whether “Add a text slide” is done")).to_be_visible()
        expect(added).to_have_count(0)
        assert f"account={BUSY}" in page.url


@pytest.mark.every
def test_a_run_that_lost_its_window_leaves_every_choice_and_field_as_it_was(page: Page, server: Held) -> None:
    """And the page is about the account that was open, not about the first there is."""
    page.add_init_script(f"({WATCHED})()")
    page.goto(f"{server.url}/{SLIDES.replace('slides', 'meeting')}&you=Dan")
    place = page.get_by_role("textbox", name="Place", exact=True)
    expect(place).to_have_value(re.compile(".+"))
    settled(page)
    boxes = [page.get_by_role("combobox", name=name).first for name in ("Account", "Quarter")]
    shown = [box.input_value() for box in (place, *boxes)]
    for _ in range(2):
        with server.working(lambda: page.evaluate(DROPPED)):
            page.evaluate(DROPPED)
        _drawn_again(page)
        assert [box.input_value() for box in (place, *boxes)] == shown
    assert f"account={BUSY}" in page.url
