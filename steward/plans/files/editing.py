"""The smallest change to a file that people wrote: only the touched keys and entries, comments and order stay.

A value that is there is replaced by tomlkit within the lines of its own entry. What is new is put in as lines right
behind what it belongs to, and what is removed is taken out as lines, because a comment at the foot of one entry
speaks of the next.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from steward.errors import PlanNotSaved
from steward.plans.files.changes import PlanChange, changed, told_apart
from steward.plans.files.keys import Key, Kind, keys_of, sections_of
from steward.plans.files.lines import Block, blocks, entry_blocks, section_blocks
from steward.plans.files.reading import ReadPlan, read_plan
from steward.plans.files.reordering import reordered
from steward.plans.files.text import item, table, written
from steward.plans.files.toml_patch import put, put_places
from steward.plans.files.values import is_empty

_CANNOT = "The file is written in a way that {what} from here is not safe; change it in the file itself."


def begun_file(plan: Any, file: str) -> str:
    """The text of a new file. Raises PlanNotSaved where the plan would not read back the same."""
    text = written(plan)
    again = read_plan(type(plan), file, plan.account_id, text)
    if again.plan != plan:
        raise PlanNotSaved(_refusal(again, set()) or "This cannot be saved: it would not read back the same.")
    return text


def edited(text: str, file: str, found: ReadPlan[Any], made: Sequence[PlanChange]) -> str:
    """The file's text with the changes made. Raises PlanNotSaved where its shape does not allow that."""
    sections = ", ".join(sorted({f"“{change.section}”" for change in made}))
    cannot = _CANNOT.format(what=f"changing {sections}")
    try:
        new = _Edit(text, found).made(made)
    except (TOMLKitError, RecursionError):
        raise PlanNotSaved(cannot) from None
    again = read_plan(type(found.plan), file, found.plan.account_id, new)
    if again.broken or again.plan != changed(found.plan, made):
        raise PlanNotSaved(_refusal(again, {problem.message for problem in found.problems}) or cannot)
    return new


def _refusal(again: ReadPlan[Any], told: set[str]) -> str:
    """Which value cannot be saved; empty where it is not the value's fault."""
    new = [problem.message for problem in again.problems if problem.message not in told]
    return f"This cannot be saved: {new[0]}" if new and not again.broken else ""


class _Edit:
    """One text on its way to another."""

    def __init__(self, text: str, found: ReadPlan[Any]) -> None:
        self.found = found
        self.sections = sections_of(type(found.plan))
        self.text = text

    def made(self, changes: Sequence[PlanChange]) -> str:
        """Values first, then new entries, then what goes, so that the numbers of entries hold; their order at last."""
        for change in changes:
            if change.key:
                self._set(change)
        whole = [change for change in changes if not change.key and not change.orders]
        for section in dict.fromkeys(change.section for change in whole if change.after is not None):
            self._add(section, [one for one in whole if one.section == section and one.after is not None])
        gone = [change for change in whole if change.after is None]
        for section, number in sorted(((change.section, self._number(change)) for change in gone), reverse=True):
            self._remove(section, number)
        for change in changes:
            if change.orders:
                self.text = reordered(self.text, type(self.found.plan), self.found.plan.account_id, change)
        return self.text

    def _key(self, change: PlanChange) -> Key:
        return keys_of(self.sections[change.section].record)[change.key]

    def _number(self, change: PlanChange) -> int:
        """The number in the file of the entry a change speaks of."""
        names = list(told_apart(getattr(self.found.plan, change.section)))
        return self.found.numbered[change.section][names.index(change.entry)]

    def _blocks(self, change: PlanChange) -> list[Block]:
        """The blocks of the entry or table a change speaks of; none where it is written in another shape."""
        if self.sections[change.section].many:
            return entry_blocks(self.text, change.section, self._number(change))
        return section_blocks(self.text, change.section)

    def _set(self, change: PlanChange) -> None:
        """Give a key its value: where it stands, or on a line of its own."""
        held = self._blocks(change)
        own = next((block for block in held if block.name == change.section), None)
        inner = next((block for block in held if block.name == f"{change.section}.{change.key}"), None)
        if inner and self._key(change).kind is Kind.PLACES:
            with self._table_of(inner) as places:
                put_places(places, change.after)
        elif own and change.key in own.keys:
            with self._table_of(own) as entry:
                put(entry, change.key, self._key(change), change.after)
        elif own:
            self._new_key(own, change)
        elif not self._set_in_document(change):
            self._append([f"[{change.section}]", self._line(change)])

    @contextmanager
    def _table_of(self, block: Block) -> Iterator[MutableMapping[str, Any]]:
        """The table of one block to change, and then its lines in place of those before."""
        length = block.end - block.start
        document = tomlkit.parse("\n".join((*block.lines[:length], "")))
        held: Any = document
        for name in block.name.split("."):
            held = held[name]
            held = held[0] if isinstance(held, list) else held
        yield held
        new = tomlkit.dumps(document).removesuffix("\n").split("\n")
        self._insert(block.start, new, instead=length)

    def _set_in_document(self, change: PlanChange) -> bool:
        """Where a section has no lines of its own: dotted keys, tables in braces, entries within an array."""
        if change.section not in blocks(self.text)[0].keys:
            return False
        document = tomlkit.parse(self.text)
        held = document.get(change.section)
        if isinstance(held, Array) and self.sections[change.section].many:
            held = held[self._number(change)]
        if not isinstance(held, MutableMapping):
            return False
        put(held, change.key, self._key(change), change.after)
        self.text = tomlkit.dumps(document)
        return True

    def _line(self, change: PlanChange) -> str:
        return f"{change.key} = {item(self._key(change), change.after).as_string()}"

    def _new_key(self, block: Block, change: PlanChange) -> None:
        """Behind the last line of the block, as far in as its first key."""
        if is_empty(change.after):
            return
        first = block.lines[min(block.keys.values(), default=0)]
        self._insert(block.end, [first[: len(first) - len(first.lstrip())] + self._line(change)])

    def _into_array(self, change: PlanChange) -> bool:
        """Add an entry to a section that is written as an array of tables in braces."""
        document = tomlkit.parse(self.text)
        held = document.get(change.section)
        if not isinstance(held, Array):
            return False
        entry = tomlkit.inline_table()
        entry.update(table(change.after))
        held.append(entry)
        self.text = tomlkit.dumps(document)
        return True

    def _add(self, section: str, new: Sequence[PlanChange]) -> None:
        """New entries of a section behind those it has, all at once: a thousand are as many lines and one pass."""
        written = [one for one in new if not self._into_array(one)] if self._is_array(section) else list(new)
        entries = [self._new_entry(one) for one in written]
        if entries and not section_blocks(self.text, section):
            self._append(entries.pop(0))
        if entries:
            lines = [line for one in entries for line in ("", *one)]
            self._insert(section_blocks(self.text, section)[-1].end, lines)

    def _is_array(self, section: str) -> bool:
        return section in blocks(self.text)[0].keys

    def _new_entry(self, change: PlanChange) -> list[str]:
        return [f"[[{change.section}]]", *tomlkit.dumps(table(change.after)).rstrip("\n").split("\n")]

    def _insert(self, at: int, new: Sequence[str], instead: int = 0) -> None:
        lines = self.text.split("\n")
        self.text = "\n".join([*lines[:at], *new, *lines[at + instead :]])

    def _append(self, new: Sequence[str]) -> None:
        """Where a comment keeps the place of the section, else at the end. One with more comments right below is an
        entry that somebody commented out, and stays."""
        for block in blocks(self.text):
            for number, (line, following) in enumerate(zip(block.lines, (*block.lines[1:], ""), strict=True)):
                if line.strip() == f"# {new[0]}" and not block.inside[number] and not following.startswith("#"):
                    self._insert(block.start + number, new, instead=1)
                    return
        self.text = "\n".join([self.text.rstrip("\n"), "", *new, ""])

    def _remove(self, section: str, number: int) -> None:
        taken = entry_blocks(self.text, section, number)
        if not taken:
            self._remove_from_array(section, number)
            return
        start, end = taken[0].start, taken[-1].end
        lines = self.text.split("\n")
        above, below = lines[start - 1 : start], lines[end : end + 1]
        if above and above[0].startswith("#") and not entry_blocks(self.text, section, 1):
            self._insert(start, [f"# [[{section}]]"], instead=end - start)
            return
        blank = below == [""] and not (above and above[0].strip())
        self._insert(start, [], instead=end - start + blank)

    def _remove_from_array(self, section: str, number: int) -> None:
        document = tomlkit.parse(self.text)
        held = document.get(section)
        if not isinstance(held, Array):
            raise PlanNotSaved(_CANNOT.format(what=f"removing an entry of “{section}”"))
        del held[number]
        self.text = tomlkit.dumps(document)
