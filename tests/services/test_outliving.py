"""Whoever is killed leaves no worker behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from steward.services.outliving import running
from tests.homes import home, loaded_once

LONG = 600
"""Seconds that nobody waits for, however busy the machine is."""
CALLER = """
import sys, time
from steward.services.outliving import running
with running(sys.argv[1:]):
    time.sleep(600)
"""


def _in_session(session: int) -> list[str]:
    """The processes that a process and its children began."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


def _wait_for(session: int, least: int, most: int) -> list[str]:
    end = time.monotonic() + LONG
    while not least <= len(found := _in_session(session)) <= most and time.monotonic() < end:
        time.sleep(0.02)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it looks through /proc")
def test_a_server_that_is_killed_leaves_no_command_and_no_worker_behind(tmp_path: Path) -> None:
    """The page Reviews begins a command, which begins workers, which draw decks."""
    accounts = "account_id | name\n" + "\n".join(f"A{n} | Account {n}" for n in range(30))
    services = "subscription_id | account_id | product_id | mrr | starts_on\n" + "\n".join(
        f"s{n} | A{n} | wan | 100 | 2025-01-01" for n in range(30)
    )
    workspace = loaded_once(home(tmp_path, accounts=accounts, subscriptions=services))
    command = [sys.executable, "-m", "steward", "deck", "--all", "--home", str(workspace.home)]
    caller = subprocess.Popen([sys.executable, "-c", CALLER, *command], start_new_session=True)
    try:
        # The caller, the command, multiprocessing's own process, and a worker.
        assert len(_wait_for(caller.pid, 4, 99)) >= 4
        os.kill(caller.pid, signal.SIGKILL)
        caller.wait(LONG)
        assert _wait_for(caller.pid, 0, 0) == []
    finally:
        if _in_session(caller.pid):
            os.killpg(caller.pid, signal.SIGKILL)


def test_a_command_ends_when_nobody_waits_for_it_any_more() -> None:
    """A page that is left while decks are drawn, and one that says more than a pipe holds."""
    talks = "import sys, time; sys.stderr.write('x' * 1_000_000); time.sleep(600 * len(sys.argv[1:]))"
    with running([sys.executable, "-c", talks]) as (run, problems):
        assert run.wait(LONG) == 0
        problems.seek(0)
        assert len(problems.read()) == 1_000_000
    with pytest.raises(KeyError), running([sys.executable, "-c", talks, "stays"]) as (run, _):
        raise KeyError
    assert run.wait(LONG) == -signal.SIGKILL


def test_a_command_that_ends_by_itself_says_nothing_more_than_it_said() -> None:
    """It waits for its caller's pipe to close, and nothing of that may stand in its way."""
    said = "import time; from steward.services.outliving import end_with_caller; end_with_caller(); time.sleep(0.3)"
    with running([sys.executable, "-c", said]) as (run, problems):
        assert run.wait(LONG) == 0
        problems.seek(0)
        assert problems.read() == ""


def test_who_ends_at_once_has_said_all_and_hands_on_the_status() -> None:
    code = (
        "import sys; from steward.services.outliving import end_at_once; end_at_once(lambda: (print('said'), exit(3)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (told.stdout, told.returncode) == ("said\n", 3)
