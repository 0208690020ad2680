"""The app on a free port, and Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import peak_megabytes

TOKEN = "measured"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DRAWN = """text => {
    const app = document.querySelector('[data-testid=stApp]'), heading = document.querySelector('h1')
    const open = each => each.checkVisibility() && each.clientHeight
    const seen = place => [...document.querySelectorAll(place)].filter(open)
    const all = (place, part) => seen(place).every(each => each.querySelector(part))
    // What is reached is what stands in the window: the rest is drawn when one comes to it.
    const box = each => each.getBoundingClientRect()
    const inWindow = each => box(each).top < innerHeight && box(each).bottom > 0
    const reached = place => !seen(place).some(inWindow)
    const ours = document.querySelector('.st-key-drawing')
    return app?.getAttribute('data-test-script-state') === 'notRunning' && heading
        && all('[data-testid=stPlotlyChart]', '.main-svg') && all('[data-testid=stDataFrame]', 'canvas')
        && (!ours || (reached('.chart:empty') && reached('.held-place')))
        && !document.querySelector('[data-stale=true]') && !document.querySelector('[data-testid=stSkeleton]')
        && !(text && heading.innerText.includes(text))
}"""


class Process(Protocol):
    """A program that was begun."""

    pid: int

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it in the middle of whatever it does."""

    def wait(self, timeout: float) -> int:
        """Until it has ended."""


class Begin(Protocol):
    """Begins a command with an environment, in a folder or in this one."""

    def __call__(self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None) -> Process:
        """The program that was begun."""


def as_a_person_does(
    command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None
) -> "subprocess.Popen[bytes]":
    """Begin a program; nobody reads what it prints."""
    return subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.DEVNULL)


class Served(NamedTuple):
    """Where the app answers, and its process."""

    url: str
    process: Process

    def enter(self, page: Page) -> None:
        """Open the app as its address is printed; from then on the window's pages are answered."""
        page.goto(f"{self.url}/?token={TOKEN}")

    @property
    def megabytes(self) -> float:
        """The most memory it held so far, in MB."""
        return peak_megabytes(self.process.pid)


@contextmanager
def serving(home: Path, servers: int = 1, port: int = 0, begin: Begin = as_a_person_does) -> Iterator[Served]:
    """The app on a home, until the block ends; by several `servers`, its process is the one that keeps them."""
    port = port or free_port()
    command = [sys.executable, "-m", "steward", "app", "--port", str(port), "--servers", str(servers)]
    environment = {**os.environ, "STEWARD_HOME": str(home), "STEWARD_TOKEN": TOKEN}
    process = begin(command, env=environment)
    try:
        _wait(port)
        yield Served(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def answering(*command: str) -> Iterator[str]:
    """Any other module of Python that is a server, told its port last, until the block ends; its address."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", *command, str(port)], stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def drawn(page: Page, *, after: str = "") -> None:
    """Until the script is over and all it sent is drawn; `after`: what the heading said before."""
    page.wait_for_function(DRAWN, arg=after, timeout=120_000, polling=20)


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError("the app did not start")
