"""A load at work: how far it is, and what became of one that came to nothing, for whoever looks, on every page that may
begin one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from steward.exhibits import day_text
from steward.services.data import runs
from steward.services.data.runs import LoadRun
from steward.services.data.watching import said_of
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.workspace import Workspace

LOOK = 1.0


def show_running(home: Workspace) -> bool:
    """Whether a load is at work: then its progress is shown, and nothing else should be. One that failed is told."""
    found = runs.last_run(home)
    if found is None:
        return False
    if found.running:
        _progress(home)
    elif found.failed:
        st.error(plain(f"{_when(found, home)}{by(found)}: {said_of(found)}"), icon=":material/error:")
    return found.running


@st.fragment(run_every=LOOK)
def _progress(home: Workspace) -> None:
    """How far it is; whoever comes back to the page, or opens it elsewhere, sees the same."""
    found = runs.last_run(home)
    if found is None or not found.running:
        st.rerun()
    took = (datetime.now(UTC) - found.at) // timedelta(seconds=1)
    said = f"{found.said or 'Beginning'}{by(found)} · {took:,} s. You may leave this page meanwhile."
    st.progress(min(found.share, 1.0), plain(said))
    if home.scope.brings_data and kept_button("Cancel", "loads.cancel", of=found.run, icon=":material/close:"):
        runs.cancel(home)
        st.rerun()


def by(found: LoadRun) -> str:
    """Who began it, where it was somebody."""
    return f" by {found.by}" if found.by else ""


def _when(found: LoadRun, home: Workspace) -> str:
    at = found.at.astimezone(ZoneInfo(home.settings.timezone))
    return f"{day_text(at.date())} at {at:%H:%M}"
