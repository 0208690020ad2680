"""What differs between two states of a plan, field by field, and the plan with such changes made."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from steward.plans.files.keys import Record, Section, keys_of, sections_of

Plan = TypeVar("Plan")
One = TypeVar("One", bound=Record)


@dataclass(frozen=True)
class PlanChange:
    """One key from one value to another. `entry`: which one of the section's entries, empty for a section of one table.
    Without a `key` the whole entry was added (`before` None) or removed (`after` None); without an entry either, the
    entries were put in another order: their names before and after."""

    section: str
    entry: str
    key: str
    before: Any
    after: Any

    @property
    def place(self) -> tuple[str, str, str]:
        """What it changes."""
        return self.section, self.entry, self.key

    @property
    def orders(self) -> bool:
        """Whether it is of the order of a section's entries."""
        return not self.key and isinstance(self.after, tuple | list)


def told_apart(records: Iterable[One]) -> dict[str, One]:
    """Each entry under what tells it apart; a second one with the same is told apart by its number."""
    found: dict[str, One] = {}
    for record in records:
        name = identity(record)
        number, unique = 1, name
        while unique in found:
            number += 1
            unique = f"{name} ({number})"
        found[unique] = record
    return found


def identity(record: Record) -> str:
    """What tells an entry apart: its id or what it is about; for one without an id, its first words."""
    names = record.identity
    if names == ("id",):
        return str(getattr(record, "id", "")) or entry_id(label(record))
    return " · ".join(filter(None, (str(getattr(record, name)) for name in names)))


def label(record: Record) -> str:
    """The words an entry is known by on a page: its first required text."""
    keys = keys_of(type(record))
    named = [name for name, key in keys.items() if key.required] or list(keys)[:1]
    return str(getattr(record, named[0]) or "") if named else ""


def entry_id(words: str, taken: Iterable[str] = ()) -> str:
    """A readable id made from words, unlike those that are taken."""
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:40].strip("-") or "entry"
    used, number, unique = set(taken), 1, name
    while unique in used:
        number += 1
        unique = f"{name}-{number}"
    return unique


def changes(before: Any, after: Any) -> tuple[PlanChange, ...]:
    """What turns one state of a plan into the other."""
    found: list[PlanChange] = []
    for section in sections_of(type(before)).values():
        old, new = getattr(before, section.name), getattr(after, section.name)
        if old == new:
            continue
        found += _between(section, told_apart(old), told_apart(new)) if section.many else _keys(section, "", old, new)
    return tuple(found)


def _between(section: Section, old: Mapping[str, Record], new: Mapping[str, Record]) -> list[PlanChange]:
    found = [PlanChange(section.name, name, "", record, None) for name, record in old.items() if name not in new]
    for name, record in new.items():
        if name in old:
            found += _keys(section, name, old[name], record)
        else:
            found.append(PlanChange(section.name, name, "", None, record))
    behind = [name for name in old if name in new] + [name for name in new if name not in old]
    if section.ordered and behind != list(new):
        found.append(PlanChange(section.name, "", "", tuple(old), tuple(new)))
    return found


def _keys(section: Section, entry: str, old: Record, new: Record) -> list[PlanChange]:
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in keys_of(section.record)]
    return [PlanChange(section.name, entry, name, before, after) for name, before, after in pairs if before != after]


def changed(plan: Plan, made: Iterable[PlanChange]) -> Plan:
    """The plan with the changes made; one that speaks of an entry which is not there is passed over."""
    values: dict[str, Any] = {}
    sections = sections_of(type(plan))
    for change in made:
        section = sections[change.section]
        now = values.get(section.name, getattr(plan, section.name))
        values[section.name] = _entries(now, change) if section.many else replace(now, **{change.key: change.after})
    return replace(plan, **values)  # type: ignore[type-var]


def _entries(now: tuple[Record, ...], change: PlanChange) -> tuple[Record, ...]:
    entries = told_apart(now)
    if change.orders:
        return tuple(entries[name] for name in in_order(entries, change.after))
    if change.key:
        if change.entry in entries:
            entries[change.entry] = replace(entries[change.entry], **{change.key: change.after})  # type: ignore[type-var]
    elif change.after is None:
        entries.pop(change.entry, None)
    else:
        entries[change.entry] = change.after
    return tuple(entries.values())


def in_order(names: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Names as they are wanted; one that nobody asked for stays behind the one it stood behind."""
    there = list(names)
    found = [name for name in wanted if name in there]
    for number, name in enumerate(there):
        if name not in found:
            found.insert(found.index(there[number - 1]) + 1 if number else 0, name)
    return found
