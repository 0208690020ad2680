"""Files that arrive: under plain names, zips unpacked, and nothing that would fill the disk or leave the folder."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import IO

from steward.errors import FileUnreadable
from steward.services.data.bring.draft import Draft, begun, keep, state_of
from steward.warehouse.loading.files.read_files import KINDS
from steward.warehouse.loading.files.zips import plain_name, unpack
from steward.whole_files import make_folder

ZIP = ".zip"
ENDINGS = tuple(kind.lstrip(".") for kind in (*KINDS, ZIP))
"""Of what can be brought."""


def take_in(draft: Draft, files: Sequence[tuple[str, IO[bytes]]]) -> tuple[Draft, list[str], list[str]]:
    """Put what somebody dropped into their draft; what arrived, and what was left out, in words."""
    make_folder(draft.files)
    taken, left = list[str](), list[str]()
    for name, content in files:
        came, out = _one(draft, name, content)
        taken += came
        left += out
    before = {**{name: state_of(draft.home.data / name) for name in taken}, **draft.before}
    if draft.replaces_sample and draft.text == draft.base:
        draft = begun(draft)
    return keep(replace(draft, before=before)), list(dict.fromkeys(taken)), left


def take_out(draft: Draft, name: str) -> Draft:
    """Without a file that was brought, or that was looked at."""
    (draft.files / name).unlink(missing_ok=True)
    before = {other: state for other, state in draft.before.items() if other != name}
    return keep(replace(draft, before=before, existing=tuple(one for one in draft.existing if one != name)))


def look_also_at(draft: Draft, names: Sequence[str]) -> Draft:
    """Files that lie in `data/` already."""
    there = tuple(name for name in names if (draft.home.data / name).is_file())
    return keep(replace(draft, existing=there))


def files_there(draft: Draft) -> tuple[str, ...]:
    """What lies directly in `data/` and can be read."""
    if not draft.home.data.is_dir():
        return ()
    return tuple(
        path.name
        for path in sorted(draft.home.data.iterdir())
        if path.is_file() and path.suffix.lower() in KINDS and plain_name(path.name)
    )


def _one(draft: Draft, name: str, content: IO[bytes]) -> tuple[list[str], list[str]]:
    plain = plain_name(name)
    ending = PurePosixPath(plain).suffix.lower()
    if not plain or ending not in (*KINDS, ZIP):
        return [], [f"{name[:60]} was left out: it is none of {', '.join((*KINDS, ZIP))}."]
    arrived = draft.files / f".{secrets.token_hex(8)}"
    try:
        with arrived.open("wb") as out:
            copyfileobj(content, out)
        if ending != ZIP:
            arrived.replace(draft.files / plain)
            return [plain], []
        return _unzipped(draft, arrived, plain)
    except (FileUnreadable, OSError) as problem:
        return [], [str(problem)]
    finally:
        arrived.unlink(missing_ok=True)


def _unzipped(draft: Draft, arrived: Path, name: str) -> tuple[list[str], list[str]]:
    return unpack(arrived, name, KINDS, lambda plain: draft.files / plain)
