"""What a load would make of a draft: its files beside those of `data/`, in a home of their own, read by the load."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from steward.services.data.bring.draft import SETTINGS, SOURCES, Draft, state_of
from steward.services.data.bring.mapping import feeds
from steward.services.data.trials import Tried, read_trial, try_out
from steward.services.telling import Telling, begin, told
from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.files.head import is_large, write_head
from steward.warehouse.loading.files.read_files import KINDS
from steward.whole_files import make_folder, swap
from steward.workspace import Workspace

AT_ONCE = 6_000_000
"""Bytes that are tried while somebody waits; of more the beginning, and the whole by a process of its own."""
TRIAL, HEAD, WHOLE, RESULT, TOLD = "trial", "head", "whole", "tried.json", "telling.json"


def try_table(draft: Draft, table: str) -> Tried:
    """The first rows of one table, with what they refer to; of large files the beginning alone."""
    home = _home(draft, HEAD, head_of=large_files(draft, table))
    return try_out(home, lambda message, share: None, (table,))


def is_small(draft: Draft) -> bool:
    """Whether all of it can be tried while somebody waits."""
    return sum(size for _, (size, _) in _states(draft)) <= AT_ONCE


def try_all(draft: Draft) -> Tried:
    """All of a small draft."""
    return try_out(_home(draft, WHOLE), lambda message, share: None)


def begin_trial(draft: Draft) -> None:
    """Begin to try all of it in a process of its own."""
    name = f"{WHOLE}-{stamp_of(draft)}"
    _end_others(draft, name)
    home = _home(draft, name)
    begin(["load", "--home", str(home.home), "--try", str(home.home / RESULT)], home.home / TOLD)


def trial_told(draft: Draft) -> Telling:
    """How far that is."""
    place = _place(draft, f"{WHOLE}-{stamp_of(draft)}")
    return told(place / TOLD)


def trial_found(draft: Draft) -> Tried | None:
    """What it found, of just this draft."""
    place = _place(draft, f"{WHOLE}-{stamp_of(draft)}")
    return read_trial(place / RESULT)


def stamp_of(draft: Draft) -> str:
    """What tells this draft from every other: its texts, and the state of every file."""
    said = [draft.text, draft.settings, *(f"{name} {state}" for name, state in _states(draft))]
    return hashlib.sha256("\0".join(said).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _states(draft: Draft) -> Iterator[tuple[str, tuple[int, int]]]:
    return ((path.name, state_of(path)) for path in _files(draft))


def _files(draft: Draft) -> list[Path]:
    """What a load would find: what was brought, and what lies in `data/` and is not replaced by it."""
    brought = {name: draft.files / name for name in draft.brought}
    there = {} if draft.replaces_sample or not draft.home.data.is_dir() else {
        path.name: path
        for path in draft.home.data.iterdir()
        if path.is_file() and path.suffix.lower() in KINDS and not path.name.startswith((".", "~$"))
    }  # fmt: skip
    return [path for _, path in sorted({**there, **brought}.items())]


def large_files(draft: Draft, table: str) -> set[str]:
    """The large files of one table, of which the beginning is tried: what others refer to is read whole."""
    named = {name for one in feeds(draft) if one.table == table for name in one.files}
    known_by = {name for one in feeds(draft) if one.table in _referred(table) for name in one.files}
    return {name for name in named - known_by if is_large(draft.path(name))}


def _referred(table: str) -> set[str]:
    return set(BY_NAME[table].must_exist.values())


def _home(draft: Draft, name: str, head_of: Iterable[str] = ()) -> Workspace:
    """A home that holds the draft's data, with links to its files: nothing is copied but beginnings."""
    place = _place(draft, name)
    data = place / "data"
    shutil.rmtree(data, ignore_errors=True)
    make_folder(data)
    heads = set(head_of)
    for path in _files(draft):
        write_head(path, data / path.name) if path.name in heads else _link(path, data / path.name)
    if not draft.replaces_sample:
        _link_folders(draft.home.data, data)
    swap(data / SOURCES, draft.text.encode())
    swap(data / SETTINGS, draft.settings.encode())
    return Workspace.whole(place)


def _place(draft: Draft, name: str) -> Path:
    return draft.folder / TRIAL / name


def _link_folders(source: Path, place: Path) -> None:
    """Files in folders below, which a mapping may name."""
    for folder in source.iterdir() if source.is_dir() else ():
        if not folder.is_dir() or folder.name.startswith(".") or folder.name == "rejects":
            continue
        if folder.resolve().is_relative_to(source.resolve()):
            shutil.copytree(folder, place / folder.name, copy_function=_linked, symlinks=True)
        else:  # refused as the load refuses it
            (place / folder.name).symlink_to(folder.resolve())


def _end_others(draft: Draft, name: str) -> None:
    """Of what the draft was before: a trial whose folder is gone ends."""
    trials = draft.folder / TRIAL
    for other in trials.iterdir() if trials.is_dir() else ():
        if other.name not in (HEAD, WHOLE, name):
            shutil.rmtree(other, ignore_errors=True)


def _link(path: Path, target: Path) -> None:
    """The file under a second name. A link within its folder is followed, as mounted volumes have them; one that leads
    out of it stays one, and is refused as the load refuses it."""
    real = path.resolve()
    try:
        os.link(real if real.is_relative_to(path.parent.resolve()) else path, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(path, target)


def _linked(source: str, target: str) -> None:
    _link(Path(source), Path(target))
