"""The map editor by itself, in hand: mouse, finger and keyboard, on a page that does nothing else.

The page (`map_editor_page.py`) shows Marguerite over Jonas, Priya and Tom, two people below them and two of us.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, ViewportSize, expect

from steward.domain.stakeholders import Tie
from steward.exhibits.map_drawing import card as sizes
from steward.exhibits.map_drawing.card import Card, Spot
from steward.exhibits.map_drawing.routes import STEPS, Bend, Route, routes
from tests.begun import begun
from tests.browser.conftest import started, window
from tests.examples import first
from tests.maps_made import HOSTILE, made_map

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).with_name("map_editor_page.py")
PHONE: ViewportSize = {"width": 420, "height": 800}
MARGUERITE, JONAS, PRIYA, TOM, WEI, RUI = "p0", "p1", "p2", "p3", "p4", "us0"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The page at a free port."""
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), "--server.headless", "true"]
    with started([*command, "--server.fileWatcherType", "none"], "--server.port", begin=begun) as served:
        yield served


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small window with a finger before it."""
    with window(browser, **PHONE, has_touch=True, is_mobile=True) as opened:
        yield opened


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(_person(page, MARGUERITE)).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def _person(page: Page, key: str) -> Locator:
    return page.locator(f'g.person[data-key="{key}"]')


def _line(page: Page, start: str, end: str, tie: str) -> Locator:
    return page.locator(f"g.tie[data-key='{json.dumps([start, end, tie], separators=(',', ':'))}']")


def _middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _disc(page: Page, key: str) -> tuple[float, float]:
    return _middle(_person(page, key).locator(".shape"))


def _pull(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press and drag; the button stays down."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)


def _drag(page: Page, key: str, right: float, down: float) -> None:
    x, y = _disc(page, key)
    _pull(page, (x, y), (x + right, y + down))
    page.mouse.up()


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the map").click()


def _waiting(page: Page, told: str) -> None:
    expect(page.locator(".said")).to_contain_text(told)


def _card(page: Page) -> dict[str, float]:
    card: dict[str, float] = json.loads(page.locator(".editor > svg").get_attribute("data-card") or "")
    return card


def _scale(page: Page) -> float:
    """Pixels of the screen in one of the map."""
    scale: float = page.locator(".editor > svg").evaluate("map => map.getScreenCTM().a")
    return scale


# ── dragging ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_person_dragged_and_saved_stands_there_on_the_page_too(page: Page, url: str) -> None:
    _open(page, url)
    step = _card(page)["width"] * _scale(page)
    _drag(page, TOM, step * 1.1, 0)
    _waiting(page, "1 change not saved yet")
    _save(page)
    expect(page.get_by_text("Got {'p3': (3.0, 1.0)} [] [].")).to_be_visible()
    _waiting(page, "Saved.")
    expect(page.get_by_role("button", name="Save the map")).to_be_disabled()


def test_nothing_is_sent_while_somebody_drags_draws_and_undoes(page: Page, url: str) -> None:
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    _open(page, url)
    expect(page.get_by_text("Run 1.")).to_be_visible()
    before = len(sent)
    _drag(page, TOM, 90, 60)
    _drag(page, JONAS, -60, 90)
    page.keyboard.press("Control+z")
    _waiting(page, "1 change not saved yet")
    assert len(sent) == before
    _save(page)
    expect(page.get_by_text("Got")).to_be_visible()
    assert len(sent) > before


@pytest.mark.every
def test_lines_follow_whoever_is_dragged_and_escape_calls_it_off(page: Page, url: str) -> None:
    _open(page, url)
    path = _line(page, JONAS, MARGUERITE, "reports to").locator("path.line")
    before = path.get_attribute("d") or ""
    x, y = _disc(page, JONAS)
    _pull(page, (x, y), (x - 80, y + 120))
    expect(path).not_to_have_attribute("d", before)
    page.keyboard.press("Escape")
    expect(path).to_have_attribute("d", before)
    page.mouse.up()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.every
def test_people_cannot_be_dropped_where_nobody_sees_them(page: Page, url: str) -> None:
    _open(page, url)
    _drag(page, TOM, 5_000, -5_000)
    frame, shape = page.locator(".editor > svg").bounding_box(), _disc(page, TOM)
    assert frame is not None
    assert frame["x"] < shape[0] < frame["x"] + frame["width"]
    assert frame["y"] < shape[1] < frame["y"] + frame["height"]


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _draw(page: Page, start: str, end: str) -> None:
    _person(page, start).locator(".shape").hover()
    _pull(page, _middle(_person(page, start).locator(".handle")), _disc(page, end))
    page.mouse.up()


def test_a_line_is_drawn_by_mouse_and_says_what_was_chosen(page: Page, url: str) -> None:
    _open(page, url)
    _draw(page, TOM, PRIYA)
    page.get_by_role("menuitem", name="influences").click()
    expect(_line(page, TOM, PRIYA, "influences")).to_be_attached()
    _draw(page, RUI, WEI)
    page.get_by_role("menuitem", name="Rui Ramsey knows Wei Zhang").click()
    _save(page)
    told = "Got {} [('p3', 'p2', <Tie.INFLUENCES: 'influences'>), ('us0', 'p4', <Tie.KNOWS: 'knows'>)] []."
    expect(page.get_by_text(told)).to_be_visible()


@pytest.mark.every
def test_a_line_is_drawn_by_keyboard_alone(page: Page, url: str) -> None:
    """Priya stands left of Tom: arrows lead there while a line is drawn."""
    _open(page, url)
    _person(page, TOM).focus()
    page.keyboard.press("l")
    _waiting(page, "A line from Tom Ash: choose to whom.")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="influences")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(_line(page, TOM, PRIYA, "conflicts with")).to_be_attached()
    expect(_person(page, PRIYA)).to_be_focused()
    _waiting(page, "1 change not saved yet")


@pytest.mark.every
def test_a_line_that_is_there_is_not_drawn_twice_and_a_conflict_has_no_direction(page: Page, url: str) -> None:
    _open(page, url)
    _draw(page, TOM, JONAS)
    expect(page.get_by_role("menuitem", name="conflicts with")).to_be_disabled()
    expect(page.get_by_role("menuitem", name="influences")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)


@pytest.mark.every
def test_whoever_gets_a_new_manager_leaves_the_old_one(page: Page, url: str) -> None:
    _open(page, url)
    _draw(page, TOM, PRIYA)
    page.get_by_role("menuitem", name="reports to").click()
    expect(_line(page, TOM, MARGUERITE, "reports to")).to_have_count(0)
    _save(page)
    expect(page.get_by_text("Got {} [('p3', 'p2', <Tie.REPORTS_TO: 'reports to'>)] [].")).to_be_visible()


def _on(line: Locator) -> tuple[float, float]:
    """A place where nothing lies over the line."""
    x, y = line.locator("path.line").evaluate(
        """path => { const at = path.getPointAtLength(path.getTotalLength() * 0.3).matrixTransform(path.getScreenCTM());
           return [at.x, at.y]; }"""
    )
    return x, y


@pytest.mark.every
def test_a_line_is_chosen_removed_and_brought_back(page: Page, url: str) -> None:
    _open(page, url)
    line = _line(page, JONAS, TOM, "conflicts with")
    line.focus()
    _waiting(page, "conflicts with")
    page.keyboard.press("Delete")
    expect(line).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(line).to_be_attached()
    page.mouse.click(*_on(line))
    page.get_by_role("button", name="Remove line").click()
    expect(line).to_have_count(0)
    _save(page)
    expect(page.get_by_text(re.compile(r"Got \{\} \[\] \[\('p1', 'p3', <Tie.CONFLICTS_WITH"))).to_be_visible()


# ── the keyboard ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_tab_goes_through_people_row_by_row_then_lines_and_out(page: Page, url: str) -> None:
    _open(page, url)
    page.get_by_role("button", name="Show the whole map").focus()
    for key in (MARGUERITE, JONAS, PRIYA, TOM):
        page.keyboard.press("Tab")
        expect(_person(page, key)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(_person(page, PRIYA)).to_be_focused()
    people, lines = page.locator("g.person").count(), page.locator("g.tie").count()
    for _ in range(people - 3):
        page.keyboard.press("Tab")
    expect(page.locator("g.person:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("g.tie:focus")).to_have_count(1)
    for _ in range(lines):
        page.keyboard.press("Tab")
    expect(page.locator("svg :focus")).to_have_count(0)


@pytest.mark.every
def test_arrows_move_by_a_quarter_and_one_undo_takes_them_all_back(page: Page, url: str) -> None:
    _open(page, url)
    before = _person(page, TOM).get_attribute("transform") or ""
    _person(page, TOM).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(_person(page, TOM)).not_to_have_attribute("transform", before)
    page.keyboard.press("Control+z")
    expect(_person(page, TOM)).to_have_attribute("transform", before)
    page.keyboard.press("ArrowUp")
    _save(page)
    expect(page.get_by_text("Got {'p3': (2.0, 0.75)}")).to_be_visible()


@pytest.mark.every
def test_a_person_is_opened_and_one_of_us_is_not(page: Page, url: str) -> None:
    _open(page, url)
    _person(page, RUI).focus()
    page.keyboard.press("Enter")
    page.mouse.dblclick(*_disc(page, WEI))
    expect(page.get_by_text("Opened p4.")).to_be_visible()
    _person(page, TOM).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Opened p3.")).to_be_visible()
    _person(page, RUI).focus()
    expect(page.get_by_role("button", name="Open", exact=True)).to_be_hidden()


# ── saving, and others who save ───────────────────────────────────────────────────────────────────────────────────────
def test_what_the_page_refuses_to_save_is_not_lost(page: Page, url: str) -> None:
    _open(page, f"{url}/?refuse=1")
    _drag(page, TOM, 90, 60)
    place = _person(page, TOM).get_attribute("transform") or ""
    _save(page)
    expect(page.get_by_text("Nothing is saved here.")).to_be_visible()
    _waiting(page, "Not saved; nothing of it is lost. 1 change not saved yet")
    expect(_person(page, TOM)).to_have_attribute("transform", place)
    expect(page.get_by_role("button", name="Save the map")).to_be_enabled()


@pytest.mark.every
def test_changes_are_kept_when_somebody_else_saves(page: Page, url: str) -> None:
    _open(page, url)
    _drag(page, TOM, 90, 60)
    page.get_by_role("button", name="Somebody else moves Jonas").click()
    _waiting(page, "The map changed meanwhile; your changes are kept. 1 change not saved yet")
    _save(page)
    expect(page.get_by_text("Got {'p3'")).to_be_visible()


@pytest.mark.every
def test_changes_to_somebody_who_is_gone_go_too(page: Page, url: str) -> None:
    _open(page, url)
    _drag(page, TOM, 90, 60)
    _draw(page, WEI, PRIYA)
    page.get_by_role("menuitem", name="influences").click()
    _waiting(page, "2 changes not saved yet")
    page.get_by_role("button", name="Priya goes").click()
    _waiting(page, "1 no longer made sense and went. 1 change not saved yet")
    expect(_person(page, PRIYA)).to_have_count(0)


# ── what people write, and how it looks ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "kind", first(1, ["mark-up", "three hundred signs", "a script", "control characters", "a lone surrogate"])
)
def test_hostile_text_is_shown_to_the_letter_and_stays_in_its_card(page: Page, url: str, kind: str) -> None:
    page.goto(f"{url}/?hostile={kind}")
    expect(_person(page, MARGUERITE)).to_be_visible()
    expect(page.locator(".editor :is(script, a, b:not(.legend b), img)")).to_have_count(0)
    room = _card(page)["width"]
    widths = page.locator("g.person text.name").evaluate_all("all => all.map((one) => one.getBBox().width)")
    assert widths and max(widths) <= room
    shown = _person(page, MARGUERITE).locator("title").first.text_content() or ""
    plain = " ".join("".join(c for c in HOSTILE[kind] if c.isprintable() or c.isspace()).split())
    assert shown.splitlines()[0] == plain.replace("half of", "half ? of")


@pytest.mark.parametrize(("people", "width"), first(1, [(80, 420), (8, 420), (25, 1400), (80, 1400)]))
def test_every_name_can_be_read_and_none_lies_on_another(page: Page, url: str, people: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, f"{url}/?people={people}")
    boxes: list[dict[str, float]] = page.locator("g.person text.halo").evaluate_all(
        """all => all.map((one) => { const box = one.getBoundingClientRect();
           return { left: box.left, right: box.right, top: box.top, bottom: box.bottom }; })"""
    )
    texts = page.locator("g.person text.name").evaluate_all("all => all.map((one) => +one.getAttribute('font-size'))")
    assert min(texts) * _scale(page) >= 9.49
    clashes = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 4
        and other["top"] < one["bottom"] - 4
    ]
    assert not clashes


@pytest.mark.parametrize("how", first(1, ["people=25&shuffled=1", "people=25", "people=80", "people=40&shuffled=2"]))
def test_lines_run_as_in_the_other_drawings(page: Page, url: str, how: str) -> None:
    """Turning points of every line are where `steward.exhibits.map_drawing` has them."""
    drawn = made_map(int(how[7:9]))
    _open(page, f"{url}/?{how}")
    size = _card(page)
    spots, paths = _spots(page, size), _paths(page)
    card = Card(size["width"], size["height"], size["text"], 0, 0)
    for line, way in zip(drawn.lines, routes(drawn.lines, spots, card), strict=True):
        path = paths[json.dumps([line.start, line.end, line.tie], separators=(",", ":"))]
        assert _points(path) == pytest.approx([value for point in _turns(way) for value in point], abs=0.01), line


def _paths(page: Page) -> dict[str, str]:
    """The way of every line, by its key."""
    found: dict[str, str] = page.locator("g.tie").evaluate_all(
        "all => Object.fromEntries(all.map((one) => [one.dataset.key, one.querySelector('.line').getAttribute('d')]))"
    )
    return found


def _spots(page: Page, size: dict[str, float]) -> dict[str, Spot]:
    """Where everybody stands, with as many lines of text as the browser broke theirs into."""
    people = page.locator("g.person").evaluate_all(
        """all => all.map((one) => [one.dataset.key, one.getAttribute('transform').match(/-?[0-9.]+/g).map(Number),
           one.querySelectorAll('.name').length, one.querySelectorAll('.title').length])"""
    )
    return {key: _spot(x, y, name, title, size["text"]) for key, (x, y), name, title in people}


def _spot(x: float, y: float, name: int, title: int, text: float) -> Spot:
    reach = sizes.REACH * text
    spot = Spot(x - reach, y - reach, x + reach, y + reach, y)
    return spot.above(sizes.text_height(name, title, text) + 2 * sizes.GAP * text)


def _turns(way: Route) -> list[tuple[float, float]]:
    points = way.points
    return [points[0], points[STEPS], points[-1]] if way.bend is Bend.CURVE else points


def _points(path: str) -> list[float]:
    """The points a path goes through: of a curve its ends."""
    found: list[float] = []
    for command, numbers in re.findall(r"([MLC])([^MLC]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", numbers)]
        found += values[-2:] if command == "C" else values
    return found


# ── fingers and wheels ────────────────────────────────────────────────────────────────────────────────────────────────
def _finger(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def _swipe(page: Page, start: tuple[float, float], right: float, down: float) -> None:
    """One finger, in small steps."""
    finger = _finger(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
    for step in range(1, 9):
        at = {"x": start[0] + right * step / 8, "y": start[1] + down * step / 8}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.every
def test_a_finger_on_somebody_not_chosen_scrolls_the_page(phone: Page, url: str) -> None:
    _open(phone, url)
    before = _person(phone, JONAS).get_attribute("transform") or ""
    _swipe(phone, _disc(phone, JONAS), 0, -150)
    phone.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 50")
    expect(_person(phone, JONAS)).to_have_attribute("transform", before)
    expect(phone.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.every
def test_a_finger_looks_around_a_wide_map_sideways(phone: Page, url: str) -> None:
    _open(phone, f"{url}/?people=80")
    x, y = _disc(phone, TOM)
    _swipe(phone, (x, y), -120, 0)
    assert _disc(phone, TOM) == pytest.approx((x - 120, y), abs=20)
    expect(phone.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.every
def test_a_finger_moves_somebody_who_was_tapped_before(phone: Page, url: str) -> None:
    _open(phone, url)
    before, place = _person(phone, JONAS).get_attribute("transform") or "", _disc(phone, JONAS)
    phone.touchscreen.tap(*place)
    expect(_person(phone, JONAS)).to_have_class(re.compile("chosen"))
    assert _disc(phone, JONAS) == place, "the map must not jump from under a finger"
    _swipe(phone, _disc(phone, JONAS), 0, 100)
    expect(_person(phone, JONAS)).not_to_have_attribute("transform", before)
    _waiting(phone, "1 change not saved yet")
    assert phone.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0


@pytest.mark.every
def test_two_fingers_zoom_the_map(phone: Page, url: str) -> None:
    _open(phone, url)
    before, (x, y) = _scale(phone), _disc(phone, PRIYA)
    finger = _finger(phone)
    for kind, apart in (("touchStart", 20), ("touchMove", 40), ("touchMove", 60)):
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert _scale(phone) > before * 1.5


@pytest.mark.every
def test_a_finger_draws_a_line_from_who_was_tapped(phone: Page, url: str) -> None:
    _open(phone, url)
    phone.touchscreen.tap(*_disc(phone, TOM))
    phone.get_by_role("button", name="Draw a line").tap()
    phone.touchscreen.tap(*_disc(phone, PRIYA))
    phone.get_by_role("menuitem", name="influences").tap()
    expect(_line(phone, TOM, PRIYA, "influences")).to_be_attached()


@pytest.mark.every
def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 500})
    _open(page, url)
    seen = page.locator(".editor > svg")
    before = seen.get_attribute("viewBox") or ""
    page.mouse.move(*_disc(page, PRIYA))
    page.mouse.wheel(0, 120)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    expect(seen).to_have_attribute("viewBox", before)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    expect(seen).not_to_have_attribute("viewBox", before)
    page.get_by_role("button", name="Show the whole map").click()
    expect(_line(page, JONAS, MARGUERITE, Tie.REPORTS_TO)).to_be_attached()
