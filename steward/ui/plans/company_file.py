"""A file that holds for the whole company, as a form: every section as a table or a few fields, saved and undone like
a plan."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from steward.services.plans.files import COMPANY, Opened, changes
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import is_typed
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.files import Choices
from steward.ui.plans.saving import asked_to_save, base_of, fields_of, follow, save
from steward.ui.plans.section_form import form
from steward.ui.plans.section_grid import Grid
from steward.ui.plans.settling import settle

Plan = TypeVar("Plan")


def edit_company_file(
    opened: Opened[Plan],
    author: str,
    key: str,
    *,
    choices: Choices,
    shown: Callable[[Plan], Plan] = lambda plan: plan,
    mistakes: Callable[[Plan], Iterable[str]] = lambda plan: (),
) -> None:
    """`shown`: what stands in the fields of what the file says; `mistakes`: why it cannot be saved as it is typed."""
    if settle(opened, author, {}):
        return
    base = base_of(opened)
    before = shown(base.plan)
    plan = _edited(base, before, fields_of(opened), choices)
    made = changes(before, plan)
    follow(base, opened, bool(made) or is_typed(fields_of(opened)))
    wrong = tuple(mistakes(plan))
    for words in wrong:
        st.error(plain(words))
    if asked_to_save(len(made), author, key, of=fields_of(base), wrong=" ".join(map(plain, wrong))):
        save(base, plan, author)
        st.rerun()
    tell_saved(COMPANY, author)


def _edited(opened: Opened[Plan], shown: Plan, fields: str, choices: Choices) -> Plan:
    """The file as it is in the form."""
    found: dict[str, Any] = {}
    for name, section in opened.sections.items():
        st.markdown(f"## {plain(section.label)}", anchors=False)
        st.caption(plain(section.says))
        key, held = f"{fields}.{name}", getattr(shown, name)
        if section.many:
            found[name] = Grid(section, held, choices, shown).edited(key)
        else:
            found[name] = form(section, held, choices, key)
    return replace(shown, **found)  # type: ignore[type-var]
