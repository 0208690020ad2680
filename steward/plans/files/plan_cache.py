"""Several kinds of files of all plans, each read once: for whatever is said about the whole book from many files."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar, cast

from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.looked import Folders, Found, Trail, Wanted, folders
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import COMPANY, Plans

Plan = TypeVar("Plan")
Made = TypeVar("Made")
Asked = tuple[tuple[str, ...], frozenset[str], frozenset[str], frozenset[str]]
"""The accounts, and the files, the folders of folders and the company's folders that a state is of."""
MOST_TRAILS = 4
"""Of so many sets of accounts it is remembered how their files stood."""


class Each(Protocol):
    """How something is made of each account: at once, or as `PlanCache.each` keeps it."""

    def __call__(self, part: str, account_id: str, of: tuple[object, ...], make: Callable[[], Made], /) -> Made: ...


def at_once(part: str, account_id: str, of: tuple[object, ...], make: Callable[[], Made], /) -> Made:
    """Made anew each time."""
    del part, account_id, of
    return make()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class PlanCache:
    """A cache for each kind of file and set of sections that was asked for. Safe to share between threads."""

    plans: Plans
    clock: Callable[[], datetime] = _now
    _folders: set[str] = field(default_factory=set)
    """Folders of folders, such as that of an account's quotes, of which nobody knows beforehand what is in them."""
    _places: dict[str, str] = field(default_factory=dict)
    _company: set[str] = field(default_factory=set)
    """Folders of the company's own, such as that of its books."""
    _held: dict[tuple[str, frozenset[str]], CachedFiles[Any]] = field(default_factory=dict)
    _turns: set[datetime] = field(default_factory=set)
    """The moments at which what was said of the files becomes another, though no file changes."""
    _trails: dict[Asked, Trail] = field(default_factory=dict)
    _made: dict[tuple[str, str], tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    """What was made of the files of one account, by what of it and by account, beside what it was made of."""

    def of(self, kind: type[Plan], file: str, *sections: str) -> CachedFiles[Plan]:
        """The cache of a file, of which only some sections are read."""
        key = (file, frozenset(sections))
        return self._held.setdefault(key, CachedFiles(self.plans, kind, file, key[1]))

    def watch(self, folder: str) -> None:
        """Let every file in a folder's folders count for the state of an account."""
        self._folders.add(folder)

    def watch_company(self, folder: str) -> None:
        """Let every file below a folder of the company's own count for the state of every account."""
        self._company.add(folder)

    def changes_at(self, moments: Iterable[datetime]) -> None:
        """Let moments that are still to come count for the state: whatever is kept of it is made anew once one is past,
        and not before. One that is past already has its say in what is being made."""
        now = self.clock()
        self._turns.update(one for one in moments if one > now)

    def each(self, part: str, account_id: str, of: tuple[object, ...], make: Callable[[], Made], /) -> Made:
        """What `make` returns for an account, made again only where something it is made of is another: a save at one
        account leaves the others alone. `of`: all that it is made of; what was read of a file that did not change is
        the same object, and told apart at once."""
        held = self._made.get((part, account_id))
        if held is None or held[0] != of:
            held = self._made[part, account_id] = (of, make())
        return cast(Made, held[1])

    def read(self, account_ids: Iterable[str]) -> None:
        """Read what was asked for so far of these accounts."""
        ids = tuple(account_ids)
        for cached_files in list(self._held.values()):
            cached_files.all_of(ids)

    def state(self, account_ids: Iterable[str]) -> int:
        """What tells one state of every file read so far from another, and of the clock where that has a say. An
        account that has none of these files does not count: the first file of another kind there changes nothing."""
        begun = tuple(self.plans.begun(account_ids))
        files = frozenset(file for file, _ in list(self._held))
        asked = (begun, files, frozenset(self._folders), frozenset(self._company))
        now = self.clock()
        return hash((self._written(asked), tuple(sorted(one for one in set(self._turns) if one <= now))))

    def _written(self, asked: Asked) -> int:
        """What tells one state of the files from another: what was told before, where all of them stand as they did."""
        held = self._trails.get(asked)
        if held is not None and held.stands():
            return held.told
        told, trail = folders().told(lambda looked: self._told(asked, looked))
        if len(self._trails) >= MOST_TRAILS:
            self._trails.clear()
        if trail is not None:
            self._trails[asked] = trail
        return told

    def _told(self, asked: Asked, looked: Folders) -> int:
        begun, files, watched, company = asked
        wanted = Wanted.of(files)
        known = tuple((one, there) for one in begun if (there := tuple(looked.among(self._place(one), wanted))))
        below = tuple(
            (folder, one, there)
            for folder in sorted(watched)
            for one in begun
            if (there := self._stamps(folder, one, looked))
        )
        ours = tuple(tuple(looked.below(str(self.plans.folder / COMPANY / one))) for one in sorted(company))
        return hash((known, below, ours))

    def _stamps(self, folder: str, account_id: str, looked: Folders) -> tuple[Found, ...]:
        """Each file in the folders of a folder, with when it was written and how long it is."""
        place = self._place(account_id)
        if folder.partition("/")[0] not in looked.names(place).folders:
            return ()
        return tuple(looked.below(f"{place}{os.sep}{folder}", 1, 1))

    def _place(self, account_id: str) -> str:
        """Its folder, as text: a Path of each account is most of what a state would cost."""
        place = self._places.get(account_id)
        if place is None:
            place = self._places[account_id] = str(self.plans.of(account_id))
        return place

    def problems(self, account_ids: Iterable[str]) -> list[PlanProblem]:
        """What is wrong in what was read of these accounts' files, each told once; the rest of a file works."""
        ids = tuple(account_ids)
        return sorted({one for cached_files in list(self._held.values()) for one in cached_files.problems(ids)})
