"""The debrief on a page: the four questions, what we take from it, and reminders slide by slide, saved together."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.plans.internal.debrief import Debrief
from steward.services.plans.files import Kind, Opened, Section, changes
from steward.services.reviews.opened import OpenedReview
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import is_typed
from steward.ui.kit.undo import tell_saved
from steward.ui.plans.files import choices
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.section_form import form
from steward.ui.plans.section_grid import Grid
from steward.ui.plans.settling import settle


def edit_debrief(opened: OpenedReview, file: Opened[Debrief], author: str) -> None:
    """Everything in the debrief, with one button to save it."""
    known = choices(opened.subject.account_id, opened.agreed.plan)
    if settle(file, author, known.names):
        return
    base, sections = base_of(file), file.sections
    key = fields_of(file)
    edited: dict[str, Any] = {}
    left, right = st.columns([1, 1.4], gap="large")
    for place, name in ((left, "rating"), (right, "notes")):
        with place:
            _heading(sections[name].label, sections[name].says, *_questions(sections[name]))
            edited[name] = form(sections[name], getattr(base.plan, name), known, f"{key}.{name}")
    _heading(sections["reminders"].label, sections["reminders"].says)
    st.caption(plain("Slides: " + ", ".join(slide.id for slide in opened.review.slides)))
    edited["reminders"] = Grid(sections["reminders"], base.plan.reminders, known, base.plan).edited(f"{key}.reminders")
    _save(base, file, replace(base.plan, **edited), author)


def _questions(section: Section) -> tuple[str, ...]:
    """The questions in full, where they are rated."""
    keys = section.keys.values()
    rated = [f"{key.label}: {key.says}" for key in keys if key.kind is Kind.NUMBER]
    return (" ".join(rated),) if rated else ()


def _heading(label: str, *says: str) -> None:
    st.markdown(f"## {plain(label)}", anchors=False)
    for line in says:
        st.caption(plain(line))


def _save(base: Opened[Debrief], now: Opened[Debrief], plan: Debrief, author: str) -> None:
    made = len(changes(base.plan, plan))
    follow(base, now, bool(made) or is_typed(fields_of(now)))
    save_button(base, plan, made, author, "debrief.save")
    tell_saved(base.account_id, author)
