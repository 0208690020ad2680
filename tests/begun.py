"""A program of ours as a process of its own, which need not import what it is made of.

A run of all tests starts some thirty servers, and each would import the same for seconds. So a process imports it once
for each worker and does nothing else: what becomes a program is a copy of it (`fork`), with the words, folder and
environment that it was given. That the programs come up by themselves is tested where one is started as a person does
(`tests/browser/test_behind_haproxy.py`, `tests/test_cli.py`)."""

import atexit
import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
OF_A_SERVER = ("steward.cli", "steward.ui.server.app", "uvicorn.logging", "uvicorn.protocols.websockets.auto")


class Begun:
    """What `subprocess.Popen` gives, as far as it is asked for here."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._seen = os.pidfd_open(pid)

    def terminate(self) -> None:
        """Ask it to end."""
        self._tell(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._tell(signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Until it has ended; with which status is not known."""
        if not select.select([self._seen], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout)
        return 0

    def _tell(self, number: int) -> None:
        try:
            signal.pidfd_send_signal(self._seen, number)
        except ProcessLookupError:
            return


def begun(command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None) -> Begun:
    """`python -m module words…`, as `command` says it, begun; what it prints is not kept."""
    python, module, name, *words = command
    assert (python, module) == (sys.executable, "-m"), f"no module of Python: {command}"
    ready = _ready()
    assert ready.stdin and ready.stdout
    ready.stdin.write(json.dumps([name, words, str(cwd or Path.cwd()), dict(env)]) + "\n")
    ready.stdin.flush()
    return Begun(int(ready.stdout.readline()))


@cache
def _ready() -> "subprocess.Popen[str]":
    """The process that is copied; it ends when nobody can ask it any more."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.begun"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    atexit.register(process.stdin.close)
    return process


def _copies() -> tuple[str, list[str]]:
    """Begin what is asked for, in a copy each; returns in the copies alone, with what each is to be."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    for asked in sys.stdin:
        name, words, folder, environment = json.loads(asked)
        pid = os.fork()
        if not pid:
            _become(folder, environment)
            return name, words
        print(pid, flush=True)
    os._exit(0)


def _become(folder: str, environment: dict[str, str]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)


def _import_all() -> None:
    from importlib import import_module

    from steward.ui.server import ready

    for name in OF_A_SERVER:
        import_module(name)
    ready.import_for_pages(ROOT / "app.py", after=0).join()


if __name__ == "__main__":
    _import_all()
    module, said = _copies()
    sys.argv[1:] = said
    runpy.run_module(module, run_name="__main__", alter_sys=True)
