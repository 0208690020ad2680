"""A new warehouse takes the place of the old in one step, whoever reads, writes or dies at that moment."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from steward.errors import LoadFailed
from steward.warehouse.files import current_warehouse, shape
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.examples import first
from tests.warehouse.desks import CHARGES, desk, loaded, rows

ROOT = Path(__file__).parents[2]
LOAD = """
import sys
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
load(Workspace.find(sys.argv[1]))
"""


def _start_load(workspace: Workspace) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", LOAD, str(workspace.home)], cwd=ROOT)


def _make_slow(workspace: Workspace) -> None:
    """Enough rows that a load can be caught in the middle."""
    lines = "".join(f"A-{1 + n % 2},p{n},2025-01-{1 + n % 28:02},{n}\n" for n in range(400_000))
    (workspace.data / "usage.csv").write_text("account_id,product_id,day,used\n" + lines)


@pytest.mark.parametrize("moment", first(1, [0.7, 0.2, 0.45, 0.9]))
def test_a_killed_load_leaves_the_old_warehouse_in_use(tmp_path: Path, moment: float) -> None:
    workspace, _ = loaded(tmp_path)
    _make_slow(workspace)
    good = current_warehouse(workspace)
    process = _start_load(workspace)
    _wait_until(lambda: any(workspace.warehouse.glob("*.tmp")), process)
    time.sleep(moment)
    process.kill()
    process.wait()
    found = current_warehouse(workspace)
    assert found is not None
    assert rows(workspace, "select count(*) from staging.charges") == [(2,)]
    if found == good:
        load(workspace)
    assert rows(workspace, "select count(*) from staging.usage") == [(400_000,)]
    assert not [
        path.name for path in workspace.warehouse.iterdir() if path.name.startswith("work-") or ".tmp" in path.name
    ]


def _wait_until(happened: object, process: subprocess.Popen[bytes]) -> None:
    assert callable(happened)
    while not happened() and process.poll() is None:
        time.sleep(0.01)


def test_a_reader_keeps_the_old_file_and_the_next_sees_the_new(tmp_path: Path) -> None:
    workspace, first = loaded(tmp_path)
    with duckdb.connect(str(first.warehouse), read_only=True) as reader:
        (workspace.data / "charges.csv").write_text(CHARGES + "A-1,2025-03-01,1\n")
        second = load(workspace)
        assert reader.execute("select count(*) from staging.charges").fetchall() == [(2,)]
        assert current_warehouse(workspace) == second.warehouse != first.warehouse
        assert rows(workspace, "select count(*) from staging.charges") == [(3,)]


def test_only_the_warehouse_in_use_and_the_one_before_are_kept(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    made = [load(workspace).warehouse for _ in range(3)]
    assert sorted(workspace.warehouse.glob("*.duckdb")) == sorted(made[-2:])


def test_loads_at_once_take_turns_and_both_end_well(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    processes = [_start_load(workspace) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert rows(workspace, "select count(*) from staging.charges") == [(2,)]


def test_loads_in_threads_of_one_process_take_turns(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            load(Workspace.whole(workspace.home))
        except BaseException as failure:  # noqa: BLE001 - handed to the test
            failures.append(failure)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rows(workspace, "select count(*) from staging.charges") == [(2,)]


def test_a_pointer_to_nowhere_is_no_warehouse(tmp_path: Path) -> None:
    workspace, _ = loaded(tmp_path)
    for pointer in (b"", b"../../etc/passwd", b"gone.duckdb", b"\xff\xfe", b"/etc/passwd", b".."):
        (workspace.warehouse / "current").write_bytes(pointer)
        assert current_warehouse(workspace) is None, pointer


def test_a_failed_load_leaves_no_files(tmp_path: Path) -> None:
    workspace = desk(tmp_path, accounts__csv="")
    with pytest.raises(LoadFailed):
        load(workspace)
    assert [path.name for path in workspace.warehouse.iterdir()] == ["lock"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    workspace.warehouse.write_text("a file where the folder should be")
    with pytest.raises(LoadFailed, match="could not be loaded"):
        load(workspace)


def test_a_warehouse_of_another_steward_is_not_read(tmp_path: Path) -> None:
    """Its relations may lack what this one asks for: it counts as nothing loaded, and the next load makes a new one."""
    workspace, _ = loaded(tmp_path)
    made = current_warehouse(workspace)
    assert made is not None
    older = made.with_name(made.name.replace(shape(), "0ldshape"))
    made.rename(older)
    (workspace.warehouse / "current").write_text(older.name)
    assert current_warehouse(workspace) is None
    load(workspace)
    assert current_warehouse(workspace) is not None
