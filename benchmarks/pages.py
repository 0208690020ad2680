"""A warm page at 1,000 accounts × 36 months: its script alone, and its completion in Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.measure import line

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROUNDS = 7
PAGES = {"": "my_book", "account": "account", "service": "service", "adoption": "adoption", "spend": "spend"}


def main(home: Path) -> None:
    """Open each page warm, several times."""
    _scripts(home)
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "STEWARD_HOME": str(home)}, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        _in_chromium(f"http://localhost:{port}")
    finally:
        server.terminate()
        _, _, usage = os.wait4(server.pid, 0)
    line("  peak memory of the app's server", f"{usage.ru_maxrss / 1024:,.0f} MB")


def _scripts(home: Path) -> None:
    """The script of each page, in Streamlit's own test runner, warm."""
    from streamlit.testing.v1 import AppTest

    os.environ["STEWARD_HOME"] = str(home)
    for name in PAGES.values():
        folder = "internal" if name in ("my_book", "account") else "customer"
        test = AppTest.from_file("app.py", default_timeout=120).switch_page(f"pages/{folder}/{name}.py").run()
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            test.run()
            seconds.append(time.perf_counter() - started)
        line(f"script of {name}, warm (aim ≤ 0.15 s)", f"{median(seconds):.3f} s")


def _in_chromium(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        for path, name in PAGES.items():
            page.goto(f"{url}/{path}")
            _complete(page)
            seconds = [_again(page, name) for _ in range(ROUNDS)]
            line(f"{name} complete in Chromium, warm (aim ≤ 0.5 s)", f"{median(seconds):.2f} s")
        browser.close()


def _again(page: Page, name: str) -> float:
    """Leave to another page and come back by the navigation, as a reader does."""
    links = page.get_by_test_id("stSidebarNavLink")
    other = "Data health"
    links.filter(has_text=other).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("read", timeout=60_000)
    _complete(page)
    label = {"my_book": "My book", "account": "Account"}.get(name, name.capitalize())
    started = time.perf_counter()
    links.filter(has_text=label).first.click()
    _complete(page)
    return time.perf_counter() - started


def _complete(page: Page) -> None:
    """The script is over and everything it sent is drawn."""
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-stale=true]') && document.querySelector('h1')",
        timeout=120_000,
        polling=20,
    )


def _free_port() -> int:
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
