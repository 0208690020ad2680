"""A page printed, and the picture of a chart: what somebody takes away of it without a program of ours."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, settled
from tests.browser.entering import let_in
from tests.office import pages

INK = "rgb(31, 41, 55)"
AROUND = ("Jump to", "Customer view", "Relationship coverage", "Strategic only", "Definition and source")
"""What stands around a page: sidebar, tabs, filters, buttons."""


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A dark window, 1400 px wide: wider than a sheet of paper."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    let_in(context)
    yield context.new_page()
    context.close()


@pytest.mark.every
def test_a_long_page_is_printed_whole_and_alone_and_a_chart_is_a_picture(
    window: Page, app_url: str, tmp_path: Path
) -> None:
    for name in ("nps", "commercial?account=NW-1002"):
        window.goto(f"{app_url}/{name}")
        expect(window.get_by_role("heading", level=1)).to_be_visible()
        settled(window)
        headings = [" ".join(one.split()) for one in window.locator("h1, h2").all_inner_texts()]
        paper = tmp_path / "page.pdf"
        window.pdf(path=paper, prefer_css_page_size=True)
        told = subprocess.run(["pdftotext", str(paper), "-"], check=True, capture_output=True, text=True).stdout
        text = " ".join(told.split())
        assert pages(paper) > 1
        assert [one for one in (headings[0], headings[-1]) if one not in text] == [], name
        assert [one for one in AROUND if one in text] == []
    window.emulate_media(media="print")
    ink = "getComputedStyle(document.querySelector('h1')).color"
    assert window.evaluate(ink) == INK, "light on white could not be read"
    window.emulate_media(media="screen")
    assert window.evaluate(ink) != INK

    window.goto(f"{app_url}/retention")
    chart = window.locator(".chart").first
    button = chart.get_by_role("button", name="Download picture")
    button.focus()
    expect(chart.locator(".modebar")).to_have_css("opacity", "1")
    with window.expect_download() as download:
        button.press("Enter")
    titles = [" ".join(one.split()) for one in window.locator("h2").all_inner_texts()]
    assert download.value.suggested_filename.removesuffix(".png") in titles
    width = int.from_bytes(download.value.path().read_bytes()[16:20], "big")
    shown = chart.bounding_box()
    assert shown and abs(width - 2 * shown["width"]) <= 2


@pytest.mark.every
@pytest.mark.parametrize("name", ["my_book", "home?view=calendar"])
def test_every_row_column_and_tile_of_a_page_is_on_paper(name: str, window: Page, app_url: str, tmp_path: Path) -> None:
    window.goto(f"{app_url}/{name}")
    expect(window.get_by_test_id("stMetric").first).to_be_visible()
    settled(window)
    table = window.locator(".on-paper").first
    expect(table).to_be_hidden()
    assert table.inner_html() == "", "a table for paper is laid out once it is printed"
    paper = tmp_path / "page.pdf"
    window.pdf(path=paper, prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-raw", str(paper), "-"], check=True, capture_output=True, text=True).stdout
    rows = table.locator("tbody tr").count()
    expect(window.get_by_text(f"{rows} rows: the table scrolls.").first).to_be_visible()
    cells = [cell for cell in table.locator("td").all_text_contents() if cell.isascii()]
    held = "".join(told.split())
    assert [cell for cell in cells if "".join(cell.split()) not in held] == []
    window.emulate_media(media="print")
    window.set_viewport_size({"width": 964, "height": 680})
    expect(table).to_be_visible()
    expect(window.get_by_test_id("stDataFrame").first).to_be_hidden()
    for tile in window.locator("[class*='st-key-tiles-'] > *, [class*='st-key-day-']").all():
        box = tile.bounding_box()
        assert box and box["x"] + box["width"] <= 964, tile.inner_text()
