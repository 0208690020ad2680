"""A load begun from a page: in a process of its own, so that nobody waits for it, and seen by whoever comes back."""

from pathlib import Path

from steward.errors import ChangeNotAllowed
from steward.services.telling import Telling, begin, told
from steward.workspace import Workspace

__all__ = ["Telling", "begin_load", "load_told"]

FILE = "load.json"
NOT_YOURS = "Only who may bring data loads it."


def begin_load(workspace: Workspace) -> None:
    """Begin to load, unless somebody does already. Raises ChangeNotAllowed."""
    if not workspace.scope.brings_data:
        raise ChangeNotAllowed(NOT_YOURS)
    begin(["load", "--quiet", "--home", str(workspace.home)], _file(workspace))


def load_told(workspace: Workspace) -> Telling:
    """How far the last load that was begun from a page is, or what became of it."""
    return told(_file(workspace))


def _file(workspace: Workspace) -> Path:
    return workspace.warehouse / FILE
