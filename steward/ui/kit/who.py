"""Under which name a change is kept: who signed in, and where nobody signs in the name that the reader chose."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

import streamlit as st

from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.reader import reader

CHOSEN = "chosen.you"
"""Where the chosen name is kept; of nobody who signed in."""


COOKIE = "steward-you"
KEEPS = f"""export default function({{ data }}) {{
    document.cookie = `{COOKIE}=${{encodeURIComponent(data)}}; path=/; max-age=31536000; samesite=lax`
}}"""


def recall_who() -> None:
    """Where nobody signs in: the name that was chosen in this browser before, unless the address says another."""
    if st.session_state.get(CHOSEN) or reader().email:
        return
    cookie = st.context.cookies.get(COOKIE)
    said = st.query_params.get("you") or (unquote(cookie) if isinstance(cookie, str) else "")
    if said:
        st.session_state[CHOSEN] = said


def who() -> str:
    """The name that a change is kept under; empty until somebody says who they are. Of two colleagues of one name it
    says which. Of who signed in it is the name of that person, whatever an address or a page says."""
    found = reader()
    if found.email:
        return "" if found.eyes else found.name
    colleagues = colleague_labels()
    wanted = _meant(st.session_state.get(CHOSEN) or in_address("you"), colleagues)
    options = list(colleagues)
    if wanted and wanted not in options:
        options.append(wanted)
    chosen = st.columns([1, 2])[0].selectbox(
        "You are", options, options.index(wanted) if wanted else None, format_func=lambda one: colleagues.get(one, one),
        placeholder="Choose your name", accept_new_options=True, key="you.box",
        help="Every change is kept with the name of who made it.",
    )  # fmt: skip
    if chosen and (chosen := _meant(chosen, colleagues)):
        st.session_state[CHOSEN] = chosen
        _keeper()(key="you-keeper", data=chosen)
        to_address("you", chosen)
    return colleagues.get(chosen, chosen) if chosen else ""


def person() -> str:
    """The id of whoever looks, among our own people; empty where that is not known."""
    found = reader()
    return (found.person_id or "") if found.email else str(st.session_state.get(CHOSEN) or in_address("you"))


def _meant(said: str, colleagues: Mapping[str, str]) -> str:
    """The id of whom a name means, also one that is begun and could be nobody else's; any other stays as it is."""
    if not said or said in colleagues:
        return said
    exactly = [key for key, label in colleagues.items() if label == said]
    begun = [key for key, label in colleagues.items() if label.casefold().startswith(f"{said.casefold()} ")]
    return exactly[0] if exactly else begun[0] if len(begun) == 1 else said


@cache
def _keeper() -> Any:
    """Writes the name into a cookie, so that the browser knows it the next time."""
    return st.components.v2.component(
        "steward_you", js=KEEPS, css=".st-key-you-keeper { position: absolute; }", html="<span></span>",
        isolate_styles=False,
    )  # fmt: skip
