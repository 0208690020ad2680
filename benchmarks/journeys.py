"""Tasks of a day in a real browser, in clicks: what a reader presses from Home until they have what they wanted.

A press is a quick tap. `make bench` prints the counts; the tests hold them against their aims, also on a slow server
and where the connection drops at every step."""

import re
import shutil
from collections.abc import Callable, Container, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Locator, Page, expect

from benchmarks.app import chromium, drawn, serving
from benchmarks.measure import line, python
from steward.workspace import PROJECT

ACCOUNT, NAME = "NW-1003", "Haggleton Mutual"
PATIENCE = 60_000
"""Milliseconds until what should be there is missed, also on a machine that is busy."""
STILL = 400
"""Milliseconds until a page that was scrolled stands still."""
HEAD, HIGH = 35, 35
"""Pixels of a list's heading and of each of its rows."""
DROPPED = """() => {
    for (const socket of window.stewardSockets) socket.close()
}"""
DROPS_WITH_IT = """() => window.addEventListener("click", () => {
    for (const socket of window.stewardSockets) socket.close()
}, { capture: true, once: true })"""
"""The next press is made before the page knows that its connection is gone: what it sends is lost."""
BACK_AGAIN = """() => document.querySelector('[data-testid=stApp]')?.dataset.testConnectionState === 'CONNECTED'
    && window.stewardSockets.some(socket => socket.readyState === WebSocket.OPEN)"""
WATCHED = """() => {
    const Made = window.WebSocket
    window.stewardSockets = []
    window.WebSocket = class extends Made {
        constructor(...where) { super(...where); window.stewardSockets.push(this) }
    }
}"""
"""Remembers the page's connections, so that they can be dropped."""


class Drop(StrEnum):
    """When a connection drops: before each press, and is back by then; or with it, so that nobody hears of it."""

    BEFORE = "before"
    WITH = "with"


class Reader:
    """Somebody at a window, whose presses are counted. `drops`: when their connection does so, at each of them."""

    def __init__(self, page: Page, url: str, *, drops: Drop | None = None) -> None:
        self.page, self.url, self.count, self._drops = page, url, 0, drops
        if drops:
            page.add_init_script(f"({WATCHED})()")

    def opens(self, address: str = "") -> None:
        """Come to the app, or to a link somebody sent."""
        self.page.goto(f"{self.url}/{address}")
        drawn(self.page)

    def presses(
        self, place: Locator, *, drops: Container[Drop] = tuple(Drop), at: tuple[float, float] | None = None
    ) -> None:
        """A quick tap. `drops`: when the connection may drop at it; `at`: where on the place, else in its middle."""
        if self._drops and self._drops in drops:
            drawn(self.page)
            self._drop(self._drops)
        place.click(delay=0, position={"x": at[0], "y": at[1]} if at else None)
        self.count += 1

    def _drop(self, when: Drop) -> None:
        if when is Drop.WITH:
            self.page.evaluate(DROPS_WITH_IT)
            return
        self.page.evaluate(DROPPED)
        self.page.wait_for_function(BACK_AGAIN, timeout=PATIENCE)
        self.page.wait_for_timeout(STILL)
        drawn(self.page)

    def chooses(self, label: str, option: str | None = None) -> None:
        """Open a list and press one of its options, the first where that does not matter; once it is in sight and the
        page stands still, because a list that is open closes where it moves, and where the page is drawn anew: so the
        connection does not drop between the two."""
        drawn(self.page)
        box = self.page.get_by_role("combobox", name=re.compile(label))
        box.scroll_into_view_if_needed()
        self.page.wait_for_timeout(STILL)
        self.presses(box, drops=[Drop.BEFORE])
        found = self.page.get_by_role("option")
        self.presses(found.filter(has_text=option).first if option else found.first, drops=[Drop.WITH])

    def ticks(self, below: str, *, row: int = 1) -> None:
        """Press the box of a row of the first list below a heading; the list is drawn on a canvas."""
        drawn(self.page)
        heading = self.page.get_by_role("heading", name=re.compile(below)).first
        table = heading.locator("xpath=following::*[@data-testid='stDataFrame'][1]")
        table.scroll_into_view_if_needed()
        self.page.wait_for_timeout(STILL)
        self.presses(table, at=(16, HEAD + HIGH * row - HIGH / 2))

    def enters(self, room: str) -> None:
        """Press an entry of the sidebar."""
        self.presses(self.page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"{room}$")))

    def turns_to(self, tab: str) -> None:
        """Press a tab."""
        self.presses(self.page.get_by_test_id("stMain").get_by_role("link", name=tab, exact=True))


def attention(reader: Reader) -> None:
    """Three accounts that need somebody, each with why."""
    reader.opens()
    for place in (1, 2, 3):
        expect(reader.page.locator(f".st-key-card-{place}")).to_contain_text("points")


def why_nrr_changed(reader: Reader) -> None:
    """From Home to the walk that adds up, with its paragraph."""
    reader.opens()
    reader.enters("Retention")
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
    with serving(home) as served, chromium() as browser:
        for name, one in JOURNEYS.items():
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            served.enter(page)
            reader = Reader(page, served.url)
            one.walk(reader)
            line(f"clicks: {name} (aim ≤ {one.aim})", str(reader.count))
            page.close()
