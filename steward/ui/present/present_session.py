"""A room: what the customer's window and the presenter's have in common, held by the server under a secret name.

It lasts as long as the server. What must not be lost with it is in a file (notes) or remembered by the windows (the
slide).
"""

import secrets
import time
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass, field, replace
from threading import Lock
from typing import Any

from steward.ui.kit.in_common import InCommon

MOST_ROOMS = 500
"""A server that runs for months must not fill up: the oldest room goes."""
LONGEST = 24 * 3600
"""Seconds that a meeting may have gone on; a window that remembers an older beginning is not believed."""
_ROOMS = InCommon("rooms", MOST_ROOMS)


@dataclass(frozen=True)
class Moment:
    """Which slide is shown, since when, and how often anything changed. `fresh`: no window has said yet where it is."""

    slide: int = 0
    started: float | None = None
    version: int = 0
    fresh: bool = True


@dataclass(frozen=True)
class PresentSession:
    """A room of this name among those that are `kept`, as it is at the moment it is asked."""

    name: str = ""
    kept: MutableMapping[str, Any] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def now(self) -> Moment:
        """As it is now."""
        return Moment(**self.kept.get(self.name, {}))

    @property
    def slide(self) -> int:
        """Which slide is shown."""
        return self.now.slide

    @property
    def started(self) -> float | None:
        """Since when, once somebody moved."""
        return self.now.started

    @property
    def version(self) -> int:
        """How often anything changed."""
        return self.now.version

    @property
    def fresh(self) -> bool:
        """Whether no window has said yet where it is."""
        return self.now.fresh

    def show(self, slide: int, count: int) -> None:
        """Go to a slide, the first or last at most; time runs from the first move on."""
        with self._lock:
            self._become(_gone(self.now, slide, count))

    def resume(self, slide: int, count: int, started: float | None) -> None:
        """Go on where a window was before the server was started anew; the first window to say so is heard."""
        with self._lock:
            if self.fresh:
                now = time.time()
                since = started if started and now - LONGEST < started <= now else None
                self._become(_gone(replace(self.now, started=since), slide, count))

    def changed(self) -> None:
        """Something else is to be seen, such as a commitment that was just noted."""
        with self._lock:
            self._become(replace(self.now, version=self.version + 1))

    def restart(self) -> None:
        """The clock begins anew."""
        with self._lock:
            self._become(replace(self.now, started=None, version=self.version + 1, fresh=False))

    def _become(self, moment: Moment) -> None:
        self.kept[self.name] = asdict(moment)


def new_name() -> str:
    """A name nobody can guess."""
    return secrets.token_urlsafe(16)


def room(name: str) -> PresentSession:
    """The room of this name."""
    return PresentSession(name, _ROOMS)


def _gone(moment: Moment, slide: int, count: int) -> Moment:
    there = min(max(slide, 0), max(count - 1, 0))
    if there == moment.slide:
        return replace(moment, fresh=False)
    return Moment(there, moment.started or time.time(), moment.version + 1, fresh=False)
