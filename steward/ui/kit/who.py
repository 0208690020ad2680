"""Who is at the keyboard: what a login or a proxy says, else what the reader chose; kept in the URL like a view."""

from collections.abc import Mapping

import streamlit as st

HEADERS = ("X-Forwarded-Preferred-Username", "X-Forwarded-Email", "X-Forwarded-User", "Remote-User")


def who(colleagues: Mapping[str, str]) -> str:
    """The name that a change is kept under; empty until somebody says who they are."""
    signed_in = _signed_in()
    if signed_in:
        st.caption(f"You are signed in as {signed_in}.")
        return signed_in
    wanted = st.session_state.get("chosen.you") or st.query_params.get("you")
    options = list(colleagues)
    if wanted and wanted not in options:
        options.append(wanted)
    found = st.columns([1, 2])[0].selectbox(
        "You are", options, options.index(wanted) if wanted else None, format_func=lambda one: colleagues.get(one, one),
        placeholder="Choose your name", accept_new_options=True, key="you.box",
        help="Every change is kept with the name of who made it.",
    )  # fmt: skip
    if found:
        st.session_state["chosen.you"] = found
        st.query_params["you"] = found
    return colleagues.get(found, found) if found else ""


def _signed_in() -> str:
    """What a login of this server says, or a proxy before it."""
    user = st.user.to_dict()
    said = user.get("name") or user.get("email")
    return str(said or next((value for name in HEADERS if (value := st.context.headers.get(name))), ""))
