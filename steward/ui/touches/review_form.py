"""A review that was held, logged as the meeting it was: who was there, what was decided, what was spoken of."""

from functools import partial

import streamlit as st

from steward.domain.identifiers import slug
from steward.exhibits import day_text
from steward.services.reviews.opened import OpenedReview
from steward.services.touches import log
from steward.ui.kit.cache import warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun
from steward.ui.kit.undo import tell_saved
from steward.ui.kit.who import person
from steward.ui.plans.files import choices, plans
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press


def log_meeting(opened: OpenedReview, author: str) -> None:
    """What is ticked stands in the log; a review is one meeting, so it is logged once."""
    account_id, quarter = opened.subject.account_id, str(opened.subject.quarter)
    review = opened.file.plan
    held = review.meeting.held_on
    place = f"log.{slug(account_id)}.{slug(quarter)}"
    st.markdown("## Logged as a meeting", anchors=False)
    first = log.ReviewHeld(quarter, review, (), ())
    if log.is_logged(log.opened_log(plans(), account_id).plan, first.uid):
        st.caption("It is logged: it counts in the timeline and in health, and goes to the CRM as a file of Touches.")
        tell_saved(place, author, "review.log.undo", "Undo what was logged")
        return
    if held is None or held > warehouse().today:
        st.caption(plain(f"It is logged once it was held{f', on {day_text(held)}' if held else ''}."))
        return
    known = choices(account_id, opened.agreed.plan)
    there = [one.person for one in review.attendees if one.person in known.people]
    decided = [one.decision for one in review.decisions]
    people = st.multiselect(
        "Who was there", there, format_func=known.people.__getitem__, **begun(f"{place}.who", there)
    )
    ticked = st.multiselect("What was decided", decided, **begun(f"{place}.decided", decided))
    products = st.multiselect(
        "Products spoken of", list(known.products), format_func=known.products.__getitem__, placeholder="None",
        **begun(f"{place}.products", []),
    )  # fmt: skip
    with st.container(horizontal=True):
        if pressed("Log the meeting", author, "review.log", of=place, icon=":material/add_call:"):
            made = log.ReviewHeld(quarter, review, tuple(people), tuple(ticked), tuple(products))
            activity = made.activity(person(), author, warehouse().today)
            press(place, partial(log.log, plans(), account_id, [activity], author), "Logged.")
            st.rerun()
        tell_saved(place, author, "review.log.undo", "Undo what was logged")
