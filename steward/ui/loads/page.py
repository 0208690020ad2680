"""When the data was loaded last, how that ended, and having it loaded now: how far that is, for whoever looks."""

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
from steward.ui.loads.running import by, show_running

BEGUN = "The data is being loaded; you may leave this page meanwhile."


def show_load() -> None:
    """When it was, what became of the last try, and the press for another."""
    if show_running(workspace()):
        return
    found = runs.last_run(workspace())
    loaded = warehouse().facts.loaded_at
    st.caption(plain(f"Loaded {day_text(loaded.date())} at {loaded:%H:%M}{_how(found)}."))
    if not workspace().scope.brings_data:
        st.caption(runs.NOT_YOURS)
    elif kept_button("Load now", "loads.now", of="data", icon=":material/refresh:"):
        do(lambda: runs.begin(workspace(), reader().name), BEGUN)


def _how(found: LoadRun | None) -> str:
    return f"{by(found)}: {said_of(found).partition(': ')[2]}" if found is not None and not found.failed else ""
