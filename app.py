"""The pages of Steward, and which one runs: a table of contents."""

from importlib.resources import files

import streamlit as st

from steward.ui import pages
from steward.ui.kit.typed import keep_what_is_typed
from steward.ui.present.page import present
from steward.ui.present.share_link import is_presenting

CONTENTS = {
    "The book": (
        pages.MY_BOOK,
        pages.MY_WEEK,
        pages.REVIEWS,
        pages.PROMISES,
        pages.MAPS_OF_THE_BOOK,
        pages.HEALTH,
        pages.RETENTION,
        pages.RENEWALS,
        pages.PIPELINE,
        pages.TARGETS,
        pages.WHITESPACE,
        pages.NPS,
        pages.SERVICE_WATCH,
    ),
    "One account, internal": (
        pages.ACCOUNT,
        pages.STRATEGY,
        pages.RELATIONSHIP_MAP,
        pages.ACCOUNT_PLAN,
        pages.PLAN_HISTORY,
        pages.REVIEW,
        pages.DEBRIEF,
    ),
    "With the customer": (
        pages.SUMMARY,
        pages.SUCCESS_PLAN,
        pages.SPEND,
        pages.SERVICE,
        pages.ADOPTION,
        pages.VOICE,
        pages.QBR_DECK,
    ),
    "Checks": (pages.DECK_CHECK, pages.DATA_HEALTH),
}

# A picture of our own: Streamlit would have the browser fetch one of its named icons from elsewhere.
ICON = files("steward.ui") / "icon.svg"
st.set_page_config(page_title="Steward", page_icon=str(ICON), layout="wide")
if is_presenting():
    # The window the customer sees knows this one page: no link, name or address leads to any other.
    shown = [
        st.Page(pages.PRESENT.path, title="Review"),
        st.Page(present, title="Review", url_path="review-shown", default=True),
    ]
    st.navigation(shown, position="hidden").run()
else:
    listed = {
        heading: [st.Page(one.path, title=one.title, icon=one.icon) for one in group]
        for heading, group in CONTENTS.items()
    }
    for heading, unseen in (("With the customer", pages.PRESENT), ("Checks", pages.PRESENTER)):
        listed[heading].append(st.Page(unseen.path, title=unseen.title, visibility="hidden"))
    chosen = st.navigation(listed)
    keep_what_is_typed()
    chosen.run()
