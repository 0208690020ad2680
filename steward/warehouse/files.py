"""Where warehouse files live, and how a new one takes the place of the old.

Each load writes a new file; the small file `current` names the one in use and is replaced in one step, so a reader sees
the old warehouse or the new one, also where an open file cannot be replaced.
"""

import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from steward.errors import NoWarehouse
from steward.warehouse.canonical import TABLES
from steward.warehouse.forgotten import forgotten_since
from steward.warehouse.locking import locked
from steward.whole_files import UNFINISHED, make_folder, move, swap
from steward.workspace import COMMAND, Workspace

SQL = Path(__file__).parent / "sql"
POINTER = "current"


def current_warehouse(workspace: Workspace) -> Path | None:
    """The warehouse in use, or None where nothing has been loaded."""
    try:
        name = (workspace.warehouse / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = workspace.warehouse / name
    ours = path.parent == workspace.warehouse and path.is_file() and path.stem.endswith(f"-{shape()}")
    return path if ours else None


def warehouse_to_read(workspace: Workspace) -> Path:
    """The warehouse in use. Raises NoWarehouse, or NothingToLoad where there is no `data/` either."""
    if path := current_warehouse(workspace):
        return path
    workspace.require_data()
    raise NoWarehouse(
        "Nothing has been loaded by this version of Steward yet. "
        f"Put your files in data/ and run “{COMMAND} load”, with the --home you use here."
    )


@cache
def shape() -> str:
    """What tells the relations of this Steward from those of another, so that an older warehouse is never read."""
    texts = [path.read_bytes() for path in sorted(SQL.rglob("*.sql"))]
    return hashlib.sha256(b"\0".join([repr(TABLES).encode(), *texts])).hexdigest()[:8]


@contextmanager
def loading(workspace: Workspace, waiting: Callable[[], None]) -> Iterator[Path]:
    """A folder for one load's temporary files, gone afterwards. Another load at the same time waits here."""
    make_folder(workspace.warehouse)
    with locked(workspace.warehouse / "lock", waiting):
        _clear_leftovers(workspace)
        work = workspace.warehouse / f"work-{secrets.token_hex(4)}"
        make_folder(work)
        try:
            yield work
        finally:
            _clear_leftovers(workspace)


def new_warehouse(workspace: Workspace) -> Path:
    """The name of a warehouse yet to be written, with the `.tmp` it carries until it is whole."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return workspace.warehouse / f"steward-{stamp}-{secrets.token_hex(4)}-{shape()}.duckdb.tmp"


def publish(workspace: Workspace, written: Path) -> Path:
    """Put a finished warehouse to use and let go of all but the one before it; of that, too, where somebody is in it
    who was forgotten since."""
    previous = current_warehouse(workspace)
    if previous and forgotten_since(workspace.data, previous.stat().st_mtime):
        previous = None
    final = written.with_suffix("")
    move(written, final)
    swap(workspace.warehouse / POINTER, final.name.encode("ascii"))
    _remove_old(workspace, keep={final, previous or final})
    return final


def put_back(workspace: Workspace, name: str) -> bool:
    """Put a warehouse of before to use again, or (no name) none; whether that could be done: whether it is still there,
    and nobody in it was forgotten since."""
    path = workspace.warehouse / name
    make_folder(workspace.warehouse)
    with locked(workspace.warehouse / "lock", lambda: None):
        if not name:
            (workspace.warehouse / POINTER).unlink(missing_ok=True)
            return True
        if path.name != name or not path.is_file() or not path.stem.endswith(f"-{shape()}"):
            return False
        if forgotten_since(workspace.data, path.stat().st_mtime):
            return False
        swap(workspace.warehouse / POINTER, name.encode("ascii"))
        return True


def _remove_old(workspace: Workspace, keep: set[Path]) -> None:
    for path in workspace.warehouse.glob("steward-*.duckdb"):
        if path not in keep:
            # Windows refuses while a reader has it open; the next load tries again.
            with suppress(OSError):
                path.unlink()
    names = {path.stem for path in keep}
    for path in workspace.warehouse.glob(".steward-*.open"):
        if not any(path.name.startswith(f".{name}.") for name in names):
            with suppress(OSError):
                path.unlink()


def _clear_leftovers(workspace: Workspace) -> None:
    """Remove what a load that was killed has left; the lock says that no other is running."""
    for path in workspace.warehouse.glob("work-*"):
        shutil.rmtree(path, ignore_errors=True)
    for kind in ("*.tmp*", f".*{UNFINISHED}"):
        for path in workspace.warehouse.glob(kind):
            with suppress(OSError):
                path.unlink()
