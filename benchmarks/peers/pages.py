"""The book page at 1,000 accounts × 36 months until all its charts are drawn: ours, Vizro, and Superset."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks import app, bare
from benchmarks.measure import children, line
from benchmarks.pages import ITS_HEADING, leave
from benchmarks.peers import processor, superset
from benchmarks.peers.environments import THEIRS, program, serving
from benchmarks.peers.figures import Taken, beside
from benchmarks.peers.given import Part, book_parts, written

ROUNDS, WARMED = 7, 4
NAMES = ("Steward", "Streamlit, a bare page", "Vizro", "Superset")
THREADS = ("--worker-class", "gthread", "--threads", "8", "--timeout", "300")
GUNICORN = (*THREADS, "--no-control-socket", "--log-level", "error", "--bind", "127.0.0.1:PORT")
"""One process with threads, as Steward is."""
TALL: ViewportSize = {"width": 1400, "height": 5000}
"""So that nobody leaves out what is below the fold."""
SEEN = "const seen = place => [...document.querySelectorAll(place)].filter(each => each.checkVisibility());"
VIZRO = f"""([charts, tables]) => {{ {SEEN}
    return seen('.js-plotly-plot .main-svg:first-of-type').length >= charts
        && seen('.ag-root').length >= tables && seen('.ag-root').every(each => each.querySelector('.ag-cell'))
        && !document.querySelector('[data-dash-is-loading=true]')
}}"""
SUPERSET = f"""([charts, tables]) => {{ {SEEN}
    const held = seen('.dashboard-component-chart-holder')
    return held.length === charts + tables && held.every(each => each.querySelector('canvas, td, [role=gridcell]'))
        && !document.querySelector('.dashboard-component-chart-holder .loading, [data-test=loading-indicator]')
}}"""


class Shown(NamedTuple):
    """A page that is open: its address, its server's process, when it is drawn and what that asks for, and the way to
    another page of the same application."""

    page: Page
    url: str
    server: int
    drawn: str
    asks: Any
    leave: Callable[[Page], None]

    def opened(self) -> Taken:
        """By its address, as from a bookmark: the whole application begins in the browser."""
        self.page.goto("about:blank")
        time.sleep(0.5)
        return self._taken(lambda: self.page.goto(self.url, wait_until="commit"))

    def come_back_to(self) -> Taken:
        """From another page of the application, by Back."""
        self.leave(self.page)
        time.sleep(0.5)
        return self._taken(lambda: self.page.go_back(wait_until="commit"))

    def _taken(self, act: Callable[[], object]) -> Taken:
        """Until all is drawn; processor of its server and of the browser."""
        server, browser, began = processor.seconds(self.server), processor.of_browsers(), time.perf_counter()
        act()
        self.page.wait_for_function(self.drawn, arg=self.asks, timeout=600_000, polling=20)
        seconds = time.perf_counter() - began
        return Taken(seconds, processor.seconds(self.server) - server + processor.of_browsers() - browser)


def main(home: Path, folder: Path) -> None:
    """All of them open in one browser, taking turns."""
    parts = book_parts(home)
    written(parts, folder / "book.json")
    with ExitStack() as all_of, app.chromium() as browser:
        opening = (
            _ours(home, browser),
            _bare(browser),
            _vizro(parts, folder, browser),
            _superset(parts, folder, browser),
        )
        shown = dict(zip(NAMES, map(all_of.enter_context, opening), strict=True))
        what = f"book page, {len(parts) - 1} exhibits and the table of accounts, warm"
        for said, act in (("opened by its address", Shown.opened), ("come back to", Shown.come_back_to)):
            line(f"{what}, {said}", "")
            beside(_turns(shown, act))
        for name, one in shown.items():
            one.page.wait_for_timeout(1500)
            one.page.screenshot(path=folder / f"{name}.png")


def _turns(shown: Mapping[str, Shown], act: Callable[[Shown], Taken]) -> Mapping[str, Sequence[Taken]]:
    taken: dict[str, list[Taken]] = {name: [] for name in shown}
    for number in range(-WARMED, ROUNDS):
        for name, one in shown.items():
            found = act(one)
            if number >= 0:
                taken[name].append(found)
    return taken


@contextmanager
def _ours(home: Path, browser: Browser) -> Iterator[Shown]:
    with app.serving(home) as served:
        page = browser.new_page(viewport=TALL)
        served.enter(page)
        yield Shown(page, f"{served.url}/my_book", served.process.pid, app.DRAWN, ITS_HEADING, leave)


@contextmanager
def _bare(browser: Browser) -> Iterator[Shown]:
    """What Streamlit needs by itself for charts and rows of as many."""
    with bare.bare_app() as url:
        away = partial(leave, elsewhere=bare.ELSEWHERE, its_heading=bare.HEADING)
        # The process is the last that was begun.
        pid = children(os.getpid())[-1]
        yield Shown(browser.new_page(viewport=TALL), url, pid, app.DRAWN, bare.HEADING, away)


@contextmanager
def _vizro(parts: Sequence[Part], folder: Path, browser: Browser) -> Iterator[Shown]:
    environ = {"BOOK": str(folder / "book.json")}
    command = (program("vizro", "gunicorn"), *GUNICORN, "--chdir", str(THEIRS), "vizro_page:server")
    with serving(*command, path="/book", environ=environ) as (url, pid):
        yield Shown(browser.new_page(viewport=TALL), f"{url}/book", pid, VIZRO, _counts(parts), _leave_vizro)


def _leave_vizro(page: Page) -> None:
    page.get_by_role("link", name="Elsewhere").first.click()
    page.get_by_text("Another page").wait_for()


@contextmanager
def _superset(parts: Sequence[Part], folder: Path, browser: Browser) -> Iterator[Shown]:
    command = (program("superset", "gunicorn"), *GUNICORN, "superset.app:create_app()")
    with serving(*command, path="/health", environ=superset.prepared(folder)) as (url, pid):
        path = superset.Dashboards(url).made(parts, superset.written(parts, folder / "book.sqlite"))
        page = browser.new_page(viewport=TALL)
        page.request.post(f"{url}/login/", form={"username": superset.WHO, "password": superset.WHO})
        yield Shown(page, f"{url}{path}", pid, SUPERSET, _counts(parts), _leave_superset)


def _leave_superset(page: Page) -> None:
    page.locator("a[href*='/dashboard/list']").first.click()
    page.locator(".dashboard-component-chart-holder").first.wait_for(state="detached")
    page.locator("a[href*='/superset/dashboard/']").first.wait_for()


def _counts(parts: Sequence[Part]) -> list[int]:
    """How many charts, how many tables."""
    charts = sum(one.drawn is not None for one in parts)
    return [charts, len(parts) - charts]
