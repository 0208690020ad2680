"""A review as it is prepared in the browser: a slide worded, hidden and seen, checked, frozen."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from pptx.slide import Slide
from typer.testing import CliRunner

from steward.cli import app
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review, Shown, SlideChoice, file_of
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Opened, Plans
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled
from tests.examples import first
from tests.reviews_made import BUSY

pytestmark = pytest.mark.browser
QUARTER, BEFORE = "2026-Q3", "2026-Q2"


@pytest.fixture(scope="module")
def folder(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reviews") / "home"
    shutil.copytree(sample_home, home)
    return home


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """The sample, for this file alone."""
    with serving(folder) as served:
        yield served


def _file(folder: Path, account_id: str) -> Opened[Review]:
    return Plans.whole(Workspace.whole(folder).plans).open(Review, file_of(QUARTER), account_id)


def _choice(folder: Path, account_id: str, key: str) -> SlideChoice:
    return next(one for one in _file(folder, account_id).plan.slides if one.id == key)


def _open(page: Page, url: str, account_id: str, step: str, **query: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    page.set_viewport_size({"width": 1400, "height": 1700})
    page.goto(f"{url}/review?account={account_id}&quarter={QUARTER}&you=Anna&step={step}{more}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("slides")


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save the slides").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


@pytest.mark.every
def test_a_line_that_is_typed_is_on_the_slide_at_once_and_kept_when_saved(page: Page, url: str, folder: Path) -> None:
    _open(page, url, BUSY, "slides", slide="service")
    box = page.get_by_role("textbox", name="Key message")
    box.fill("The network held through the busiest quarter.")
    box.press("Enter")
    expect(page.get_by_role("status").get_by_text("The network held through the busiest quarter.")).to_be_visible()
    assert not _file(folder, BUSY).exists, "nothing is saved before somebody says so"
    _save(page)
    assert _choice(folder, BUSY, "service").so_what == "The network held through the busiest quarter."


def _name(radio: Locator) -> str:
    """The words beside it."""
    return str(radio.evaluate("one => one.closest('label').innerText"))


@pytest.mark.every
def test_a_slide_is_hidden_moved_and_added(page: Page, url: str, folder: Path) -> None:
    _open(page, url, "NW-1016", "slides", slide="voice")
    voice = page.get_by_role("radio", name=re.compile(r"\d+ · What you told us"))
    expect(voice).to_be_checked()
    place = int(re.findall(r"\d+", _name(voice))[0])
    page.get_by_role("button", name="Move up").click()
    expect(page.get_by_role("radio", name=f"{place - 1} · What you told us")).to_be_checked()
    page.get_by_role("combobox", name="Shown").click()
    page.get_by_role("option", name="Hidden").click()
    expect(page.get_by_text("The slide is hidden.")).to_be_visible()
    page.get_by_role("button", name="Add a text slide").click()
    expect(page.get_by_role("radio", name=re.compile("What we also want to say"))).to_be_checked()
    settled(page)
    page.get_by_role("textbox", name="Title").fill("Our new office")
    page.get_by_role("textbox", name="Title").press("Enter")
    expect(page.get_by_role("heading", name="Our new office")).to_be_visible()
    _save(page)
    slides = _file(folder, "NW-1016").plan.slides
    order = [one.id for one in slides]
    assert _choice(folder, "NW-1016", "voice").shown is Shown.NEVER
    assert order.index("voice") < order.index("sizing")
    assert "Our new office" in [one.title for one in slides]


@pytest.mark.every
def test_all_proposed_lines_are_accepted_at_once(page: Page, url: str, folder: Path) -> None:
    _open(page, url, "NW-1007", "slides")
    page.get_by_role("button", name=re.compile("Review [0-9]+ suggested messages")).click()
    page.get_by_role("button", name=re.compile("Approve all")).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    lines = [one for one in _file(folder, "NW-1007").plan.slides if one.so_what]
    assert len(lines) >= 5
    assert all(one.so_what == one.rests_on for one in lines)


@pytest.mark.every
def test_a_finding_leads_to_where_it_is_fixed(page: Page, url: str) -> None:
    _open(page, url, "NW-1005", "check")
    row = page.locator("[data-testid=stHorizontalBlock]", has_text="No decision is asked for.").last
    row.get_by_role("link", name="To the meeting").click()
    expect(page.get_by_role("heading", name="Decisions", exact=True)).to_be_visible()
    page.go_back()
    page.goto(f"{url}/review?account=NW-1005&quarter={QUARTER}&step=check")
    page.get_by_role("link", name="To the slide").first.click()
    expect(page.get_by_role("textbox", name="Key message")).to_be_visible()


@pytest.mark.every
def test_frozen_figures_are_said_to_be_frozen_on_the_page_and_can_be_thawed(page: Page, url: str, folder: Path) -> None:
    _open(page, url, "NW-1004", "show")
    page.get_by_role("button", name="Freeze figures").click()
    expect(page.get_by_text("Figures frozen on")).to_be_visible()
    assert _file(folder, "NW-1004").plan.frozen.number == 1
    page.goto(f"{url}/service?account=NW-1004&quarter={QUARTER}")
    expect(page.get_by_text("the review of Q3 2026 reads the frozen ones")).to_be_visible()
    page.goto(f"{url}/service?account=NW-1004&quarter=2026-Q2")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("reads the frozen ones")).to_have_count(0)
    _open(page, url, "NW-1004", "show")
    page.get_by_role("button", name="Read today's figures again").click()
    expect(page.get_by_text("The figures are today's")).to_be_visible()


@pytest.mark.every
def test_nobody_saves_without_saying_who_they_are(page: Page, url: str, folder: Path) -> None:
    page.goto(f"{url}/review?account=NW-1011&quarter={QUARTER}&step=show")
    expect(page.get_by_role("button", name="Freeze figures")).to_be_disabled()
    assert not _file(folder, "NW-1011").exists


@pytest.mark.every
def test_a_template_is_brought_and_the_deck_stands_on_it(page: Page, url: str, folder: Path, real: Path) -> None:
    _open(page, url, "NW-1010", "template")
    page.locator("input[type=file]").set_input_files(real / "templates" / "unhcr_16x9.pptx")
    page.get_by_role("button", name="Keep this template").click()
    expect(page.get_by_text("Decks are drawn on the template of")).to_be_visible()
    assert (Plans.whole(Workspace.whole(folder).plans).of("NW-1010") / "template.pptx").is_file()


@pytest.mark.every
@pytest.mark.parametrize(
    "step", first(1, ["meeting", "story", "slides", "check", "freeze", "present", "capture", "close", "template"])
)
def test_no_step_is_wider_than_a_phone(step: str, page: Page, url: str) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    page.goto(f"{url}/review?account={BUSY}&quarter={QUARTER}&step={step}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("element => element.scrollWidth <= element.clientWidth")


@pytest.mark.every
def test_from_preparing_to_the_commitment_in_the_next_quarters_deck(
    page: Page, url: str, folder: Path, tmp_path: Path
) -> None:
    """Prepare, check, freeze, present by keys, note a commitment: it is on the last slide, in plan and next deck."""
    where = f"account=NW-1037&quarter={BEFORE}&you=Anna"
    page.set_viewport_size({"width": 1400, "height": 1700})
    page.goto(f"{url}/review?{where}&step=slides&slide=service")
    line = page.get_by_role("textbox", name="Key message")
    line.fill("The network held through the busiest quarter.")
    line.press("Enter")
    expect(page.get_by_role("status").get_by_text("The network held through the busiest quarter.")).to_be_visible()
    _save(page)
    page.get_by_role("button", name=re.compile("Review [0-9]+ suggested messages")).click()
    approve = page.get_by_role("button", name=re.compile("Approve all"))
    approve.click()
    expect(approve).to_have_count(0)
    slides = Plans.whole(Workspace.whole(folder).plans).open(Review, file_of(BEFORE), "NW-1037").plan.slides
    assert {one.id: one.so_what for one in slides}["service"] == "The network held through the busiest quarter."
    page.get_by_role("radio", name="Check").click()
    expect(page.get_by_text("The figures are not frozen")).to_be_visible()
    page.get_by_role("radio", name="Freeze").click()
    page.get_by_role("button", name="Freeze figures").click()
    page.get_by_role("radio", name="Present").click()
    expect(page.get_by_text("Figures frozen on")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Present", exact=True).click()
    window = opened.value
    place = window.locator(".presenter-bar .place")
    expect(place).to_have_text(re.compile("^1 of "))
    window.keyboard.press("PageDown")
    expect(place).to_have_text(re.compile("^2 of "))
    window.keyboard.press("c")
    window.keyboard.type("Map the spare fibres in Torino")
    window.keyboard.press("Alt+KeyP")
    window.keyboard.press("Enter")
    expect(window.get_by_text("Saved.", exact=True)).to_be_visible()
    window.keyboard.press("End")
    expect(window.locator(".st-key-stage").get_by_text("Map the spare fibres in Torino")).to_be_visible()
    plan = Plans.whole(Workspace.whole(folder).plans).open(SuccessPlan, agreed.FILE, "NW-1037").plan
    assert [one.review for one in plan.commitments if one.promise == "Map the spare fibres in Torino"] == [BEFORE]
    deck = tmp_path / "next.pptx"
    told = CliRunner().invoke(app, ["deck", "NW-1037", "--quarter", QUARTER, "--home", str(folder), "-o", str(deck)])
    assert told.exit_code == 0, told.output
    commitments = [slide for slide in Presentation(str(deck)).slides if "commitments" in _title(slide)]
    cells = [
        cell.text
        for slide in commitments for shape in slide.shapes if shape.has_table
        for row in shape.table.rows for cell in row.cells
    ]  # fmt: skip
    assert "Map the spare fibres in Torino" in cells


def _title(slide: Slide) -> str:
    return str(slide.shapes.title.text) if slide.shapes.title else ""
