"""A child process with its wall time and peak memory."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One finished child: seconds on the clock, and the most memory it held, in MB."""

    seconds: float
    megabytes: float


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
    return Run(seconds, usage.ru_maxrss / 1024)


def line(name: str, told: str) -> None:
    """One line of the report."""
    print(f"{name:<58} {told}", flush=True)


def peak_megabytes(pid: int) -> float:
    """The most memory a running process held so far, in MB; Linux only, elsewhere not a number."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return float("nan")
    return next(int(row.split()[1]) for row in told.splitlines() if row.startswith("VmHWM")) / 1024
