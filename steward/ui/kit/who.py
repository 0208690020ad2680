"""Who is at the keyboard: what a proxy before us says, else what the reader chose; kept in the URL like a view."""

from collections.abc import Mapping

import streamlit as st

from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels

HEADERS = ("X-Forwarded-Preferred-Username", "X-Forwarded-Email", "X-Forwarded-User", "Remote-User")


def who() -> str:
    """The name that a change is kept under; empty until somebody says who they are. Of two colleagues of one name it
    says which."""
    signed_in = _signed_in()
    if signed_in:
        st.caption(plain(f"You are signed in as {signed_in}."))
        return signed_in
    colleagues = colleague_labels()
    wanted = _meant(st.session_state.get("chosen.you") or st.query_params.get("you") or "", colleagues)
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


def _meant(said: str, colleagues: Mapping[str, str]) -> str:
    """The id of whom a name means; any other name stays as it is."""
    return next((key for key, label in colleagues.items() if said not in colleagues and label == said), said)


def _signed_in() -> str:
    """What a login of this server says, or a proxy before it."""
    user = st.user.to_dict()
    said = user.get("name") or user.get("email")
    return str(said or next((value for name in HEADERS if (value := st.context.headers.get(name))), ""))
