"""Somebody at a window of the app, whose presses are counted: a press is a quick tap."""

import re
from collections.abc import Container, Iterator
from contextlib import contextmanager
from enum import StrEnum

from playwright.sync_api import Locator, Page, expect

from benchmarks.app import drawn

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
STILL_ONES = "() => matchMedia('(prefers-reduced-motion: reduce)').matches"
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

    @contextmanager
    def beside(self, windows: int) -> Iterator[tuple["Reader", ...]]:
        """Others at so many windows of another browser, which reads the app's own scripts once; counted here. They want
        no moving pictures where the first does not."""
        browser = self.page.context.browser
        if browser is None:
            raise RuntimeError("There is no browser to open another window in.")
        still = self.page.evaluate(STILL_ONES)
        context = browser.new_context(
            viewport=self.page.viewport_size, reduced_motion="reduce" if still else "no-preference"
        )
        context.set_default_timeout(PATIENCE)
        entered = f"steward-{self.url.rsplit(':', 1)[-1]}"
        known = [one for one in self.page.context.cookies() if one.get("name") == entered]
        context.add_cookies([{"name": entered, "value": one.get("value", ""), "url": self.url} for one in known])
        others = tuple(Reader(context.new_page(), self.url) for _ in range(windows))
        try:
            yield others
        finally:
            self.count += sum(one.count for one in others)
            context.close()

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

    def picks(self, place: Locator) -> None:
        """Press one of several that stand side by side, until it is the one: a tap this quick is heard a moment later,
        and not at all where one types on before."""
        self.presses(place)
        expect(place).to_be_checked()

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
