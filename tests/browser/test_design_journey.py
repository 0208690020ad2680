"""From questions over the site table in Excel, out and back, to the option that is offered and its quote; undone at
the end."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from steward.plans.customer.design import Design, file_of
from steward.plans.files.store import Plans
from tests.browser.conftest import choose, serving, settled
from tests.design.design_made import ID, company, design, put

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = company(tmp_path_factory.mktemp("design"))
    put(folder, replace(design(), answers=(), about=replace(design().about, offered="")))
    return folder


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder) as served:
        yield served


def _plan(folder: Path) -> Design:
    return Plans.whole(folder / "account_plans").open(Design, file_of(ID), "A1").plan


def _filled_in(content: bytes) -> bytes:
    """As an engineer sends it back: a number, a survey, a site that was forgotten."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Sites"]
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, places["Users"]).value = 55
    sheet.cell(3, places["Survey"]).value = "Done"
    sheet.cell(4, places["Site"]).value = "Trondheim"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_from_a_question_over_excel_to_the_option(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/discovery?account=A1&you=P2&part=questions")
    page.get_by_label("Which applications must run over it").fill("Tills and telephony")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert [one.value for one in _plan(folder).answers] == ["Tills and telephony"]

    page.get_by_role("radio", name="Sites", exact=True).click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Site table (Excel)").click()
    assert download.value.suggested_filename == "Alpha Branches sites.xlsx"
    back = _filled_in(Path(download.value.path()).read_bytes())
    page.locator("input[type=file]").set_input_files(
        {"name": "back.xlsx", "mimeType": "application/octet-stream", "buffer": back}
    )
    expect(page.get_by_text("2 changed cells, 1 new site")).to_be_visible()
    assert [one.name for one in _plan(folder).sites] == ["Oslo", "Bergen"]
    page.get_by_role("button", name="Take over 3 changes").click()
    expect(page.get_by_text("Taken over.", exact=True)).to_be_visible()
    assert [(one.name, one.users) for one in _plan(folder).sites][::2] == [("Oslo", 55), ("Trondheim", None)]

    page.get_by_role("radio", name="About", exact=True).click()
    choose(page, "Offered option", "Two lines")
    page.get_by_role("button", name="Save 1 change").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert _plan(folder).about.offered == "dual"
    page.get_by_role("radio", name="Overview", exact=True).click()
    expect(page.get_by_test_id("stMetric").filter(has_text="Requirements met")).to_contain_text("80.0")
    page.get_by_role("button", name="Begin a quote from “Two lines”").click()
    expect(page.get_by_role("heading", name=re.compile("^Draft of "))).to_be_visible()
    assert [one.name for one in (folder / "account_plans").glob("*/quotes/*")] == ["Q1"]
    page.go_back()
    expect(page.get_by_text("line by line as designed")).to_be_visible()
    page.get_by_role("button", name="Undo the last save").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert _plan(folder).about.offered == "" and len(_plan(folder).sites) == 3
