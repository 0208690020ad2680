"""What a browser received: for tests of what it may never receive."""

import csv
import struct
from pathlib import Path

from playwright.sync_api import Page, Response, expect


class Heard:
    """A window and all that its browser received: frames of the socket, and answers with data."""

    def __init__(self, page: Page) -> None:
        self.page, self.got = page, [b""]
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("response", self._answer)

    def _frame(self, payload: str | bytes) -> None:
        self.got.append(payload.encode() if isinstance(payload, str) else payload)

    def _answer(self, response: Response) -> None:
        if "json" in response.headers.get("content-type", ""):
            self.got.append(response.body())

    def any_of(self, words: tuple[str, ...], numbers: tuple[float, ...]) -> list[str]:
        """Those that were received, numbers also as a table holds them."""
        everything = b"\n".join(self.got)
        found = [word for word in words if word.encode() in everything]
        return found + [str(one) for one in numbers if struct.pack("<d", one) in everything]


def customers_address(page: Page, url: str, where: str) -> str:
    """Where the customer's own window is, as a page of ours links to it."""
    page.goto(f"{url}/{where}")
    opens = page.get_by_role("link", name="Open the customer's view")
    expect(opens).to_be_visible()
    address = opens.get_attribute("href") or ""
    return address if address.startswith("http") else f"{url}/{address.lstrip('/')}"


def other_accounts(home: Path, account_id: str) -> tuple[str, ...]:
    """The names of all other accounts."""
    with (home / "data" / "accounts.csv").open(encoding="utf-8") as file:
        return tuple(row["name"] for row in csv.DictReader(file) if row["account_id"] != account_id)
