"""A load in a process of its own: begun, how far it is, how it ended; the same for whoever opens the page, also after
a connection was lost. What a load says of itself lies beside the warehouse, and every load says it, also a timer's."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from steward.errors import ChangeNotAllowed, StewardError
from steward.services.beating import beating, is_silent
from steward.services.data.loading import LoadReport, Progress, load
from steward.services.outliving import begin as begin_command
from steward.whole_files import make_folder, swap
from steward.workspace import COMMAND, Workspace

PLACE, STATE, STOP = "run", "state.json", "stop"
RUN, BY = "STEWARD_LOAD_RUN", "STEWARD_LOAD_BY"
UNFORESEEN = "Something went wrong that Steward did not foresee; errors.log in the home says more."
NOT_YOURS = "The data is loaded by who sees every account, and may change them all or is an administrator."
CUT_OFF = f"The load ended without saying why. What was loaded before is in use; run “{COMMAND} load” to see more."
CANCELLED = "The load was cancelled. What was loaded before is in use."


@dataclass(frozen=True)
class LoadRun:
    """One load. `by`: who began it, empty for a command; `said` and `share`: how far it is; `why`: what it failed of,
    in one sentence; `alive`: the moment of its last sign of life."""

    run: str
    by: str
    begun: str
    said: str = ""
    share: float = 0.0
    ended: str = ""
    why: str = ""
    read: int = 0
    rejected: int = 0
    alive: str = ""

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return not self.ended

    @property
    def failed(self) -> bool:
        """Whether it ended without a new warehouse: then the last good one is in use."""
        return bool(self.why)

    @property
    def at(self) -> datetime:
        """When it ended, or began where it has not."""
        return datetime.fromisoformat(self.ended or self.begun)


def last_run(workspace: Workspace) -> LoadRun | None:
    """The load that is at work, else the last one; None where nothing was loaded since Steward keeps this."""
    found = _read(_place(workspace))
    if found is None or found.ended or not _silent(found):
        return found
    return replace(found, ended=found.alive or found.begun, why=CUT_OFF)


def is_running(workspace: Workspace) -> bool:
    """Whether a load is at work, whoever began it."""
    found = last_run(workspace)
    return found is not None and found.running


def begin(workspace: Workspace, by: str = "") -> LoadRun:
    """Have the data loaded by a process of its own, unless a load is at work; the one that is at work then.

    Raises ChangeNotAllowed, or NothingToLoad without `data/`."""
    if not workspace.scope.brings_data:
        raise ChangeNotAllowed(NOT_YOURS)
    workspace.require_data()
    found = last_run(workspace)
    if found is not None and found.running:
        return found
    run = LoadRun(secrets.token_hex(8), by, _now(), "Beginning")
    _write(_place(workspace), run)
    begin_command(["load", "--home", str(workspace.home), "--quiet"], **{RUN: run.run, BY: by})
    return run


def cancel(workspace: Workspace) -> None:
    """Have the load that is at work end; what was loaded before stays in use."""
    found = last_run(workspace)
    if found is not None and found.running:
        folder = _place(workspace)
        swap(folder / STOP, found.run.encode("ascii"))


def load_and_tell(workspace: Workspace, progress: Progress | None = None) -> LoadReport:
    """Load here, and let everybody see how far it is. Raises LoadFailed."""
    workspace.require_data()
    with _telling(workspace) as run:

        def told(message: str, share: float) -> None:
            run.now = replace(run.now, said=message, share=share)
            if progress:
                progress(message, share)

        report = load(workspace, told)
        read = sum(table.read for table in report.tables)
        run.now = replace(run.now, read=read, rejected=report.rejected, said="Done", share=1.0)
    return report


class _Telling:
    """What a load says of itself, written by its beat."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = LoadRun(os.environ.pop(RUN, "") or secrets.token_hex(8), os.environ.pop(BY, ""), _now())

    def beat(self) -> None:
        """Say it, unless another load is at work, for which this one waits; end where somebody asks for that."""
        if _stopped(self.folder, self.now.run):
            self.end(CANCELLED)
            os._exit(1)
        other = _read(self.folder)
        if other is None or other.run == self.now.run or other.ended or _silent(other):
            _write(self.folder, self.now)

    def end(self, why: str = "") -> None:
        """It is over."""
        self.now = replace(self.now, ended=_now(), why=why)
        with suppress(OSError):  # a disk that is full has ended the load already, or came too late to
            _write(self.folder, self.now)


@contextmanager
def _telling(workspace: Workspace) -> Iterator[_Telling]:
    """Something that is told of a load while it is at work, and how it ended."""
    folder = _place(workspace)
    make_folder(folder)
    telling, why = _Telling(folder), UNFORESEEN
    try:
        with beating(telling.beat):
            yield telling
        why = ""
    except StewardError as problem:
        why = str(problem)
        raise
    finally:
        telling.end(why)


def _place(workspace: Workspace) -> Path:
    return workspace.warehouse / PLACE


def _write(folder: Path, run: LoadRun) -> None:
    make_folder(folder)
    swap(folder / STATE, json.dumps(asdict(replace(run, alive=_now()))).encode())


def _read(folder: Path) -> LoadRun | None:
    try:
        found = LoadRun(**json.loads((folder / STATE).read_bytes()))
        datetime.fromisoformat(found.alive)
        return found
    except (OSError, ValueError, TypeError):
        return None


def _silent(run: LoadRun) -> bool:
    """Whether it has given no sign of life for so long that there is nobody."""
    return is_silent(datetime.fromisoformat(run.alive).timestamp())


def _stopped(folder: Path, run: str) -> bool:
    try:
        return (folder / STOP).read_text(encoding="ascii") == run
    except (OSError, ValueError):
        return False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
