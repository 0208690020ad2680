"""A review as it is presented: by keys, in two windows, with nothing of anybody else in what the customer's gets."""

import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review, file_of
from steward.plans.customer.success_plan import Side, SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal.debrief import Debrief, Reminder
from steward.plans.internal.debrief import file_of as debrief_of
from steward.plans.internal.strategy import FILE as STRATEGY
from steward.ui.kit.secret import made_secret
from steward.ui.present import signed_link
from steward.ui.present.signed_link import Link, PresentWindow, signed
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled, window
from tests.examples import first
from tests.reviews_made import BUSY

pytestmark = pytest.mark.browser
QUARTER = "2026-Q3"
MADE = Path(signed_link.__file__).parent
Present = Callable[..., None]
REMINDER = "Never say the word palimpsest"
WHOLE = """most => {
    const stage = document.querySelector('.st-key-stage'), charts = [...stage.querySelectorAll('.js-plotly-plot')];
    return [...stage.children].at(-1).getBoundingClientRect().bottom <= most
        && charts.every(one => Math.abs(one.querySelector('svg')?.clientWidth - one.offsetWidth) <= 4);
}"""
"""The slide ends where the window does, and its charts are as wide as their places: once they are drawn."""
SMALL = """() => {
    const stage = document.querySelector('.st-key-stage');
    const words = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    const smaller = stage.getBoundingClientRect().width / stage.offsetWidth, small = [];
    while (words.nextNode()) {
        const word = words.currentNode, place = word.parentElement, range = document.createRange();
        range.selectNodeContents(word);
        if (!word.textContent.trim() || !place.checkVisibility() || range.getBoundingClientRect().width < 2) continue;
        const drawn = place.closest('svg') && place.getScreenCTM?.();
        const size = parseFloat(getComputedStyle(place).fontSize) * (drawn ? Math.hypot(drawn.a, drawn.b) : smaller);
        if (size < (drawn ? 18 : 24) - 0.1) small.push(`${size.toFixed(1)}: ${word.textContent.trim()}`);
    }
    return small;
}"""
"""The words of a slide that somebody in the last row could not read, as they are seen: a slide may be drawn smaller."""
REFUSED = """how_many => {
    const kept = Object.keys(localStorage).filter(key => key.startsWith('steward.note/'));
    const refused = kept.filter(key => JSON.parse(localStorage.getItem(key)).refused);
    return refused.length === how_many && document.querySelector(
        '[data-testid=stApp]').dataset.testScriptState === 'notRunning';
}"""
"""So many notes were refused, and none of them is on its way still."""
ANSWERS = """source => {
    const box = new Function(`${source}; return new Outbox('answers')`)(), left = [];
    box.add({ words: 'Fix the line' });
    const { number } = box.all()[0], answered = why => left.push([box.answer({ [number]: why }), box.all().length]);
    answered('broken');
    answered('broken still');
    answered('');
    answered('broken');
    return left;
}"""
"""What four answers to one note come to: how many it was, and how many notes are left."""


@pytest.fixture(scope="module")
def folder(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("present") / "home"
    shutil.copytree(sample_home, home)
    plans = Plans.whole(Workspace.whole(home).plans)
    opened = plans.open(Debrief, debrief_of(QUARTER), BUSY)
    plans.save(opened, Debrief(account_id=BUSY, reminders=(Reminder(id="r", reminder=REMINDER),)), "Anna")
    return home


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """The sample, for this file alone."""
    with serving(folder) as served:
        yield served


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    """The presenter's own screen."""
    with window(browser, width=1400, height=1000) as opened:
        yield opened


def link(folder: Path, window: PresentWindow, room: str = "", account: str = BUSY) -> str:
    """The address of a window, without that of the server."""
    said = Link(account, QUARTER, room or secrets.token_hex(8), "Anna")
    page = "present" if window is PresentWindow.CUSTOMER else "presenter"
    return f"{page}?link={signed(said, window, made_secret(Workspace.whole(folder)))}"


@pytest.fixture
def present(url: str, folder: Path) -> Present:
    """Open the customer's window."""

    def opened(page: Page, room: str = "", account: str = BUSY) -> None:
        page.goto(f"{url}/{link(folder, PresentWindow.CUSTOMER, room, account)}")
        _at(page, 1)

    return opened


def _at(page: Page, number: int) -> None:
    """The window shows the slide of this number."""
    expect(page.locator(".presenter-bar .place")).to_have_text(re.compile(f"^{number} of "))


def _last(page: Page) -> int:
    return int(page.locator(".presenter-bar .place").inner_text().split(" of ")[1])


def test_keys_and_a_remote_go_through_the_slides_and_nothing_else_is_there(page: Page, present: Present) -> None:
    present(page)
    last = _last(page)  # of the appendix, which stands behind the decisions and its own first slide
    for key, number in (
        ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", last - 2),
        ("End", last), ("ArrowRight", last), ("Home", 1), ("ArrowLeft", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        _at(page, number)
    expect(page.locator(".st-key-opening h2")).to_be_visible()
    _nothing_but_the_slide_is_on_the_screen(page)


def _nothing_but_the_slide_is_on_the_screen(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    _at(page, 2)
    for part in ("stSidebar", "stHeader", "stToolbar", "stSidebarNavLink"):
        expect(page.get_by_test_id(part).locator("visible=true")).to_have_count(0)
    # Asked until it holds: the heading found first may be that of the slide that is going.
    large = "heading => heading && parseFloat(getComputedStyle(heading).fontSize) >= 36"
    page.wait_for_function(f"() => ({large})(document.querySelector('.st-key-stage h2'))")


@pytest.mark.every
@pytest.mark.parametrize("account", first(1, [BUSY, "NW-1006", "NW-1011"]))
def test_every_word_of_every_slide_can_be_read_from_the_last_row(
    browser: Browser, present: Present, account: str
) -> None:
    with window(browser, width=1920, height=1080) as page:
        present(page, account=account)
        for number in range(1, _last(page) + 1):
            _at(page, number)
            settled(page)
            page.wait_for_function(WHOLE, arg=1080)
            assert page.evaluate(SMALL) == [], f"slide {number}"
            page.keyboard.press("ArrowRight")


@pytest.mark.every
def test_the_two_windows_follow_each_other(page: Page, second: Page, url: str, present: Present, folder: Path) -> None:
    room = secrets.token_hex(8)
    present(page, room)
    second.goto(f"{url}/{link(folder, PresentWindow.PRESENTER, room)}")
    _at(second, 1)
    page.keyboard.press("ArrowRight")
    _at(second, 2)
    second.get_by_role("button", name="Next slide").click()
    _at(page, 3)
    expect(second.get_by_text(REMINDER)).to_be_visible()
    expect(second.get_by_text("Next", exact=True)).to_be_visible()


@pytest.mark.every
def test_another_room_is_not_moved(page: Page, second: Page, present: Present) -> None:
    present(page)
    present(second)
    page.keyboard.press("ArrowRight")
    _at(page, 2)
    second.wait_for_timeout(2_500)
    _at(second, 1)


def test_what_is_noted_is_saved_at_once_and_on_the_last_slide(page: Page, folder: Path, present: Present) -> None:
    present(page)
    page.keyboard.press("c")
    page.keyboard.type("Send the traffic report by site")
    page.keyboard.press("Alt+KeyP")
    page.get_by_label("Whose").select_option("theirs")
    page.get_by_label("By when").fill("2026-12-18")
    page.get_by_label("What was said").press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    plans = Plans.whole(Workspace.whole(folder).plans)
    commitments = plans.open(SuccessPlan, agreed.FILE, BUSY).plan.commitments
    made = next(one for one in commitments if one.promise == "Send the traffic report by site")
    assert (made.side, str(made.due), made.review) == (Side.THEIRS, "2026-12-18", QUARTER)
    page.keyboard.press("c")
    expect(page.get_by_label("Kind")).to_have_value("decision")  # that of the note before does not stick
    page.keyboard.type("Who pays for the second line?")
    page.keyboard.press("Alt+KeyQ")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    page.keyboard.type("We start in Leeds.")
    page.keyboard.press("Alt+KeyD")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.keyboard.press("End")
    for words in ("Send the traffic report by site", "Who pays for the second line?", "We start in Leeds."):
        expect(page.locator(".st-key-stage").get_by_text(words)).to_be_visible()
    found = plans.open(Review, file_of(QUARTER), BUSY).plan
    assert [one.question for one in found.questions] == ["Who pays for the second line?"]
    assert [one.decision for one in found.decisions] == ["We start in Leeds."]


def test_words_stay_where_saving_is_refused(page: Page, folder: Path, present: Present) -> None:
    file = Plans.whole(Workspace.whole(folder).plans).of("NW-1012") / agreed.FILE
    present(page, account="NW-1012")
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "\n[[broken", encoding="utf-8")
    for words in ("Fix the line", "Fix the pole"):
        page.keyboard.press("c")
        page.keyboard.insert_text(words)
        page.keyboard.press("Alt+KeyP")
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert").get_by_text("is not valid TOML")).to_be_visible()
    expect(page.get_by_label("What was said")).to_have_value("Fix the line")
    expect(page.locator(".presenter-bar .unsaved")).to_have_text("2 not saved yet")
    page.wait_for_function(REFUSED, arg=2)
    assert file.read_text(encoding="utf-8") == before + "\n[[broken"
    file.write_text(before, encoding="utf-8")
    page.get_by_label("What was said").press("Enter")
    expect(page.get_by_label("What was said")).to_have_value("Fix the pole")
    page.get_by_label("What was said").press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    commitments = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, agreed.FILE, "NW-1012").plan.commitments
    assert [one.promise for one in commitments if "Fix" in one.promise] == ["Fix the line", "Fix the pole"]


def test_a_note_refused_and_saved_by_an_earlier_message_is_not_offered_again(page: Page, url: str) -> None:
    page.goto(f"{url}/_stcore/health")
    assert page.evaluate(ANSWERS, (MADE / "outbox.js").read_text(encoding="utf-8")) == [[1, 1], [0, 1], [1, 0], [0, 0]]


@pytest.mark.every
def test_a_note_saved_again_as_it_was_is_the_same_note(page: Page, folder: Path, present: Present) -> None:
    """An earlier message with it may be on its way still: it is written once, whichever comes first."""
    file = Plans.whole(Workspace.whole(folder).plans).of("NW-1012") / agreed.FILE
    present(page, account="NW-1012")
    before = file.read_text(encoding="utf-8")
    file.write_text(before + "\n[[broken", encoding="utf-8")
    page.keyboard.press("c")
    page.keyboard.insert_text("Mend the mast")
    page.keyboard.press("Alt+KeyP")
    page.keyboard.press("Enter")
    page.wait_for_function(REFUSED, arg=1)
    numbers = "Object.keys(localStorage).filter(key => key.startsWith('steward.note/'))"
    first = page.evaluate(numbers)
    expect(page.get_by_label("What was said")).to_have_value("Mend the mast")
    page.get_by_label("What was said").press("Enter")
    page.wait_for_function(REFUSED, arg=1)
    assert page.evaluate(numbers) == first
    file.write_text(before, encoding="utf-8")
    page.get_by_label("What was said").fill("Mend the mast by May")
    page.get_by_label("What was said").press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert page.evaluate(numbers) == []


def test_keys_typed_into_a_note_move_no_slide(page: Page, present: Present) -> None:
    present(page)
    page.keyboard.press("c")
    page.keyboard.type("a b f c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    _at(page, 1)


def _open_service(page: Page, present: Present) -> None:
    """Slide by slide; the bar may tell of the next one before it is drawn, so the heading is waited for as well."""
    present(page)
    heading = page.locator(".st-key-stage h2")
    for number in range(2, _last(page) + 1):
        before = heading.inner_text()
        page.keyboard.press("ArrowRight")
        _at(page, number)
        expect(heading).not_to_have_text(before)
        if "Availability" in heading.inner_text():
            return


@pytest.mark.every
def test_behind_a_bar_lie_its_months_and_sites_and_an_earlier_quarter_is_said_to_be_one(
    page: Page, present: Present
) -> None:
    _open_service(page, present)
    title = page.locator(".st-key-stage h2").inner_text()
    page.get_by_text("Cloud Telephony", exact=True).last.click()
    expect(page.locator(".st-key-stage h2")).to_have_text("Cloud Telephony")
    expect(page.get_by_text("Where Cloud Telephony lost time")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-stage h2")).to_have_text(title)
    bar = page.locator(".st-key-stage .js-plotly-plot").first.locator(".point path").first
    bar.wait_for()
    settled(page)
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2)
    expect(page.get_by_text(re.compile("Where .* lost time"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-stage h2")).to_have_text(title)
    page.get_by_role("combobox", name="Quarter").click()
    page.get_by_role("option", name="Q2 2026").click()
    expect(page.get_by_text("These are figures of Q2 2026, not of the review.")).to_be_visible()
    expect(page.locator(".st-key-stage h2")).to_contain_text("Q2 2026")
    page.get_by_role("combobox", name="Quarter").click()
    page.get_by_role("option", name="Q3 2026").click()
    expect(page.locator(".st-key-stage h2")).to_contain_text("Q3 2026")


def _secrets(folder: Path) -> list[str]:
    """Every other account's name, and the sentences of this account's strategy and of its debrief."""
    names = [one.name for one in choices(open_warehouse(Workspace.whole(folder))) if one.account_id != BUSY]
    strategy = (Plans.whole(Workspace.whole(folder).plans).of(BUSY) / STRATEGY).read_text(encoding="utf-8")
    success = (Plans.whole(Workspace.whole(folder).plans).of(BUSY) / agreed.FILE).read_text(encoding="utf-8")
    sentences = [text for text in re.findall(r'"([^"\n]{18,})"', strategy) if text not in success]
    assert len(names) > 30
    assert len(sentences) > 30
    return [*names, *sentences, REMINDER]


def test_every_slide_is_on_the_screen_as_a_whole_and_nothing_of_anybody_else_with_it(
    second: Page, folder: Path, present: Present
) -> None:
    """Everything is recorded that a browser receives which keeps nothing: frames of the socket, files, the page."""
    second.set_viewport_size({"width": 1400, "height": 800})
    heard: list[str] = []

    def frame(payload: str | bytes) -> None:
        heard.append(payload if isinstance(payload, str) else payload.decode("utf-8", "ignore"))

    second.on("websocket", lambda socket: socket.on("framereceived", frame))

    def answer(got: Response) -> None:
        if "json" in got.headers.get("content-type", ""):
            heard.append(got.text())

    second.on("response", answer)
    present(second)
    for number in range(2, _last(second) + 1):
        second.keyboard.press("ArrowRight")
        _at(second, number)
        settled(second)
        second.wait_for_function(WHOLE, arg=800 - 40)
    second.keyboard.press("c")
    heard.append(second.content())
    everything = "\n".join(heard)
    assert "Brimfull Studios" in everything, "the recording holds what was shown"
    assert len(everything) > 100_000
    assert [secret for secret in _secrets(folder) if secret in everything] == []
    for page_of_ours in ("my_book", "pipeline", "relationship_map", "data_health", "Strategy"):
        assert page_of_ours not in everything


@pytest.mark.every
def test_on_a_phone_a_swipe_turns_the_slide(browser: Browser, present: Present) -> None:
    with window(browser, width=420, height=800, has_touch=True) as page:
        present(page)
        page.evaluate("""() => {
            const at = (type, x) => document.dispatchEvent(new TouchEvent(type, {changedTouches: [
                new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300})]}))
            at('touchstart', 350); at('touchend', 80)
        }""")
        _at(page, 2)
        settled(page)
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("element => element.scrollWidth <= element.clientWidth")
