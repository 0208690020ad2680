"""What a page sends is handed to the server's own thread in handfuls.

Streamlit wakes that thread for each of a page's hundreds of parts, twice, through a socket: the page gives its place
away each time, and waits until it is its turn again.

What waits is handed over before the next run is asked for, too: Streamlit hears nothing more of the run before, once it
has begun another, and where that draws a part of the page alone the rest of it would stay as it was."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

from steward.ui.server.instead import instead

PAUSE = 0.02
"""Seconds in which what is sent is gathered."""
Call = Callable[[], None]
Request = Callable[[AppSession, ClientState | None], None]


@dataclass
class Handful:
    """What waits for the server's thread, in its order. May be added to by any thread."""

    loop: asyncio.AbstractEventLoop
    calls: deque[Call] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)
    waited_for: bool = False

    def add(self, call: Call) -> None:
        """The thread is woken by the first of a handful alone; what follows within the pause goes with it."""
        with self.lock:
            self.calls.append(call)
            wakes, self.waited_for = not self.waited_for, True
        if wakes:
            try:
                self.loop.call_soon_threadsafe(self._begin)
            except RuntimeError:
                if not self.loop.is_closed():
                    raise

    def hurry(self) -> None:
        """What waits is handed over without a pause."""
        try:
            self.loop.call_soon_threadsafe(self.hand_over)
        except RuntimeError:
            if not self.loop.is_closed():
                raise

    def _begin(self) -> None:
        """The first goes at once: that a page has begun, and whatever comes alone."""
        self.hand_over()
        self.loop.call_later(PAUSE, self._end)

    def _end(self) -> None:
        with self.lock:
            more = bool(self.calls)
            self.waited_for = more
        if more:
            self._begin()

    def hand_over(self) -> None:
        """All that waits, in its order; in the server's thread."""
        with self.lock:
            calls = list(self.calls)
            self.calls.clear()
        for one in calls:
            try:
                one()
            except Exception as problem:  # noqa: BLE001 - of one of them, as the thread itself would take it
                self.loop.call_exception_handler({"message": "A message of a page was lost", "exception": problem})


HANDFUL = "steward_handful"
"""What a session calls its own."""


def send_in_handfuls() -> None:
    """From now on, in this process. Raises RuntimeError where Streamlit does it otherwise than was tried."""
    instead(AppSession, "_call_soon_on_event_loop", lambda theirs: _soon)
    instead(Runtime, "_enqueued_some_message", lambda theirs: _tell)
    instead(AppSession, "request_rerun", begin_after_what_waits)
    instead(AppSession, "_on_scriptrunner_event", end_at_once)


def _soon(session: AppSession, callback: Call) -> None:
    handful = vars(session).get(HANDFUL) or vars(session).setdefault(HANDFUL, Handful(session._event_loop))
    handful.add(callback)


ENDS = (ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS)
"""After which nothing comes that would be worth a pause."""


def end_at_once(tell: Callable[..., None]) -> Callable[..., None]:
    """The same, and the end of a page waits for no more to come."""

    def ours(
        session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, *told: Any, **more: Any
    ) -> None:
        tell(session, sender, event, *told, **more)
        handful: Handful | None = vars(session).get(HANDFUL)
        if handful and event in ENDS:
            handful.hurry()

    return ours


def begin_after_what_waits(request: Request) -> Request:
    """The same, once all that the session says has been handed over."""

    def ours(session: AppSession, client_state: ClientState | None) -> None:
        handful: Handful | None = vars(session).get(HANDFUL)
        if handful:
            handful.hand_over()
        request(session, client_state)

    return ours


def _tell(runtime: Runtime) -> None:
    """That there is something to send; the server's thread tells itself without waking itself."""
    found = runtime._get_async_objs()
    try:
        here = asyncio.get_running_loop()
    except RuntimeError:
        here = None
    if here is found.eventloop:
        found.need_send_data.set()
    else:
        found.eventloop.call_soon_threadsafe(found.need_send_data.set)
