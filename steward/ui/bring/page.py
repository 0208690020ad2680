"""The whole of the page, in the order in which somebody goes through it."""

import streamlit as st

from steward.errors import SourcesUnreadable, StewardError
from steward.services.data.bring.draft import Draft, discard
from steward.services.data.bring.looks import FileLook
from steward.services.data.bring.mapping import feeds, not_there
from steward.ui.bring.columns import show_columns
from steward.ui.bring.company import show_company
from steward.ui.bring.files import drop_files, show_files
from steward.ui.bring.held import SAID, draft_now, looks_of
from steward.ui.bring.preview import show_preview
from steward.ui.bring.saving import show_save, show_way_back
from steward.ui.bring.text import show_text
from steward.ui.kit import show
from steward.ui.kit.acts import do, tell_last
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.escape import plain
from steward.ui.loads.running import show_running

NOTHING_YET = (
    "A list of customers and one of what they pay are enough to start: subscriptions or invoice lines. Anything else,"
    " such as tickets, opportunities or contracts, fills more pages and can come later."
)
MORE = "Newer exports of the same names take the place of those that are there; others are added."
OF_THE_SAMPLE = (
    "This home holds the fictional company. Saving puts its files aside, so that your numbers do not mix with its; undo"
    " brings them back. Plans of its accounts stay in account_plans/ until you take them away."
)


def bring_data() -> None:
    """The page of this name."""
    st.markdown("# Bring your data", anchors=False)
    bring_files()


def bring_files(others_there: bool = True) -> bool:
    """Drop, match, look, save, load, undo. Whether anything was brought yet. `others_there`: whether there is any other
    page: where nothing is loaded there is none."""
    try:
        draft = draft_now()
    except StewardError as refusal:
        show.problem(refusal)
        return False
    st.caption(plain("Your files stay on the machine that runs Steward; nothing is sent anywhere."))
    tell_last()
    if words := st.session_state.pop(SAID, ""):
        st.error(plain(words), icon=":material/error:")
    if show_running(draft.home):
        return True
    show_way_back(draft.home, others_there)
    draft = drop_files(draft)
    if not draft.names and not draft.changed:
        st.info(plain(MORE if _is_fed(draft) else NOTHING_YET), icon=":material/lightbulb:")
        show_text(draft)
        return False
    if draft.replaces_sample:
        st.info(plain(OF_THE_SAMPLE), icon=":material/info:")
    _steps(draft)
    return True


def _is_fed(draft: Draft) -> bool:
    """Whether there is anything that feeds a table already."""
    try:
        return bool(feeds(draft))
    except SourcesUnreadable:
        return True


def _steps(draft: Draft) -> None:
    looks = looks_of(draft)
    try:
        feeds(draft)
    except SourcesUnreadable as problem:
        show.problem(problem)
        show_text(draft, opened=True)
        _begin_anew(draft)
        return
    show_files(draft, looks)
    table = show_columns(draft, looks)
    stops = show_preview(draft, looks, table) if table else []
    show_company(draft)
    show_text(draft)
    show_save(draft, [*_open(draft, looks), *stops])
    _begin_anew(draft)


def _open(draft: Draft, looks: list[FileLook]) -> list[str]:
    """What is still missing before a load can make anything of it, in words."""
    there = {one.table for one in feeds(draft)}
    missing = [] if "accounts" in there else ["No file is taken for the accounts yet."]
    if not there & {"subscriptions", "charges"}:
        missing.append("No file says what they pay yet: take one for subscriptions or charges.")
    return missing + [look.problem for look in looks if look.problem] + not_there(draft)


def _begin_anew(draft: Draft) -> None:
    if kept_button("Discard all of this", "bring.discard", of="bring", icon=":material/delete:", kind="tertiary"):
        do(lambda: discard(draft), "Discarded.", typed="bring")
