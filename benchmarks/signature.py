"""From a question to a signature, in clicks: what somebody and three approvers press, each at a window of their own."""

import io
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import openpyxl  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet

from benchmarks.app import drawn
from benchmarks.reader import HEAD, HIGH, Reader

ACCOUNT, DESIGN, QUOTE = "NW-1002", "room-for-four-studios", "Q2"
OPTION = "Fibre at two, broadband at two"
FIRST, SECOND = {0: ("3.61", "2.6"), 1: ("3.61", "2.6")}, {0: ("2.6", "2.55"), 1: ("2.6", "3.6")}
"""Prices of the two lines of fibre, before and after, by row: a third off in all; then less, and more of it on one."""
PRICE = 6
"""How many columns the price stands behind the first."""


class Person(NamedTuple):
    """An approver: who they are, and as what they decide."""

    person_id: str
    role: str


PRICING, MANAGER, LEADER = Person("P122", "Pricing"), Person("P102", "Sales manager"), Person("P101", "Leadership")
WHY = "No: more than 30 % is for a renewal."


class FromNeedToSignature:
    """The walk, step by step; each step ends with what it is for in sight."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page

    def discovers(self) -> None:
        """An answer, and the site table as a file that goes out and comes back with more in it."""
        reader, page = self.reader, self.page
        reader.opens(f"discovery?account={ACCOUNT}&part=questions&you=P106")
        field = page.get_by_role("textbox").first
        field.fill("Renders, mail and telephony")
        field.press("Tab")
        reader.presses(page.get_by_role("button", name=re.compile("^Save")).first)
        expect(page.get_by_text("Saved.")).to_be_visible()
        reader.presses(page.get_by_role("radio", name="Sites", exact=True))
        with page.expect_download() as taken:
            reader.presses(page.get_by_role("button", name="Site table (Excel)"))
        back = _filled_in(Path(taken.value.path()).read_bytes())
        kind = "application/octet-stream"
        page.locator("input[type=file]").set_input_files({"name": "back.xlsx", "mimeType": kind, "buffer": back})
        expect(page.get_by_text("1 changed cell, 1 new site")).to_be_visible()
        reader.presses(page.get_by_role("button", name="Take over 2 changes"))
        expect(page.get_by_text("Taken over.", exact=True)).to_be_visible()

    def begins(self) -> None:
        """The option that is offered, and its quote."""
        reader, page = self.reader, self.page
        reader.presses(page.get_by_role("radio", name="About", exact=True))
        reader.chooses("Offered option", OPTION)
        reader.presses(page.get_by_role("button", name="Save 1 change"))
        expect(page.get_by_text("Saved.")).to_be_visible()
        reader.presses(page.get_by_role("radio", name="Overview", exact=True))
        reader.presses(page.get_by_role("button", name=f"Begin a quote from “{OPTION}”"))
        expect(page.get_by_role("heading", name=re.compile("^Draft of "))).to_be_visible()

    def prices(self, prices: dict[int, tuple[str, str]]) -> None:
        """Prices are typed into the grid of lines, and kept."""
        self.reader.opens(f"{_address('P106')}&view=edit&part=Lines")
        page, grid = self.page, self.page.get_by_test_id("stDataFrame").last
        for row, (old, new) in prices.items():
            _typed(page, row, old, new)
        expect(grid).to_be_visible()
        self.reader.presses(page.get_by_role("button", name=f"Save {len(prices)} changes"))
        expect(page.get_by_text("Saved.")).to_be_visible()

    def submits(self) -> None:
        """A version goes to whoever must approve it."""
        self.reader.presses(self.page.get_by_role("button", name="Submit", exact=True))
        expect(self.page.get_by_role("heading", name="In approval").first).to_be_visible()

    def approvals(self) -> None:
        """Two approve, the third does not; a line changes, one approval is void and is given again."""
        with self.reader.beside(3) as windows:
            pricing, manager, leader = map(Decider, windows, (PRICING, MANAGER, LEADER))
            pricing.decides("Approve")
            manager.decides("Approve")
            leader.decides("Reject", WHY)
            self.prices(SECOND)
            self.reader.opens(f"{_address('P106')}&view=approval")
            expect(self.page.get_by_role("heading", name="Pricing must approve")).to_be_visible()
            expect(self.page.get_by_text("Pricing’s approval of version 1 is void").first).to_be_visible()
            self.submits()
            pricing.decides("Approve")
            expect(pricing.reader.page.get_by_role("heading", name="Approved").first).to_be_visible()

    def signs(self) -> bytes:
        """The paper the customer gets, and their yes; the paper."""
        reader, page = self.reader, self.page
        reader.opens(_address("P106"))
        with page.expect_download() as paper:
            reader.presses(page.get_by_role("button", name="Proposal (Word)"))
        for button, heading in (("The customer has it", "With the customer"), ("Accepted", "Accepted")):
            reader.presses(page.get_by_role("button", name=button, exact=True))
            expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        return Path(paper.value.path()).read_bytes()


class Decider:
    """Somebody who is asked."""

    def __init__(self, reader: Reader, who: Person) -> None:
        self.reader, self.who = reader, who

    def decides(self, verdict: str, comment: str = "") -> None:
        """They see what is asked of them, say it, and see that it is done."""
        self.reader.opens(_address(self.who.person_id))
        page = self.reader.page
        asked = page.get_by_role("heading", name=f"{self.who.role} decides")
        expect(asked).to_be_visible()
        if comment:
            field = page.get_by_role("textbox", name="Comment").first
            field.fill(comment)
            field.press("Enter")
            drawn(page)
        self.reader.presses(page.get_by_role("button", name=verdict, exact=True).first)
        expect(asked).to_have_count(0)


def need_to_signature(reader: Reader) -> None:
    """All of it."""
    walk = FromNeedToSignature(reader)
    walk.discovers()
    walk.begins()
    walk.prices(FIRST)
    walk.submits()
    walk.approvals()
    walk.signs()


def _address(person_id: str) -> str:
    return f"quote?account={ACCOUNT}&quote={QUOTE}&you={person_id}"


def _filled_in(content: bytes) -> bytes:
    """As an engineer sends it back: a number, and a site that was forgotten."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Sites"]
    places = {cell.value: cell.column for cell in sheet[1]}
    rows = 1 + sum(bool(sheet.cell(row, places["Site"]).value) for row in range(2, sheet.max_row + 1))
    sheet.cell(2, places["Users"]).value = 271
    sheet.cell(rows + 1, places["Site"]).value = "Cardiff"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _typed(page: Page, row: int, old: str, new: str) -> None:
    """Go to the price of a row by the keyboard, and type; the page may still move under the first click, and a grid is
    drawn when it is reached."""
    cell, grid = page.locator("input.gdg-input"), page.get_by_test_id("stDataFrame").last
    for attempt in range(12):
        grid.scroll_into_view_if_needed()
        drawn(page)
        box = grid.bounding_box()
        if box is None:
            continue
        page.mouse.click(box["x"] + 60, box["y"] + HEAD + HIGH * (row + 0.5))
        page.keyboard.press("Home")
        for _ in range(PRICE + attempt % 2):  # the first press may be lost
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        with suppress(NotYet):
            cell.wait_for(timeout=1_500)
            if cell.input_value(timeout=1_500) == old:
                cell.fill(new, timeout=1_500)
                cell.press("Enter", timeout=1_500)
                return
        page.keyboard.press("Escape")
    raise RuntimeError(f"There is no price of {old} in row {row}.")
