"""Several kinds of files of all plans, each read once: for whatever is said about the whole book from many files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import Plans

Plan = TypeVar("Plan")


@dataclass
class PlanCache:
    """A cache for each kind of file and set of sections that was asked for. Safe to share between threads."""

    plans: Plans
    _held: dict[tuple[str, frozenset[str]], CachedFiles[Any]] = field(default_factory=dict)

    def of(self, kind: type[Plan], file: str, *sections: str) -> CachedFiles[Plan]:
        """The cache of a file, of which only some sections are read."""
        key = (file, frozenset(sections))
        return self._held.setdefault(key, CachedFiles(self.plans, kind, file, key[1]))

    def state(self, account_ids: Iterable[str]) -> int:
        """What tells one state of every file read so far from another."""
        begun = self.plans.begun(account_ids)
        files = {file: held for (file, _), held in list(self._held.items())}
        return hash(
            tuple((file, account_id, files[file].stamp(account_id)) for file in sorted(files) for account_id in begun)
        )

    def problems(self, account_ids: Iterable[str]) -> list[PlanProblem]:
        """What is wrong in what was read of these accounts' files, each told once; the rest of a file works."""
        ids = tuple(account_ids)
        return sorted({one for cached_files in list(self._held.values()) for one in cached_files.problems(ids)})
