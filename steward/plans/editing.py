"""The smallest change to a file that people wrote: only the touched keys and entries, comments and order stay.

Values that are there are replaced by tomlkit. What is new is put in as lines right behind what it belongs to, and what
is removed is taken out as lines, because a comment at the foot of one entry speaks of the next.
"""

from collections.abc import Sequence
from typing import Any

import tomlkit
from tomlkit.items import Array

from steward.errors import PlanNotSaved
from steward.plans.changes import Change, changed, told_apart
from steward.plans.keys import Key, keys_of, sections_of
from steward.plans.lines import blocks, entry_blocks
from steward.plans.reading import Found, read_plan
from steward.plans.text import item, table
from steward.plans.values import is_empty

_CANNOT = "The file is written in a way that {what} from here is not safe; change it in the file itself."


def edited(text: str, file: str, found: Found[Any], made: Sequence[Change]) -> str:
    """The file's text with the changes made. Raises PlanNotSaved where its shape does not allow that."""
    new = _Edit(text, found).made(made)
    again = read_plan(type(found.plan), file, found.plan.account_id, new)
    if again.broken or again.plan != changed(found.plan, made):
        sections = ", ".join(sorted({f"“{change.section}”" for change in made}))
        raise PlanNotSaved(_CANNOT.format(what=f"changing {sections}"))
    return new


class _Edit:
    """One text on its way to another."""

    def __init__(self, text: str, found: Found[Any]) -> None:
        self.found = found
        self.sections = sections_of(type(found.plan))
        self.document = tomlkit.parse(text)
        self.text = text

    def made(self, changes: Sequence[Change]) -> str:
        """Values first, then new lines, then what goes, so that the numbers of entries hold."""
        keys = [change for change in changes if change.key]
        waiting = [change for change in keys if not self._in_place(change)]
        added = [change for change in changes if not change.key and change.after is not None]
        rows = [change for change in added if not self._into_array(change)]
        self.text = tomlkit.dumps(self.document)
        for change in waiting:
            self._new_key(change)
        for change in rows:
            self._new_entry(change)
        gone = [change for change in changes if not change.key and change.after is None]
        for section, number in sorted(((change.section, self._number(change)) for change in gone), reverse=True):
            self._remove(section, number)
        return self.text

    def _key(self, change: Change) -> Key:
        return keys_of(self.sections[change.section].record)[change.key]

    def _number(self, change: Change) -> int:
        """The number in the file of the entry a change speaks of."""
        names = list(told_apart(getattr(self.found.plan, change.section)))
        return self.found.numbered[change.section][names.index(change.entry)]

    def _in_place(self, change: Change) -> bool:
        """Set or take out a key by tomlkit, where it is there or its entry stands within an array."""
        held = self.document.get(change.section)
        if held is None:
            return False
        target = held[self._number(change)] if self.sections[change.section].many else held
        if is_empty(change.after):
            target.pop(change.key, None)
        elif change.key in target or isinstance(held, Array):
            target[change.key] = item(self._key(change), change.after)
        else:
            return False
        return True

    def _into_array(self, change: Change) -> bool:
        """Add an entry to a section that is written as an array of tables in braces."""
        held = self.document.get(change.section)
        if not isinstance(held, Array):
            return False
        entry = tomlkit.inline_table()
        entry.update(table(change.after))
        held.append(entry)
        return True

    def _new_key(self, change: Change) -> None:
        line = f"{change.key} = {item(self._key(change), change.after).as_string()}"
        if self.sections[change.section].many:
            places = entry_blocks(self.text, change.section, self._number(change))
        else:
            places = [block for block in blocks(self.text) if block.name == change.section]
        if places:
            self._insert(places[0].end, [line])
        else:
            self._append([f"[{change.section}]", line])

    def _new_entry(self, change: Change) -> None:
        lines = [f"[[{change.section}]]", *tomlkit.dumps(table(change.after)).rstrip("\n").split("\n")]
        inner = f"{change.section}."
        places = [one for one in blocks(self.text) if one.name == change.section or one.name.startswith(inner)]
        if places:
            self._insert(places[-1].end, ["", *lines])
        else:
            self._append(lines)

    def _insert(self, at: int, new: Sequence[str], instead: int = 0) -> None:
        lines = self.text.split("\n")
        self.text = "\n".join([*lines[:at], *new, *lines[at + instead :]])

    def _append(self, new: Sequence[str]) -> None:
        """Where a comment keeps the place of the section, else at the end."""
        for block in blocks(self.text):
            for number, line in enumerate(block.lines):
                if line.strip() == f"# {new[0]}" and not block.inside[number]:
                    self._insert(block.start + number, new, instead=1)
                    return
        self.text = "\n".join([self.text.rstrip("\n"), "", *new, ""])

    def _remove(self, section: str, number: int) -> None:
        taken = entry_blocks(self.text, section, number)
        if not taken:
            self._remove_from_array(section, number)
            return
        lines = self.text.split("\n")
        end = taken[-1].end
        blank = (
            end < len(lines) and not lines[end].strip() and not (taken[0].start and lines[taken[0].start - 1].strip())
        )
        del lines[taken[0].start : end + blank]
        self.text = "\n".join(lines)

    def _remove_from_array(self, section: str, number: int) -> None:
        document = tomlkit.parse(self.text)
        held = document.get(section)
        if not isinstance(held, Array):
            raise PlanNotSaved(_CANNOT.format(what=f"removing an entry of “{section}”"))
        del held[number]
        self.text = tomlkit.dumps(document)
