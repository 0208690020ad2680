"""One thing that is edited alone, such as a renewal or a commitment: saved at one press, beside what others save of
other things in the same file, and taken back at one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from steward.ui.kit.undo import press
from steward.ui.plans.saving import asked_to_save, go_on_with

Said = TypeVar("Said", bound=Hashable)


@dataclass(frozen=True)
class Entry(Generic[Said]):
    """`name`: what the names of its fields begin with; `there`: what is saved of it; `put`: write the one in the place
    of the other under a name, which raises PlanNotSaved."""

    name: str
    there: Callable[[], Said]
    put: Callable[[Said, Said, str], object]

    def save(self, was: Said, now: Said, author: str, words: str = "Saved.") -> None:
        """Save, say so with the way back, which holds as long as nobody wrote of it since, and draw the page anew."""
        press(
            self.name,
            lambda: self._set(was, now, author),
            lambda left, who: self._set(left, was, who),
            lambda left: self.there() == left,
            words,
        )
        st.rerun()

    def _set(self, was: Said, now: Said, who: str) -> Said:
        """Put the one in the place of the other; what is saved then, from which the form goes on."""
        self.put(was, now, who)
        left = self.there()
        go_on_with(self.name, left)
        return left


def asked_to_save_entry(name: str, changed: bool, clash: bool, author: str, key: str, *, wrong: str = "") -> bool:
    """The button under its form, and whether it was pressed with something to save. `clash`: somebody else saved it
    meanwhile; a press on “Save” that finds that is none on “Save mine over it”: they are two buttons."""
    label, button = ("Save mine over it", f"{key}.save.over") if clash else ("Save", f"{key}.save")
    return asked_to_save(int(changed), author, button, of=name, label=label, wrong=wrong)
