"""The server's application: Streamlit's, behind the door and with our headers."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from logging import WARNING, getLogger
from pathlib import Path

import streamlit as st
from streamlit.runtime.app_session import AppSession
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from steward.ui.server.asgi import Receive, Scope, Send
from steward.ui.server.door import Door, tickets
from steward.ui.server.entrance import Entrance, Way
from steward.ui.server.faults import show_fault, told_once
from steward.ui.server.headers import WithHeaders, headers
from steward.ui.server.proxy import BehindProxy, networks

SHELL = Path(st.__file__).parent / "static" / "index.html"


def hear_no_development() -> None:
    """Any browser may ask Streamlit to empty every cache and to tell of the checkout, also one nobody let in. What is
    for developing an app is not heard."""
    for name in ("_handle_clear_cache_request", "_handle_git_information_request"):
        if not callable(getattr(AppSession, name, None)):
            raise RuntimeError(f"Streamlit answers otherwise than was tried: {name}")
        setattr(AppSession, name, lambda self: None)


class ServedApp(st.App):
    """Streamlit's application, of which nothing is reached but through the door."""

    def __init__(
        self, script: Path, way: Way, token: str | None, secret: str, port: int, below: str, begun: Callable[[], None]
    ) -> None:
        @asynccontextmanager
        async def lifespan(_app: st.App) -> AsyncIterator[None]:
            # It would print the address without its token below ours.
            getLogger("uvicorn.error").setLevel(WARNING)
            begun()
            yield

        hear_no_development()
        super().__init__(script, lifespan=lifespan, on_script_error=show_fault)
        getLogger("streamlit.error_util").addFilter(told_once)

        def held() -> tuple[str, ...]:
            return tickets(secret, port, time.time()) if secret else ()

        door = Door(super().__call__, is_host_allowed, token, port, below, held)
        first = BehindProxy(door, networks(way.proxies), below) if way.entrance is Entrance.PROXY else door
        self._outermost = WithHeaders(first, headers(SHELL))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Every request and every websocket."""
        await self._outermost(scope, receive, send)
