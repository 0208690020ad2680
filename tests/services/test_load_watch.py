"""`load --watch` loads what changed once it is whole, lives through a load that fails, and ends when it is told."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from steward.cli import app
from steward.services.data import watching
from steward.services.data.runs import CANCELLED, last_run
from steward.services.data.warehouses import current_warehouse
from steward.services.data.watching import Watch
from tests.homes import home
from tests.warehouse.desks import rows

ACCOUNTS = "account_id | name\nA1 | Alder"
CHARGES = "account_id,month,amount\nA1,2026-09,100\n"


def until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.05)


@pytest.mark.every
def test_what_changed_is_loaded_once_it_is_whole_and_the_watch_ends_when_it_is_told(tmp_path: Path) -> None:
    workspace = home(tmp_path, accounts=ACCOUNTS)
    charges = workspace.data / "charges.csv"
    charges.write_text(CHARGES, encoding="utf-8")
    command = [sys.executable, "-m", "steward", "load", "--home", str(tmp_path), "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watch:
        assert watch.stdout
        lines = iter(watch.stdout.readline, "")
        assert next(lines) == f"Watching {workspace.data}; Ctrl-C ends it.\n"
        assert "loaded: 2 rows read, none rejected" in next(lines)
        first = current_warehouse(workspace)
        with charges.open("a", encoding="utf-8") as growing:
            for number in range(8):
                growing.write(f"A1,2025-{number + 1:02},{number}\nA1,2025-12")
                growing.flush()
                time.sleep(0.3)
                growing.write(",1\n")
        assert "loaded: 18 rows read, none rejected" in next(lines)
        assert current_warehouse(workspace) != first
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(60) == 0
        assert list(lines) == []
    assert rows(workspace, "select count(*) from staging.charges") == [(17,)]
    assert not list(workspace.warehouse.glob("work-*"))


@pytest.mark.every
def test_a_load_that_fails_is_said_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = home(tmp_path, accounts=ACCOUNTS)
    said: list[str] = []
    over = Event()
    monkeypatch.setattr(watching, "AGAIN", 0.5)
    running = Thread(target=Watch(workspace, None, said.append, settled=0.2).run, args=(over,))
    running.start()
    # Nobody changes anything: it fails, and fails again.
    until(lambda: len(said) > 1)
    assert all("not loaded, what was there before is in use: data/ holds no subscriptions" in one for one in said)
    (workspace.data / "charges.csv").write_text(CHARGES, encoding="utf-8")
    until(lambda: "loaded: 2 rows read" in said[-1])
    over.set()
    running.join()


@pytest.mark.every
def test_what_no_file_shows_is_loaded_every_so_often(tmp_path: Path) -> None:
    workspace = home(tmp_path, accounts=ACCOUNTS)
    (workspace.data / "charges.csv").write_text(CHARGES, encoding="utf-8")
    said: list[str] = []
    over = Event()
    running = Thread(target=Watch(workspace, 0.5, said.append, settled=0.2).run, args=(over,))
    running.start()
    until(lambda: len(said) > 2)
    over.set()
    running.join()
    assert all("loaded: 2 rows read" in one for one in said)


@pytest.mark.every
def test_a_load_that_is_given_up_says_so(tmp_path: Path) -> None:
    workspace = home(tmp_path, accounts=ACCOUNTS)
    endless = "select 'A1' as account_id, date '2026-09-01' as month, sum(a.range * b.range) as amount"
    (workspace.data / "sources.toml").write_text(
        f'[charges]\nsql = "{endless} from range(10000000) as a, range(10000000) as b"\n', encoding="utf-8"
    )
    over = Event()
    running = Thread(target=Watch(workspace, None, print, settled=0.1).run, args=(over,))
    running.start()
    until(lambda: (found := last_run(workspace)) is not None and found.said.startswith("Reading"))
    over.set()
    running.join()
    found = last_run(workspace)
    assert found is not None and not found.running and found.why == CANCELLED


def test_it_says_which_options_go_together(tmp_path: Path) -> None:
    home(tmp_path, accounts=ACCOUNTS)
    for options in (["--every", "60"], ["--watch", "--if-needed"]):
        told = CliRunner().invoke(app, ["load", "--home", str(tmp_path), *options])
        assert told.exit_code == 1 and told.output.startswith("--every goes with --watch")
