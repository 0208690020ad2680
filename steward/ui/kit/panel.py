"""What one works on beside the list it was chosen from: at the right of a wide window, on a narrow one below."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from steward.ui.kit.pick import choose_nothing

ORDER = "panels.order"
"""What is picked on the page, in the order in which it was."""


@contextmanager
def side_panel(address: str) -> Iterator[None]:
    """The place for what was picked under `address` (see `pick`), with a way to be done with it. What was typed there
    stays as a draft."""
    st.html(f"<style>{_room()}</style>")
    with st.container(key=f"panel-{address}"):
        st.button(
            "Close", icon=":material/close:", type="tertiary", key=f"{address}.close", on_click=choose_nothing,
            args=(address,),
        )  # fmt: skip
        yield


def picked_last(**picked: str | None) -> str:
    """On a page with several lists, under which address something was picked last: one panel is open at a time, and
    once it is closed the other. `picked`: what is picked under each; empty where nothing is."""
    was: list[tuple[str, str]] = st.session_state.get(ORDER, [])
    still = [(address, one) for address, one in was if picked.get(address) == one]
    newly = [(address, one) for address, one in picked.items() if one and (address, one) not in still]
    st.session_state[ORDER] = [*still, *newly]
    return next((address for address, _ in reversed(st.session_state[ORDER])), "")


@cache
def _room() -> str:
    """How the page makes room for it; the sheet is there only as long as the panel is."""
    return Path(__file__).with_name("beside_panel.css").read_text(encoding="utf-8")
