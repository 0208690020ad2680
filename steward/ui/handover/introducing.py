"""Introductions at a press: a day for everybody who is asked for and has none, and that somebody was introduced today.
What else there is to say of them, the table below takes."""

from datetime import timedelta

import streamlit as st

from steward.exhibits.wording import counted
from steward.services.handover.desk import Handover
from steward.services.handover.files import held_on, opened_handover, planned_for
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun, forget
from steward.ui.plans.files import plans
from steward.ui.plans.saving import base_of, pressed, save

SOON = timedelta(days=7)


def introduce(one: Handover, author: str) -> None:
    """What is next of the introductions, until the account is received."""
    if one.standing.handed_over:
        return
    _plan(one, author)
    _hold(one, author)


def _plan(one: Handover, author: str) -> None:
    """One day for all who have none: each can be moved afterwards."""
    if not one.unplanned:
        return
    st.caption(plain(f"Asked for, and no day yet: {', '.join(person.name for person in one.unplanned)}."))
    key = f"handover.{one.row.account_id}.introduce.on"
    day = st.date_input("Introduce on", None, format="YYYY-MM-DD", **begun(key, warehouse().today + SOON))
    label = f"Plan {counted(len(one.unplanned), 'introduction')}"
    if pressed(label, author, "handover.introduce", of=one.row.account_id) and day:
        base = base_of(opened_handover(plans(), one))
        if save(base, planned_for(base.plan, [person.person_id for person in one.unplanned], day), author):
            forget(key)
        st.rerun()


def _hold(one: Handover, author: str) -> None:
    """A button for each who is planned and was not introduced yet."""
    waiting = [each for each in one.people if each.person_id in one.to_hold]
    with st.container(horizontal=True):
        for each in waiting:
            of = f"{one.row.account_id}.{each.person_id}"
            if pressed(f"Introduced today: {plain(each.name)}", author, f"handover.held.{each.person_id}", of=of):
                base = base_of(opened_handover(plans(), one))
                save(base, held_on(base.plan, each.person_id, warehouse().today), author)
                st.rerun()
