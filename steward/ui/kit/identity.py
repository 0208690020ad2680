"""Whose browser this is: the address that a sign-in or a proxy says, and nothing that a page or an address could."""

import time
from dataclasses import dataclass
from typing import Any

import streamlit as st

from steward.domain.access.company import same
from steward.ui.kit.in_common import InCommon
from steward.ui.server.entrance import Entrance, settings_file, way
from steward.workspace import Workspace


@dataclass(frozen=True)
class Visitor:
    """`email` empty: nobody yet, and `why`; `alone`: this machine's own user, whom nobody asks; `since`: when they
    signed in, in seconds since 1970."""

    email: str = ""
    alone: bool = False
    why: str = ""
    since: float = 0


NOT_YET = Visitor()
ENDED = "You signed out."
EXPIRED = "You signed in a while ago: sign in again."


_ENDED = InCommon("ended")
"""When each address signed out last. No cache: what empties those must not let anybody in again."""


def sign_out() -> None:
    """End it in every window of this person: a window keeps what its browser said when it was opened."""
    email = st.user.to_dict().get("email")
    if isinstance(email, str):
        _ENDED[same(email)] = time.time()
    st.logout()


def visitor() -> Visitor:
    """Who it is, asked anew at every run."""
    found = way()
    match found.entrance:
        case Entrance.SOLO:
            return _alone()
        case Entrance.PROXY:
            return _of_a_proxy(found.header)
        case Entrance.SIGN_IN:
            return _signed_in(dict(st.user.to_dict()), found.hours * 3600, time.time())


def still(known: Visitor) -> Visitor:
    """Whether somebody may still ask for what a page showed them earlier, outside of any run of a page."""
    found = way()
    if found.entrance is not Entrance.SIGN_IN or not known.email:
        return known
    return _still(known, found.hours * 3600, time.time())


def _alone() -> Visitor:
    """Without a sign-in this machine is answered alone, whatever address the server listens at."""
    if settings_file(Workspace.find().home).is_file():
        return Visitor(why="A sign-in is set up here: start the server with “steward app”, which asks for it.")
    address: object = st.context.ip_address
    if not isinstance(address, str):  # of this machine it is None, and where no server runs there is none
        return Visitor(alone=True)
    return Visitor(why="Without a sign-in Steward answers the machine it runs on alone. docs/access.md sets one up.")


def _of_a_proxy(header: str) -> Visitor:
    """What came from elsewhere than the proxy was turned away at the door."""
    said = st.context.headers.get_all(header)
    if len(said) == 1 and said[0].strip():
        return Visitor(said[0].strip())
    return Visitor(why="The sign-in before this server did not say who you are.")


def _signed_in(claims: dict[str, Any], longest: float, now: float) -> Visitor:
    """Who signed in, while that holds."""
    email = claims.get("email")
    if not claims.get("is_logged_in") or not isinstance(email, str) or not email.strip():
        return Visitor(why="Your sign-in has no e-mail address." if claims.get("is_logged_in") else "")
    if claims.get("email_verified", True) not in (True, "true"):
        return Visitor(why="Your sign-in says that your e-mail address was not verified.")
    since = claims.get("iat")
    if isinstance(since, bool) or not isinstance(since, int | float):
        return Visitor(why=EXPIRED)
    return _still(Visitor(email.strip(), since=since), longest, now)


def _still(known: Visitor, longest: float, now: float) -> Visitor:
    """Who signed in, while that holds: until it is too long ago, or they signed out in any window."""
    if now - known.since > longest:
        return Visitor(why=EXPIRED)
    ended = _ENDED.get(same(known.email))
    return Visitor(why=ENDED) if ended is not None and known.since <= ended else known
