"""What somebody types while the page works is there when it has worked, and in the file once it is saved.

A run is held on its way, so that nothing here depends on how fast the machine is.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from steward.plans.customer.review import Review, SlideChoice, file_of
from steward.plans.files.store import Plans
from steward.plans.internal import debrief, renewals
from steward.plans.internal import opportunities as pipeline
from steward.plans.internal import strategy as ours
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.opportunities import OpportunityChanges, OpportunityField
from steward.plans.internal.renewals import Renewals
from steward.plans.internal.strategy import Strategy
from tests.browser.conftest import PATIENCE, Held, holding, settled
from tests.homes import home as made
from tests.homes import loaded_once

pytestmark = pytest.mark.browser
QUARTER = "2026-Q3"
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Steadily Growing | P1",
    "people": "person_id | name\nP1 | Ben Hall\nP2 | Cleo Marsh",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on  | contract_id
        S1              | A1         | VPN        | 60000 | 2025-01-01 | C1
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2025-01-01 | 2026-12-20 | 30          | true
        """,
    "opportunities": """
        opportunity_id | name           | stage    | status | amount | account_id | close_on   | next_step
        O1             | More bandwidth | proposal | open   | 4000   | A1         | 2026-11-30 | Send the offer
        """,
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typing") / "home"
    folder.mkdir()
    loaded_once(made(folder, **TABLES))
    return folder


@pytest.fixture(scope="module")
def server(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    with holding(loaded, tmp_path_factory.mktemp("gate") / "closed") as held:
        yield held


@pytest.fixture
def folder(loaded: Path) -> Path:
    """The home with nothing written yet but an empty strategy."""
    shutil.rmtree(loaded / "account_plans", ignore_errors=True)
    plans = Plans.whole(loaded / "account_plans")
    plans.save(plans.open(Strategy, ours.FILE, "A1"), Strategy(account_id="A1"), "Ben Hall")
    return loaded


def _plan(folder: Path, kind: type, file: str) -> object:
    return Plans.whole(folder / "account_plans").open(kind, file, "A1").plan


def _box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name, exact=True)


def _open(page: Page, address: str, first: str) -> Locator:
    page.set_viewport_size({"width": 1400, "height": 1700})
    page.goto(address)
    box = _box(page, first)
    expect(box).to_be_visible()
    return box


def _section(page: Page, name: str) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


def _typed(box: Locator, text: str) -> Callable[[], None]:
    def act() -> None:
        box.fill(text)
        box.press("Control+Enter" if box.evaluate("field => field.tagName") == "TEXTAREA" else "Enter")

    return act


def _becomes(read: Callable[[], object], wanted: object, page: Page) -> None:
    """What is read from the files comes to be this."""
    for _ in range(PATIENCE // 100):
        if read() == wanted:
            return
        page.wait_for_timeout(100)
    assert read() == wanted


def _position(folder: Path) -> tuple[str, str]:
    held = Plans.whole(folder / "account_plans").open(Strategy, ours.FILE, "A1").plan.position
    return held.ambition, held.value


def _call(folder: Path) -> tuple[str, int]:
    calls = Plans.whole(folder / "account_plans").open(Renewals, renewals.FILE, "A1").plan.calls
    return next(((one.note, len(calls)) for one in calls), ("", 0))


def _review(folder: Path) -> Review:
    return Plans.whole(folder / "account_plans").open(Review, file_of(QUARTER), "A1").plan


def _slides(folder: Path) -> dict[str, SlideChoice]:
    return {one.id: one for one in _review(folder).slides}


@pytest.mark.every
def test_a_second_field_of_a_plan_is_typed_in_while_the_first_is_taken_in(
    page: Page, server: Held, folder: Path
) -> None:
    """And the tap on “Save” that ends the typing saves."""
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    with server.working(_typed(ambition, "Their only network")):
        _box(page, "Value proposition").fill("One number to call")
    expect(page.get_by_role("button", name="Save 1 change")).to_be_visible()
    expect(_box(page, "Value proposition")).to_have_value("One number to call")
    page.get_by_role("button", name=re.compile("^Save")).click()
    _becomes(lambda: _position(folder), ("Their only network", "One number to call"), page)
    expect(ambition).to_have_value("Their only network")


@pytest.mark.every
def test_a_field_is_typed_in_while_another_is_being_saved(page: Page, server: Held, folder: Path) -> None:
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    _typed(ambition, "Their only network")()
    save = page.get_by_role("button", name="Save 1 change")
    expect(save).to_be_visible()
    with server.working(save.click):
        _box(page, "Value proposition").fill("One number to call")
    expect(page.get_by_role("button", name="Undo the last save")).to_be_enabled()
    expect(_box(page, "Value proposition")).to_have_value("One number to call")
    page.get_by_role("button", name=re.compile("^Save")).click()
    _becomes(lambda: _position(folder), ("Their only network", "One number to call"), page)


def test_what_is_done_right_after_a_tap_on_save_does_not_keep_it_from_being_saved(
    page: Page, server: Held, folder: Path
) -> None:
    """A second field is left, which begins another run; two sections are gone to, of which the later one is meant; and
    then another page."""
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    ambition.fill("Their only network")
    with server.working(page.get_by_role("button", name=re.compile("^Save")).click):
        _typed(_box(page, "Value proposition"), "One number to call")()
        page.wait_for_timeout(300)
    _becomes(lambda: _position(folder), ("Their only network", "One number to call"), page)
    expect(page.get_by_role("button", name="Undo the last save")).to_be_enabled()
    _box(page, "Value proposition").fill("One report")
    with server.working(page.get_by_role("button", name=re.compile("^Save")).click):
        _section(page, "Risks")
        _section(page, "Competitors")
        page.wait_for_timeout(300)
    _becomes(lambda: _position(folder), ("Their only network", "One report"), page)
    expect(page.get_by_role("radio", name="Competitors")).to_be_checked()
    settled(page)
    page.wait_for_timeout(600)
    expect(page.get_by_role("radio", name="Competitors")).to_be_checked()
    _section(page, "Position")
    _box(page, "Value proposition").fill("One bill")
    with server.working(page.get_by_role("button", name=re.compile("^Save")).click):
        page.get_by_role("link", name="Accounts").click()
        page.wait_for_timeout(300)
    _becomes(lambda: _position(folder), ("Their only network", "One bill"), page)
    expect(page).to_have_url(re.compile("/my_book"))


@pytest.mark.every
def test_a_tap_on_save_is_enough_and_the_first_one_counts(page: Page, server: Held, folder: Path) -> None:
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    ambition.fill("Their only network")
    page.get_by_role("button", name=re.compile("^Save")).click()
    _becomes(lambda: _position(folder)[0], "Their only network", page)


@pytest.mark.every
def test_a_section_that_is_left_and_come_back_to_is_as_it_was_typed(page: Page, server: Held, folder: Path) -> None:
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    ambition.fill("Their only network")
    _section(page, "Risks")
    expect(page.get_by_role("heading", name="Risks")).to_be_visible()
    expect(page.get_by_text("Typed and not saved yet: Position")).to_be_visible()
    _section(page, "Position")
    expect(ambition).to_have_value("Their only network")


@pytest.mark.every
def test_a_page_is_left_in_the_middle_of_a_word_while_it_works(page: Page, server: Held, folder: Path) -> None:
    """The click in the sidebar leads where it says, and the words are there when somebody comes back."""
    ambition = _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    with server.working(_typed(ambition, "Their only network")):
        _box(page, "Value proposition").fill("One number to call")
        page.get_by_role("link", name="Strategy", exact=True).click()
    expect(page).to_have_url(re.compile("/strategy"))
    expect(page.get_by_text("Strategy · Steadily Growing")).to_be_visible()
    page.get_by_role("link", name="Account plan", exact=True).click()
    expect(_box(page, "Value proposition")).to_have_value("One number to call")
    expect(ambition).to_have_value("Their only network")


@pytest.mark.every
def test_a_cell_of_a_table_outlives_another_section(page: Page, server: Held, folder: Path) -> None:
    _open(page, f"{server.url}/plan?account=A1&section=position&you=P1", "Ambition")
    _section(page, "Risks")
    expect(page.get_by_role("heading", name="Risks")).to_be_visible()
    _first_cell(page, "Price")
    expect(page.get_by_role("button", name="Save 1 change")).to_be_visible()
    _section(page, "Position")
    expect(_box(page, "Ambition")).to_be_visible()
    _section(page, "Risks")
    save = page.get_by_role("button", name="Save 1 change")
    expect(save).to_be_visible()
    save.click()
    plans = Plans.whole(folder / "account_plans")
    _becomes(lambda: [one.risk for one in plans.open(Strategy, ours.FILE, "A1").plan.risks], ["Price"], page)


def _first_cell(page: Page, text: str) -> None:
    """Add a row to the empty table and type into its first cell."""
    table = page.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 60, box["y"] + 52)
    cell = page.locator("#portal textarea")
    cell.fill(text)
    cell.press("Enter")


@pytest.mark.every
def test_a_renewal_is_typed_while_the_page_works(page: Page, server: Held, folder: Path) -> None:
    note = _open(page, f"{server.url}/renewals?contract=C1&you=P1", "Note")
    expected = page.get_by_role("spinbutton", name=re.compile("^Expected")).first
    with server.working(_typed(expected, "59000")):
        note.fill("They asked for two years")
    expect(note).to_have_value("They asked for two years")
    page.get_by_role("button", name="Save", exact=True).click()
    _becomes(lambda: _call(folder), ("They asked for two years", 1), page)
    (forecast,) = Plans.whole(folder / "account_plans").open(Renewals, renewals.FILE, "A1").plan.calls
    assert forecast.expected_mrr == 59_000


@pytest.mark.every
def test_an_opportunity_is_typed_while_the_page_works(page: Page, server: Held, folder: Path) -> None:
    step = _open(page, f"{server.url}/pipeline?deal=O1&you=P1", "Next step")
    with server.working(_typed(page.get_by_role("spinbutton", name="A month"), "4500")):
        step.fill("Order form sent")
    expect(step).to_have_value("Order form sent")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="2 changes wait for the CRM")).to_be_visible()
    found = Plans.whole(folder / "account_plans").open(OpportunityChanges, pipeline.FILE, "A1").plan.changes
    assert {one.field: one.wanted for one in found} == {
        OpportunityField.AMOUNT: "4500", OpportunityField.NEXT_STEP: "Order form sent",
    }  # fmt: skip


@pytest.mark.every
def test_a_debrief_is_typed_while_the_page_works_and_outlives_it(page: Page, server: Held, folder: Path) -> None:
    labels = ("Our conclusion", "What we do next")
    page.goto(f"{server.url}/debrief?account=A1&quarter={QUARTER}&you=P1")
    fields = page.locator(".stTextArea textarea")
    expect(fields.nth(1)).to_be_visible()
    with server.working(_typed(fields.nth(0), labels[0])):
        fields.nth(1).fill(labels[1])
        page.get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_text("Relationship map · Steadily Growing")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Reviews", exact=True).click()
    page.get_by_role("link", name="Debrief", exact=True).click()
    expect(fields.nth(1)).to_have_value(labels[1])
    page.get_by_role("button", name=re.compile("^Save")).click()
    _becomes(lambda: set(labels) <= set(_said(folder)), True, page)


def _said(folder: Path) -> tuple[object, ...]:
    plan = Plans.whole(folder / "account_plans").open(Debrief, debrief.file_of(QUARTER), "A1").plan
    return (*vars(plan.rating).values(), *vars(plan.notes).values())


@pytest.mark.every
def test_a_slides_title_is_typed_while_another_slide_is_on_its_way(page: Page, server: Held, folder: Path) -> None:
    """What stood on the screen was the first slide's title, so it is that."""
    line = _open(
        page, f"{server.url}/review?account=A1&quarter={QUARTER}&step=slides&slide=summary&you=P1", "Key message"
    )
    title = _box(page, "Title")
    other = page.get_by_role("radiogroup", name="Slides").get_by_role("radio", checked=False).last
    with server.working(lambda: other.check(force=True)):
        title.fill("What you invest")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(title).to_have_value("")
    with server.working(_typed(line, "It pays")):
        title.fill("In short")
    expect(title).to_have_value("In short")
    page.get_by_role("button", name="Save the slides").click()
    _becomes(lambda: "summary" in _slides(folder) and _slides(folder)["summary"].title, "What you invest", page)
    found = [one for one in _review(folder).slides if one.so_what == "It pays"]
    assert [one.title for one in found] == ["In short"]


@pytest.mark.every
def test_slides_outlive_a_meeting_that_is_saved(page: Page, server: Held, folder: Path) -> None:
    _open(page, f"{server.url}/review?account=A1&quarter={QUARTER}&step=slides&slide=summary&you=P1", "Key message")
    _box(page, "Key message").fill("It pays")
    page.get_by_text("Meeting", exact=True).first.click()
    place = _box(page, "Place")
    expect(place).to_be_visible()
    place.fill("Lyon")
    page.get_by_role("button", name=re.compile("^Save")).click()
    _becomes(lambda: _review(folder).meeting.place, "Lyon", page)
    page.get_by_text("Slides", exact=True).first.click()
    expect(_box(page, "Key message")).to_have_value("It pays")
    page.get_by_role("button", name="Save the slides").click()
    _becomes(lambda: "summary" in _slides(folder) and _slides(folder)["summary"].so_what, "It pays", page)


@pytest.mark.every
def test_a_prefilled_meeting_is_saved_though_somebody_goes_on_at_once(page: Page, server: Held, folder: Path) -> None:
    """A slow server: the press is kept, and the save does not take back where they went."""
    _open(page, f"{server.url}/review?account=A1&quarter={QUARTER}&step=meeting&you=P1", "Place")
    with server.working(page.get_by_role("button", name="Save the meeting").click):
        page.get_by_role("radio", name="Slides").first.click()
    _becomes(lambda: _review(folder).meeting.held_on is not None, True, page)
    expect(page.get_by_role("radio", name="Slides").first).to_be_checked()


@pytest.mark.every
def test_a_number_that_a_field_refuses_does_no_harm(page: Page, server: Held, folder: Path) -> None:
    line = _open(
        page, f"{server.url}/review?account=A1&quarter={QUARTER}&step=slides&slide=summary&you=P1", "Key message"
    )
    minutes = page.get_by_role("spinbutton", name="Minutes")
    minutes.fill("999")
    _typed(line, "It pays")()
    expect(page.get_by_role("button", name="Discard")).to_be_visible()
    expect(line).to_have_value("It pays")
    expect(page.get_by_test_id("stException")).to_have_count(0)
