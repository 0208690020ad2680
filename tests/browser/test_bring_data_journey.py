"""From exports whose columns nobody prepared to the first deck, in a browser and without an editor."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from benchmarks.bringing import AIM, SHAPES, files_to_first_deck, german, large
from benchmarks.reader import Reader
from tests.browser.conftest import choose, serving, settled, window
from tests.examples import first

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("shape", first(1, ["a ledger", "an ERP", "a workbook"]))
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
    assert any("Acme Networks" in text for text in words), words


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


def _dropped(page: Page, url: str, files: list[Path]) -> None:
    page.goto(url)
    page.locator("input[type=file]").first.set_input_files([str(one) for one in files])
    expect(page.get_by_role("button", name="Save and load")).to_be_visible()
    settled(page)


def _saved_and_loaded(page: Page) -> None:
    page.get_by_role("button", name="Save and load").click()
    expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible()


@pytest.mark.every
def test_a_wrong_mapping_is_seen_in_the_preview_and_undone_after_it_was_loaded(
    browser: Browser, tmp_path: Path
) -> None:
    """Seen, put right, chosen wrongly once more, loaded all the same, and taken back with what was brought."""
    data = tmp_path / "home" / "data"
    data.mkdir(parents=True)
    with serving(tmp_path / "home") as url, window(browser, 1400, 1000) as page:
        _dropped(page, url, german(tmp_path))
        page.get_by_role("radio", name="Subscriptions").click()
        told = page.get_by_text("Subscriptions: ").first
        expect(told).to_contain_text("36 of 36 rows would load")
        choose(page, "starts_on", "Tarif")
        expect(told).to_contain_text("0 of 36 rows would load")
        expect(told).to_contain_text("36 would be rejected")
        choose(page, "starts_on", "Laufzeitbeginn")
        expect(told).to_contain_text("none is rejected")
        choose(page, "mrr", "Menge")
        settled(page)
        _saved_and_loaded(page)
        assert 'mrr = "Menge"' in (data / "sources.toml").read_text(encoding="utf-8")
        page.goto(f"{url}/bring_data")
        page.get_by_role("button", name="Undo that save").click()
        expect(page.get_by_role("heading", name="Nothing is loaded yet")).to_be_visible()
        page.get_by_role("radio", name="Subscriptions").click()
        choose(page, "mrr", "Monatspreis")
        expect(told).to_contain_text("none is rejected")
        assert not (data / "sources.toml").exists()


@pytest.mark.every
def test_two_people_at_one_mapping_each_keep_what_they_brought(browser: Browser, tmp_path: Path) -> None:
    """Who saves second is told, goes on from what the first saved, and loses nothing of their own."""
    data = tmp_path / "home" / "data"
    data.mkdir(parents=True)
    *mine, theirs = german(tmp_path)
    with (
        serving(tmp_path / "home") as url,
        window(browser, 1400, 1000) as ann,
        window(browser, 1400, 1000) as bo,
    ):
        _dropped(bo, f"{url}/?you=bo", [theirs])
        _dropped(ann, f"{url}/?you=ann", mine)
        _saved_and_loaded(ann)
        bo.goto(f"{url}/bring_data?you=bo")
        expect(bo.get_by_text("was changed by somebody else").first).to_be_visible()
        expect(bo.get_by_role("button", name="Save and load")).to_have_count(0)
        bo.get_by_role("button", name="Go on from what is saved now").click()
        bo.get_by_role("button", name="Save and load").click()
        expect(bo.get_by_text("files: 1 added")).to_be_visible()
        expect(bo.get_by_text("Loaded, and in use.")).to_be_visible()
        text = (data / "sources.toml").read_text(encoding="utf-8")
        assert all(f"[{table}]" in text for table in ("accounts", "subscriptions", "charges"))
        assert {one.name for one in (*mine, theirs)} <= {one.name for one in data.iterdir()}
