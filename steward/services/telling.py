"""A command of Steward in a process of its own that tells how far it is: whoever comes back to the page sees it."""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from steward.services.beating import beating, is_silent
from steward.services.outliving import begin as begin_command
from steward.whole_files import make_folder, swap

DIED = "It ended before it was done. Nothing was changed; begin it again."


@dataclass(frozen=True)
class Telling:
    """How far it is. `begun`: when, in seconds since 1970; `ended`: that it is over; `problem`: why it failed."""

    message: str = ""
    share: float = 0.0
    begun: float = 0.0
    ended: bool = False
    problem: str = ""

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.begun > 0 and not self.ended


def begin(command: Sequence[str], file: Path) -> None:
    """Begin `python -m steward` with these words, unless it runs already. It tells in this file how far it is."""
    if told(file).running:
        return
    make_folder(file.parent)
    _write(file, Telling("Beginning", begun=time.time()))
    begin_command([*command, "--telling", str(file)])


def told(file: Path) -> Telling:
    """How far it is; one that gives no sign of life any more has ended."""
    try:
        found = Telling(**json.loads(file.read_bytes()))
        silent = is_silent(file.stat().st_mtime)
    except (OSError, ValueError, TypeError):
        return Telling()
    return replace(found, ended=True, problem=DIED) if found.running and silent else found


@contextmanager
def telling(file: Path) -> Iterator[Callable[[str, float], None]]:
    """Do something inside, and say with what is handed out how far it is. A problem is told, and raised as well."""
    before = told(file)
    now = replace(before, message="", share=0.0, begun=before.begun or time.time(), ended=False, problem="")

    def beat() -> None:
        if not file.parent.is_dir():  # whoever began it has no use for it any more
            os._exit(1)
        _write(file, now)

    def say(message: str, share: float) -> None:
        nonlocal now
        now = replace(now, message=message, share=share)

    problem = DIED
    try:
        with beating(beat):
            yield say
        problem = ""
    except Exception as raised:
        problem = str(raised)
        raise
    finally:
        _write(file, replace(now, ended=True, problem=problem))


def _write(file: Path, said: Telling) -> None:
    swap(file, json.dumps(asdict(said)).encode())
