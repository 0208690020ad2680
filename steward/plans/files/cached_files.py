"""All plans of a home at once, for what is said about the book: each file read once, and again when it changed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from steward.plans.files.reading import PlanProblem, ReadPlan
from steward.plans.files.said import found_in
from steward.plans.files.store import Plans

Plan = TypeVar("Plan")
Stamp = tuple[int, int]


@dataclass
class CachedFiles(Generic[Plan]):
    """One kind of file of every account, of which only some sections are read. Safe to share between threads."""

    plans: Plans
    kind: type[Plan]
    file: str
    sections: frozenset[str]
    _held: dict[str, tuple[Stamp, ReadPlan[Any]]] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    """Where the files are; as text, which the system is asked about in half the time of a Path."""

    def all_of(self, account_ids: Iterable[str]) -> Mapping[str, Plan]:
        """The plans of those accounts that have one, as their files say it now."""
        found = ((account_id, self._read(account_id)) for account_id in account_ids)
        return {account_id: one.plan for account_id, one in found if one is not None}

    def problems(self, account_ids: Iterable[str]) -> Iterator[PlanProblem]:
        """What is wrong in what was read of these files; the file is told from the folder of all plans on."""
        for account_id in account_ids:
            found = self._read(account_id)
            for one in found.problems if found else ():
                yield replace(one, file=f"{Path(self._path(account_id)).parent.name}/{one.file}")

    def stamp(self, account_id: str) -> Stamp | None:
        """When the file was last written and how long it is; None where there is none."""
        try:
            status = os.stat(self._path(account_id))  # noqa: PTH116 - a Path takes twice the time
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def _path(self, account_id: str) -> str:
        path = self._paths.get(account_id)
        if path is None:
            path = self._paths[account_id] = f"{self.plans.of(account_id)}{os.sep}{self.file}"
        return path

    def _read(self, account_id: str) -> ReadPlan[Any] | None:
        stamp, held = self.stamp(account_id), self._held.get(account_id)
        if stamp is None:
            return None
        if held is None or held[0] != stamp:
            try:
                content = Path(self._path(account_id)).read_bytes()
            except FileNotFoundError:
                return None
            found = found_in(self.kind, self.file, account_id, content, self.sections)
            held = self._held[account_id] = (stamp, found)
        return held[1]
