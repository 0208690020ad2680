"""The app sends nothing anywhere: its pages ask their own server alone, and it answers its own machine alone."""

import socket
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from reviews_made import BUSY


@pytest.mark.parametrize("path", ["", "pipeline", f"relationship_map?account={BUSY}"])
def test_a_page_asks_its_own_server_alone(page: Page, app_url: str, path: str) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{app_url}/{path}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(app_url).netloc}


def test_other_machines_are_not_answered(app_url: str) -> None:
    """A machine's own address on its network, where it has one, stands for the others."""
    port = urlsplit(app_url).port
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for address in {*own, "127.0.0.2"}:
        with socket.socket() as knock, pytest.raises(OSError):
            knock.settimeout(2)
            knock.connect((str(address), port))
