"""Under which name a change is kept: who signed in, and where nobody signs in the name that the reader chose."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

import streamlit as st

from steward.domain.labels import is_name
from steward.errors import SecretUnusable, StewardError
from steward.services.scope import owners_of, team_of
from steward.ui.kit.address import in_address, to_address
from steward.ui.kit.cache import kept, warehouse
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import colleague_labels
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import reader
from steward.ui.kit.secret import made_secret, secret_of

CHOSEN = "chosen.you"
"""Where the chosen name is kept; of nobody who signed in."""
TOLD = "you.told"
"""Whose name narrows pages from now on is to be told once."""
LONGEST = 60
"""Of what is no name, that much is repeated."""


COOKIE = "steward-you"
KEEPS = """export default function({ data }) {
    document.cookie = `${data.cookie}=${encodeURIComponent(data.said)}; path=/; max-age=31536000; samesite=lax`
}"""


def recall_who() -> None:
    """Where nobody signs in: the name that was chosen in this browser before, unless the address says another."""
    if st.session_state.get(CHOSEN) or reader().email:
        return
    secret = _secret()
    cookie = st.context.cookies.get(_cookie(secret)) if secret else None
    said = st.query_params.get("you") or (unquote(cookie) if isinstance(cookie, str) else "")
    if said and (known := _known(said)):
        st.session_state[CHOSEN] = known


def who() -> str:
    """The name that a change is kept under; empty until somebody says who they are. Of two colleagues of one name it
    says which. Of who signed in it is the name of that person, whatever an address or a page says."""
    found = reader()
    if found.email:
        return "" if found.eyes else found.name
    colleagues = colleague_labels()
    wanted = st.session_state.get(CHOSEN) or _known(in_address("you"))
    options = list(colleagues)
    if wanted and wanted not in options:
        options.append(wanted)
    with st.columns([1, 2])[0]:
        typed = st.selectbox(
            "You are", options, options.index(wanted) if wanted else None,
            format_func=lambda one: colleagues.get(one, one), placeholder="Choose your name", accept_new_options=True,
            key="you.box", help="Every change is kept with the name of who made it.",
        )  # fmt: skip
        chosen = _known(typed or "")
        if typed and not chosen:
            st.warning(plain(f"“{typed[:LONGEST]}” is no name: choose one of the list, or type your name in letters."))
        if chosen:
            _choose(chosen)
            _tell_what_follows(colleagues.get(chosen, chosen))
    return colleagues.get(chosen, chosen) if chosen else ""


def known_author() -> str:
    """The same name where it is known already, on a page that asks for it elsewhere; it draws nothing."""
    found = reader()
    if found.email:
        return "" if found.eyes else found.name
    return colleague_labels().get(person(), person())


def person() -> str:
    """The id of whoever looks, among our own people; empty where that is not known."""
    found = reader()
    if found.email:
        return found.person_id or ""
    return str(st.session_state.get(CHOSEN) or _known(in_address("you")))


def narrowed_to(person_id: str) -> frozenset[str]:
    """The owners of accounts who are this person or report to them; none where that is everybody, or nobody."""
    if not person_id:
        return frozenset()
    owners = kept(lambda: owners_of(warehouse()), "owners of accounts")
    found = kept(lambda: team_of(warehouse(), person_id), "team", person_id) & owners
    return found if len(found) < len(owners) else frozenset()


def _choose(chosen: str) -> None:
    """It holds from now on, in this browser and for this company's data."""
    if st.session_state.get(CHOSEN) != chosen:
        st.session_state[TOLD] = chosen
    st.session_state[CHOSEN] = chosen
    with suppress(SecretUnusable):  # the name holds while this window is open
        _keeper()(key="you-keeper", data={"cookie": _cookie(made_secret(whole_workspace())), "said": chosen})
    to_address("you", chosen)


def _tell_what_follows(name: str) -> None:
    """Whoever looks after accounts sees these first from now on: said where the name was chosen, with the way out."""
    chosen = st.session_state[CHOSEN]
    if st.session_state.get(TOLD) != chosen or not narrowed_to(chosen):
        return
    st.info(
        plain(
            f"From now on pages of the book open on the accounts of {name}, and Home on {name}’s week. “Mine only” and "
            "“Whose week” at their top show everybody’s."
        ),
        icon=":material/filter_alt:",
    )
    st.button("Keep showing everybody’s", key="you.everybodys", on_click=_everybodys)


def _everybodys() -> None:
    st.session_state.pop(TOLD, None)
    st.session_state["filter.mine"] = ("0",)
    st.session_state["chosen.person"] = "everybody"


def _known(said: str) -> str:
    """The id of whom a name means, or a name of somebody who is in no feed; empty where it is neither."""
    if not said:
        return ""
    try:
        colleagues = colleague_labels()
    except StewardError:
        colleagues = {}
    meant = _meant(said, colleagues)
    return meant if meant in colleagues or is_name(meant) else ""


def _meant(said: str, colleagues: Mapping[str, str]) -> str:
    """The id of whom a name means, also one that is begun and could be nobody else's; any other stays as it is."""
    if not said or said in colleagues:
        return said
    exactly = [key for key, label in colleagues.items() if label == said]
    begun = [key for key, label in colleagues.items() if label.casefold().startswith(f"{said.casefold()} ")]
    return exactly[0] if exactly else begun[0] if len(begun) == 1 else said


def _secret() -> str:
    """What tells this company's data from another at the same address; empty where no name was chosen here yet."""
    try:
        return secret_of(whole_workspace())
    except SecretUnusable:
        return ""


def _cookie(secret: str) -> str:
    """The name of the cookie: browsers give one to every server of a machine, whatever its port."""
    return f"{COOKIE}-{sha256(f'{COOKIE} {secret}'.encode()).hexdigest()[:12]}"


@cache
def _keeper() -> Any:
    """Writes the name into a cookie, so that the browser knows it the next time."""
    return st.components.v2.component(
        "steward_you", js=KEEPS, css=".st-key-you-keeper { position: absolute; }", html="<span></span>",
        isolate_styles=False,
    )  # fmt: skip
