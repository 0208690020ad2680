"""Whatever fails, a page says a sentence and a number, and the log explains it under that number."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, expect

from steward.ui.kit.secret import made_secret
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.warehouse.files import current_warehouse
from steward.workspace import Workspace
from tests.browser.conftest import ROOT, serving, started
from tests.examples import first
from tests.reviews_made import BUSY
from tests.server.faulty import SECRET

NUMBER = re.compile(r"error ([2-9A-Z]{6}) ")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "data").mkdir()
    return folder


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    command = [sys.executable, str(ROOT / "tests" / "server" / "faulty.py")]
    with started(command, "--port", home, STEWARD_HOME=str(home), PYTHONPATH=str(ROOT)) as address:
        yield address


@pytest.mark.parametrize("fails", first(1, ["button", "page", "sidebar", "again"]))
def test_a_page_says_a_number_that_the_log_explains(page: Page, url: str, home: Path, fails: str) -> None:
    page.goto(f"{url}/?fails={fails}")
    if fails == "button":
        page.get_by_role("button", name="Do it").click()
    said = page.get_by_test_id("stAlertContentError").first
    expect(said).to_be_visible()
    words = page.locator("body").inner_text()
    found = NUMBER.search(words)
    assert found
    assert not re.search(rf"{re.escape(SECRET)}|KeyError|Traceback|\.py|/srv|{re.escape(str(ROOT))}", page.content())
    log = (home / "errors.log").read_text(encoding="utf-8")
    told = log[log.index(f"error {found[1]} ") :]
    assert SECRET in told and "Traceback" in told
    assert (home / "errors.log").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("fails", "shown"), first(1, [("rerun", "after"), ("stop", "before"), ("", "the end")]))
def test_what_is_no_fault_is_not_told_as_one(page: Page, url: str, fails: str, shown: str) -> None:
    page.goto(f"{url}/?fails={fails}")
    expect(page.get_by_text(shown)).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


@pytest.fixture(scope="module")
def half_a_warehouse(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose warehouse lost two of its relations."""
    folder = tmp_path_factory.mktemp("half") / "secret-client"
    shutil.copytree(small_sample, folder)
    warehouse = current_warehouse(Workspace.whole(folder))
    with duckdb.connect(str(warehouse)) as connection:
        connection.sql("drop table customer.usage_monthly")
        connection.sql("drop table customer.nps_quarterly")
    return folder


@pytest.mark.every
def test_half_a_warehouse_is_a_sentence_also_before_a_customer(page: Page, half_a_warehouse: Path) -> None:
    shown = signed(
        Link(BUSY, "", "a-room", "Anna"), PresentWindow.CUSTOMER, made_secret(Workspace.whole(half_a_warehouse))
    )
    with serving(half_a_warehouse) as url:
        for path in (f"voice?account={BUSY}", f"account?account={BUSY}", f"present?link={shown}"):
            page.goto(f"{url}/{path}")
            said = page.get_by_text(NUMBER).first
            expect(said).to_be_visible()
            assert not re.search(r"Traceback|\.py\b|secret-client|usage_monthly|Catalog|duckdb", page.content()), path
            number = NUMBER.search(said.inner_text())
            assert number
            log = (half_a_warehouse / "errors.log").read_text(encoding="utf-8")
            assert "Traceback" in log[log.index(f"error {number[1]} ") :]
