"""The app sends nothing anywhere: its pages ask their own server alone, and it answers its own machine alone."""

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reviews_made import BUSY

from steward.ui.server.admission import SENTENCE
from tests.browser.conftest import PATIENCE, ROOT
from tests.browser.entering import TOKEN
from tests.examples import first

TRIED = """() => new Promise(done => {
    const blocked = new Set(), elsewhere = "https://evil.example/"
    document.addEventListener("securitypolicyviolation", each => {
        blocked.add(each.effectiveDirective.replace(/-(elem|attr)$/, ""))
        if (blocked.size === 6) done([...blocked].sort())
    })
    setTimeout(() => done([...blocked].sort()), 5000)
    document.body.append(Object.assign(new Image(), {src: elsewhere}))
    document.head.append(Object.assign(document.createElement("script"), {src: elsewhere}))
    document.head.append(Object.assign(document.createElement("link"), {rel: "stylesheet", href: elsewhere}))
    document.body.append(Object.assign(document.createElement("iframe"), {src: elsewhere}))
    document.body.append(Object.assign(document.createElement("video"), {src: elsewhere}))
    fetch(elsewhere).catch(() => null)
    try { new WebSocket("wss://evil.example/") } catch { }
})"""
KNOCKS = """address => {
    const socket = new Promise(done => {
        const opened = new WebSocket(address.replace("http", "ws") + "/_stcore/stream", ["streamlit"])
        opened.onopen = () => done("open")
        opened.onerror = () => done("closed")
    })
    const picture = new Promise(done => {
        const image = new Image()
        image.onload = () => done("seen")
        image.onerror = () => done("unseen")
        image.src = address + "/favicon.png"
    })
    return Promise.all([socket, picture])
}"""


@pytest.mark.parametrize("path", first(1, [f"relationship_map?account={BUSY}", "", "pipeline"]))
def test_a_page_asks_its_own_server_alone_and_is_hindered_in_nothing(page: Page, app_url: str, path: str) -> None:
    asked: set[str] = set()
    refused: list[str] = []
    page.on("request", lambda request: asked.add(request.url))
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{app_url}/{path}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}
    assert hosts == {urlsplit(app_url).netloc}
    assert refused == []


def test_whatever_stands_in_a_page_fetches_nothing_from_elsewhere(page: Page, app_url: str) -> None:
    page.goto(app_url)
    assert page.evaluate(TRIED) == ["connect-src", "frame-src", "img-src", "media-src", "script-src", "style-src"]


@pytest.fixture
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which the printed address was not opened."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


class Another(http.server.BaseHTTPRequestHandler):
    """Another server of this machine, with a page of its own."""

    def do_GET(self) -> None:
        """The page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>another page</p>")


@pytest.fixture
def other_port() -> Iterator[str]:
    answering = http.server.ThreadingHTTPServer(("localhost", 0), Another)
    threading.Thread(target=answering.serve_forever, daemon=True).start()
    yield f"http://localhost:{answering.server_port}/"
    answering.shutdown()


def test_the_printed_address_is_the_way_in_and_is_not_kept(
    stranger: BrowserContext, app_url: str, other_port: str
) -> None:
    page = stranger.new_page()
    assert page.goto(f"{app_url}/account?account={BUSY}").status == 403
    assert page.locator("body").inner_text() == SENTENCE
    page.goto(f"{app_url}/account?account={BUSY}&token={TOKEN}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    assert TOKEN not in page.url
    assert BUSY in page.url
    # This browser has the cookie now and sends it to every port; a page of another server gets nothing by it.
    page.goto(other_port)
    assert page.evaluate(KNOCKS, app_url) == ["closed", "unseen"]


def test_other_machines_are_not_answered(app_url: str) -> None:
    """A machine's own address on its network, where it has one, stands for the others."""
    port = urlsplit(app_url).port
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for address in {*own, "127.0.0.2"}:
        with socket.socket() as knock, pytest.raises(OSError):
            knock.settimeout(2)
            knock.connect((str(address), port))


@pytest.mark.every
def test_without_a_network_it_starts_at_once_and_shows_a_page(small_sample: Path) -> None:
    """In a network namespace of its own, which has this machine and nothing else."""
    alone = [shutil.which("unshare") or "unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--net"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this machine gives nobody a network of their own (unshare --net)")
    command = [*alone, sys.executable, "-m", "tests.browser.alone", str(small_sample)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["finished"] == 0, "the page did not run to its end"
    assert told["headings"], "the page said nothing"
