"""`data/forgotten.toml`: the contacts whose personal data every load leaves out: two ids for each, no name."""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from steward.errors import SourcesUnreadable
from steward.warehouse.locking import locked
from steward.whole_files import swap
from steward.workspace import Workspace, read_toml

FILE = "forgotten.toml"
_HEAD = "# Contacts whose personal data every load leaves out; “steward forget” adds them. Keep it beside the data.\n"


class Forgotten(NamedTuple):
    """A contact whose personal data is left out."""

    account_id: str
    contact_id: str


def forgotten(data: Path) -> tuple[Forgotten, ...]:
    """Whom `data/forgotten.toml` names. Raises SourcesUnreadable: a load must not bring somebody back in silence."""
    path = data / FILE
    if not path.exists():
        return ()
    found = read_toml(path).get("contacts", [])
    rows = found if isinstance(found, list) else [found]
    return tuple(dict.fromkeys(_one(row, number) for number, row in enumerate(rows, 1)))


def forgotten_since(data: Path, then: float) -> bool:
    """Whether somebody was added after a moment, in seconds since 1970."""
    path = data / FILE
    return path.exists() and path.stat().st_mtime >= then


def _one(row: object, number: int) -> Forgotten:
    ids = [row.get(name) for name in Forgotten._fields] if isinstance(row, dict) else []
    if not ids or not all(isinstance(one, str) and one for one in ids):
        raise SourcesUnreadable(
            f'{FILE}, entry {number}: expected [[contacts]] with account_id = "…" and contact_id = "…"; nothing was '
            "loaded, so that nobody comes back who was to be forgotten."
        )
    return Forgotten(str(ids[0]), str(ids[1]))


def forget_at_every_load(workspace: Workspace, one: Forgotten, on: date) -> bool:
    """Add a contact; whether they were not there yet. Raises SourcesUnreadable, OSError."""
    workspace.warehouse.mkdir(parents=True, exist_ok=True)
    with locked(workspace.warehouse / "forgotten.lock", lambda: None):
        if one in forgotten(workspace.data):
            return False
        path = workspace.data / FILE
        before = path.read_text(encoding="utf-8-sig") if path.exists() else _HEAD
        ids = "".join(f"{name} = {_quoted(said)}\n" for name, said in one._asdict().items())
        swap(path, (f"{before.rstrip()}\n\n[[contacts]]\n{ids}forgotten_on = {on}\n").encode())
    return True


def _quoted(text: str) -> str:
    """A text as TOML: JSON's form, but for one character that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
