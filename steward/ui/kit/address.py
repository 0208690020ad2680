"""What the address of a page asks for, where it may be older than what the reader picked on the page meanwhile."""

import streamlit as st


def asked(name: str, held: str | None) -> str | None:
    """What the address says under `name`; what the reader picked, while the browser still says what they left."""
    said = st.query_params.get(name)
    if said == held:
        st.session_state.pop(_left(name), None)
    elif held and said == st.session_state.get(_left(name)):
        return held
    return said or held


def leave(name: str) -> None:
    """The reader picked something else: what the address says now is what they left."""
    st.session_state[_left(name)] = st.query_params.get(name)


def _left(name: str) -> str:
    return f"{name}.left"
