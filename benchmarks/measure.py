"""A child process with its wall time and peak memory."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One finished child: seconds on the clock, the most memory it held, in MB, and the seconds that the processors
    worked for it, which a machine that is busy with something else hardly changes."""

    seconds: float
    megabytes: float
    computed: float


def python(*arguments: str, home: str | None = None) -> Run:
    """Run a Python with these arguments. Raises CalledProcessError when it fails."""
    environment = {**os.environ, **({"STEWARD_HOME": home} if home else {})}
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments)
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def line(name: str, told: str) -> None:
    """One line of the report."""
    print(f"{name:<58} {told}", flush=True)


def peak_megabytes(pid: int) -> float:
    """The most memory a running process held so far, in MB; Linux only, elsewhere not a number."""
    return _megabytes(pid, "VmHWM")


def megabytes_now(pid: int) -> float:
    """The memory a running process holds, in MB; Linux only, elsewhere not a number."""
    return _megabytes(pid, "VmRSS")


def children(pid: int) -> list[int]:
    """The processes that a process began itself; Linux only, elsewhere none."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _megabytes(pid: int, which: str) -> float:
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return float("nan")
    return next(int(row.split()[1]) for row in told.splitlines() if row.startswith(which)) / 1024


def parts(seconds: Sequence[float]) -> str:
    """How long most of some runs took: half, 95 and 99 of a hundred, and the longest."""
    found = sorted(seconds)
    most = [found[min(len(found) - 1, int(len(found) * share))] for share in (0.5, 0.95, 0.99)]
    return "p50 {:.2f} s, p95 {:.2f} s, p99 {:.2f} s".format(*most) + f", longest {found[-1]:.2f} s of {len(found)}"
