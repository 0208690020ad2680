"""Who did what, searched by words."""

import streamlit as st

from steward.services.change_log import changed, taken_out
from steward.ui.kit import show
from steward.ui.kit.cache import reader, workspace
from steward.ui.kit.labels import account_labels


def show_log() -> None:
    """The changes of what the reader may see; what left, for whom that is."""
    found = reader().scope
    words = st.text_input(
        "Search", key="log.words", placeholder="A name, an account, a file, a day such as 2026-09-30, a word",
        help="Every word has to be there.",
    )  # fmt: skip
    names = account_labels() if found.read else {}
    changes = changed(workspace(), names, words or "")
    show.headline(changes.title, "Log")
    show.exhibit(changes)
    if found.sees_logs:
        show.exhibit(taken_out(workspace(), words or ""))
