"""Tasks of a day in a real browser, in clicks: what a reader presses from Home until they have what they wanted.

A press is a quick tap. `make bench` prints the counts; the tests hold them against their aims, also on a slow server
and where the connection drops at every step."""

import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, expect

from benchmarks import bringing, fiscal_year
from benchmarks.app import Served, chromium, drawn, serving
from benchmarks.delivered import slip_to_credit
from benchmarks.leading import leaders_hour
from benchmarks.measure import line, python
from benchmarks.reader import PATIENCE, Reader
from benchmarks.signature import need_to_signature
from steward.workspace import PROJECT

ACCOUNT, NAME = "NW-1003", "Haggleton Mutual"


def attention(reader: Reader) -> None:
    """Three accounts that need somebody, each with why."""
    reader.opens()
    for place in (1, 2, 3):
        expect(reader.page.locator(f".st-key-card-{place}")).to_contain_text("points")


def why_nrr_changed(reader: Reader) -> None:
    """From Home to the walk that adds up, with its paragraph."""
    reader.opens()
    reader.enters("Renewals")
    reader.turns_to("Retention")
    expect(reader.page.get_by_role("heading", name="Why it changed").first).to_be_visible()
    expect(reader.page.get_by_text(re.compile("NRR (fell|grew|stayed)")).first).to_be_visible()


def departure(reader: Reader) -> None:
    """Somebody has left: from their account to what follows from it."""
    reader.opens(f"account?account={ACCOUNT}&you=Ben")
    reader.turns_to("People")
    reader.presses(reader.page.get_by_role("button", name="Note a departure"))
    reader.presses(reader.page.get_by_role("radio", name="Ronan Kinsella"))
    reader.presses(reader.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Save"))
    expect(reader.page.locator(".st-key-cockpit")).to_contain_text("Left")
    expect(reader.page.get_by_text(re.compile("Champion Ronan Kinsella .*→ Left")).first).to_be_visible()


def _saves_and_takes_back(reader: Reader, moved: str) -> None:
    """In the panel beside a list: what a save moved is said there, and no more once it is taken back."""
    told = reader.page.get_by_text(re.compile(moved)).first
    reader.presses(reader.page.get_by_role("button", name=re.compile("^Save")).first)
    expect(told).to_be_visible()
    reader.presses(reader.page.get_by_role("button", name="Undo the last save").and_(reader.page.locator(":enabled")))
    expect(told).to_have_count(0)


def commitment(reader: Reader) -> None:
    """One that is overdue is done."""
    reader.opens("promises?you=Ben")
    reader.ticks("commitment")
    reader.chooses("Status", "kept")
    _saves_and_takes_back(reader, "Commitments overdue [0-9]+ → [0-9]+")


def detractor(reader: Reader) -> None:
    """An unhappy answer is settled, with what was done."""
    reader.opens("nps?you=Ben")
    reader.ticks("not settled")
    reader.chooses("Status", "closed")
    _types(reader, "What was done", "Called, and the invoice is right now.")
    _saves_and_takes_back(reader, "[0-9]+ → [0-9]+")


def whitespace_cell(reader: Reader) -> None:
    """What could be sold is more than was thought: noted in the cell where one would begin."""
    reader.opens("whitespace?you=Ben")
    reader.ticks("^Begin with")
    _types(reader, "Potential", "9000", role="spinbutton")
    _saves_and_takes_back(reader, "Potential .* → ")


def health_by_hand(reader: Reader) -> None:
    """Somebody set it, and somebody knows better."""
    reader.opens("health?you=Ben")
    reader.ticks("has the lowest score")
    reader.chooses("^Health$", "amber")
    _saves_and_takes_back(reader, "red → amber")


def departure_taken_back(reader: Reader) -> None:
    """Somebody has left, what follows from it, and that it was an error."""
    departure(reader)
    reader.presses(reader.page.get_by_role("button", name="Undo the last save").and_(reader.page.locator(":enabled")))
    expect(reader.page.get_by_text(re.compile("Champion Ronan Kinsella .*→ Left"))).to_have_count(0)


def _types(reader: Reader, field: str, words: str, *, role: Literal["textbox", "spinbutton"] = "textbox") -> None:
    box = reader.page.get_by_role(role, name=field)
    box.fill(words)
    box.press("Tab")
    drawn(reader.page)


def forecast(reader: Reader) -> None:
    """A renewal is called at the account, and what that moved is said."""
    reader.opens(f"commercial?account={ACCOUNT}&contract=C-1003-A2&you=Ben")
    reader.chooses("Category", "Renewal, expected")
    reader.presses(reader.page.get_by_role("button", name="Save", exact=True).first)
    expect(reader.page.get_by_text(re.compile("→ .*Renewal, expected", re.IGNORECASE)).first).to_be_visible()


def review(reader: Reader, name: str = "Lonechair Furniture") -> None:
    """From nothing to a deck without a finding: prefilled, approved in one list, fixed at one press, frozen; who sits
    here is said on the way."""
    page = reader.page
    reader.opens()
    reader.presses(page.get_by_role("link", name=re.compile(rf"^\W*\d+\. {name}")))
    reader.turns_to("Reviews")
    reader.chooses("You are")
    reader.presses(page.get_by_role("button", name="Save the meeting"))
    reader.presses(page.get_by_role("button", name="Approve all"))
    fix = page.get_by_role("button", name=re.compile("Fix all|Use one chart|Show it in rows"))
    freeze = page.get_by_role("button", name="Freeze figures")
    expect(fix.or_(freeze).first).to_be_visible()
    if fix.count():
        reader.presses(fix.first)
    reader.presses(freeze)
    expect(page.get_by_role("heading", level=1)).to_contain_text("ready to be shown")


def book_to_excel(reader: Reader) -> None:
    """The book as a workbook."""
    reader.opens()
    reader.enters("Accounts")
    with reader.page.expect_download() as taken:
        reader.presses(reader.page.get_by_role("button", name="Excel"))
    if not taken.value.suggested_filename.endswith(".xlsx"):
        raise RuntimeError(f"The book came as {taken.value.suggested_filename}.")


def customer_view(reader: Reader) -> None:
    """A window that is safe to show."""
    reader.opens()
    card = reader.page.locator(".st-key-card-1").get_by_role("link").first
    reader.presses(card)
    opens = reader.page.get_by_role("link", name="Open the customer's view")
    expect(opens).to_be_visible()
    with reader.page.context.expect_page() as opened:
        reader.presses(opens)
    expect(opened.value.get_by_text("What went well")).to_be_visible()
    opened.value.close()


def definition(reader: Reader) -> None:
    """What a number means, where it stands."""
    reader.opens("retention")
    reader.presses(reader.page.get_by_role("button", name="Definition and source").first)
    expect(reader.page.get_by_text(re.compile("as of .* 2026")).first).to_be_visible()


class Journey(NamedTuple):
    """A task, and the presses it may take."""

    walk: Callable[[Reader], None]
    aim: int


SIGNATURE = "from a need to a signature, three approvers with it"
FISCAL_YEAR = "a change of fiscal year, from its plan to the last signature, by five people"
CREDIT = "from a date that slips to an invoice that is credited"
BROUGHT = "from files nobody prepared to the first deck"
LEADING = "from the call to why, to a deal, adjusted and locked, to the deck for leadership"
JOURNEYS: Mapping[str, Journey] = {
    "three accounts that need attention, and why": Journey(attention, 2),
    "why NRR changed": Journey(why_nrr_changed, 3),
    "a departure to all its consequences (4), undone": Journey(departure_taken_back, 5),
    "a renewal's forecast, and what it moved": Journey(forecast, 3),
    "a commitment done from the list, what it moved, undone": Journey(commitment, 5),
    "a detractor answered from the list, what it moved, undone": Journey(detractor, 5),
    "a cell of the whitespace noted, what it moved, undone": Journey(whitespace_cell, 3),
    "a health set by hand from the list, what it moved, undone": Journey(health_by_hand, 5),
    "a review from nothing to a clean deck": Journey(review, 12),
    SIGNATURE: Journey(need_to_signature, 21),
    CREDIT: Journey(slip_to_credit, 18),
    LEADING: Journey(leaders_hour, 9),
    "book to Excel": Journey(book_to_excel, 2),
    "a safe view for the customer": Journey(customer_view, 2),
    "what a number means": Journey(definition, 1),
}


def main(home: Path) -> None:
    """Walk each on a sample of its own."""
    expect.set_options(timeout=PATIENCE)
    shutil.copytree(PROJECT / "data", home / "data", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(PROJECT / "account_plans", home / "account_plans")
    python("-m", "steward", "load", "--quiet", "--home", str(home))
    with chromium() as browser:
        with serving(home) as served:
            for name, one in JOURNEYS.items():
                _walk(browser, served, name, one)
        for name, shape in bringing.SHAPES.items():
            folder = home / "brought" / name.replace(" ", "_")
            (folder / "home" / "data").mkdir(parents=True)
            with serving(folder / "home") as served:
                bring = partial(bringing.files_to_first_deck, files=shape(folder), deck=folder / "deck.pptx")
                _walk(browser, served, f"{BROUGHT}, {name}", Journey(bring, bringing.AIM))
        made = fiscal_year.made(home / "fiscal_year").home
        with serving(made) as served:
            change = partial(fiscal_year.fiscal_year_change, home=made)
            _walk(browser, served, FISCAL_YEAR, Journey(change, fiscal_year.AIM))


def _walk(browser: Browser, served: Served, name: str, one: Journey) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    served.enter(page)
    reader = Reader(page, served.url)
    one.walk(reader)
    line(f"clicks: {name} (aim ≤ {one.aim})", str(reader.count))
    page.close()
