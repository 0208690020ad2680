"""What becomes of a run whose window lost its connection, and of a window that comes back.

The run comes to its end: Streamlit would stop it, and take away with it what stood in every field that it had not come
to. The window gets nothing that was left of it, which would name places that its lost beginning made: it asks for the
page anew (`kit/presses.js`).
"""

from collections.abc import Callable
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from steward.ui.server.instead import instead

AWAITS = "_steward_awaits_run"
BEGINS = "new_session"
OF_NO_RUN = ("session_status_changed", "backend_operation_response")
Disconnect = Callable[[WebsocketSessionManager, str], None]
Resume = Callable[..., str | None]
Enqueue = Callable[[AppSession, ForwardMsg], None]


def begin_anew_for_who_comes_back() -> None:
    """Let runs come to their end, and a window begin with the next. Raises RuntimeError where Streamlit does it
    otherwise than was tried."""
    instead(WebsocketSessionManager, "disconnect_session", _end_what_was_begun)
    instead(WebsocketSessionManager, "_resume_stored_session", _leave_out_what_was_left)
    instead(AppSession, "_enqueue_forward_msg", _wait_for_a_run)


def _end_what_was_begun(disconnect: Disconnect) -> Disconnect:

    def disconnected(self: WebsocketSessionManager, session_id: str) -> None:
        info = self.get_active_session_info(session_id)
        if info is None:
            disconnect(self, session_id)
            return
        info.session.request_script_stop = lambda: None  # type: ignore[method-assign]
        try:
            disconnect(self, session_id)
        finally:
            del info.session.request_script_stop

    return disconnected


def _leave_out_what_was_left(resume: Resume) -> Resume:

    def resumed(self: WebsocketSessionManager, *known: Any, **named: Any) -> str | None:
        found = resume(self, *known, **named)
        info = self.get_active_session_info(found) if found else None
        if info:
            info.session.flush_browser_queue()
            setattr(info.session, AWAITS, True)
        return found

    return resumed


def _wait_for_a_run(enqueue: Enqueue) -> Enqueue:
    def enqueued(self: AppSession, msg: ForwardMsg) -> None:
        said = msg.WhichOneof("type")
        if said == BEGINS:
            setattr(self, AWAITS, False)
        if not getattr(self, AWAITS, False) or said in OF_NO_RUN:
            enqueue(self, msg)

    return enqueued
