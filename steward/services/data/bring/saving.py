"""A draft is saved: its files into `data/`, the mapping into `sources.toml`; and the way back, on the disk before
anything is changed."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from steward.errors import ChangeNotAllowed, DataOvertaken
from steward.plans.files.sources_text import section_texts, take_over
from steward.services.data.bring.draft import (
    NOT_YOURS,
    SETTINGS,
    SOURCES,
    STATE,
    Draft,
    State,
    begun,
    keep,
    state_of,
    text_of,
)
from steward.services.data.bring.mapping import not_there
from steward.warehouse.files import current_warehouse, put_back
from steward.warehouse.loading.files.read_files import KINDS
from steward.warehouse.locking import locked
from steward.whole_files import make_folder, move, swap
from steward.workspace import Workspace

LAST, STEP = "last", "step.json"
CHANGED = "{} was changed by somebody else since this was begun. Nothing was saved; go on from what it says now."


@dataclass(frozen=True)
class SavedData:
    """The last save. `added`, `replaced`: files of `data/`; `aside`: those that were put aside with the fictional
    company; `warehouse`: the one before; `after`: the states of both texts as they were left."""

    who: str
    at: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    aside: tuple[str, ...]
    warehouse: str
    after: tuple[str, str]
    states: dict[str, State]
    folder: str

    @property
    def said(self) -> str:
        """What it did, in words."""
        parts = [
            f"{len(names)} {what}"
            for names, what in ((self.added, "added"), (self.replaced, "replaced"), (self.aside, "put aside"))
            if names
        ]
        return f"files: {', '.join(parts)}" if parts else "the mapping"


def save(draft: Draft, who: str) -> SavedData:
    """Put it to use for the next load. Raises DataOvertaken where somebody else saved since it was begun, or where a
    file that the mapping names is gone."""
    home = draft.home
    if not home.scope.brings_data:
        raise ChangeNotAllowed(NOT_YOURS)
    make_folder(home.brought)
    with locked(home.brought / "lock", lambda: None):
        _refuse_overtaken(draft)
        for why in not_there(draft):
            raise DataOvertaken(f"{why} Nothing was saved.")
        step = _way_back(draft, who)
        for name in draft.brought:
            move(draft.files / name, home.data / name)
        for name in step.aside:
            (home.data / name).unlink(missing_ok=True)
        _write(home.data / SOURCES, draft.text)
        _write(home.data / SETTINGS, draft.settings)
        step = replace(step, states={name: state_of(home.data / name) for name in (*step.added, *step.replaced)})
        swap(home.brought / LAST / STEP, json.dumps(asdict(step)).encode())
        keep(begun(replace(draft, before={}, existing=())))
        return step


def overtaken(draft: Draft) -> str:
    """Why a draft cannot be saved any more; empty where it can."""
    try:
        _refuse_overtaken(draft)
    except DataOvertaken as problem:
        return str(problem)
    return ""


def go_on_from_now(draft: Draft) -> tuple[Draft, tuple[str, ...]]:
    """The draft over what is saved now: the sections that only it changed go along, those that both changed are theirs,
    and named. Raises SourcesUnreadable."""
    theirs = text_of(draft.home.data / SOURCES)
    base, mine, now = (section_texts(text) for text in (draft.base, draft.text, theirs))
    changed = [name for name in {**base, **mine} if mine.get(name) != base.get(name)]
    both = tuple(name for name in changed if now.get(name) not in (base.get(name), mine.get(name)))
    text = take_over(draft.text, theirs, [name for name in changed if name not in both])
    settings = text_of(draft.home.data / SETTINGS)
    before = {name: state_of(draft.home.data / name) for name in draft.brought}
    return keep(replace(draft, base=theirs, base_settings=settings, settings=settings, text=text, before=before)), both


def last_step(home: Workspace) -> SavedData | None:
    """The last save, where it can be taken back."""
    try:
        said = json.loads((home.brought / LAST / STEP).read_bytes())
        lists = {name: tuple(said[name]) for name in ("added", "replaced", "aside", "after")}
        states = {name: (size, at) for name, (size, at) in said["states"].items()}
        return SavedData(**{**said, **lists, "states": states})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def take_back(home: Workspace) -> bool:
    """The files, the mapping and the warehouse of before the last save; what was brought is a draft again. Whether the
    warehouse is back: else it has to be loaded. Raises DataOvertaken."""
    if not home.scope.brings_data:
        raise ChangeNotAllowed(NOT_YOURS)
    with locked(home.brought / "lock", lambda: None):
        step = last_step(home)
        if step is None:
            raise DataOvertaken("There is no save to take back any more.")
        _refuse_changed_since(home, step)
        place, folder = home.brought / LAST, home.brought / step.folder
        make_folder(folder / "files")
        for name in (*step.added, *step.replaced):
            if (home.data / name).is_file():
                (home.data / name).replace(folder / "files" / name)
        for name in (*step.replaced, *step.aside):
            _link(place / "files" / name, home.data / name)
        for name in (SOURCES, SETTINGS):
            _put_back(place / name, home.data / name)
        _put_back(place / STATE, folder / STATE)
        again = put_back(home, step.warehouse)
        if again:
            _put_folder_back(place / "history", home.history)
            _put_folder_back(place / "rejects", home.rejects)
        shutil.rmtree(place, ignore_errors=True)
        return again


def _refuse_overtaken(draft: Draft) -> None:
    home = draft.home
    for name, base in ((SOURCES, draft.base), (SETTINGS, draft.base_settings)):
        if text_of(home.data / name) != base:
            raise DataOvertaken(CHANGED.format(name))
    for name in draft.brought:
        if state_of(home.data / name) != draft.before.get(name, (0, 0)):
            raise DataOvertaken(CHANGED.format(f"data/{name}"))


def _refuse_changed_since(home: Workspace, step: SavedData) -> None:
    now = (_digest(home.data / SOURCES), _digest(home.data / SETTINGS))
    states = {**step.states, **dict.fromkeys(step.aside, (0, 0))}
    if now != step.after or any(state_of(home.data / name) != state for name, state in states.items()):
        raise DataOvertaken(
            "Files or mapping were changed since that save, so it is not taken back: that would take the change along."
        )


def _way_back(draft: Draft, who: str) -> SavedData:
    """Everything that is about to change, in a folder that takes the place of the last one in one step."""
    home, fresh = draft.home, draft.home.brought / f".{LAST}"
    shutil.rmtree(fresh, ignore_errors=True)
    make_folder(fresh / "files")
    there = [path.name for path in _data_files(home)] if draft.replaces_sample else []
    replaced = tuple(name for name in draft.brought if (home.data / name).is_file())
    aside = tuple(name for name in there if name not in draft.brought)
    for name in (*replaced, *aside):
        _link(home.data / name, fresh / "files" / name)
    for path in (home.data / SOURCES, home.data / SETTINGS, draft.folder / STATE):
        if path.is_file():
            shutil.copyfile(path, fresh / path.name)
    for folder, name in ((home.history, "history"), (home.rejects, "rejects")):
        if folder.is_dir():
            shutil.copytree(folder, fresh / name)
    current = current_warehouse(home)
    after = tuple(hashlib.sha256(text.encode()).hexdigest() for text in (draft.text, draft.settings))
    added = tuple(name for name in draft.brought if name not in replaced)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    before = current.name if current else ""
    step = SavedData(who, at, added, replaced, aside, before, (after[0], after[1]), {}, draft.folder.name)
    swap(fresh / STEP, json.dumps(asdict(step)).encode())
    shutil.rmtree(home.brought / LAST, ignore_errors=True)
    fresh.replace(home.brought / LAST)
    if draft.replaces_sample and home.history.is_dir():
        shutil.rmtree(home.history)
    return step


def _data_files(home: Workspace) -> Iterator[Path]:
    return (
        path
        for path in sorted(home.data.iterdir())
        if path.is_file() and path.suffix.lower() in KINDS and not path.name.startswith(".")
    )


def _write(path: Path, text: str) -> None:
    if text or path.exists():
        swap(path, text.encode())


def _digest(path: Path) -> str:
    return hashlib.sha256(text_of(path).encode()).hexdigest()


def _link(path: Path, target: Path) -> None:
    """The same file under a second name: both are only ever replaced, never written into."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _put_back(kept: Path, place: Path) -> None:
    if kept.is_file():
        swap(place, kept.read_bytes())
    else:
        place.unlink(missing_ok=True)


def _put_folder_back(kept: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if kept.is_dir():
        shutil.copytree(kept, folder)
