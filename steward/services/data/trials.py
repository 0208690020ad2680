"""What a load would make of a home, tried and put to no use; of large files by a process of its own."""

from collections.abc import Callable
from pathlib import Path

from cattrs.preconf.json import make_converter

from steward.warehouse.loading.report import spoken
from steward.warehouse.loading.trial import MonthSum, Tried, TriedTable, try_out
from steward.whole_files import swap
from steward.workspace import Workspace

__all__ = ["MonthSum", "Tried", "TriedTable", "read_trial", "spoken", "try_out", "write_trial"]

_JSON = make_converter()


def write_trial(workspace: Workspace, file: Path, told: Callable[[str, float], None]) -> None:
    """Try all of it, and write down what came of it."""
    swap(file, _JSON.dumps(try_out(workspace, told)).encode())


def read_trial(file: Path) -> Tried | None:
    """What was written down, where it was."""
    try:
        return _JSON.loads(file.read_bytes(), Tried)
    except (OSError, ValueError, KeyError, TypeError, ExceptionGroup):
        return None
