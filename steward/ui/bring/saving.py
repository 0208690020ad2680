"""Save and load, what somebody else saved meanwhile, and the way back."""

from datetime import datetime

import streamlit as st

from steward.errors import StewardError
from steward.exhibits import day_text
from steward.services.data.bring.draft import Draft
from steward.services.data.bring.saving import go_on_from_now, last_step, overtaken, save, take_back
from steward.services.data.runs import begin, last_run
from steward.ui.bring.held import SAID
from steward.ui.kit import show
from steward.ui.kit.acts import SAID as ACTED
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.kit.nothing_loaded import is_loaded
from steward.ui.kit.reader import reader
from steward.ui.kit.who import CHOSEN
from steward.ui.pages import DATA_HEALTH, MY_BOOK
from steward.workspace import Workspace

THEIRS = "bring.both"


def show_save(draft: Draft, missing: list[str]) -> None:
    """The button that puts it to use, and what still keeps it from that."""
    st.markdown("## Save and load", anchors=False)
    if words := st.session_state.pop(THEIRS, ""):
        show.notice(words)
    if why := overtaken(draft):
        st.error(plain(why), icon=":material/group:")
        if kept_button("Go on from what is saved now", "bring.theirs", of="bring.theirs"):
            _go_on(draft)
        return
    for one in missing:
        st.caption(f":material/radio_button_unchecked: {plain(one)}")
    files = (
        f"{len(draft.brought)} file{'s' if len(draft.brought) != 1 else ''} into data/ and " if draft.brought else ""
    )
    st.caption(
        plain(f"Puts {files}the mapping into data/sources.toml, and loads. What is in use stays until that is done.")
    )
    if kept_button(
        "Save and load", "bring.save", of="bring.save", icon=":material/download_done:", kind="primary",
        enabled=not missing and draft.changed,
    ):  # fmt: skip
        _save(draft)


def show_way_back(home: Workspace, others_there: bool) -> None:
    """The last save, and how it is taken back."""
    step = last_step(home)
    if step is None:
        return
    at = datetime.fromisoformat(step.at)
    _tell_loaded(home, at, others_there)
    by = f" by {step.who}" if step.who else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(f"Last saved here: {day_text(at.date())}, {at:%H:%M} UTC{by} ({step.said})."), width="content")
        if kept_button("Undo that save", "bring.undo", of=f"bring.undo.{step.at}", icon=":material/undo:"):
            _take_back(home)


def _tell_loaded(home: Workspace, saved: datetime, others_there: bool) -> None:
    """That what was saved is in use now, and where it can be looked at: in a run that knows of those pages, where the
    load ended in the middle of this one."""
    state = last_run(home)
    if state is None or state.failed or state.running or state.at < saved:
        return
    if not others_there:
        if is_loaded():
            st.rerun()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(":material/check: Loaded, and in use.", width="content")
        for page, label in ((MY_BOOK, "See the accounts"), (DATA_HEALTH, "See what was loaded and rejected")):
            st.page_link(page.path, label=label, icon=page.icon, width="content")


def _save(draft: Draft) -> None:
    try:
        save(draft, reader().email or str(st.session_state.get(CHOSEN, "")))
        begin(draft.home, reader().name)
    except StewardError as refusal:
        st.session_state[SAID] = str(refusal)
    st.rerun()


def _take_back(home: Workspace) -> None:
    try:
        back = take_back(home)
        st.session_state[ACTED] = (False, "Taken back: the files, the mapping and the data are as they were before.")
        if not back:
            begin(home, reader().name)
    except StewardError as refusal:
        st.session_state[ACTED] = (True, str(refusal))
    st.rerun()


def _go_on(draft: Draft) -> None:
    try:
        _, both = go_on_from_now(draft)
    except StewardError as refusal:
        st.session_state[SAID] = str(refusal)
    else:
        if both:
            st.session_state[THEIRS] = (
                f"Both of you changed {', '.join(both)}: what the other saved stands there now. Look at it, and change"
                " it again where you must."
            )
    st.rerun()
