"""The first page of a home without data: what Steward needs, and the two ways to it."""

from collections.abc import Callable

import streamlit as st

from steward.errors import NothingToLoad, NoWarehouse, StewardError
from steward.services.access.rules import Reader
from steward.services.data.runs import is_running, load_and_tell
from steward.services.data.sample import write_sample
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.identity import visitor
from steward.ui.kit.opened import opened, whole_workspace
from steward.ui.kit.presses import heard_presses
from steward.ui.kit.typed import kept_typing
from steward.workspace import COMMAND, Workspace


def ask_for_data(found: Reader, bring: Callable[[bool], bool]) -> None:
    """Ends the run where nothing is loaded, with what to do about it for whoever may. `bring`: draws where files are
    dropped, told that no other page is there yet; whether any were."""
    if not is_loaded():
        if visitor().alone or found.scope.brings_data:
            with heard_presses(), kept_typing():
                _ways(whole_workspace(), bring)
        else:
            st.markdown("# Nothing is loaded yet", anchors=False)
            st.info("Whoever looks after Steward in your company loads its data; then everything is here.")
        st.stop()


def is_loaded() -> bool:
    """Whether there is a warehouse to read. A load may end in the middle of a run that began without."""
    try:
        opened(whole_workspace())
    except (NoWarehouse, NothingToLoad):
        return False
    return True


def _ways(home: Workspace, bring: Callable[[bool], bool]) -> None:
    st.markdown("# Nothing is loaded yet", anchors=False)
    st.caption(plain(f"Steward reads the files in {home.data} and shows what they say."))
    there = _files(home)
    if there and not is_running(home):
        _read_files(home, there)
    st.markdown("## Your own files", anchors=False)
    if not bring(False) and not there:
        _make_sample(home)


def _files(home: Workspace) -> int:
    there = home.data.iterdir() if home.data.is_dir() else ()
    return sum(one.is_file() and not one.name.startswith(".") and one.suffix != ".toml" for one in there)


def _read_files(home: Workspace, there: int) -> None:
    with st.container(border=True):
        st.markdown("## The files that are there", anchors=False)
        st.markdown(plain(f"{there} lie in the folder, and this version of Steward has not read them yet."))
        if _pressed("Read them now", "nothing.read"):
            _do(lambda: load_and_tell(home), "Reading the files …")


def _make_sample(home: Workspace) -> None:
    with st.container(border=True):
        st.markdown("## A fictional company to look at", anchors=False)
        st.markdown("Forty accounts over three years, with plans and stories: every page has something to show.")
        if _pressed("Load the sample company", "nothing.sample"):
            _do(lambda: _sample(home), "Making up a company and reading it …")
        st.code(f"{COMMAND} sample --home {home.home}\n{COMMAND} load --home {home.home}", language=None)


def _sample(home: Workspace) -> None:
    write_sample(home.home)
    load_and_tell(home)


def _pressed(label: str, key: str) -> bool:
    """For who is alone on this machine; from elsewhere nobody starts what takes the machine for a while."""
    return visitor().alone and kept_button(label, key, of=key, kind="primary")


def _do(work: Callable[[], object], said: str) -> None:
    try:
        with st.spinner(said):
            work()
    except StewardError as problem:
        st.error(plain(str(problem)), icon=":material/error:")
    else:
        st.rerun()
