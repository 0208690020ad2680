"""Whose targets stand in a row."""

import streamlit as st

from steward.briefings.internal.targets.people import Who
from steward.exhibits.wording import capital


def choose_who() -> Who:
    """Each of us, teams or regions."""
    picked = st.segmented_control(
        "By", list(Who), default=Who.PERSON, key="targets.by", format_func=lambda who: capital(who.words)
    )
    return picked or Who.PERSON
