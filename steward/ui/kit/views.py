"""One of several views of a page, from the address or picked: only the one that is open is drawn."""

from collections.abc import Mapping

import streamlit as st

from steward.ui.kit.address import asked, in_address, leave, to_address
from steward.ui.kit.typed import put


def choose_view(name: str, label: str, views: Mapping[str, str], first: str = "") -> str:
    """The key of the view that is open. `name`: what the address calls it; `views`: each with its words; `first`: which
    is open before anybody chose, else the first of them."""
    wanted = asked(name, st.session_state.get(f"view.{name}"))
    current = wanted if wanted and wanted in views else first or next(iter(views))
    box = f"view.{name}.box"
    put(box, current)
    st.segmented_control(
        label, list(views), key=box, format_func=views.__getitem__, label_visibility="collapsed", on_change=_picked,
        args=(name,), required=True,
    )  # fmt: skip
    st.session_state[f"view.{name}"] = current
    to_address(name, current)
    return current


def open_view(name: str, view: str) -> None:
    """Open a view at the next run, whatever the reader picked and the address says."""
    st.session_state[f"view.{name}"] = view
    to_address(name, view)


def forget_view(name: str) -> None:
    """The page is about something else now: unless the address says which view, it opens on its first."""
    if not in_address(name):
        st.session_state.pop(f"view.{name}", None)


def _picked(name: str) -> None:
    leave(name)
    st.session_state[f"view.{name}"] = st.session_state[f"view.{name}.box"]
