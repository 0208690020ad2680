"""Several servers of one home behind one address: HAProxy stands before them and keeps each browser at one of them.

Each listens in a folder that this system's user alone may enter, and at no port: nobody reaches one but through
HAProxy, which says who is connected to it.
"""

import os
import socket
from dataclasses import dataclass
from ipaddress import ip_address

from streamlit.web.server.starlette import starlette_server

from steward.ui.server.admission import PAGE, SENTENCE, asks_for_life
from steward.ui.server.asgi import Application, Receive, Scope, Send, answer, value
from steward.ui.server.instead import instead
from steward.ui.server.place import CLIENT, ServerPlace

BINDS = "_bind_server_socket"


@dataclass(frozen=True)
class BehindFront:
    """Takes whom HAProxy names for who is connected, so that whatever comes further in asks as ever."""

    inside: Application
    below: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what HAProxy sends."""
        client = "" if scope["type"] == "lifespan" else _address(value(scope, CLIENT))
        if client:
            named = CLIENT.lower().encode("latin-1")
            headers = [pair for pair in scope["headers"] if pair[0] != named]
            await self.inside({**scope, "client": (client, 0), "headers": headers}, receive, send)
        elif scope["type"] == "lifespan" or asks_for_life(scope, self.below):
            await self.inside(scope, receive, send)
        else:
            await answer(scope, send, 403, body=PAGE.format(SENTENCE))


def listen_there(place: ServerPlace) -> None:
    """From now on, in this process. Raises RuntimeError where Streamlit does it otherwise than was tried."""

    def bound(_server: str, address: str, _port: int, backlog: int) -> tuple[socket.socket, str]:
        place.socket.unlink(missing_ok=True)  # of the one that was killed before this
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(os.fspath(place.socket))
        listening.listen(backlog)
        listening.setblocking(False)
        return listening, address

    instead(starlette_server, BINDS, lambda theirs: bound)


def _address(said: str | None) -> str:
    """A network address as it is written; empty where it is none."""
    try:
        return str(ip_address(said or ""))
    except ValueError:
        return ""
