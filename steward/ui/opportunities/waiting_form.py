"""What waits for the CRM, taken back: a change, or an opportunity that was begun; and put back again."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.opportunities.waiting import Begun, Waiting
from steward.exhibits import day_text
from steward.services.opportunities import dropped
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.pick import pick
from steward.ui.kit.undo import can_undo, tell_saved
from steward.ui.plans.files import plans
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press

PLACE = "waits"
"""What is saved here, as the undo knows it."""
ADDRESS = "waits"
"""Where the page's address names what is chosen of all that waits."""


def can_take_back(brief: PipelineBook) -> bool:
    """Whether there is anything to take back, or to put back."""
    return len(brief.waits) > 0 or can_undo(PLACE)


def take_back(brief: PipelineBook, ticked: str | None, author: str) -> None:
    """One of all that waits, the row ticked or chosen, with the way back; and the way back from that."""
    known = brief.waits.by_key
    hint = "Choose a change to take it back, or tick a row"
    called = partial(_named, colleague_labels())
    chosen = pick(known, (ticked,), called, "Waits for the CRM", hint, ADDRESS) if known else None
    with st.container(horizontal=True):
        of = next((key for key, one in known.items() if one is chosen), "")
        if chosen and pressed("Take it back", author, "waits.drop", of=of, icon=":material/close:"):
            _take_back(chosen, author)
    tell_saved(PLACE, author, "waits.undo.button", "Put it back")


def _named(us: Mapping[str, str], one: Waiting | Begun) -> str:
    """As it is called in the list."""
    made = one.change if isinstance(one, Waiting) else one.opportunity
    what = f"{one.name}: {one.field}" if isinstance(one, Waiting) else f"{one.opportunity.name}: new opportunity"
    return " · ".join(filter(None, (what, us.get(made.by, made.by), day_text(made.on) if made.on else "")))


def _take_back(one: Waiting | Begun, author: str) -> None:
    """Take it back, and say so with the way to put it back."""
    taken = one.change if isinstance(one, Waiting) else one.opportunity
    press(PLACE, lambda: dropped(plans(), one.account_id, taken, author), "Taken back.")
    st.rerun()
