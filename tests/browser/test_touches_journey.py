"""A call logged in the browser: it counts at once, goes to the CRM as a file, and the CRM's next import confirms it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.workspace import Workspace
from tests.browser.conftest import serving
from tests.touches.made import from_task, imported, log_of, made

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("touches")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    made(folder)
    with serving(folder) as served:
        yield served


def _taken(page: Page, button: str) -> list[dict[str, str]]:
    """The only file in what a button hands out."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    with zipfile.ZipFile(download.value.path()) as package:
        (name,) = package.namelist()
        return list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))


@pytest.mark.every
def test_a_call_is_logged_exported_and_confirmed_by_the_import(page: Page, url: str, folder: Path) -> None:
    workspace = Workspace.whole(folder)
    page.set_viewport_size({"width": 1400, "height": 2000})
    page.goto(f"{url}/account?account=A1&you=P1")
    last = page.get_by_test_id("stMetric").filter(has_text="Days since last contact")
    expect(last).to_contain_text("10 days")
    page.get_by_role("button", name="Log a call, meeting or mail").click()
    page.get_by_label("About").fill("Rollout")
    page.get_by_role("button", name="Log it").click()
    expect(last).to_contain_text("0 days")
    expect(page.get_by_text("Call: Rollout")).to_be_visible()
    page.goto(f"{url}/touches?view=crm&you=P1")
    expect(page.get_by_text("1 record waits:").first).to_be_visible()
    (task,) = _taken(page, "For Salesforce")
    assert (task["Subject"], task["WhatId"], task["WhoId"]) == ("Rollout", "A1", "K2")
    page.goto(f"{url}/touches?view=logged&you=P1")
    expect(page.get_by_test_id("stDataFrame").last).to_be_visible()
    (one,) = log_of(workspace).exported
    imported(workspace, from_task(task, 1))
    page.goto(f"{url}/touches?view=crm&you=P1")
    expect(page.get_by_role("button", name="For Salesforce")).to_be_disabled()
    page.goto(f"{url}/account?account=A1&you=P1")
    expect(page.get_by_text("Call: Rollout")).to_have_count(1)
    assert log_of(workspace).exported == (one,)
