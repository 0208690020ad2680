"""From a date that slips to a right invoice, in clicks: what is done about it, what the customer is told, and a first
invoice that is disputed, investigated and credited."""

import re
from datetime import date

from playwright.sync_api import Locator, Page, expect

from benchmarks.app import drawn
from benchmarks.reader import Reader

SLIPPED, LINE, SERVICE = "NW-1002", "OR-1002-01-1", "Dedicated Internet, Belfast headquarters"
BILLED, WRONG = "NW-1005", "242.46"
NEW_DAY = date(2026, 11, 20)
NEXT_STEP = "Ask the town hall who signs, and offer to come by"
CREDITING = {"Investigate": "Investigated", "Credit": "Credit decided", "Credit is on an invoice": "Settled"}
"""What is pressed, and the state of the dispute then."""
TOLD = "The city has not signed the permit for the trench yet."


class FromSlipToCredit:
    """The walk, step by step; each step ends with what it is for in sight."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.page = reader, reader.page

    def finds(self) -> None:
        """The week of whoever owns the account has the line, and opens it."""
        self.reader.opens("my_week?you=P106")
        card = self.page.locator("[class*='st-key-card-']").filter(has_text="Brimfull Studios").first
        self.reader.presses(card.get_by_text("more lines"))
        line = card.locator("[data-testid=stHorizontalBlock]").filter(has_text="LX-88213").last
        self.reader.presses(line.get_by_role("link", name="Open"))
        expect(self.page.get_by_role("heading", name=SERVICE)).to_be_visible()

    def acts(self) -> None:
        """Who has to act, and what we do next: ours alone."""
        self.reader.chooses("^Cause$", "permit")
        _types(self.page, "Next step", NEXT_STEP)
        self._saves("care")

    def tells(self) -> None:
        """The new day, why, and words for the customer."""
        _dates(self.page, "Promised to the customer", NEW_DAY)
        _types(self.page, "Words for the customer", TOLD)
        self.reader.chooses("^Cause they are told", "permit")
        self._saves("told")

    def customer_reads(self) -> None:
        """Their page has the day and the cause, as we see it before they do."""
        self.reader.enters("Customer view.*")
        expect(self.page.get_by_role("link", name="Open the customer's view")).to_be_visible()
        self.reader.turns_to("Delivery")
        expect(self.page.get_by_role("heading", name=re.compile("comes on 20 Nov 2026"))).to_be_visible()
        expect(self.page.get_by_text(TOLD.rstrip(".")).first).to_be_visible()

    def disputes(self) -> None:
        """A first invoice is wrong: a request with its amount, its invoice and its line, in two presses."""
        self.reader.opens(f"account_orders?account={BILLED}&you=P107")
        self.reader.ticks("first invoice")
        self.reader.presses(self.page.get_by_role("link", name="Dispute this"))
        expect(self.page.get_by_role("spinbutton", name="Amount")).to_have_value(WRONG)
        self.reader.presses(self.page.get_by_role("button", name="Raise the request"))
        expect(self._stands("Raised")).to_be_visible()

    def credits(self) -> None:
        """What accounting finds, gives back, and is done with."""
        for button, state in CREDITING.items():
            self.reader.presses(self.page.get_by_role("button", name=button, exact=True))
            expect(self._stands(state)).to_be_visible()

    def closes(self) -> None:
        """Beside the line it stands that it is settled, with how much was given back."""
        self.reader.turns_to("Delivery")
        heading = f"first invoices not as ordered: €{WRONG} too much, €{WRONG} credited"
        expect(self.page.get_by_role("heading", name=heading)).to_be_visible()
        self.reader.ticks("first invoice")
        told = self.page.get_by_test_id("stMarkdown").filter(has_text=f"Settled: {WRONG} credited of {WRONG}")
        expect(told.first).to_be_visible()

    def _stands(self, state: str) -> Locator:
        return self.page.get_by_text(re.compile(f"Dispute · {state} · owner")).first

    def _saves(self, which: str) -> None:
        place = self.page.locator(f".st-key-{which}-save")
        self.reader.presses(place.get_by_role("button"))
        undo = self.page.locator(f".st-key-{which}-undo").get_by_role("button").and_(self.page.locator(":enabled"))
        expect(undo).to_be_visible()


def slip_to_credit(reader: Reader) -> None:
    """All of it."""
    walk = FromSlipToCredit(reader)
    walk.finds()
    walk.acts()
    walk.tells()
    walk.customer_reads()
    walk.disputes()
    walk.credits()
    walk.closes()


def _types(page: Page, field: str, words: str) -> None:
    box = page.get_by_role("textbox", name=field)
    box.fill(words)
    box.press("Tab")
    drawn(page)


def _dates(page: Page, field: str, day: date) -> None:
    """A day is typed part by part, from the year; it is known once the typing goes on elsewhere."""
    box = page.get_by_test_id("stDateInput").filter(has_text=field)
    box.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}")
