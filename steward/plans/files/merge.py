"""Two people edited one plan: both versions side by side, field by field, and the plan that comes of the choices."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from steward.plans.files.changes import Change, changed, changes, label, told_apart
from steward.plans.files.keys import sections_of

Plan = TypeVar("Plan")


@dataclass(frozen=True)
class Versions:
    """One field, or (without a key) one whole entry, that I changed. `clash`: they changed the same."""

    change: Change
    entry_label: str
    theirs: Any
    clash: bool


@dataclass(frozen=True)
class Merge(Generic[Plan]):
    """Three states of a plan: as I opened it, as I want it, as somebody else saved it meanwhile."""

    base: Plan
    mine: Plan
    theirs: Plan

    @property
    def fields(self) -> tuple[Versions, ...]:
        """What I changed, each beside what is there now; what already says the same is left out."""
        told = {change.place: change for change in self.made_by_them}
        found = []
        for change in changes(self.base, self.mine):
            now = _now(self.theirs, change)
            if now != change.after:
                found.append(Versions(change, self._label(change), now, _touched(change, told)))
        return tuple(found)

    @property
    def made_by_them(self) -> tuple[Change, ...]:
        """What they changed; all of it stays unless I choose mine for the same field."""
        return changes(self.base, self.theirs)

    def resolved(self, mine: Collection[int]) -> Plan:
        """Their plan with those of my changes made that are numbered in `mine`."""
        chosen = [versions.change for number, versions in enumerate(self.fields) if number in mine]
        return changed(self.theirs, [*self._entries_back(chosen), *chosen])

    def _entries_back(self, chosen: list[Change]) -> list[Change]:
        """Entries they removed that I changed and want to keep: they come back as I had them."""
        back: dict[tuple[str, str], Change] = {}
        for change in chosen:
            if change.key and change.entry and _entry(self.theirs, change) is None:
                whole = _entry(self.mine, change)
                back[change.section, change.entry] = Change(change.section, change.entry, "", None, whole)
        return list(back.values())

    def _label(self, change: Change) -> str:
        entry = _entry(self.mine, change) or _entry(self.base, change)
        return label(entry) if entry is not None else ""


def _now(plan: Any, change: Change) -> Any:
    """What a plan says where a change was made."""
    held = _entry(plan, change) if change.entry else getattr(plan, change.section)
    return held if held is None or not change.key else getattr(held, change.key)


def _entry(plan: Any, change: Change) -> Any:
    section = sections_of(type(plan))[change.section]
    return told_apart(getattr(plan, section.name)).get(change.entry) if section.many else None


def _touched(change: Change, theirs: dict[tuple[str, str, str], Change]) -> bool:
    """Whether they changed the same field, or the entry it belongs to as a whole."""
    if change.key:
        return change.place in theirs or (change.section, change.entry, "") in theirs
    return any((section, entry) == (change.section, change.entry) for section, entry, _ in theirs)
