"""All plans of a home at once, for what is said about the book: each file read once, and again when it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from steward.plans.files.looked import Place, Stamp, content_of, mark, stamps_of
from steward.plans.files.reading import PlanProblem, ReadPlan
from steward.plans.files.said import found_in
from steward.plans.files.store import Plans

Plan = TypeVar("Plan")


@dataclass
class CachedFiles(Generic[Plan]):
    """One kind of file of every account, of which only some sections are read. Safe to share between threads."""

    plans: Plans
    kind: type[Plan]
    file: str
    sections: frozenset[str]
    _held: dict[str, tuple[Stamp, ReadPlan[Any]]] = field(default_factory=dict)
    _places: dict[str, Place] = field(default_factory=dict)
    """Where the files are; as text, as a Path of each is most of what looking would cost."""
    _last: tuple[object, list[str], tuple[tuple[str, ReadPlan[Any]], ...]] | None = None
    """What was read last, by whom and of which accounts: of the whole book a run asks for it many times."""

    def all_of(self, account_ids: Iterable[str]) -> Mapping[str, Plan]:
        """The plans of those accounts that have one, as their files say it now."""
        return {account_id: one.plan for account_id, one in self._read(account_ids)}

    def problems(self, account_ids: Iterable[str]) -> Iterator[PlanProblem]:
        """What is wrong in what was read of these files; the file is told from the folder of all plans on."""
        for account_id, found in self._read(account_ids):
            for one in found.problems:
                yield replace(one, file=f"{self._file(account_id).parent.name}/{one.file}")

    def stamps(self, account_ids: Iterable[str]) -> list[Stamp | None]:
        """When each file was last written and how long it is; None where there is none."""
        held = self._places
        return stamps_of([held.get(one) or self._place(one) for one in account_ids])

    def _place(self, account_id: str) -> Place:
        path = self.plans.of(account_id) / self.file
        place = self._places[account_id] = (str(path.parent), path.name)
        return place

    def _file(self, account_id: str) -> Path:
        return self.plans.of(account_id) / self.file

    def _read(self, account_ids: Iterable[str]) -> Iterable[tuple[str, ReadPlan[Any]]]:
        """What the files of those say that have one. Raises AccountNotFound for one outside the scope."""
        ids, now, last = list(account_ids), mark(), self._last
        if now is None:
            return self._read_now(ids)
        if last is None or last[0] is not now or last[1] != ids:
            last = self._last = now, ids, tuple(self._read_now(ids))
        return last[2]

    def _read_now(self, account_ids: Sequence[str]) -> Iterator[tuple[str, ReadPlan[Any]]]:
        ids = self.plans.begun(self.plans.readable(account_ids))
        for account_id, stamp in zip(ids, self.stamps(ids), strict=True):
            if stamp is None:
                continue
            held = self._held.get(account_id)
            if held is not None and held[0] == stamp:
                yield account_id, held[1]
            elif found := self._read_again(account_id, stamp):
                yield account_id, found

    def _read_again(self, account_id: str, stamp: Stamp) -> ReadPlan[Any] | None:
        content = content_of(self._places[account_id], stamp)
        if content is None:
            return None
        found = found_in(self.kind, self.file, account_id, content, self.sections)
        self._held[account_id] = (stamp, found)
        return found
