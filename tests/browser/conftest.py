"""A real server and a real Chromium. No browser is a failure in CI, elsewhere a skip that says what to install."""

import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotYet

from benchmarks.app import Begin, as_a_person_does
from tests.begun import begun
from tests.browser.entering import OPENED, SERVED, TOKEN, let_in

ROOT = Path(__file__).parents[2]
PATIENCE = 120_000
"""Milliseconds until a page that does not show what it should has failed, also on a machine that is busy."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--process-per-site"]
STILL: dict[str, Any] = {"reduced_motion": "reduce"}
"""Of somebody who asked their system for no moving pictures: what turns and fades while a page works is drawn sixty
times a second, which is a third of all that a browser does here. What a page is made of and does is the same."""


def _chromium() -> str:
    """The one without a window takes half the time of the other."""
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    missing = "no Chromium: install Debian's chromium to run the browser tests"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = _chromium()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        OPENED.append(opened)
        yield opened
        OPENED.remove(opened)
        opened.close()


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody at a browser that keeps what the app's pages are made of, as anybody's does."""
    context = browser.new_context(accept_downloads=True, **STILL)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A window 1400 px wide, of somebody who remembers nothing of an earlier test.

    The window before is left open, empty, until this one has what the browser compiled for it: half of a page's time.
    """
    let_in(reader)
    opened = reader.new_page()
    opened.set_viewport_size({"width": 1400, "height": 1000})
    yield opened
    if opened.url.startswith("http"):
        opened.evaluate("localStorage.clear()")
    for other in reader.pages:
        if other is not opened:
            other.close()
    if not opened.is_closed():
        opened.goto("about:blank")
    reader.clear_cookies()


@contextmanager
def window(browser: Browser, width: int, height: int, **options: Any) -> Iterator[Page]:
    """A window of somebody who shares nothing with those at the others."""
    context = browser.new_context(viewport={"width": width, "height": height}, **STILL, **options)
    context.set_default_timeout(PATIENCE)
    let_in(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def app_url(sample_home: Path) -> Iterator[str]:
    """Steward on the sample, at a free port."""
    with serving(sample_home) as url:
        yield url


def settled(page: Page) -> None:
    """Until the page has run to its end, and all of it is drawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.locator("body[data-below]")).to_have_count(0)
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list as a person does: one that closes because the page still moves is opened again."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(10):
        page.get_by_role("combobox", name=label).click()
        try:
            wanted.click(timeout=2_000)
        except NotYet:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"“{label}” never offered “{option}”.")


def tick_first_row(page: Page, table: Locator) -> None:
    """Tick as a person does: whoever missed, because the page still moved, ticks again. The table is drawn on a canvas:
    its first box is left in the first row below the heading."""
    before = page.url
    ticked = table.locator('tr[aria-rowindex="2"][aria-selected="true"]')
    table.locator('tr[aria-rowindex="2"]').wait_for(state="attached", timeout=PATIENCE)
    for _ in range(10):
        table.scroll_into_view_if_needed()
        table.click(position={"x": 16, "y": 52})
        for _ in range(20):
            if page.url != before or ticked.count():
                return
            page.wait_for_timeout(100)
    raise AssertionError("The first row could not be ticked.")


@contextmanager
def serving(home: Path, port: int | None = None) -> Iterator[str]:
    """The app on a home, started anew; at a free port where none is given."""
    command = [sys.executable, "-m", "steward", "app", "--home", str(home)]
    with started(command, "--port", port=port, begin=begun) as url:
        yield url


class Held:
    """A server whose runs can be held: what somebody does meanwhile, they do while the page works."""

    def __init__(self, url: str, gate: Path) -> None:
        self.url, self._gate = url, gate

    @contextmanager
    def working(self, act: Callable[[], object]) -> Iterator[None]:
        """Inside, the run that `act` causes is under way and comes to no end."""
        reached = self._gate.with_suffix(".reached")
        self._gate.touch()
        try:
            act()
            _until(reached.exists)
            yield
        finally:
            self._gate.unlink()
            reached.unlink(missing_ok=True)


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if holds():
            return
        time.sleep(0.05)
    raise TimeoutError("the page did not run")


@contextmanager
def holding(home: Path, gate: Path) -> Iterator[Held]:
    """The app on a home, as above."""
    command = [sys.executable, "-m", "tests.browser.held_app", "app", "--home", str(home)]
    with started(command, "--port", begin=begun, STEWARD_HOLD=str(gate)) as url:
        yield Held(url, gate)


@contextmanager
def started(
    command: list[str],
    port_option: str,
    folder: Path = ROOT,
    path: str = "",
    port: int | None = None,
    begin: Begin = as_a_person_does,
    **environment: str,
) -> Iterator[str]:
    """A server at a free port, until the block ends; `folder`: where it is started, `path`: below which it answers."""
    port = port or free_port()
    told = {**os.environ, "STEWARD_TOKEN": TOKEN, **environment}
    server = begin([*command, port_option, str(port)], cwd=folder, env=told)
    SERVED.add(port)
    try:
        for context in (context for browser in OPENED for context in browser.contexts):
            let_in(context)
        yield _when_up(f"http://localhost:{port}{path}")
    finally:
        SERVED.discard(port)
        server.terminate()
        server.wait(60)


class Mortal:
    """A server that can be killed at any moment, and started anew at its port."""

    def __init__(self, home: Path) -> None:
        self._port = free_port()
        self.url = f"http://localhost:{self._port}"
        self._command = [sys.executable, "-m", "steward", "app", "--home", str(home), "--port", str(self._port)]

    def start(self) -> None:
        """Until it answers."""
        environment = {**os.environ, "STEWARD_TOKEN": TOKEN}
        self._process = begun(self._command, env=environment)
        _when_up(self.url)
        SERVED.add(self._port)
        for context in (context for browser in OPENED for context in browser.contexts):
            let_in(context)

    def kill(self) -> None:
        """In the middle of whatever it does."""
        SERVED.discard(self._port)
        self._process.kill()
        self._process.wait(60)


@contextmanager
def mortal(home: Path) -> Iterator[Mortal]:
    """The app on a home, as above."""
    server = Mortal(home)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _when_up(url: str) -> str:
    for _ in range(1_000):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.25)
        else:
            return url
    raise TimeoutError("the app did not start")
