"""Seconds of processor that programs took: they can be compared on a machine that is busy with something else."""

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import children

TICK = os.sysconf("SC_CLK_TCK")
BROWSER = b"chrom"


def seconds(pid: int) -> float:
    """Of a process that runs, and of all it began; Linux only."""
    return sum(map(_own, family(pid)))


def of_browsers() -> float:
    """Of every Chromium that this process began."""
    return sum(_own(pid) for pid in family(os.getpid()) if BROWSER in _command(pid))


def family(pid: int) -> Iterator[int]:
    """A process, and all that came of it."""
    yield pid
    for child in children(pid):
        yield from family(child)


def _own(pid: int) -> float:
    """With what children took that are over."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    return sum(map(int, told.rpartition(")")[2].split()[11:15])) / TICK


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return b""
