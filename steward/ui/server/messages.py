"""What a page sends is handed to the server's own thread in handfuls.

Streamlit wakes that thread for each of a page's hundreds of parts, twice, through a socket: the page gives its place
away each time, and waits until it is its turn again."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

PAUSE = 0.02
"""Seconds in which what is sent is gathered."""
Call = Callable[[], None]


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

    def _begin(self) -> None:
        """The first goes at once: that a page has begun, and whatever comes alone."""
        self._hand_over()
        self.loop.call_later(PAUSE, self._end)

    def _end(self) -> None:
        with self.lock:
            more = bool(self.calls)
            self.waited_for = more
        if more:
            self._begin()

    def _hand_over(self) -> None:
        with self.lock:
            calls = list(self.calls)
            self.calls.clear()
        for one in calls:
            self.loop.call_soon(one)


HANDFUL = "steward_handful"
"""What a session calls its own."""


def send_in_handfuls() -> None:
    """From now on, in this process. Raises RuntimeError where Streamlit does it otherwise than was tried."""
    for kind, name, ours in (
        (AppSession, "_call_soon_on_event_loop", _soon),
        (Runtime, "_enqueued_some_message", _tell),
    ):
        if not callable(getattr(kind, name, None)):
            raise RuntimeError(f"Streamlit sends otherwise than was tried: {name}")
        setattr(kind, name, ours)


def _soon(session: AppSession, callback: Call) -> None:
    handful = vars(session).get(HANDFUL) or vars(session).setdefault(HANDFUL, Handful(session._event_loop))
    handful.add(callback)


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
