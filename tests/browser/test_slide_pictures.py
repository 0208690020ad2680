"""The slides of a review as they are in its deck: opened, moved, and in the presenter's window."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from steward.ui.kit.secret import made_secret
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled
from tests.office import absent

pytestmark = [pytest.mark.browser, pytest.mark.office]
ACCOUNT, QUARTER = "NW-1012", "2026-Q3"


@pytest.fixture(scope="module")
def folder(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pictures") / "home"
    shutil.copytree(sample_home, home)
    return home


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    if not shutil.which("soffice"):
        absent("install LibreOffice (libreoffice-impress)")
    with serving(folder) as served:
        yield served


def _names(page: Page) -> list[str]:
    return [re.sub(r"^\d+ · ", "", one) for one in page.get_by_role("option").locator(".name").all_inner_texts()]


def _selected(page: Page, number: int, name: str) -> None:
    expect(page.get_by_role("option", selected=True)).to_have_text(re.compile(rf"{number} · {name}$"))
    expect(page.get_by_role("radiogroup", name="Slides").get_by_role("radio", checked=True)).to_have_accessible_name(
        re.compile(rf"^{number} · {name}")
    )
    settled(page)


@pytest.mark.every
def test_a_slide_is_opened_and_put_elsewhere_by_its_picture(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 1700})
    page.goto(f"{url}/review?account={ACCOUNT}&quarter={QUARTER}&you=Anna&step=slides")
    expect(page.get_by_role("option").first).to_be_visible()
    settled(page)
    before = _names(page)
    page.get_by_role("option").nth(2).click()
    _selected(page, 3, before[2])
    expect(page.get_by_role("img", name=re.compile("^Slide: "))).to_be_visible()
    page.get_by_role("option").nth(2).press("Alt+ArrowLeft")
    _selected(page, 2, before[2])
    page.get_by_role("option").nth(0).drag_to(page.get_by_role("option").nth(4), target_position={"x": 150, "y": 30})
    _selected(page, 5, before[0])
    assert _names(page)[:5] == [before[2], before[1], before[3], before[4], before[0]]
    expect(page.get_by_role("button", name="Save the slides")).to_be_enabled()


@pytest.mark.every
def test_the_presenter_sees_this_slide_and_the_next(page: Page, url: str, folder: Path) -> None:
    link = signed(
        Link(ACCOUNT, QUARTER, "a" * 16, "Anna"), PresentWindow.PRESENTER, made_secret(Workspace.whole(folder))
    )
    page.goto(f"{url}/presenter?link={link}")
    shown = page.get_by_role("img", name=re.compile("^Slide: "))
    expect(shown).to_have_count(2)
    following = shown.nth(1).get_attribute("alt")
    page.get_by_role("button", name="Next slide").click()
    expect(shown.nth(0)).to_have_attribute("alt", str(following))
    expect(shown).to_have_count(2)
