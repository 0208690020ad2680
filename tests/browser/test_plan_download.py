"""The plan as a Word document, made when somebody asks for it."""

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from reviews_made import BUSY

from tests.examples import first


@pytest.mark.every
@pytest.mark.parametrize(("path", "what"), first(1, [("success_plan", "success plan"), ("strategy", "account plan")]))
def test_a_plan_is_downloaded(path: str, what: str, page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/{path}?account={BUSY}")
    button = page.get_by_role("button", name=f"Download the {what} (Word)")
    expect(button).to_be_visible()
    with page.expect_download() as download:
        button.click()
    assert len(Document(str(download.value.path())).paragraphs) > 10
