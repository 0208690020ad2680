"""What waits for the CRM, taken back: a change, or an opportunity that was begun; and put back again."""

import streamlit as st

from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.opportunities.waiting import Begun, Waiting
from steward.errors import PlanNotSaved
from steward.exhibits import day_text
from steward.plans.internal.opportunities import FILE, OpportunityChanges
from steward.plans.internal.opportunity_edits import drop_change, drop_opportunity, put_back
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.pick import pick
from steward.ui.plans.files import plans

UNDO, TOLD, REFUSED = "waits.undo", "waits.told", "waits.refused"
ADDRESS = "waits"
"""Where the page's address names what is chosen of all that waits."""


def can_take_back(brief: PipelineBook) -> bool:
    """Whether there is anything to take back, or to put back."""
    return len(brief.waits) > 0 or UNDO in st.session_state


def take_back(brief: PipelineBook, ticked: str | None, author: str) -> None:
    """One of all that waits, the row ticked or chosen, with the way back; and the way back from that."""
    if refused := st.session_state.pop(REFUSED, None):
        st.error(plain(refused), icon=":material/error:")
    if told := st.session_state.pop(TOLD, None):
        st.toast(told, icon=":material/check:")
    known = brief.waits.by_key
    hint = "Choose a change to take it back, or tick a row"
    chosen = pick(known, (ticked,), _named, "Waits for the CRM", hint, ADDRESS) if known else None
    with st.container(horizontal=True):
        why = None if author else "Say who you are first."
        if chosen and st.button(
            "Take it back", icon=":material/close:", disabled=not author, help=why, key="waits.drop"
        ):
            _take_back(chosen, author)
        _undo(author)


def _named(one: Waiting | Begun) -> str:
    """As it is called in the list."""
    made = one.change if isinstance(one, Waiting) else one.deal
    what = f"{one.name}: {one.field}" if isinstance(one, Waiting) else f"{one.deal.name}: new opportunity"
    us = colleague_labels()
    return " · ".join(filter(None, (what, us.get(made.by, made.by), day_text(made.on) if made.on else "")))


def _take_back(one: Waiting | Begun, author: str) -> None:
    try:
        if isinstance(one, Waiting):
            left = drop_change(plans(), one.account_id, one.change, author)
        else:
            left = drop_opportunity(plans(), one.account_id, one.deal, author)
    except PlanNotSaved as refused:
        st.session_state[REFUSED] = str(refused)
    else:
        st.session_state[UNDO] = (one.account_id, one.change if isinstance(one, Waiting) else one.deal, left.plan)
        st.session_state[TOLD] = "Taken back."
    st.rerun()


def _undo(author: str) -> None:
    """The way back, as long as nobody saved the file since."""
    account_id, taken, left = st.session_state.get(UNDO, ("", None, None))
    if taken is None or plans().open(OpportunityChanges, FILE, account_id).plan != left or not author:
        return
    if st.button("Put it back", icon=":material/undo:", key="waits.undo.button"):
        try:
            put_back(plans(), account_id, taken, left, author)
        except PlanNotSaved as refused:
            st.session_state[REFUSED] = str(refused)
        else:
            del st.session_state[UNDO]
            st.session_state[TOLD] = "It waits for the CRM again."
        st.rerun()
