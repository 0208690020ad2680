"""What several servers of one address know in common, for as long as they run: each keeps it by name, and all read it.

One server alone keeps it in memory.
"""

import json
import os
import secrets
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from steward.ui.server.place import place


class InCommon(MutableMapping[str, Any]):
    """By name, what JSON can hold. `kind` tells it from others; of `most`, where it says one, the oldest go."""

    def __init__(self, kind: str, most: int | None = None) -> None:
        self._kind, self._most = kind, most
        self._held: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        folder = self._folder()
        if folder is None:
            return self._held[name]
        try:
            return json.loads((folder / _named(name)).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise KeyError(name) from None

    def __setitem__(self, name: str, said: Any) -> None:
        folder = self._folder()
        if folder is None:
            self._held[name] = said
        else:
            folder.mkdir(exist_ok=True)
            unfinished = folder / f".{secrets.token_hex(8)}"
            unfinished.write_text(json.dumps(said), encoding="utf-8")
            unfinished.replace(folder / _named(name))
        self._let_go(folder)

    def __delitem__(self, name: str) -> None:
        folder = self._folder()
        if folder is None:
            del self._held[name]
            return
        try:
            (folder / _named(name)).unlink()
        except FileNotFoundError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is in common is asked for by its name")

    def __len__(self) -> int:
        folder = self._folder()
        return len(self._held if folder is None else _files(folder))

    def _folder(self) -> Path | None:
        here = place()
        return here.folder / self._kind if here else None

    def _let_go(self, folder: Path | None) -> None:
        if self._most is None or len(self) <= self._most:
            return
        if folder is None:
            self._held.pop(next(iter(self._held)), None)
            return
        with suppress(FileNotFoundError):
            min(_files(folder), key=os.path.getmtime).unlink()


def _named(name: str) -> str:
    return sha256(name.encode("utf-8", "backslashreplace")).hexdigest()


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.glob("*") if not one.name.startswith(".")] if folder.is_dir() else []
