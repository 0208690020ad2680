"""The mapping as text, to be read and edited by hand; what is wrong with it is said in the load's own words."""

import streamlit as st

from steward.services.data.bring.draft import Draft
from steward.ui.bring.held import change
from steward.ui.kit.typed import begun, forget, tell_draft

FIELD = "bring.text"
ROWS = 420


def show_text(draft: Draft, *, opened: bool = False) -> None:
    """All that this page does, as it will stand in `data/sources.toml`."""
    with st.expander("As text: data/sources.toml", expanded=opened, icon=":material/code:"):
        st.caption("Everything above is read from this text and written into it. Comments stay.")
        text = st.text_area("sources.toml", height=ROWS, label_visibility="collapsed", **begun(FIELD, draft.text))
        tell_draft(FIELD)
        with st.container(horizontal=True):
            st.button("Use this text", key="bring.text.use", on_click=_use, args=(text,))
            st.button("Discard what I typed", key="bring.text.discard", on_click=forget, args=(FIELD,), type="tertiary")


def _use(text: str) -> None:
    said = st.session_state.get(f"typed.{FIELD}", text)
    change(lambda draft: draft.with_text(str(said)))
