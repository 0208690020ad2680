"""A plan edited in the browser: started, typed into, saved, and by two people at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from tests.browser.conftest import serving, settled, window
from tests.homes import home as made
from tests.homes import loaded_once

pytestmark = pytest.mark.browser

TABLES = {
    "accounts": """
        account_id | name             | owner_id
        A1         | Steadily Growing | P1
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        S1              | A1         | VPN        | 60000 | 2025-01-01
        """,
    "people": """
        person_id | name
        P1        | Ben Hall
        P2        | Cleo Marsh
        """,
    "contacts": """
        contact_id | account_id | name      | title
        K1         | A1         | Anna Koch | Head of IT
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """A company with one account and no plan yet."""
    loaded_once(made(folder, **TABLES))
    with serving(folder) as served:
        yield served


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    """Somebody else's window."""
    with window(browser, width=1400, height=1200) as opened:
        yield opened


def _plan(folder: Path) -> Strategy:
    return Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, "A1").plan


def _open(page: Page, url: str, section: str, you: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 1600})
    page.goto(f"{url}/plan?account=A1&section={section}&you={you}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("lan")


def _fill(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Control+Enter")


def _save(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Save 1 change")).click()


@pytest.mark.every
def test_two_people_edit_one_plan_and_nothing_is_lost(page: Page, second: Page, url: str, folder: Path) -> None:
    _open(page, url, "position", "P1")
    page.get_by_role("button", name="Start the plan").click()
    expect(page.get_by_role("textbox", name="Ambition")).to_be_visible()
    _open(second, url, "position", "P2")
    expect(second.get_by_role("textbox", name="Ambition")).to_be_visible()

    _fill(page, "Ambition", "Be their only network supplier")
    _save(page)
    expect(page.get_by_role("button", name="Undo the last save")).to_be_visible()

    _fill(second, "Ambition", "Win back voice")
    _save(second)
    expect(second.get_by_text("Somebody else saved this meanwhile")).to_be_visible()
    expect(second.get_by_text("Be their only network supplier").first).to_be_visible()
    expect(second.get_by_text("Win back voice").first).to_be_visible()
    assert _plan(folder).position.ambition == "Be their only network supplier"

    chosen = second.get_by_role("button", name="Save what I chose")
    expect(chosen).to_be_disabled()
    second.get_by_role("radiogroup", name="Keep").get_by_text("Mine", exact=True).click()
    expect(chosen).to_be_enabled()
    chosen.click()
    expect(second.get_by_role("textbox", name="Ambition")).to_have_value("Win back voice")
    assert _plan(folder).position.ambition == "Win back voice"

    page.goto(f"{url}/history?account=A1&you=P1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 changes by 2 people")
    page.get_by_text(re.compile("Ben Hall saved")).click()
    page.get_by_role("button", name="Restore this version").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 changes")
    assert _plan(folder).position.ambition == "Be their only network supplier"


@pytest.mark.every
def test_a_save_can_be_undone(page: Page, url: str, folder: Path) -> None:
    _open(page, url, "position", "P1")
    start = page.get_by_role("button", name="Start the plan")
    ambition = page.get_by_role("textbox", name="Ambition")
    expect(start.or_(ambition)).to_be_visible()
    if start.is_visible():
        start.click()
    expect(ambition).to_be_visible()
    before = _plan(folder).position.value
    _fill(page, "Value proposition", "One network, one number to call")
    _save(page)
    undo = page.get_by_role("button", name="Undo the last save")
    undo.click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert _plan(folder).position.value == before


@pytest.mark.every
def test_a_file_broken_by_hand_is_told_by_its_line_and_never_saved_over(page: Page, url: str, folder: Path) -> None:
    path = Plans.whole(folder / "account_plans").of("A1") / ours.FILE
    whole = path.read_text(encoding="utf-8") if path.exists() else 'account_id = "A1"\n'
    broken = whole.rstrip("\n") + '\n\n[[risks]]\nrisk = "Price"\ndue = 2026-13-40\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(broken, encoding="utf-8")
    line = broken.splitlines().index("due = 2026-13-40") + 1
    _open(page, url, "position", "P1")
    expect(page.get_by_text(f"strategy.toml, line {line}")).to_be_visible()
    _fill(page, "Ambition", "Something new")
    expect(page.get_by_text("nothing is saved over it")).to_be_visible()
    assert path.read_text(encoding="utf-8") == broken
    path.write_text(whole, encoding="utf-8")


@pytest.mark.every
def test_one_person_in_one_field_in_two_windows_is_told_and_loses_nothing(page: Page, url: str, folder: Path) -> None:
    """Both windows show the field as it was; what the second says is neither saved over the first nor thrown away."""
    other = page.context.new_page()
    for window_of_mine in (page, other):
        _open(window_of_mine, url, "position", "P1")
        start = window_of_mine.get_by_role("button", name="Start the plan")
        box = window_of_mine.get_by_role("textbox", name="Value proposition")
        expect(start.or_(box)).to_be_visible()
        if start.is_visible():
            start.click()
        expect(box).to_be_visible()
        settled(window_of_mine)
    _fill(page, "Value proposition", "Said in the first window")
    _save(page)
    expect(page.get_by_role("button", name="Undo the last save")).to_be_enabled()
    assert _plan(folder).position.value == "Said in the first window"

    mine = other.get_by_role("textbox", name="Value proposition")
    mine.fill("Said in the second window")
    other.get_by_role("button", name=re.compile("^Save")).first.click(delay=0)
    expect(other.get_by_text("You, in another window, saved this meanwhile")).to_be_visible()
    for said in ("Said in the first window", "Said in the second window"):
        expect(other.get_by_text(said, exact=True).first).to_be_visible()
    assert _plan(folder).position.value == "Said in the first window"
    other.get_by_role("radiogroup", name="Keep").get_by_text("Mine", exact=True).click()
    chosen = other.get_by_role("button", name="Save what I chose")
    expect(chosen).to_be_enabled()
    chosen.click()
    expect(mine).to_have_value("Said in the second window")
    assert _plan(folder).position.value == "Said in the second window"
