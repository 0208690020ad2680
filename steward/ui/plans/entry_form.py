"""One entry of a section of an account's file as a form of its own, wherever the entry is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import streamlit as st

from steward.domain.identifiers import slug
from steward.exhibits import listed
from steward.services.plan_files import Opened, Record, entry_of, is_empty, reopened, set_entry
from steward.ui.kit import show
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.entry import Entry, asked_to_save_entry
from steward.ui.plans.files import Choices, plans
from steward.ui.plans.saving import clashes, held
from steward.ui.plans.section_form import fields
from steward.ui.plans.values import said

Signed = Callable[[Record], Record]


@dataclass(frozen=True)
class EntryForm:
    """`opened`: the file it stands in; `name`: what tells it apart in its section; `first`: what the form begins with
    where it is not written yet; `rows`: the names of its fields, those of a row side by side; `key`: what its buttons
    are called."""

    opened: Opened[Any]
    section: str
    name: str
    first: Record
    rows: tuple[tuple[str, ...], ...]
    choices: Choices
    key: str

    @cached_property
    def entry(self) -> Entry[Record | None]:
        """What is saved and taken back."""
        opened = self.opened
        return Entry(
            f"{self.section}.{slug(opened.account_id)}.{slug(self.name)}",
            lambda: entry_of(reopened(plans(), opened).plan, self.section, self.name),
            lambda was, now, who: set_entry(plans(), opened, self.section, self.name, was, now, who),
        )

    def draw(self, author: str, signed: Signed = lambda record: record) -> None:
        """The fields and the button; `signed`: what a press adds to what was typed."""
        show.unusable(
            [one.said for one in self.opened.problems], "Something in the file cannot be used; the rest works."
        )
        was = self.entry.there()
        base = held(self.entry.name, was)
        before = base or self.first
        now: Record = replace(before, **self._fields(before))  # type: ignore[type-var]
        changed = now != before
        clash = clashes(self.entry.name, base, was, changed, self._in_words(was))
        if asked_to_save_entry(self.entry.name, changed, clash, author, self.key):
            self.entry.save(was, signed(now), author)

    def tell_saved(self, author: str) -> None:
        """What became of the last save, with the way back."""
        tell_saved(self.entry.name, author, f"{self.key}.undo")

    def _fields(self, record: Record) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for names in self.rows:
            for name, place in zip(names, st.columns(len(names), gap="medium"), strict=True):
                with place:
                    values |= fields(type(record), record, self.choices, self.entry.name, (name,))
        return values

    def _in_words(self, record: Record | None) -> str:
        """What is saved of it by now."""
        if record is None:
            return "it was taken out"
        sections, keys, names = self.opened.sections, self.opened.sections[self.section].keys, self.choices.names
        told = [(name, getattr(record, name)) for row in self.rows for name in row]
        return _listed(
            [
                f"{keys[name].label} {said(sections, self.section, name, value, names)}"
                for name, value in told
                if not is_empty(value)
            ]
        )


def _listed(words: Sequence[str]) -> str:
    return listed(words) or "nothing is written any more"
