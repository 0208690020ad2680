"""A leader's hour, in clicks: why the forecast is another, the deal behind it, a number said beside the call, the call
locked, and the deck for leadership that has it."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from benchmarks.app import drawn
from benchmarks.reader import Reader

WHY = "No date with who pays."


@dataclass(frozen=True)
class Led:
    """Who leads, whose submitted call it is, and the commit that the leader says beside it."""

    leader: str
    seller: str
    commit: str


class LeadersHour:
    """The walk, step by step; each step ends with what it is for in sight."""

    def __init__(self, reader: Reader, led: Led) -> None:
        self.reader, self.page, self.led = reader, reader.page, led

    def finds(self) -> None:
        """The forecast of their team says that a call waits, and the bridge why the number is another."""
        self.reader.opens(f"forecast?you={self.led.leader}")
        expect(self.page.get_by_role("heading", name=re.compile("call.? to lock$")).first).to_be_visible()
        self.reader.presses(self.page.get_by_role("radio", name="Since the last locked call"))
        expect(
            self.page.get_by_role("heading", name=re.compile("^Open in commit .* since the call")).first
        ).to_be_visible()

    def asks(self) -> None:
        """The deal behind it, with what is known of it."""
        self.reader.ticks("moved the number")
        expect(self.page.get_by_text(re.compile("economic buyer")).first).to_be_visible()

    def adjusts(self) -> None:
        """Another number beside the seller's, with a reason."""
        self.reader.presses(self.page.get_by_role("radio", name="Calls", exact=True))
        self.reader.chooses("^Call$", self.led.seller)
        for role, name, words in (("spinbutton", "Commit", self.led.commit), ("textbox", "Why", WHY)):
            box = self.page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
            box.fill(words)
            box.press("Enter")
            drawn(self.page)
        self.reader.presses(self.page.get_by_role("button", name="Say it beside"))
        expect(
            self.page.get_by_role("heading", name=re.compile("^[0-9]+ adjustments? by managers")).first
        ).to_be_visible()

    def locks(self) -> None:
        """For good."""
        self.reader.presses(self.page.get_by_role("button", name="Lock", exact=True))
        expect(self.page.get_by_text(re.compile("locked by ")).first).to_be_visible()

    def deck(self) -> bytes:
        """The deck for leadership, of their team."""
        self.reader.enters("Team")
        button = self.page.get_by_role("button", name="Download the deck for leadership")
        expect(button).to_be_enabled()
        with self.page.expect_download() as taken:
            self.reader.presses(button)
        return Path(taken.value.path()).read_bytes()


def leaders_hour(reader: Reader) -> None:
    """All of it, in the sample."""
    walk = LeadersHour(reader, IN_THE_SAMPLE)
    walk.finds()
    walk.asks()
    walk.adjusts()
    walk.locks()
    if not walk.deck().startswith(b"PK"):
        raise RuntimeError("The deck is no file of PowerPoint.")


IN_THE_SAMPLE = Led("P102", "Nuria Pedrosa", "20000")
