"""Text from data reads in a real browser as it was written, wherever a page shows it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.begun import begun
from tests.browser.conftest import settled, started, window

ROOT = Path(__file__).parents[2]
SHOWING = ROOT / "tests" / "ui" / "showing.py"
TEXT = "<b>Acme</b> from $5 to $6 :red[x] :smile: https://evil.example a@b.example *y* -> >= `z`"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The page with one of everything, served."""
    run = [sys.executable, "-m", "streamlit", "run", str(SHOWING), "--server.headless", "true"]
    with started(run, "--server.port", begin=begun, PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.fixture(scope="module")
def shown(browser: Browser, url: str) -> Iterator[Page]:
    """The page, drawn to its end, for whoever looks at it in turn."""
    with window(browser, width=1400, height=1000) as page:
        page.goto(url)
        page.get_by_text("Speaker's notes").wait_for()
        page.locator(".chart").first.scroll_into_view_if_needed()
        page.locator(".js-plotly-plot .xtick").first.wait_for()
        yield page


def test_text_reads_as_written(shown: Page) -> None:
    joined = "\N{WORD JOINER}*".join(re.escape(letter) for letter in TEXT)
    for place in ("h1", "h2", "h3", "stCaptionContainer", "stMetricLabel", "stAlert", ".prose"):
        places = shown.locator(place if place[0] in "h." else f"[data-testid={place}]")
        expect(places.filter(has_text=re.compile(joined)).first, place).to_be_attached()


def test_text_makes_no_links_maths_or_marks(shown: Page) -> None:
    main = shown.locator("[data-testid=stMain]")
    made = "a, b, em, code, .katex, img, [class*='colored']"
    assert main.locator(made).count() == main.locator(".st-key-plan").locator(made).count()


def test_a_plan_has_its_bold_and_its_links_and_nothing_else(shown: Page) -> None:
    plan = shown.locator(".st-key-plan")
    assert plan.locator("strong").count() == 1
    hrefs = plan.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [one for one in hrefs if one and "javascript" in one] == []
    assert "https://example.com" in hrefs
    made = "img, svg, iframe, style, .katex, [class*='colored'], [class*='badge'], [data-testid=stIconMaterial]"
    assert plan.locator(made).count() == 0


def test_a_chart_is_named_for_who_cannot_see_it(shown: Page) -> None:
    assert shown.get_by_role("figure", name="Revenue rose to €12.").count() == 2


def test_a_bubble_that_is_clicked_is_picked(shown: Page) -> None:
    chart = shown.get_by_role("figure", name="Two accounts.")
    chart.scroll_into_view_if_needed()
    bubble = chart.locator(".point").last
    bubble.scroll_into_view_if_needed()
    box = bubble.bounding_box()
    assert box
    shown.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    shown.get_by_text("picked b-2").wait_for()


@pytest.mark.every
def test_a_phone_need_not_scroll_sideways(shown: Page) -> None:
    shown.set_viewport_size({"width": 360, "height": 780})
    settled(shown)
    main = shown.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
