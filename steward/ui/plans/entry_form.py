"""One entry of a section of an account's file as a form of its own, wherever the entry is seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import streamlit as st

from steward.domain.identifiers import slug
from steward.services.plans.files import Opened, Record, entry, field_told
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.entry import Entry, asked_to_save_entry
from steward.ui.plans.files import Choices
from steward.ui.plans.section_form import fields

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
    def entry(self) -> Entry[Any, Record | None]:
        """What is saved and taken back."""
        name = f"{self.section}.{slug(self.opened.account_id)}.{slug(self.name)}"
        return Entry(name, self.opened, entry(self.section, self.name))

    def draw(
        self, author: str, signed: Signed = lambda record: record, wrong: Callable[[Record], str] = lambda record: ""
    ) -> None:  # fmt: skip
        """The fields and the button; `signed`: what a press adds to what was typed; `wrong`: why it cannot be saved so,
        in a sentence, while all that was typed stays."""
        show.unusable(
            [one.said for one in self.opened.problems], "Something in the file cannot be used; the rest works."
        )
        before = self.entry.base or self.first
        now: Record = replace(before, **self._fields(before))  # type: ignore[type-var]
        changed = now != before
        told = partial(field_told, self.opened.kind, self.choices.names)
        clash = self.entry.clash(now, changed, author, told)
        if why := wrong(now) if changed else "":
            st.caption(plain(why))
        if asked_to_save_entry(self.entry.name, changed, clash, author, self.key, wrong=why):
            self.entry.save(signed(now), author, over=clash)
            st.rerun()

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
