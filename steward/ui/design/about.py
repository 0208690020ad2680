"""What a design is about, as a form."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.domain.labels import with_written
from steward.plans.customer.design import AboutDesign
from steward.services.design.files import OpenedDesign
from steward.services.plans.files import changes, entries, keys_of
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, is_typed
from steward.ui.plans.files import choices, success_plan
from steward.ui.plans.saving import base_of, fields_of, follow, save_button
from steward.ui.plans.section_form import fields
from steward.ui.plans.settling import settle


def edit_about(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """Title, families, need, days, which opportunity it is for and which option is offered."""
    known = choices(subject.account_id, success_plan(subject.account_id).plan)
    if settle(opened.file, author, known.names):
        return
    base = base_of(opened.file)
    key, held = f"{fields_of(base)}.about", base.plan.about
    st.markdown("## About", anchors=False)
    st.caption(plain(base.sections["about"].says))
    values = fields(AboutDesign, held, known, key, ("title", "families", "need"))
    left, right = st.columns(2)
    with left:
        values |= fields(AboutDesign, held, known, key, ("wanted_on",))
        values["opportunity"] = _one(key, "opportunity", held.opportunity, known.opportunities)
    with right:
        values |= fields(AboutDesign, held, known, key, ("shown_on",))
        values["offered"] = _one(key, "offered", held.offered, entries(base.plan, "options"))
    plan = replace(base.plan, about=AboutDesign(**values))
    made = changes(base.plan, plan)
    follow(base, opened.file, bool(made) or is_typed(fields_of(base)))
    save_button(base, plan, len(made), author, "design.save", section="about")


def _one(key: str, name: str, value: str, known: Mapping[str, str]) -> str:
    """One of some ids; what is written and is none of them stays choosable."""
    described = keys_of(AboutDesign)[name]
    entry = begun(f"{key}.{name}", value or None)
    labels = with_written(known, [value, st.session_state[entry["key"]] or ""])
    found = st.selectbox(
        described.label, list(labels), None, format_func=labels.__getitem__, help=described.says, placeholder="None",
        **entry,
    )  # fmt: skip
    return found or ""
