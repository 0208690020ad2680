"""Whose browser this is: the address that a sign-in or a proxy says, and nothing that a page or an address could."""

import time
from dataclasses import dataclass
from typing import Any

import streamlit as st

from steward.ui.server.entrance import Entrance, way


@dataclass(frozen=True)
class Visitor:
    """`email` empty: nobody yet, and `why`; `alone`: this machine's own user, whom nobody asks."""

    email: str = ""
    alone: bool = False
    why: str = ""


NOT_YET = Visitor()
ENDED = "You signed out."
EXPIRED = "You signed in a while ago: sign in again."


@st.cache_resource(show_spinner=False)
def _ended() -> dict[str, float]:
    """When each address signed out last."""
    return {}


def sign_out() -> None:
    """End it in every window of this person: a window keeps what its browser said when it was opened."""
    email = st.user.to_dict().get("email")
    if isinstance(email, str):
        _ended()[email.strip().casefold()] = time.time()
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
            claims: dict[str, Any] = dict(st.user.to_dict())
            known = _signed_in(claims, found.hours * 3600, time.time())
            ended = _ended().get(known.email.casefold())
            return Visitor(why=ENDED) if ended and claims["iat"] <= ended else known


def _alone() -> Visitor:
    """Without a sign-in this machine is answered alone, whatever address the server listens at."""
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
    if claims.get("email_verified") is False:
        return Visitor(why="Your sign-in says that your e-mail address was not verified.")
    told = [claims.get("iat"), claims.get("auth_time", claims.get("iat"))]
    if any(isinstance(one, bool) or not isinstance(one, int | float) or now - one > longest for one in told):
        return Visitor(why=EXPIRED)
    return Visitor(email.strip())
