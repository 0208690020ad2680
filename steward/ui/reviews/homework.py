"""What colleagues bring to a review: asked for here, and in their week until it is in. Ours alone."""

from dataclasses import replace
from typing import Any

import streamlit as st

from steward.exhibits import day_text
from steward.plans.internal.debrief import Debrief, Homework
from steward.services.plans.files import Opened, entry_id, identity
from steward.services.reviews.opened import OpenedReview
from steward.services.reviews.walk import ahead_of
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import forget
from steward.ui.plans.files import choices
from steward.ui.plans.saving import asked_to_save, fields_of, pressed, save
from steward.ui.plans.section_form import fields
from steward.ui.plans.settling import settle


def ask_colleagues(opened: OpenedReview, debrief: Opened[Debrief], author: str) -> None:
    """Who brings what until when, whether it is in, and a form to ask somebody."""
    asked = debrief.plan.homework
    owed = sum(not one.brought_on for one in asked)
    said = f"{owed} of {len(asked)} not in yet" if owed else f"all {len(asked)} in" if asked else "nothing asked for"
    st.markdown("## From colleagues", anchors=False)
    st.caption(plain(f"Ours alone: {said}. What is not in stands in the week of whoever brings it."))
    found = choices(opened.subject.account_id, opened.agreed.plan)
    if settle(debrief, author, found.names):
        return
    for one in asked:
        _asked(debrief, one, found.names.get(one.colleague, one.colleague), opened, author)
    with st.expander("Ask a colleague", icon=":material/person_add:"):
        _ask(opened, debrief, author)


def _asked(debrief: Opened[Debrief], one: Homework, name: str, opened: OpenedReview, author: str) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    until = f" · until {day_text(one.due)}" if one.due else ""
    state = f":green[In since {day_text(one.brought_on)}]" if one.brought_on else ":orange[Not in yet]"
    left.markdown(f"**{plain(name)}**: {plain(one.what)}{until} · {state}")
    label = "Not in" if one.brought_on else "It is in"
    with right:
        asked = pressed(label, author, f"homework.{one.id}", of=fields_of(debrief))
    if asked:
        now = None if one.brought_on else opened.subject.warehouse.today
        homework = [replace(each, brought_on=now) if each is one else each for each in debrief.plan.homework]
        save(debrief, replace(debrief.plan, homework=tuple(homework)), author)
        st.rerun()


def _ask(opened: OpenedReview, debrief: Opened[Debrief], author: str) -> None:
    key, found = f"{fields_of(debrief)}.homework.new", choices(opened.subject.account_id, opened.agreed.plan)
    who, what, until = st.columns([1.3, 2.6, 1], gap="small")
    values: dict[str, Any] = {}
    shown = Homework(due=ahead_of(opened))
    for place, name in ((who, "colleague"), (what, "what"), (until, "due")):
        with place:
            values |= fields(Homework, shown, found, key, (name,))
    made = int(bool(values["colleague"] and values["what"]))
    wrong = "" if made else "Choose who, and write what."
    if asked_to_save(made, author, "homework.ask", of=key, label="Ask", kind="secondary"):
        taken = [identity(one) for one in debrief.plan.homework]
        new = Homework(id=entry_id(values["what"], taken), **values)
        if save(debrief, replace(debrief.plan, homework=(*debrief.plan.homework, new)), author):
            forget(key)
        st.rerun()
    elif wrong:
        st.caption(wrong)
