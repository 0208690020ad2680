"""What one works on beside the list it was chosen from: at the right of a wide window, on a narrow one below."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from steward.ui.kit.pick import choose_nothing


@contextmanager
def side_panel(address: str) -> Iterator[None]:
    """The place for what was picked under `address` (see `pick`), with a way to be done with it. What was typed there
    stays as a draft."""
    with st.container(key=f"panel-{address}"):
        st.button(
            "Close", icon=":material/close:", type="tertiary", key=f"{address}.close", on_click=choose_nothing,
            args=(address,),
        )  # fmt: skip
        yield
