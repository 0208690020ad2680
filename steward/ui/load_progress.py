"""A load that was begun from a page: how far it is, and what became of it, for whoever looks."""

import time

import streamlit as st

from steward.services.data.load_runs import Telling, load_told
from steward.ui.kit.escape import plain
from steward.workspace import Workspace

LOOK = 1.0
RECENT = 600.0
"""Seconds for which a load that came to nothing is told."""


def show_load(home: Workspace) -> bool:
    """Whether one is at work: then its progress is shown, and nothing else should be."""
    state = load_told(home)
    if state.running:
        _progress(home)
        return True
    if state.problem and time.time() - state.begun < RECENT:
        st.error(plain(f"{state.problem} What was in use before stays in use."), icon=":material/error:")
    return False


@st.fragment(run_every=LOOK)
def _progress(home: Workspace) -> None:
    state = load_told(home)
    if not state.running:
        st.rerun()
    st.progress(min(1.0, state.share), plain(_said(state)))


def _said(state: Telling) -> str:
    return f"{state.message or 'Loading'} · {time.time() - state.begun:,.0f} s. You may leave this page meanwhile."
