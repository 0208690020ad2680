"""Who did what, searched by words."""

import streamlit as st

from steward.exhibits.wording import inside
from steward.services.plans.change_log import changed, taken_out
from steward.ui.kit import show
from steward.ui.kit.cache import workspace
from steward.ui.kit.labels import account_labels
from steward.ui.kit.reader import reader


def show_log() -> None:
    """The changes of what the reader may see; what left, for whom that is."""
    found = reader().scope
    words = st.text_input(
        "Search", key="log.words", placeholder="A name, an account, a file, a day such as 2026-09-30, a word",
        help="Every word has to be there.",
    )  # fmt: skip
    names = account_labels() if found.read else {}
    changes, files = changed(workspace(), names, words or ""), taken_out(workspace(), words or "")
    counted_files = f", {inside(files.title)}" if found.sees_logs else ""
    show.headline(f"{changes.title}{counted_files}", "Log")
    if changes.rows:
        show.exhibit(changes)
    else:
        show.empty(
            "Every save of a plan, a map, a renewal or a rule is kept here: who made it, when, and what it changed."
        )
    if found.sees_logs and files.rows:
        show.exhibit(files)
    elif found.sees_logs:
        show.empty("Every file that somebody takes out is kept here: who took it, what it is, and whose.")
