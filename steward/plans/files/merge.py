"""Two people edited one plan: both versions side by side, field by field, and the plan that comes of the choices."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from steward.plans.files.changes import PlanChange, changed, changes, label, told_apart
from steward.plans.files.keys import Record, keys_of, sections_of

Plan = TypeVar("Plan")


@dataclass(frozen=True)
class Versions:
    """One field, or (without a key) one whole entry, that I changed. `clash`: they changed the same."""

    change: PlanChange
    entry_label: str
    theirs: Any
    clash: bool


@dataclass(frozen=True)
class Merge(Generic[Plan]):
    """Three states of a plan: as I opened it, as I want it, as somebody else saved it meanwhile."""

    base: Plan
    mine: Plan
    theirs: Plan

    @cached_property
    def fields(self) -> tuple[Versions, ...]:
        """What I changed, each beside what is there now; what already says the same is left out, and so is what goes
        along with the rest of an entry."""
        told = {change.place: change for change in changes(self._begun, self.theirs)}
        found = []
        for change in self._mine:
            now = _now(self.theirs, change)
            if now != change.after and not self._goes_along(change):
                found.append(Versions(change, self._label(change), now, _touched(change, told)))
        return tuple(found)

    @property
    def clashes(self) -> tuple[Versions, ...]:
        """What both of us changed, and not to the same."""
        return tuple(versions for versions in self.fields if versions.clash)

    @property
    def made_by_them(self) -> tuple[PlanChange, ...]:
        """What they changed; all of it stays unless I choose mine for the same field."""
        return changes(self.base, self.theirs)

    def resolved(self, mine: Collection[int] | None = None) -> Plan:
        """Their plan with those of my changes made that are numbered in `mine`, or all; and what goes along."""
        chosen = [versions.change for number, versions in enumerate(self.fields) if mine is None or number in mine]
        entries = {(change.section, change.entry) for change in chosen}
        along = [one for one in self._mine if self._goes_along(one) and (one.section, one.entry) in entries]
        return changed(self.theirs, [*self._entries_back(chosen), *chosen, *along])

    @cached_property
    def _mine(self) -> tuple[PlanChange, ...]:
        return changes(self._begun, self.mine)

    @cached_property
    def _begun(self) -> Plan:
        """As I opened it; with an entry that both of us added there already and empty, so that it is told by its
        fields as any other."""
        theirs = {change.place for change in self.made_by_them if change.before is None}
        both = [one for one in changes(self.base, self.mine) if not one.key and one.after and one.place in theirs]
        return changed(self.base, [PlanChange(one.section, one.entry, "", None, _empty(one.after)) for one in both])

    def _goes_along(self, change: PlanChange) -> bool:
        record = sections_of(type(self.base))[change.section].record
        return bool(change.key) and keys_of(record)[change.key].goes_along

    def _entries_back(self, chosen: list[PlanChange]) -> list[PlanChange]:
        """Entries they removed that I changed and want to keep: they come back as I had them."""
        back: dict[tuple[str, str], PlanChange] = {}
        for change in chosen:
            if change.key and change.entry and _entry(self.theirs, change) is None:
                whole = _entry(self.mine, change)
                back[change.section, change.entry] = PlanChange(change.section, change.entry, "", None, whole)
        return list(back.values())

    def _label(self, change: PlanChange) -> str:
        entry = _entry(self.mine, change) or _entry(self.base, change)
        return label(entry) if entry is not None else ""


def _empty(record: Record) -> Record:
    """An entry with nothing but what tells it apart."""
    return type(record)(**{name: getattr(record, name) for name in record.identity})


def _now(plan: Any, change: PlanChange) -> Any:
    """What a plan says where a change was made."""
    if change.orders:
        return tuple(told_apart(getattr(plan, change.section)))
    held = _entry(plan, change) if change.entry else getattr(plan, change.section)
    return held if held is None or not change.key else getattr(held, change.key)


def _entry(plan: Any, change: PlanChange) -> Any:
    section = sections_of(type(plan))[change.section]
    return told_apart(getattr(plan, section.name)).get(change.entry) if section.many else None


def _touched(change: PlanChange, theirs: dict[tuple[str, str, str], PlanChange]) -> bool:
    """Whether they changed the same field, or the entry it belongs to as a whole."""
    if change.key or change.orders:
        return change.place in theirs or (change.section, change.entry, "") in theirs
    return any((section, entry) == (change.section, change.entry) for section, entry, _ in theirs)
