"""A load in a process of its own: begun by one, seen by everybody, and told how it ended."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from steward.errors import LoadFailed
from steward.services.data import runs
from steward.services.data.warehouses import current_warehouse
from steward.workspace import Workspace
from tests.homes import home

ACCOUNTS = "account_id | name\nA1 | Alder"
CHARGES = "account_id | month | amount\nA1 | 2026-09 | 100"


def company(folder: Path) -> Workspace:
    return home(folder, accounts=ACCOUNTS, charges=CHARGES)


def until(true: Callable[[], bool]) -> None:
    while not true():
        time.sleep(0.05)


def over(workspace: Workspace) -> runs.LoadRun:
    until(lambda: not runs.is_running(workspace))
    found = runs.last_run(workspace)
    assert found is not None
    return found


@pytest.mark.every
def test_a_load_that_was_begun_is_told_by_whoever_asks(tmp_path: Path) -> None:
    workspace = company(tmp_path)
    assert runs.last_run(workspace) is None
    runs.begin(workspace, "Lena")
    at_work = runs.last_run(workspace)
    assert at_work is not None and at_work.by == "Lena" and at_work.running
    done = over(workspace)
    assert (done.by, done.failed, done.read, done.rejected, done.share) == ("Lena", False, 2, 0, 1.0)
    assert current_warehouse(workspace)


@pytest.mark.every
def test_a_load_that_fails_says_why_and_leaves_what_was_loaded(tmp_path: Path) -> None:
    workspace = company(tmp_path)
    runs.load_and_tell(workspace)
    before = current_warehouse(workspace)
    (workspace.data / "charges.csv").write_text("nothing,of,use\n1,2,3\n", encoding="utf-8")
    runs.begin(workspace)
    failed = over(workspace)
    assert failed.why.startswith("charges.csv has no column “account_id”")
    assert current_warehouse(workspace) == before
    with pytest.raises(LoadFailed):
        runs.load_and_tell(workspace)


@pytest.mark.every
def test_a_load_that_was_killed_is_not_waited_for(tmp_path: Path) -> None:
    workspace = company(tmp_path)
    runs.load_and_tell(workspace)
    state = workspace.warehouse / runs.PLACE / runs.STATE
    told = runs.last_run(workspace)
    assert told is not None
    # As a process leaves it that is killed in the middle.
    text = state.read_text(encoding="ascii")
    state.write_text(text.replace(told.ended, "", 1).replace(told.alive, "2026-01-01T00:00:00+00:00"), encoding="ascii")
    killed = runs.last_run(workspace)
    assert killed is not None and killed.why == runs.CUT_OFF
    assert not runs.is_running(workspace)


def test_a_load_ends_where_somebody_cancels_it(tmp_path: Path) -> None:
    workspace = company(tmp_path)
    # A load that waits for another, which is this process: so it can be cancelled at leisure.
    from steward.warehouse.files import loading

    with loading(workspace, lambda: None):
        runs.begin(workspace)
        until(lambda: (found := runs.last_run(workspace)) is not None and "Waiting" in found.said)
        runs.cancel(workspace)
        cancelled = over(workspace)
    assert cancelled.why == runs.CANCELLED
    assert current_warehouse(workspace) is None


def test_it_asks_for_a_folder_with_data(tmp_path: Path) -> None:
    with pytest.raises(LoadFailed, match="There is no folder"):
        runs.begin(Workspace.whole(tmp_path))
    assert not list(tmp_path.iterdir())
