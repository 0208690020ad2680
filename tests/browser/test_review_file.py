"""The file a customer is given, opened from a disk in a browser that reaches nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from steward.charts.standalone import plain_figure, plotly_script, template
from steward.output.review_page import Plots, review_page
from tests.browser.conftest import window
from tests.office import pages
from tests.shared_review import INJECTIONS, holding

PLOTS = Plots(plotly_script(), plain_figure, template)
SHORT = holding("Acme", "Bolt")
MARKS = "plot.querySelectorAll('.trace, .hm, .annotation').length"
CLOSED = "details:not([open]) *"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of exhibit, with every hostile text in it."""
    path = tmp_path_factory.mktemp("given") / "review.html"
    path.write_bytes(review_page(holding("Acme", *INJECTIONS), PLOTS))
    return path


@pytest.fixture(scope="module")
def told() -> list[str]:
    """All that the browser said, asked for or was asked by the file."""
    return []


@pytest.fixture(scope="module")
def opened(browser: Browser, file: Path, told: list[str]) -> Iterator[Page]:
    """The file on a phone of somebody who likes it dark."""
    with window(browser, width=420, height=900, offline=True, color_scheme="dark") as page:
        page.on("console", lambda said: told.append(said.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda other: told.append(other.url))
        page.on("request", lambda asked: told.append(asked.url) if _elsewhere(asked.url, file) else None)
        page.goto(file.as_uri())
        yield page


def _elsewhere(url: str, file: Path) -> bool:
    return url != file.as_uri() and not url.startswith("data:")


def test_all_of_it_is_drawn_without_a_network_and_nothing_in_it_runs(opened: Page, told: list[str]) -> None:
    drawn = opened.locator(f".plot:not({CLOSED})").evaluate_all(f"plots => plots.map(plot => {MARKS})")
    assert len(drawn) == 8 and min(drawn) > 0
    opened.locator(".behind summary").first.click()
    expect(opened.locator(".behind details[open] .plot .main-svg").first).to_be_visible()
    assert opened.evaluate("document.documentElement.scrollWidth") == 420
    made = (
        "a:not([href^='#']), a[onclick], .plot a, iframe, object, form, input, base, body img:not([src^='data:image/'])"
    )
    assert opened.locator(made).count() == 0
    assert opened.locator("script:not([type])").count() == 2
    expect(opened.locator(".plot").get_by_text("<script>alert(1)</script>").first).to_be_attached()
    assert told == []


def test_it_is_read_by_keys_alone(opened: Page) -> None:
    first = opened.locator("a, summary, [tabindex]").first
    expect(first).to_have_text("To the slides")
    first.focus()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(re.compile("#slide-1$"))
    numbers = opened.locator("#slide-1 .numbers summary").first
    numbers.focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#slide-1 .numbers[open] table").first).to_be_visible()


@pytest.mark.every
def test_it_follows_its_reader_from_dark_to_light_and_to_paper(browser: Browser, tmp_path: Path) -> None:
    """A slide a sheet, in light colours; afterwards the screen is as it was."""
    short, paper = tmp_path / "short.html", tmp_path / "short.pdf"
    short.write_bytes(review_page(SHORT, PLOTS))
    ink = "getComputedStyle(document.querySelector('.plot .annotation-text')).fill"
    with window(browser, width=420, height=900, offline=True, color_scheme="dark") as page:
        page.goto(short.as_uri())
        assert page.evaluate(ink) == "rgb(230, 234, 240)"
        page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = {ink} }})")
        page.pdf(path=paper, prefer_css_page_size=True)
        assert page.evaluate("window.printed") == "rgb(31, 41, 55)"
        assert pages(paper) == len(SHORT.slides)
        assert page.evaluate(ink) == "rgb(230, 234, 240)"
        assert page.locator(".paper, [style*=zoom]").count() == 0
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"{ink} === 'rgb(31, 41, 55)'")
