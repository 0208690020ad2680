"""Small homes for tests: tables as readable text, loaded for real."""

import os
import re
import shutil
import textwrap
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.logged import follow
from steward.warehouse.files import warehouse_to_read
from steward.warehouse.loading import connection
from steward.warehouse.loading.load import load
from steward.warehouse.reader import Warehouse
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING

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
    return opened_once(loaded_once(home(folder, settings, **tables)))


def opened_once(workspace: Workspace) -> Warehouse:
    """The warehouse of a home. One of the very same file, scope and day is opened once, whichever home it lies in: what
    was asked of it is not asked again. As any that was just opened it knows of nothing that people logged. It is not to
    be closed; the last few are kept."""
    file = warehouse_to_read(workspace)
    found, settings = file.stat(), workspace.settings
    key = (found.st_dev, found.st_ino, file.name, workspace.scope, settings.today, settings.timezone)
    _OPENED[key] = opened = _OPENED.pop(key, None) or open_warehouse(workspace)
    while len(_OPENED) > MOST:
        del _OPENED[next(iter(_OPENED))]
    opened.know((), list)
    return opened


def followed_once(workspace: Workspace) -> Warehouse:
    """The same; it knows what is logged in this home now."""
    found = opened_once(workspace)
    follow(found, PlanCache(Plans.within(workspace)))
    return found


_OPENED: dict[object, Warehouse] = {}
MOST = 12
"""Each holds a file, memory and threads."""


def loaded_once(workspace: Workspace) -> Workspace:
    """A home that is loaded. What became of the very same files before, and of what an earlier load of theirs left
    behind, is not worked out again: not in this test, and not in another."""
    if KEPT is None:
        _load(workspace)
        return workspace
    kept = KEPT / _letters(workspace.data)
    if kept.exists():
        shutil.rmtree(workspace.data)
        shutil.copytree(kept, workspace.data, copy_function=_linked)
    else:
        _load(workspace)
        _keep(workspace.data, kept)
    return workspace


def _load(workspace: Workspace) -> None:
    """As it is loaded anywhere; but DuckDB takes longer to find a fast way through the relations of a small company
    than to go any, so that it looks for none, unless every case is tried. Sample and real data are not loaded here."""
    with pytest.MonkeyPatch.context() as patched:
        if not EVERYTHING and sum(path.stat().st_size for path in workspace.data.glob("*.csv")) < SMALL:
            threads = connection._threads
            patched.setattr(connection, "_threads", lambda *given: (*threads(*given), _any_way()))
        load(workspace)


SMALL = 30_000
"""Bytes."""


@cache
def _any_way() -> str:
    """The setting. Where a condition is asked first still matters: else all rows of a join would be made before."""
    with duckdb.connect() as asked:
        found = asked.execute("select * from duckdb_optimizers()").fetchall()
    return f"disabled_optimizers = '{','.join(name for (name,) in found if name != 'filter_pushdown')}'"


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
