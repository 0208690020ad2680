"""The relationship map as people use it: add, drag, draw, save, reload; and two at once."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from steward.domain.stakeholders import Sway
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from tests.browser.conftest import serving, settled, window
from tests.browser.test_plan_editing import TABLES
from tests.homes import home as made
from tests.homes import loaded_once

pytestmark = pytest.mark.browser
PEOPLE = {
    **TABLES,
    "contacts": """
        contact_id | account_id | name                          | title
        K1         | A1         | Anna Koch                     | Head of IT
        K2         | A1         | Bo <img src=x onerror=alert()> | Buyer
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("maps")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """A company with one account, two contacts and no plan."""
    loaded_once(made(folder, **PEOPLE))
    with serving(folder) as served:
        yield served


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    """Somebody else's window."""
    with window(browser, width=1400, height=1600) as opened:
        yield opened


def _open(page: Page, url: str, you: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 1600})
    page.goto(f"{url}/relationship_map?account=A1&you={you}")
    expect(_person(page, "K1")).to_be_visible()


def _person(page: Page, key: str) -> Locator:
    return page.locator(f'.editor > svg > g.person[data-key="{key}"]')


def _middle(place: Locator) -> tuple[float, float]:
    box = place.locator(".shape").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def _draw_line(page: Page, start: str, end: str, kind: str) -> None:
    """From the small circle beside somebody to somebody else, then what it says."""
    _person(page, start).locator(".shape").hover()
    handle = _person(page, start).locator("circle.handle").bounding_box()
    assert handle is not None
    _drag(page, (handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2), _middle(_person(page, end)))
    page.get_by_role("menuitem", name=kind, exact=True).click()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the map").click()


def _until_saved(page: Page, folder: Path) -> None:
    """The picture has let go of its changes when they are sent; they are in the file a moment later."""
    for _ in range(240):
        if _strategy(folder).influence:
            return
        page.wait_for_timeout(500)
    raise AssertionError("no line was saved")


def _strategy(folder: Path) -> Strategy:
    return Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, "A1").plan


def _success(folder: Path) -> SuccessPlan:
    return Plans.whole(folder / "account_plans").open(SuccessPlan, agreed.FILE, "A1").plan


@pytest.mark.every
def test_a_person_is_added_dragged_and_joined_by_a_line_and_still_there_after_a_reload(
    page: Page, url: str, folder: Path
) -> None:
    _open(page, url, "P1")
    page.get_by_role("button", name="Add a person").click()
    form = page.locator(".st-key-panel-person")
    form.get_by_role("textbox", name="Name").fill("Eva Lind")
    form.get_by_role("textbox", name="Title").fill("Chair of the board")
    form.get_by_role("button", name="Save").click()
    expect(_person(page, "eva-lind")).to_be_visible()
    assert [(one.name, one.title) for one in _success(folder).people] == [("Eva Lind", "Chair of the board")]
    form.get_by_role("button", name="Close").click()
    expect(form).to_have_count(0)
    settled(page)

    x, y = _middle(_person(page, "eva-lind"))
    _drag(page, (x, y), (x + 160, y + 80))
    _draw_line(page, "eva-lind", "K1", "influences")
    expect(page.get_by_text("2 changes not saved yet")).to_be_visible()
    assert _strategy(folder).influence == ()
    _save(page)
    _until_saved(page, folder)
    drawn = _strategy(folder).influence[0]
    assert (drawn.from_person, drawn.tie, drawn.to_person) == ("eva-lind", Sway.INFLUENCES, "K1")
    spot = next(place for place in _strategy(folder).maps[0].places if place[0] == "eva-lind")

    _open(page, url, "P1")
    line = json.dumps(["eva-lind", "K1", "influences"], separators=(",", ":"))
    expect(page.locator(f"g.tie[data-key='{line}']")).to_have_count(1)
    assert spot[1] % 0.25 == spot[2] % 0.25 == 0
    assert _person(page, "eva-lind").get_attribute("transform") == f"translate({spot[1] * 126:g} {spot[2] * 128:g})"


@pytest.mark.every
def test_an_old_copy_of_the_map_cannot_overwrite_what_somebody_saved_meanwhile(
    page: Page, second: Page, url: str, folder: Path
) -> None:
    """Both open the map; the second saves with the copy it opened, and both lines are kept."""
    _open(page, url, "P1")
    _open(second, url, "P2")
    _draw_line(page, "K2", "K1", "influences")
    _save(page)
    expect(page.get_by_text("Undo the last save")).to_be_visible()
    _draw_line(second, "K1", "K2", "influences")
    _save(second)
    expect(second.get_by_text("What somebody else saved meanwhile stays, too.")).to_be_visible()
    expect(_person(second, "K1")).to_be_visible()
    told = {(one.from_person, one.to_person) for one in _strategy(folder).influence if one.tie is Sway.INFLUENCES}
    assert {("K2", "K1"), ("K1", "K2")} <= told


@pytest.mark.every
def test_places_can_be_typed_as_well_as_dragged(page: Page, url: str, folder: Path) -> None:
    page.set_viewport_size({"width": 1400, "height": 2600})
    page.goto(f"{url}/relationship_map?account=A1&you=P1&table=places")
    expect(_person(page, "K2")).to_be_visible()
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    cell = _opened_cell(page, grid)
    cell.fill("7.5")
    cell.press("Enter")
    page.get_by_role("button", name="Save 1 place").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert 7.5 in {x for _, x, _ in _strategy(folder).maps[0].places}


def _opened_cell(page: Page, grid: Locator) -> Locator:
    """A number of the first row, open to type into; the page may still move under the first click."""
    cell = page.locator("input.gdg-input")
    for _ in range(15):
        box = grid.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + 35 * 1.5)
        page.keyboard.press("Enter")
        with suppress(NotInTime):
            cell.wait_for(timeout=2_000)
            break
    return cell


@pytest.mark.every
def test_the_keyboard_moves_people_draws_lines_and_takes_them_back(page: Page, url: str) -> None:
    _open(page, url, "P1")
    _person(page, "K1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("1 change not saved yet")).to_be_visible()
    page.keyboard.press("l")
    _person(page, "K2").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="reports to", exact=True).click()
    expect(page.get_by_text("2 changes not saved yet")).to_be_visible()
    _person(page, "K1").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("1 change not saved yet")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("button", name="Save the map")).to_be_disabled()


@pytest.mark.every
def test_a_hostile_name_is_shown_to_the_letter(page: Page, url: str) -> None:
    _open(page, url, "P1")
    expect(_person(page, "K2").locator("title").first).to_contain_text("<img src=x onerror=alert()>")
    expect(page.locator(".editor img")).to_have_count(0)


@pytest.mark.every
def test_nothing_is_sent_while_somebody_drags(page: Page, url: str) -> None:
    _open(page, url, "P1")
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.reload()
    expect(_person(page, "K1")).to_be_visible()
    settled(page)
    before = len(sent)
    x, y = _middle(_person(page, "K1"))
    _drag(page, (x, y), (x + 90, y + 60))
    expect(page.get_by_text(re.compile("1 change not saved yet"))).to_be_visible()
    assert len(sent) == before
