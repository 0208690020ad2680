"""Whose targets stand in a row."""

import streamlit as st

from steward.briefings.internal.targets.people import Who
from steward.exhibits.wording import capital
from steward.ui.kit.shown import filtered


def choose_who() -> Who:
    """Each of us, teams or regions."""
    picked = st.segmented_control(
        "By", list(Who), default=Who.PERSON, key="targets.by", format_func=lambda who: capital(who.words)
    )
    who = picked or Who.PERSON
    filtered("By", capital(who.words))
    return who
