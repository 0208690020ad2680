"""What somebody brings and has not saved: the files, and `sources.toml` and `workspace.toml` as they would be.

It lies on the disk, so that it is there again after a run, a lost connection or a new start of the server. The texts
are all there is of it: what is chosen on the page is read from them and written into them."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from steward.errors import ChangeNotAllowed, SourcesUnreadable
from steward.plans.files.sources_text import ended_like, put_settings
from steward.warehouse.loading.files.read_files import KINDS
from steward.whole_files import make_folder, swap
from steward.workspace import Workspace

SOURCES, SETTINGS, STATE, FILES = "sources.toml", "workspace.toml", "draft.json", "files"
OF_THE_SAMPLE = ("sample", "today", "as_of", "company", "currency", "fiscal_year_starts", "timezone")
NOT_YOURS = "Only who sees every account, and may change them all or keeps the rules, brings data."
State = tuple[int, int]
"""What differs where a file was written again: its size and when."""


@dataclass(frozen=True)
class Draft:
    """`home`: whose data it is for; `base`, `base_settings`: the two files as they were when it was begun; `text`,
    `settings`: as they would be; `existing`: files of `data/` that are looked at; `before`: the state of each file of
    `data/` that one of the draft would replace."""

    home: Workspace
    folder: Path
    base: str = ""
    base_settings: str = ""
    text: str = ""
    settings: str = ""
    existing: tuple[str, ...] = ()
    before: Mapping[str, State] = field(default_factory=dict)

    @property
    def files(self) -> Path:
        """Where what was brought lies until it is saved."""
        return self.folder / FILES

    @property
    def brought(self) -> tuple[str, ...]:
        """The names of what was brought."""
        if not self.files.is_dir():
            return ()
        return tuple(path.name for path in sorted(self.files.iterdir()) if path.suffix.lower() in KINDS)

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that is looked at."""
        return tuple(dict.fromkeys((*self.brought, *(name for name in self.existing if self.path(name).is_file()))))

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.brought) or self.text != self.base or self.settings != self.base_settings

    @property
    def replaces_sample(self) -> bool:
        """Whether the files of the fictional company would be put aside for these."""
        return bool(self.brought) and self.home.settings.sample

    def path(self, name: str) -> Path:
        """A file of the draft, or the one of that name in `data/`."""
        brought = self.files / name
        return brought if brought.is_file() else self.home.data / name

    def with_text(self, text: str) -> "Draft":
        """The same, with another mapping; kept."""
        return keep(replace(self, text=text)) if text != self.text else self


def draft_of(home: Workspace, owner: str) -> Draft:
    """The draft of one person, or a new one over what the files say now. `owner`: whatever tells them from others.
    Raises ChangeNotAllowed."""
    if not home.scope.brings_data:
        raise ChangeNotAllowed(NOT_YOURS)
    folder = home.brought / hashlib.sha256(owner.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    try:
        said = json.loads((folder / STATE).read_bytes())
        before = {name: (size, at) for name, (size, at) in said.pop("before").items()}
        return Draft(home, folder, before=before, **{**said, "existing": tuple(said["existing"])})
    except (OSError, ValueError, KeyError, TypeError):
        return begun(Draft(home, folder))


def begun(draft: Draft) -> Draft:
    """Over what the two files say now, with the files that were brought."""
    sources, settings = text_of(draft.home.data / SOURCES), text_of(draft.home.data / SETTINGS)
    if not draft.replaces_sample:
        return replace(draft, base=sources, base_settings=settings, text=sources, settings=settings)
    own = put_settings(settings, dict.fromkeys(OF_THE_SAMPLE))
    return replace(draft, base=sources, base_settings=settings, text="", settings=own)


def keep(draft: Draft) -> Draft:
    """Written down; what was put into the two texts ends its lines as they do."""
    text, settings = ended_like(draft.base, draft.text), ended_like(draft.base_settings, draft.settings)
    draft = replace(draft, text=text, settings=settings)
    make_folder(draft.folder)
    said = {name: value for name, value in asdict(replace(draft, home=None)).items() if name not in ("home", "folder")}  # type: ignore[arg-type]
    swap(draft.folder / STATE, json.dumps(said).encode())
    return draft


def discard(draft: Draft) -> None:
    """What was brought is gone, and so is all that was chosen."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def text_of(path: Path) -> str:
    """What a file says; nothing where there is none. Raises SourcesUnreadable."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise SourcesUnreadable(f"{path.name} cannot be read: {problem}.") from problem


def state_of(path: Path) -> State:
    """The state of a file; of none, nothing."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_size, found.st_mtime_ns
