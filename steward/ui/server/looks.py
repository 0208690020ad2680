"""How a table is styled is worked out once: pandas goes through every cell, and Streamlit asks it anew at every run."""

from collections.abc import Callable
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from pandas.io.formats.style import Styler
from streamlit.elements import arrow, table
from streamlit.proto.ArrowData_pb2 import ArrowData

from steward.ui.server.instead import instead

Marshal = Callable[[Any, Styler, str], None]
NAME = "marshall_styler"


class Looks:
    """What became of each table, for as long as there is that table."""

    def __init__(self, work_out: Marshal) -> None:
        self._work_out = work_out
        self._held: WeakKeyDictionary[Styler, ArrowData] = WeakKeyDictionary()
        self._lock = RLock()

    def tell(self, told: ArrowData, styler: Styler, place: str) -> None:
        """The look of a table, into what is sent. Its style sheet goes by the number that pandas gave it."""
        with self._lock:
            found = self._held.get(styler)
            if found is None:
                found = ArrowData()
                self._work_out(found, styler, place)
                self._held[styler] = found
        told.styler.CopyFrom(found.styler)


def work_out_looks_once() -> None:
    """From now on, in this process. Raises RuntimeError where Streamlit does it otherwise than was tried."""
    for place in (arrow, table):
        instead(place, NAME, lambda work_out: Looks(work_out).tell)
