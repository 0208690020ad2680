"""The server's application: Streamlit's, behind what admits and with our headers."""

import gc
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from logging import WARNING, getLogger
from pathlib import Path

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import (
    DeferredFileHandler,
    DismissSkillsNudgeHandler,
    InstallSkillsHandler,
)
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from steward.services import office
from steward.services.reviews.slide_pictures import DRAWINGS
from steward.ui.server.admission import Admission, tickets
from steward.ui.server.asgi import Receive, Scope, Send
from steward.ui.server.coming_back import begin_anew_for_who_comes_back
from steward.ui.server.ending import end_soon
from steward.ui.server.entrance import Entrance, Way
from steward.ui.server.faults import show_fault, told_once
from steward.ui.server.front import BehindFront
from steward.ui.server.headers import WithHeaders, headers
from steward.ui.server.instead import instead
from steward.ui.server.looks import work_out_looks_once
from steward.ui.server.messages import send_in_handfuls
from steward.ui.server.proxy import BehindProxy, networks
from steward.ui.server.ready import import_for_pages

SEARCHES = (20_000, 20, 10)
"""When Python looks for garbage: a search through all that a server keeps takes 0.3 s, and by default there is one for
some ten pages."""
SWITCH = 0.001
"""Seconds for which a thread has Python though others wait for it: at Python's five a light page beside heavy work took
0.3 s at the longest, at this 0.2."""
NOT_OFFERED = "This file is not offered here; open its page again."
SHELL = Path(st.__file__).parent / "static" / "index.html"


def hear_no_development() -> None:
    """Any browser may ask Streamlit to empty every cache, to tell of the checkout and to write files of its own, also
    one nobody let in. What is for developing an app is not heard."""
    for name in ("_handle_clear_cache_request", "_handle_git_information_request"):
        instead(AppSession, name, lambda theirs: lambda session: None)
    for handler in (InstallSkillsHandler, DismissSkillsNudgeHandler):
        handler.handle = _not_offered  # type: ignore[method-assign]


def search_seldom() -> None:
    """Look for garbage when much was made, and never among what is there from the start: modules and classes do not
    become any."""
    gc.set_threshold(*SEARCHES)
    gc.collect()
    gc.freeze()


def switch_often() -> None:
    """A page gives Python away whenever it looks at a file, and waits for it as long as another thread may have it."""
    sys.setswitchinterval(SWITCH)


async def _not_offered(self: object, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
    return BackendOperationResponse(request_id=request.request_id, error_msg=NOT_OFFERED)


def hand_out_to_whom_it_was_offered() -> None:
    """A file that is made when somebody asks for it has a number; another's window that names it is handed nothing."""
    handle = DeferredFileHandler.handle

    async def handed(
        self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        # Where Streamlit keeps them elsewhere, nothing is handed out, which tests/server notices.
        offered = getattr(self._get_media_file_mgr(), "_deferred_callables", {}).get(request.deferred_file.file_id)
        if offered is None or offered["session_id"] != session_id:
            return BackendOperationResponse(request_id=request.request_id, error_msg=NOT_OFFERED)
        return await handle(self, request, session_id)

    DeferredFileHandler.handle = handed  # type: ignore[method-assign]


class ServedApp(st.App):
    """Streamlit's application, of which nothing is reached but through `Admission`."""

    def __init__(
        self, script: Path, way: Way, token: str | None, secret: str, port: int, below: str, begun: Callable[[], None],
        *, one_of_several: bool = False, imported: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        @asynccontextmanager
        async def lifespan(_app: st.App) -> AsyncIterator[None]:
            # It would print the address without its token below ours.
            getLogger("uvicorn.error").setLevel(WARNING)
            search_seldom()
            switch_often()
            office.begin()
            import_for_pages(script, then=imported)
            begun()
            yield
            # A signal ends the process right after this, with nothing that Python does at its end.
            DRAWINGS.stop()
            office.stop()

        hear_no_development()
        begin_anew_for_who_comes_back()
        send_in_handfuls()
        work_out_looks_once()
        hand_out_to_whom_it_was_offered()
        end_soon()
        super().__init__(script, lifespan=lifespan, on_script_error=show_fault)
        getLogger("streamlit.error_util").addFilter(told_once)

        def held() -> tuple[str, ...]:
            return tickets(secret, port, time.time()) if secret else ()

        admission = Admission(super().__call__, is_host_allowed, token, port, below, held)
        first = BehindProxy(admission, networks(way.proxies), below) if way.entrance is Entrance.PROXY else admission
        self._outermost = WithHeaders(BehindFront(first, below) if one_of_several else first, headers(SHELL))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Every request and every websocket."""
        await self._outermost(scope, receive, send)
