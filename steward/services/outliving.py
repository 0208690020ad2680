"""No process of ours goes on once whoever began it is gone: killed, crashed or out of memory, it can stop nobody."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import parent_process
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, NoReturn

WITH_PARENT = "STEWARD_ENDS_WITH_ITS_PARENT"
_BEGUN: "list[subprocess.Popen[bytes]]" = []
"""They end when this process does: it holds the pipes that they listen to."""


def end_with_parent() -> None:
    """In a worker of a pool: end when the process that has the pool does, for its queue would never say so."""
    parent = parent_process()
    if parent is not None:
        _end_after(parent.join)


def end_with_caller() -> None:
    """In a command that Steward itself began: end when the pipe to it closes, as it does however the caller ends."""
    if os.environ.pop(WITH_PARENT, ""):
        _end_after(_caller_closes)


def begin(words: Sequence[str], **said: str) -> None:
    """Begin `python -m steward` with these words, and with what is said in its environment. Nobody waits for it."""
    own = {**os.environ, WITH_PARENT: "yes", **said}
    command = [sys.executable, "-m", "steward", *words]
    _BEGUN[:] = [one for one in _BEGUN if one.poll() is None]
    _BEGUN.append(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own)
    )


def end_at_once(run: Callable[[], object]) -> NoReturn:
    """Run something, and end this process with the status it exits with. Nothing of what goes with the process is taken
    apart before: of what a load or a large book has imported and held that takes longer than most of what it does."""
    status = 0
    try:
        run()
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise
        status = ended.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


@contextmanager
def running(command: Sequence[str]) -> Iterator["tuple[subprocess.Popen[bytes], IO[str]]"]:
    """A command of Steward that runs while this is open and no longer, and the file of what it says of problems: a pipe
    that nobody reads meanwhile would stop it."""
    own = {**os.environ, WITH_PARENT: "yes"}
    with (
        TemporaryFile("w+", encoding="utf-8", errors="replace") as problems,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=problems, env=own) as run,
    ):
        try:
            yield run, problems
        finally:
            run.kill()


def _caller_closes() -> None:
    """Past Python's own reader, whose lock nobody may hold when a command ends by itself: it would abort there."""
    while os.read(sys.stdin.fileno(), 4096):
        pass


def _end_after(waited: Callable[[], object]) -> None:
    def watch() -> None:
        waited()
        os._exit(1)

    Thread(target=watch, name="ends with its parent", daemon=True).start()
