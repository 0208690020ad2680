"""A warm page at 1,000 accounts × 36 months: its script alone, and its completion in Chromium."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page
from streamlit.testing.v1 import AppTest

from benchmarks import bare
from benchmarks.app import Served, chromium, drawn, serving
from benchmarks.measure import line
from steward.ui.rooms import EVERY_PAGE
from steward.ui.server.looks import work_out_looks_once
from steward.warehouse.rows.internal.book import choices
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

ROUNDS = 7
PAGES = tuple(page.address for page in EVERY_PAGE)
"""By their names in an address, each opened with an account."""
SHOWN = """number => {
    const all = (place, part) => [...document.querySelectorAll(place)].every(each => each.querySelector(part))
    return document.querySelector('.presenter-bar .place')?.innerText.startsWith(`${number} of `)
        && document.querySelector('.st-key-stage h2') && all('[data-testid=stPlotlyChart]', '.main-svg')
        && document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-stale=true]')
}"""
ELSEWHERE, ITS_HEADING = "Data", "rows read"
OF_DATA = ("data_health", "bring_data", "definitions", "log", "access")
"""What is left for Deals, as Data leads to itself."""
STILL = 300
"""Milliseconds after which nothing of the page before is under way any more."""


def main(home: Path) -> None:
    """Open each page warm, several times."""
    account = choices(open_warehouse(Workspace.whole(home)))[0].account_id
    scripts(home, account, PAGES)
    with serving(home) as served, bare.bare_app() as plain, chromium() as browser:
        beside_bare(browser, served, plain, account, PAGES)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        served.enter(page)
        line("slide change in present mode (aim ≤ 0.3 s)", f"{_slides(page, served.url, account):.2f} s")
        line("  peak memory of the app's server", f"{served.megabytes:,.0f} MB")


def sound(test: AppTest, name: str) -> None:
    """Raises RuntimeError where a page shows an error: how fast it fails is no figure."""
    wrong = [one.value for one in (*test.exception, *test.error)]
    if wrong:
        raise RuntimeError(f"The page {name} shows an error: {'; '.join(wrong)}")


class Visit(NamedTuple):
    """One warm visit: seconds on the clock, and how long the browser's main thread was at work, whoever else was."""

    seconds: float
    busy: float


def beside_bare(browser: Browser, served: Served, plain: str, account: str, names: Sequence[str]) -> None:
    """Some pages of an account, warm, each in turn with the bare page at the address `plain`."""
    ours, other = (browser.new_page(viewport={"width": 1400, "height": 1000}) for _ in range(2))
    work = [_work(page) for page in (ours, other)]
    other.goto(plain)
    drawn(other)
    served.enter(ours)
    for name in names:
        ours.bring_to_front()
        ours.goto(f"{served.url}/{name}?account={account}")
        drawn(ours)
        away = {"elsewhere": "Deals", "its_heading": "open"} if name in OF_DATA else {}
        again(ours, **away)
        pairs = []
        for _ in range(ROUNDS):
            other.bring_to_front()
            beside = _visit(other, work[1], bare.ELSEWHERE, bare.HEADING)
            ours.bring_to_front()
            pairs.append((_visit(ours, work[0], **away), beside))
        if ours.locator("[data-testid=stException], [data-testid=stAlertContentError]").count():
            raise RuntimeError(f"The page {name} shows an error in Chromium.")
        line(f"{name} complete in Chromium, warm (aim ≤ 1)", _compared(pairs))


def _compared(pairs: Sequence[tuple[Visit, Visit]]) -> str:
    """Both, and the one as so many times the other; by the clock, and by the work of the browser."""
    mine, bares = ([pair[side] for pair in pairs] for side in (0, 1))
    clock, busy = ([median(one[place] for one in visits) for visits in (mine, bares)] for place in (0, 1))
    return f"{clock[0]:.2f} s, {clock[0] / clock[1]:.2f} × the bare page; work {busy[0] / busy[1]:.2f} ×"


def _work(page: Page) -> CDPSession:
    """Asks a page how long its main thread was at work, by the thread's own clock."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def _visit(page: Page, work: CDPSession, elsewhere: str = ELSEWHERE, its_heading: str = ITS_HEADING) -> Visit:
    def busy() -> float:
        told = work.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in told if one["name"] == "TaskDuration"))

    leave(page, elsewhere, its_heading)
    before = busy()
    return Visit(_come_back(page, its_heading), busy() - before)


def scripts(home: Path, account: str, names: Sequence[str]) -> None:
    """The script of some pages, in Streamlit's own test runner, warm; what a server keeps is kept."""
    os.environ["STEWARD_HOME"] = str(home)
    work_out_looks_once()
    app = str(Path(__file__).parents[1] / "app.py")
    paths = {page.address: page.path for page in EVERY_PAGE}
    for name in names:
        # Which script has which address the runner knows once the app ran.
        test = AppTest.from_file(app, default_timeout=600).run().switch_page(paths[name])
        test.query_params["account"] = account
        test.run()
        sound(test, name)
        seconds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            test.run()
            seconds.append(time.perf_counter() - started)
            sound(test, name)
        line(f"script of {name}, warm (aim ≤ 0.10 s)", f"{median(seconds):.3f} s")


def _slides(page: Page, url: str, account: str) -> float:
    """From a key to the next slide with its charts, over a whole review."""
    page.goto(f"{url}/review?account={account}")
    drawn(page)
    page.get_by_role("radio", name="Present").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Present", exact=True).click()
    page = opened.value
    page.wait_for_function(SHOWN, arg=1, timeout=120_000, polling=20)
    count = int(page.locator(".presenter-bar .place").inner_text().split(" of ")[1])
    seconds = []
    for number in range(2, count + 1):
        page.wait_for_timeout(500)
        started = time.perf_counter()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(SHOWN, arg=number, timeout=120_000, polling=10)
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def bare_again(page: Page, url: str) -> float:
    """The same with the bare page."""
    page.goto(url)
    drawn(page)
    return median(again(page, bare.ELSEWHERE, bare.HEADING) for _ in range(ROUNDS))


def again(page: Page, elsewhere: str = ELSEWHERE, its_heading: str = ITS_HEADING) -> float:
    """Leave to another page by the navigation and come back by the browser's Back; in seconds."""
    leave(page, elsewhere, its_heading)
    return _come_back(page, its_heading)


def _come_back(page: Page, its_heading: str) -> float:
    started = time.perf_counter()
    page.go_back(wait_until="commit")
    drawn(page, after=its_heading)
    return time.perf_counter() - started


def leave(page: Page, elsewhere: str = ELSEWHERE, its_heading: str = ITS_HEADING) -> None:
    """To another page by the navigation, until that is drawn."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=elsewhere).last.click()
    page.wait_for_function("said => document.querySelector('h1')?.innerText.includes(said)", arg=its_heading)
    drawn(page)
    page.wait_for_timeout(STILL)
