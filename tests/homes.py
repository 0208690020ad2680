"""Small homes for tests: tables as readable text, loaded for real."""

import os
import re
import shutil
import textwrap
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace

SETTINGS = 'company = "Northwind Networks"\ncurrency = "EUR"\nas_of = 2026-09-30\n'


def home(folder: Path, settings: str = SETTINGS, **tables: str) -> Workspace:
    """A workspace whose data/ holds each table as CSV; `|` may stand for commas, for columns that line up."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "workspace.toml").write_text(_of_its_day(settings), encoding="utf-8")
    for name, text in tables.items():
        (data / f"{name}.csv").write_text(_csv(text), encoding="utf-8")
    return Workspace.whole(folder)


def _of_its_day(settings: str) -> str:
    """Looked at on the day of its figures, unless it says another: what a test expects is true on every day."""
    said = re.search(r"^as_of = (\S+)$", settings, re.MULTILINE)
    return settings if not said or re.search(r"^today =", settings, re.MULTILINE) else f"{settings}today = {said[1]}\n"


def loaded(folder: Path, settings: str = SETTINGS, **tables: str) -> Warehouse:
    """The warehouse of such a home."""
    return open_warehouse(loaded_once(home(folder, settings, **tables)))


def opened_once(workspace: Workspace) -> Warehouse:
    """The warehouse of a home, opened once for each load, scope and day: what was asked of it is not asked again."""
    loads = tuple(sorted(path.name for path in workspace.data.rglob("*.duckdb")))
    key = (workspace.home, workspace.scope, workspace.settings.today, loads)
    if key not in _OPENED:
        _OPENED[key] = open_warehouse(workspace)
    return _OPENED[key]


_OPENED: dict[object, Warehouse] = {}


def loaded_once(workspace: Workspace) -> Workspace:
    """A home that is loaded. What became of the very same files before, and of what an earlier load of theirs left
    behind, is not worked out again: not in this test, and not in another."""
    if KEPT is None:
        load(workspace)
        return workspace
    kept = KEPT / _letters(workspace.data)
    if kept.exists():
        shutil.rmtree(workspace.data)
        shutil.copytree(kept, workspace.data, copy_function=_linked)
    else:
        load(workspace)
        _keep(workspace.data, kept)
    return workspace


KEPT: Path | None = None
"""Where what was loaded once is kept, for all workers of a run (`tests/conftest.py`)."""


def _keep(data: Path, kept: Path) -> None:
    """Whole or not at all: another worker may do the same now."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as folder, suppress(OSError):
        half = Path(folder) / data.name
        shutil.copytree(data, half, copy_function=_linked, ignore=shutil.ignore_patterns("*.open"))
        half.rename(kept)


def _letters(data: Path) -> str:
    """What stands for all that is in the files. A warehouse is never written to again, and none has another's name; who
    has it open changes nothing."""
    files = sorted(path for path in data.rglob("*") if path.is_file() and path.suffix != ".open")
    held = [(path.name, b"" if path.suffix == ".duckdb" else path.read_bytes()) for path in files]
    return sha256(repr(held).encode()).hexdigest()


def _linked(source: str, copy: str) -> None:
    """A warehouse may be the same file; all else is copied."""
    with suppress(OSError):
        if source.endswith(".duckdb"):
            os.link(source, copy)
            return
    shutil.copy2(source, copy)


def _csv(text: str) -> str:
    lines = textwrap.dedent(text).strip().splitlines()
    return "\n".join(",".join(cell.strip() for cell in line.split("|")) for line in lines) + "\n"


ACCOUNTS = """
    account_id | name
    A1         | Steadily Growing
"""
