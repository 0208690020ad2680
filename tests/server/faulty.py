"""An app whose every part can fail, served as Steward's is: in the page, in what a button does, in a part that runs
again by itself, before anything is shown, and in the sidebar."""

import sys
from pathlib import Path

import streamlit as st

SECRET = "/srv/clients/acme/secret.toml"


def fail() -> None:
    """With a path and a name that nobody should read."""
    raise KeyError(SECRET)


@st.fragment(run_every=0.5)
def again() -> None:
    """Fails at its second run, which the page does not begin."""
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    if st.session_state["runs"] > 1:
        fail()
    st.write("once")


def page() -> None:
    """What the address asks for."""
    st.title("An app")
    match st.query_params.get("fails"):
        case "page":
            fail()
        case "sidebar":
            with st.sidebar:
                fail()
        case "again":
            again()
        case "button":
            st.button("Do it", on_click=fail)
        case "stop":
            st.write("before")
            st.stop()
        case "rerun":
            if not st.session_state.get("ran"):
                st.session_state["ran"] = True
                st.rerun()
            st.write("after")
    st.write("the end")


if __name__ == "__main__" and st.runtime.exists():
    page()
elif __name__ == "__main__":
    from steward.ui.server.app import ServedApp
    from steward.ui.server.entrance import SOLO

    port = int(sys.argv[2])
    settings = {"server.port": port, "server.address": "localhost", "server.headless": True}
    ServedApp(Path(__file__), SOLO, None, "", port, "", lambda: None).run(config=settings)
