"""Whose targets stand in a row."""

import streamlit as st

from steward.briefings.internal.targets.people import Who


def choose_who() -> Who:
    """Each of us, teams or regions."""
    return (
        st.segmented_control("By", list(Who), default=Who.PERSON, key="targets.by", format_func=str.capitalize)
        or Who.PERSON
    )
