"""Programs before and behind an address, and what is said where one is missing."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.app import Served
from benchmarks.measure import children
from steward.ui.server.haproxy import WHERE
from steward.ui.server.place import NUMBER

LONG = 60
"""Seconds after which what should come does not come any more."""


def needs_haproxy() -> None:
    """Its absence is a failure in CI, elsewhere a skip that says what to install."""
    if shutil.which("haproxy", path=f"{os.environ['PATH']}:{WHERE}"):
        return
    missing = "no HAProxy: install Debian's haproxy to run these tests"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def running(front: Served) -> dict[str, int]:
    """The numbers of the processes before and behind the address."""
    found = {}
    for pid in children(front.process.pid):
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        number = next((one.partition(b"=")[2] for one in environment if one.startswith(f"{NUMBER}=".encode())), b"")
        found[f"s{number.decode()}" if number else "haproxy"] = pid
    return found


def until(true: Callable[[], bool]) -> None:
    """Until it is so."""
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def lives(pid: int) -> bool:
    """Whether a process goes on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
