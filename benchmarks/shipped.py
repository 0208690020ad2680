"""What a page that was open before ships to the browser when one comes back to it after three others."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.app import chromium, drawn, serving
from benchmarks.measure import line
from benchmarks.pages import ELSEWHERE, ITS_HEADING, OF_DATA, PAGES, STILL, leave
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

BINARY = 2
"""How a websocket calls a frame that is no text."""
OTHERS = 3
"""Pages in between: what the browser would have of the last one alone is not enough."""
DATA, DEALS = (ELSEWHERE, ITS_HEADING), ("Deals", "open")


@dataclass
class Shipped:
    """Bytes so far, of what the websocket said and of what was answered over HTTP."""

    bytes: int = 0

    def of_socket(self, told: Mapping[str, Any]) -> None:
        """A frame of the websocket."""
        said = told["response"]["payloadData"]
        self.bytes += len(base64.b64decode(said) if told["response"]["opcode"] == BINARY else said.encode())

    def of_http(self, told: Mapping[str, Any]) -> None:
        """An answer with its headers, as it came over the wire; nothing where the browser had it."""
        self.bytes += int(told["encodedDataLength"])


@contextmanager
def shipped(page: Page) -> Iterator[Shipped]:
    """What a page is sent until the block ends."""
    session, found = page.context.new_cdp_session(page), Shipped()
    session.on("Network.webSocketFrameReceived", found.of_socket)
    session.on("Network.loadingFinished", found.of_http)
    session.send("Network.enable")
    try:
        yield found
    finally:
        session.detach()


def main(home: Path, names: Sequence[str] = PAGES) -> None:
    """Each page of an account, and the one that ships most."""
    account = choices(open_warehouse(Workspace.whole(home)))[0].account_id
    found: dict[str, int] = {}
    with serving(home) as served, chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        served.enter(page)
        for name in names:
            page.goto(f"{served.url}/{name}?account={account}")
            drawn(page)
            found[name] = _come_back(page, (DEALS, DATA) if name in OF_DATA else (DATA, DEALS))
            line(f"{name} come back to ships (aim ≤ 300 kB)", _kilobytes(found[name]))
    most = max(found, key=found.__getitem__)
    line(f"  the most of {len(found)} pages ships {most}", _kilobytes(found[most]))


def _come_back(page: Page, elsewhere: Sequence[tuple[str, str]]) -> int:
    """Bytes, until nothing more comes by itself."""
    others = list(islice(cycle(elsewhere), OTHERS))
    for other in others:
        leave(page, *other)
    with shipped(page) as sent:
        page.evaluate(f"history.go(-{OTHERS})")
        drawn(page, after=others[-1][1])
        page.wait_for_timeout(STILL)
    return sent.bytes


def _kilobytes(count: int) -> str:
    return f"{count / 1000:,.0f} kB"
