"""When the data was loaded last, how that ended, and having it loaded now: how far that is, for whoever looks."""

from zoneinfo import ZoneInfo

import streamlit as st

from steward.exhibits import day_text
from steward.services.data import runs
from steward.services.data.runs import LoadRun
from steward.services.data.watching import said_of
from steward.ui.kit.acts import do
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.reader import reader

LOOK = 1.0
BEGUN = "The data is being loaded; you may leave this page meanwhile."


def show_load() -> None:
    """When it was, what became of the last try, and the press for another."""
    found = runs.last_run(workspace())
    if found is not None and found.running:
        _progress()
        return
    if found is not None and found.failed:
        st.error(plain(f"{_when(found)}{_by(found)}: {said_of(found)}"), icon=":material/error:")
    loaded = warehouse().facts.loaded_at
    st.caption(plain(f"Loaded {day_text(loaded.date())} at {loaded:%H:%M}{_how(found)}."))
    if not workspace().scope.brings_data:
        st.caption(runs.NOT_YOURS)
    elif kept_button("Load now", "loads.now", of="data", icon=":material/refresh:"):
        do(lambda: runs.begin(workspace(), reader().name), BEGUN)


@st.fragment(run_every=LOOK)
def _progress() -> None:
    """How far it is; whoever comes back to the page, or opens it elsewhere, sees the same."""
    found = runs.last_run(workspace())
    if found is None or not found.running:
        st.rerun()
    st.progress(
        min(found.share, 1.0), plain(f"{found.said or 'Beginning'}{_by(found)}. You may leave this page meanwhile.")
    )
    if workspace().scope.brings_data and kept_button("Cancel", "loads.cancel", of=found.run, icon=":material/close:"):
        runs.cancel(workspace())
        st.rerun()


def _how(found: LoadRun | None) -> str:
    return f"{_by(found)}: {said_of(found).partition(': ')[2]}" if found is not None and not found.failed else ""


def _by(found: LoadRun) -> str:
    return f" by {found.by}" if found.by else ""


def _when(found: LoadRun) -> str:
    at = found.at.astimezone(ZoneInfo(workspace().settings.timezone))
    return f"{day_text(at.date())} at {at:%H:%M}"
