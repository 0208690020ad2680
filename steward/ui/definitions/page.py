"""Definitions on a page: searched by any of their words, in the words of docs/metrics.md."""

import streamlit as st

from steward.metrics import DAY_OF_FIGURES, definitions, names_the_day
from steward.ui.kit import show
from steward.ui.kit.address import asked, leave, to_address
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import put

BOX = "definitions.words"


def search() -> str:
    """What is looked for; kept in the address as `metric`."""
    put(BOX, asked("metric", st.session_state.get(BOX)) or "")
    words = st.text_input(
        "Search", key=BOX, placeholder="A metric, or a word of how it is computed", on_change=leave, args=("metric",)
    )
    to_address("metric", words)
    return words


def show_definitions(words: str) -> None:
    """Those that hold all the words, a name before a definition."""
    wanted = words.casefold().split()
    found = {
        name: said for name, said in definitions().items() if all(one in f"{name} {said}".casefold() for one in wanted)
    }
    if not found:
        show.empty(f"No metric is called “{words[:60]}”, and no definition speaks of it.")
    if any(names_the_day(f"{name} {said}") for name, said in found.items()):
        st.caption(DAY_OF_FIGURES)
    for name in sorted(found, key=lambda one: (words.casefold() not in one.casefold(), one.casefold())):
        told = found[name].replace("$", r"\$")
        st.markdown(f"**{plain(name)}**  \n{told}")
