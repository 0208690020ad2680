"""A room: what the customer's window and the presenter's have in common, held by the server under a secret name.

It lives in memory. What must not be lost with it is in a file (notes) or remembered by the windows (the slide).
"""

import secrets
import time
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

MOST_ROOMS = 500
LONGEST = 24 * 3600
"""Seconds that a meeting may have gone on; a window that remembers an older beginning is not believed."""


@dataclass
class PresentSession:
    """Which slide is shown, since when, and how often anything changed. `fresh`: no window has said yet where it is."""

    slide: int = 0
    started: float | None = None
    version: int = 0
    fresh: bool = True
    _lock: Lock = field(default_factory=Lock, repr=False)

    def show(self, slide: int, count: int) -> None:
        """Go to a slide, the first or last at most; time runs from the first move on."""
        with self._lock:
            self._go(slide, count)

    def resume(self, slide: int, count: int, started: float | None) -> None:
        """Go on where a window was before the server was started anew; the first window to say so is heard."""
        with self._lock:
            if self.fresh:
                now = time.time()
                self.started = started if started and now - LONGEST < started <= now else None
                self._go(slide, count)

    def _go(self, slide: int, count: int) -> None:
        there = min(max(slide, 0), max(count - 1, 0))
        self.fresh = False
        if there != self.slide:
            self.slide, self.version = there, self.version + 1
            self.started = self.started or time.time()

    def changed(self) -> None:
        """Something else is to be seen, such as a commitment that was just noted."""
        with self._lock:
            self.version += 1

    def restart(self) -> None:
        """The clock begins anew."""
        with self._lock:
            self.started, self.version, self.fresh = None, self.version + 1, False


def new_name() -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(16)


def room(name: str) -> PresentSession:
    """The room of this name."""
    rooms = _rooms()
    while name not in rooms and len(rooms) >= MOST_ROOMS:
        # A server that runs for months must not fill up: the oldest room goes.
        rooms.pop(next(iter(rooms)), None)
    return rooms.setdefault(name, PresentSession())


@st.cache_resource(show_spinner=False)
def _rooms() -> dict[str, PresentSession]:
    return {}
