"""The token of the servers that tests start, and who has it: every window that they open."""

from playwright.sync_api import Browser, BrowserContext

TOKEN = "told"
OPENED: list[Browser] = []
"""The browsers whose windows enter."""
SERVED: set[int] = set()
"""The ports of the servers."""


def let_in(context: BrowserContext) -> None:
    """As if the address that each server printed had been opened in one of its windows."""
    context.add_cookies(
        [{"name": f"steward-{port}", "value": TOKEN, "domain": "localhost", "path": "/"} for port in SERVED]
    )
