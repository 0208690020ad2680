"""One thing that is edited alone, such as a renewal or a commitment: saved at one press, beside what others save of
other things and fields in the same file, and taken back at one."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from steward.errors import PlanNotSaved
from steward.services.plans import files as plan_files
from steward.services.plans.files import Opened, PlanPart, Versions
from steward.ui.kit import undo
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget
from steward.ui.plans.files import plans_with
from steward.ui.plans.saving import asked_to_save, go_on_with, seen
from steward.ui.plans.step_back import saved

Plan = TypeVar("Plan")
Said = TypeVar("Said")


@dataclass(frozen=True)
class Clash(Generic[Said]):
    """Somebody else saved the same. `known`: what of it was shown when the reader could press; nothing at first."""

    known: tuple[Said, ...]


@dataclass(frozen=True)
class Entry(Generic[Plan, Said]):
    """`name`: what the names of its fields begin with; `opened`: the file it stands in, as it is now; `part`: what of
    that it is."""

    name: str
    opened: Opened[Plan]
    part: PlanPart[Plan, Said]

    @property
    def there(self) -> Said:
        """What is saved of it now."""
        return self.part.of(self.opened.plan)

    @property
    def base(self) -> Said:
        """What its fields are filled from."""
        return seen(self.name, self.opened, self.part)

    def clash(self, wanted: Said, edited: bool, author: str, told: Callable[[Versions], str]) -> "Clash[Said] | None":
        """What somebody else saved of the same fields since the form was begun, shown with the choice to take it. A
        form nobody typed in just follows. `told`: a field in both versions, in words."""
        if self.base == self.there:
            return None
        if not edited:
            self.go_on(self.opened)
            st.rerun()
        found = self.part.merge(self.base, wanted, self.opened.plan).clashes
        if not found:
            return None
        words = plan_files.edit_conflict(found, told, by=plan_files.whose(plans_with(self.opened), self.opened, author))
        st.warning(plain(f"{words} What you typed is below, and not saved."), icon=":material/call_split:")
        if kept_button("Take theirs", f"held.{self.name}.theirs", of=f"{self.name}.theirs"):
            self.go_on(self.opened)
            forget(self.name)
            st.rerun()
        return self._shown()

    def _shown(self) -> "Clash[Said]":
        """Theirs is shown from now on; a press answers what was shown before."""
        key = f"theirs.{self.name}"
        before = st.session_state.get(key)
        st.session_state[key] = Clash((self.there,))
        return before if isinstance(before, Clash) else Clash(())

    def save(self, wanted: Said, author: str, words: str = "Saved.", *, over: "Clash[Said] | None" = None) -> bool:
        """Save, and say so with the way back. `over`: also over that of somebody else. Whether it was saved."""
        return self._put(self.base, wanted, author, words, over.known if over else ())

    def take_out(self, wanted: Said, author: str, words: str) -> bool:
        """The same in the place of what is saved now, whatever stands in the fields."""
        return self._put(self.there, wanted, author, words, ())

    def _put(self, seen: Said, wanted: Said, author: str, words: str, over: Collection[Said]) -> bool:
        try:
            step = plan_files.save(plans_with(self.opened), self.opened, self.part, seen, wanted, author, over)
        except PlanNotSaved as problem:
            undo.refused(str(problem))
            return False
        self.go_on(step.left)
        saved(self.name, step, self.go_on, words=words)
        return True

    def go_on(self, now: Opened[Plan]) -> None:
        """Its fields rest on this state of the file from now on."""
        go_on_with(self.name, self.part.of(now.plan), now.digest)


def asked_to_save_entry(
    name: str, changed: bool, clash: Clash[Said] | None, author: str, key: str, *, wrong: str = ""
) -> bool:
    """The button under its form, and whether it was pressed with something to save. `clash`: somebody else saved it
    meanwhile; a press on “Save” that finds that is none on “Save mine over it”: they are two buttons."""
    label, button = ("Save mine over it", f"{key}.save.over") if clash else ("Save", f"{key}.save")
    return asked_to_save(int(changed), author, button, of=name, label=label, wrong=wrong)
