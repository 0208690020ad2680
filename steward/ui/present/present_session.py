"""A room: what the customer's window and the presenter's have in common, held by the server under a secret name."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

MOST_ROOMS = 500


@dataclass
class PresentSession:
    """Which slide is shown, since when, and how often anything changed."""

    slide: int = 0
    started: float | None = None
    version: int = 0
    answers: dict[int, str] = field(default_factory=dict)
    """What became of each note by its number, empty where it was saved. Here and not in the session, which a new run of
    the page may interrupt between saving and remembering."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def show(self, slide: int, count: int) -> None:
        """Go to a slide, the first or last at most; time runs from the first move on."""
        with self._lock:
            there = min(max(slide, 0), max(count - 1, 0))
            if there != self.slide:
                self.slide, self.version = there, self.version + 1
                self.started = self.started or time.time()

    def once(self, number: int, save: Callable[[], str]) -> None:
        """Save a note that has not been saved yet; `save` tells why not, or nothing."""
        with self._lock:
            if number not in self.answers:
                self.answers[number] = save()
                self.version += 1

    def changed(self) -> None:
        """Something else is to be seen, such as a promise that was just noted."""
        with self._lock:
            self.version += 1

    def restart(self) -> None:
        """The clock begins anew."""
        with self._lock:
            self.started, self.version = None, self.version + 1


def new_name() -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(16)


def room(name: str) -> PresentSession:
    """The room of this name; a window without one has a room to itself."""
    if not name:
        own: PresentSession = st.session_state.setdefault("present.room", PresentSession())
        return own
    rooms = _rooms()
    while name not in rooms and len(rooms) >= MOST_ROOMS:
        # A server that runs for months must not fill up: the oldest room goes.
        rooms.pop(next(iter(rooms)), None)
    return rooms.setdefault(name, PresentSession())


@st.cache_resource(show_spinner=False)
def _rooms() -> dict[str, PresentSession]:
    return {}
