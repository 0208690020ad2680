"""What becomes of a run whose window lost its connection, and of a window that comes back.

The run comes to its end: Streamlit would stop it, and take away with it what stood in every field that it had not come
to. The window gets nothing that was left of it, which would name places that its lost beginning made: it asks for the
page anew (`kit/presses.js`).
"""

from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

AWAITS = "_steward_awaits_run"
BEGINS = "new_session"
OF_NO_RUN = ("session_status_changed", "backend_operation_response")
NEEDED = (
    (AppSession, "_enqueue_forward_msg"),
    (AppSession, "request_script_stop"),
    (AppSession, "flush_browser_queue"),
    (WebsocketSessionManager, "_resume_stored_session"),
)


def begin_anew_for_who_comes_back() -> None:
    """Let runs come to their end, and a window begin with the next."""
    for kind, name in NEEDED:
        if not callable(getattr(kind, name, None)):
            raise RuntimeError(f"Streamlit answers otherwise than was tried: {name}")
    _end_what_was_begun()
    _leave_out_what_was_left()


def _end_what_was_begun() -> None:
    disconnect = WebsocketSessionManager.disconnect_session

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

    WebsocketSessionManager.disconnect_session = disconnected  # type: ignore[method-assign]


def _leave_out_what_was_left() -> None:
    resume, enqueue = WebsocketSessionManager._resume_stored_session, AppSession._enqueue_forward_msg

    def resumed(self: WebsocketSessionManager, *known: Any, **named: Any) -> str | None:
        found = resume(self, *known, **named)
        info = self.get_active_session_info(found) if found else None
        if info:
            info.session.flush_browser_queue()
            setattr(info.session, AWAITS, True)
        return found

    def enqueued(self: AppSession, msg: ForwardMsg) -> None:
        said = msg.WhichOneof("type")
        if said == BEGINS:
            setattr(self, AWAITS, False)
        if not getattr(self, AWAITS, False) or said in OF_NO_RUN:
            enqueue(self, msg)

    WebsocketSessionManager._resume_stored_session = resumed  # type: ignore[method-assign]
    AppSession._enqueue_forward_msg = enqueued  # type: ignore[method-assign]
