"""The first visit of a page after a load, and after a save at one account, beside the visits after it; and what a light
page takes while somebody asks for a heavy one nobody asked for yet. Without a browser: what a server has to do.

`python -m benchmarks.first_visits HOME [NUMBER]`; NUMBER: of how many loads and saves the median is told."""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.app import Served, serving
from benchmarks.measure import line, python
from benchmarks.people import HEADER, Somebody, behind_a_proxy, crowd_of, processor, save
from benchmarks.speaking import Window
from steward.domain.access.scope import Role
from steward.ui.server.ready import AFTER

PAGES = ("my_week", "my_book", "team", "renewals", "pipeline", "health")
AFTER_SAVES = ("my_week", "my_book", "team")
LIGHT, HEAVY = "spend", "team"
AGAIN = 3
STILL, BUSY = 3.0, 0.05
"""A server that took no more of a processor for so many seconds is done with what it does for nobody."""
MOST_STILL = 180


class Visit(NamedTuple):
    """Seconds on the clock, and those that a processor worked for it."""

    seconds: float
    computed: float


class Visits(NamedTuple):
    """Of one page: the first, and each after it."""

    first: Visit
    again: Visit

    @property
    def told(self) -> str:
        """In one line."""
        (clock, computed), (later, less) = self
        times = f"{clock / later:.1f} × ({computed / less:.1f} ×)"
        return f"{clock:.2f} s ({computed:.2f}), again {later:.2f} s ({less:.2f}): {times}"


def main(home: Path, number: int = 3) -> None:
    """At a copy of a home that is loaded."""
    with tempfile.TemporaryDirectory() as made:
        copy = shutil.copytree(home, Path(made) / "home")
        behind_a_proxy(copy)
        crowd = crowd_of(copy, 60)
        with serving(copy) as served:
            asyncio.run(_measured(copy, served, crowd, number))


async def _measured(home: Path, served: Served, crowd: Sequence[Somebody], number: int) -> None:
    leader = next(one for one in crowd if one.role is Role.LEADERSHIP)
    writer = next(one for one in crowd if one.writes and one.theirs)
    pid = served.process.pid
    began = time.perf_counter()
    await asyncio.sleep(AFTER)  # what it does for nobody has not begun before
    await _still(pid)
    line(
        "ready for first visits after the start, and processor",
        f"{time.perf_counter() - began:.0f} s, {processor(pid):.1f} s",
    )
    window, other = await _opened(served, leader), await _opened(served, writer)
    loaded = []
    for _ in range(number):
        before = processor(pid)
        await asyncio.to_thread(python, "-m", "steward", "load", "--quiet", "--home", str(home))
        await _still(pid)
        gone_through = processor(pid) - before
        loaded.append({page: await _visits(window, pid, page) for page in PAGES})
    line("gone through after a load, processor", f"{gone_through:.1f} s")
    _tell("after a load", loaded)
    for when, quiet in (("at once after a save at one account", False), ("the same, a few seconds later", True)):
        saved = []
        for _ in range(number):
            found = {}
            for page in AFTER_SAVES:
                await save(other, writer.theirs[0], f"{page} at {time.time_ns()}")
                if quiet:
                    await _still(pid)
                found[page] = await _visits(window, pid, page)
            saved.append(found)
        _tell(when, saved)
    await _blocked(home, served, window, other, writer.theirs[0])


async def _blocked(home: Path, served: Served, window: Window, other: Window, account: str) -> None:
    """A light page alone; while a server goes through what nobody asked for yet; and while somebody asks for it."""
    alone = [(await other.go(LIGHT, account=account)).seconds for _ in range(20)][5:]
    line(f"a light page ({LIGHT}) alone", f"{median(alone):.2f} s, longest {max(alone):.2f} s")
    for told, ask in (("a load is gone through", False), (f"another asks for {HEAVY} after a load", True)):
        await asyncio.to_thread(python, "-m", "steward", "load", "--quiet", "--home", str(home))
        heavy = asyncio.create_task(window.go(HEAVY)) if ask else None
        beside = []
        ends = time.perf_counter() + (60 if ask else 8)
        while time.perf_counter() < ends and not (heavy and heavy.done()):
            beside.append((await other.go(LIGHT, account=account)).seconds)
        took = f"; {HEAVY} took {(await heavy).seconds:.2f} s" if heavy else ""
        later = f", after the first {max(beside[1:]):.2f} s" if beside[1:] else ""
        line(f"  while {told}", f"{median(beside):.2f} s, longest {max(beside):.2f} s{later} of {len(beside)}{took}")
        await _still(served.process.pid)


async def _opened(served: Served, one: Somebody) -> Window:
    return await Window.open(served.url, **{HEADER.replace("-", "_"): one.email})


async def _visits(window: Window, pid: int, page: str) -> Visits:
    first, *more = [await _visit(window, pid, page) for _ in range(1 + AGAIN)]
    return Visits(first, _middle(more))


async def _visit(window: Window, pid: int, page: str) -> Visit:
    before = processor(pid)
    answer = await window.go(page)
    if answer.failed or any("Something went wrong" in one for one in answer.alerts):
        raise RuntimeError(f"The page {page} shows an error.")
    return Visit(answer.seconds, processor(pid) - before)


def _middle(visits: Sequence[Visit]) -> Visit:
    return Visit(*(median(each) for each in zip(*visits, strict=True)))


def _tell(when: str, found: Sequence[dict[str, Visits]]) -> None:
    line(f"first visit {when} (aim ≤ 2 × again), clock (processor)", "")
    for page in found[0]:
        both = Visits(*(_middle([one[page][place] for one in found]) for place in (0, 1)))
        line(f"    {page}", both.told)


async def _still(pid: int) -> None:
    """Until the server does nothing any more."""
    with suppress(TimeoutError):
        async with asyncio.timeout(MOST_STILL):
            while True:
                before = processor(pid)
                await asyncio.sleep(STILL)
                if processor(pid) - before <= BUSY:
                    return


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
