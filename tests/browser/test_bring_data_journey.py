"""From exports whose columns nobody prepared to the first deck, in a browser and without an editor."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pptx import Presentation

from benchmarks.bringing import AIM, SHAPES, files_to_first_deck, large
from benchmarks.reader import Reader
from tests.browser.conftest import serving, settled, window
from tests.examples import first

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("shape", first(1, list(SHAPES)))
def test_from_dropped_files_to_the_first_deck(browser: Browser, tmp_path: Path, shape: str) -> None:
    (tmp_path / "home" / "data").mkdir(parents=True)
    deck = tmp_path / "deck.pptx"
    with serving(tmp_path / "home") as url, window(browser, 1400, 1000) as page:
        reader = Reader(page, url)
        files_to_first_deck(reader, SHAPES[shape](tmp_path), deck)
        assert reader.count <= AIM
    words = [
        part.text_frame.text for slide in Presentation(str(deck)).slides for part in slide.shapes if part.has_text_frame
    ]
    assert any("Acme Networks" in text for text in words)


@pytest.mark.every
@pytest.mark.timeout(3600)
def test_a_file_of_200_megabytes_is_looked_at_at_once_and_read_with_progress(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "home" / "data").mkdir(parents=True)
    files = large(tmp_path)
    with serving(tmp_path / "home") as url, window(browser, 1400, 1000) as page:
        page.goto(url)
        page.locator("input[type=file]").first.set_input_files([str(one) for one in files])
        page.get_by_role("radio", name="Charges").click()
        expect(page.get_by_text("of the beginning of the file").first).to_be_visible()
        page.get_by_role("button", name="Read the whole files").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.reload()
        expect(page.get_by_role("progressbar")).to_be_visible()
        settled(page)
        page.get_by_role("radio", name="Charges").click()
        expect(page.get_by_text("rows would load").first).to_contain_text("4,", timeout=900_000)
        page.get_by_role("button", name="Save and load").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=900_000)
