"""From any page to the book in Excel: one click in the sidebar, one on the button."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from reviews_made import BUSY

from tests.browser.conftest import settled


@pytest.mark.every
def test_the_book_is_in_excel_after_two_clicks(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/service?account={BUSY}")
    expect(page.get_by_role("button", name="Excel")).to_be_visible()
    page.get_by_role("link", name="Accounts").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("a month at the end of")
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Excel").click()
    assert download.value.suggested_filename == "my-book-2026-Q3.xlsx"
    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert book["Book accounts"].max_row > 10
