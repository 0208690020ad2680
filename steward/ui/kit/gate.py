"""The way in: who may see something goes on to the pages; everybody else reads why not, and what to do."""

import streamlit as st
from filelock import Timeout

from steward.errors import StewardError
from steward.services.access.exports import write_down
from steward.services.access.rules import Reader
from steward.ui.kit import messages
from steward.ui.kit.escape import plain
from steward.ui.kit.identity import sign_out, visitor
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import EYES, eyes_there, known, reader
from steward.ui.server.entrance import Entrance, way

SELF = ""


def let_in() -> Reader:
    """Who looks. Ends the run for whom there is nothing to see."""
    who = visitor()
    if not who.alone and not who.email:
        _ask_to_sign_in(who.why)
        st.stop()
    try:
        found = reader()
    except StewardError as problem:
        messages.problem(problem)
        _sign_out()
        st.stop()
    if not (found.scope.read or found.scope.keeps_rules or found.scope.sees_logs):
        st.title("Steward", anchor=False)
        st.info(plain(f"You are signed in as {found.email}, and no rule gives you anything to see today."))
        st.caption("Ask whoever looks after Steward in your company for access; it holds from your next click on.")
        _sign_out()
        st.stop()
    return found


def tell_who(found: Reader) -> None:
    """Who is signed in, in the sidebar; through whose eyes they look, above everything."""
    if not found.email:
        with st.sidebar:
            st.caption("On your own: nobody signs in here, and this machine alone is answered.")
        return
    with st.sidebar:
        st.caption(plain(f"Signed in as {found.name}"))
        _choose_eyes(found)
        _sign_out()
    if found.eyes:
        said, back = st.columns([4, 1], vertical_alignment="center")
        said.warning(
            plain(f"Viewing as {found.eyes_name}: what both of you may see, read-only. It is written down."),
            icon=":material/visibility:",
        )
        back.button("Back to my own view", key="eyes.back", on_click=_look_as, args=(SELF,), width="stretch")


def _choose_eyes(found: Reader) -> None:
    """A manager sees what somebody of their team sees."""
    if found.eyes or not found.scope.read:
        return
    names, others = known(), eyes_there()
    if others:
        st.selectbox(
            "See as", others, None, format_func=names.name, key="eyes.box", placeholder="Myself",
            on_change=_picked, help="What somebody of your team sees, to read and not to change. It is written down.",
        )  # fmt: skip


def _picked() -> None:
    _look_as(st.session_state.get("eyes.box") or SELF)


def _look_as(person_id: str) -> None:
    """From now on in this session; that somebody does is kept under both names."""
    me = reader()
    st.session_state[EYES] = person_id
    now = reader()
    if not now.eyes:
        # Not theirs to choose today: what was sent is not kept for a day on which it would be.
        st.session_state[EYES] = SELF
        return
    try:
        write_down(whole_workspace(), me.name, "looked with another's eyes", "", b"", eyes=now.eyes_name)
    except (OSError, Timeout):
        # Nobody looks with another's eyes unwritten.
        st.session_state[EYES] = SELF
        raise


def _ask_to_sign_in(why: str) -> None:
    st.title("Steward", anchor=False)
    st.write("Quarterly reviews and account plans.")
    if why:
        st.warning(plain(why), icon=":material/lock:")
    if way().entrance is Entrance.SIGN_IN:
        # A sign-in that has ended is taken away first: its cookie would be there again after the next click.
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)


def _sign_out() -> None:
    if way().entrance is Entrance.SIGN_IN:
        st.button("Sign out", icon=":material/logout:", on_click=sign_out, key="sign.out")
