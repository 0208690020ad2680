"""The customer's pages while a review is frozen: they show what was frozen, say so, and let us look at today's."""

from typing import Any

import streamlit as st

from steward.briefings.customer.material.material import Material
from steward.briefings.customer.subject import Subject
from steward.errors import FrozenUnreadable
from steward.exhibits import day_text
from steward.services import customer
from steward.services.reviews.opened import frozen_material as frozen_of
from steward.services.reviews.opened import frozen_state, is_frozen, opened_file
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.cache import kept
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans


def topic_of(subject: Subject, topic: str) -> Any:
    """One topic as the customer may see it: as it was frozen for the review of this quarter, else as of today."""
    if frozen := frozen_material(subject):
        return getattr(frozen, topic)
    return kept(lambda: customer.TOPICS[topic](subject), topic, subject.account_id, subject.quarter)


def frozen_material(subject: Subject) -> Material | None:
    """All topics as frozen; None where nothing is, where that is of more than this account, or where the reader wants
    today's figures."""
    file = opened_file(plans(), subject.account_id, subject.quarter)
    if not is_frozen(file.plan):
        return None
    frozen = file.plan.frozen
    try:
        kept_so = kept(
            lambda: frozen_of(subject, plans()),
            "frozen", subject.account_id, subject.quarter, file.digest,
            frozen_state(plans(), subject, file.plan),
        )  # fmt: skip
    except FrozenUnreadable as problem:
        if is_theirs():  # why is ours to know, and today's figures are not those that were agreed to be shown
            raise
        st.error(plain(f"{problem} This page shows today's figures."), icon=":material/error:")
        return None
    if kept_so is None:
        return None
    found: Material = kept_so[0]
    if is_theirs():
        return found
    return None if _todays(subject, day_text(frozen.frozen_on) if frozen.frozen_on else "") else found


def _todays(subject: Subject, day: str) -> bool:
    """What is shown, and the reader's wish to see today's instead."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        today = bool(st.session_state.get("frozen.today"))
        said = "Today's figures" if today else f"Figures frozen{f' on {day}' if day else ''}"
        st.caption(plain(f"{said}: the review of {subject.quarter.spoken} reads the frozen ones."), width="content")
        return st.toggle("Today's figures", key="frozen.today")
