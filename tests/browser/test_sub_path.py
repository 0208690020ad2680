"""Behind a company's proxy Steward may be served below a path: whatever it opens lies there, too."""

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.browser.conftest import settled, started

pytestmark = pytest.mark.browser


@pytest.mark.every
def test_a_review_is_presented_below_a_path(page: Page, tmp_path: Path, cases: Path) -> None:
    shutil.copytree(cases / "present-behind-sub-path" / "data", tmp_path / "data")
    load(Workspace.whole(tmp_path))
    command = [sys.executable, "-m", "steward", "app", "--home", str(tmp_path)]
    with started(command, "--port", path="/steward", STREAMLIT_SERVER_BASE_URL_PATH="steward") as url:
        page.goto(f"{url}/review?account=A1")
        settled(page)
        page.get_by_role("radio", name="Present").click()
        for name, place in (("Present", "present"), ("Presenter's window", "presenter")):
            with page.context.expect_page() as opening:
                page.get_by_role("link", name=name, exact=False).and_(page.locator(f'[href*="{place}?"]')).click()
            opened = opening.value
            opened.wait_for_load_state()
            assert opened.url.startswith(f"{url}/{place}?link=")
            expect(opened.get_by_text("Page not found")).to_have_count(0)
            settled(opened)
            expect(opened.get_by_text("Alder").or_(opened.get_by_text("A1")).first).to_be_visible()
