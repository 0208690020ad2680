"""Loads whenever something changed in `data/`, for as long as nobody ends it: once nothing is written any more, so that
no file is read of which a half is there. A load that fails is said, and tried again when something changes, or later.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from zoneinfo import ZoneInfo

from steward.exhibits.wording import counted
from steward.services.data import runs
from steward.workspace import Workspace

LOOK, SETTLED = 1.0, 2.0
"""Seconds from one look to the next, and for which nothing may be written before a load begins."""
AGAIN, MOST_AGAIN = 60.0, 3600.0
"""Seconds after a load that failed until the next try, and the most they grow to."""
LAST_WORDS = 5.0
"""Seconds that a load has to say that it was given up."""
REJECTS = "rejects"
COMES_AND_GOES = ("-shm", "-journal")
"""What SQLite keeps beside a file that is only read."""
Seen = frozenset[tuple[str, int, int]]


class Watch:
    """Of one home. `every`: seconds after which it loads in any case, for what no file shows, such as a database;
    `said`: is told each thing that happens, in a line."""

    def __init__(
        self, workspace: Workspace, every: float | None, said: Callable[[str], None], settled: float = SETTLED
    ) -> None:
        self._workspace = workspace
        self._every = every
        self._said = said
        self._settled = settled
        self._failures = 0
        self._due: float | None = None

    def run(self, over: Event) -> None:
        """Load, and again whenever something changed, until it is over."""
        loaded: Seen | None = None
        while not over.is_set():
            seen = _seen(self._workspace.data)
            if seen == loaded and (self._due is None or monotonic() < self._due):
                over.wait(min(LOOK, self._settled))
            elif self._is_settled(seen, over):
                loaded = seen
                self._load(over)

    def _is_settled(self, seen: Seen, over: Event) -> bool:
        """Whether nothing was written for a while."""
        over.wait(self._settled)
        return not over.is_set() and _seen(self._workspace.data) == seen

    def _load(self, over: Event) -> None:
        begun = monotonic()
        self._wait_for_others(over)
        run = runs.begin(self._workspace)
        while not over.is_set() and (found := runs.last_run(self._workspace)) and found.run == run.run:
            if found.ended:
                self._tell(found)
                break
            over.wait(min(LOOK, self._settled) / 4)
        else:
            self._give_up(run)
        self._due = self._next(begun)

    def _give_up(self, run: runs.LoadRun) -> None:
        """Have it say that it was cancelled, before it ends with this process and nobody knows why."""
        runs.cancel(self._workspace)
        patience = monotonic() + LAST_WORDS
        while monotonic() < patience and (found := runs.last_run(self._workspace)) and found.run == run.run:
            if found.ended:
                break
            sleep(LAST_WORDS / 100)

    def _wait_for_others(self, over: Event) -> None:
        """What another load reads may have been there before the change."""
        while not over.is_set() and runs.is_running(self._workspace):
            over.wait(LOOK)

    def _next(self, begun: float) -> float | None:
        """When to load in any case."""
        again = min(AGAIN * 2 ** (self._failures - 1), MOST_AGAIN) if self._failures else None
        waits = [one for one in (again, self._every) if one is not None]
        return begun + min(waits) if waits else None

    def _tell(self, found: runs.LoadRun) -> None:
        self._failures = self._failures + 1 if found.failed else 0
        clock = found.at.astimezone(ZoneInfo(self._workspace.settings.timezone))
        self._said(f"{clock:%Y-%m-%d %H:%M:%S} {said_of(found)}")


def said_of(found: runs.LoadRun) -> str:
    """How a load ended, in a sentence."""
    if found.failed:
        return f"not loaded, what was there before is in use: {found.why}"
    took = (datetime.fromisoformat(found.ended) - datetime.fromisoformat(found.begun)).total_seconds()
    return f"loaded: {counted(found.read, 'row')} read, {found.rejected or 'none'} rejected, in {took:.1f} s"


def _seen(data: Path) -> Seen:
    """What differs when anything that a load reads was written, came or went."""
    return frozenset(_files(data, data))


def _files(folder: Path, data: Path) -> Iterator[tuple[str, int, int]]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    for path in found:
        if path.name.startswith((".", "~$")) or path.name.endswith(COMES_AND_GOES) or path == data / REJECTS:
            continue
        try:
            if path.is_dir():
                yield from _files(path, data)
            else:
                state = path.stat()
                yield path.relative_to(data).as_posix(), state.st_size, state.st_mtime_ns
        except OSError:  # gone between two looks
            continue
