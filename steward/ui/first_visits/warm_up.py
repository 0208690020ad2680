"""Beside the server, for as long as it runs: what stands newly loaded, or is asked of a new day, or was touched by a
save, is gone through before somebody visits, in moments in which no page is at work."""

import logging
import time
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from threading import Thread
from typing import TypeVar

from steward import whole_files
from steward.exhibits import Exhibit
from steward.services.data.warehouses import current_warehouse
from steward.ui.first_visits.layouts import exhibits_in, lay_out_everywhere
from steward.ui.first_visits.reads import Read, first_reads, reads_after_saves
from steward.ui.kit.cache import has_room, one_look
from steward.ui.kit.identity import Visitor
from steward.ui.kit.opened import forget_before, whole_workspace
from steward.ui.kit.reader import Asking, as_now, lately_asked
from steward.ui.kit.turns import after_pages, idle_for

Found = TypeVar("Found")
LOG = logging.getLogger(__name__)
QUIET = 2.0
"""Seconds without a page at work after which what a save touched is made again: where many save there are none, and
whoever comes sooner has it made."""
LOOKS = 1.0
"""Seconds from one look at what stands loaded to the next."""
WHOLE = Asking(Visitor(alone=True))
"""Who sees every account, whoever that is."""


def keep_ready() -> Thread:
    """Begin."""
    keeper = Thread(target=_for_ever, name="first visits", daemon=True)
    keeper.start()
    return keeper


def _for_ever() -> None:
    ready, saves = None, 0
    while True:
        now, written = _loaded(), whole_files.written()
        if now and now != ready:
            prepare(first_reads, partial(_stands, now))
            ready, saves = now, written
        elif now and written != saves and idle_for() > QUIET:
            prepare(reads_after_saves, partial(_stands, now))
            saves = written
        time.sleep(LOOKS)


def _stands(before: Hashable) -> bool:
    return _loaded() == before


def _loaded() -> Hashable:
    """What stands loaded and which day it is, on which all that is kept rests; None where nothing does."""
    try:
        home = whole_workspace()
        path = current_warehouse(home)
        return (path, home.today()) if path else None
    except Exception:  # such as settings that somebody is writing just now
        LOG.exception("What is loaded cannot be told.")
        return None


def prepare(reads: Callable[[], Iterator[Read]] = first_reads, still: Callable[[], bool] = lambda: True) -> None:
    """Go through what pages read, of the whole book and of whoever looked lately; what fails is left to its page, which
    says so. `still`: whether that is wanted yet."""
    told = set[str]()
    for asking in (WHOLE, *lately_asked()):
        with as_now(asking), one_look():
            for read in _each(reads(), told):
                if not still():
                    return
                after_pages()
                for exhibit in _try(partial(_read_with_exhibits, read), told) or ():
                    after_pages()
                    _try(partial(lay_out_everywhere, exhibit), told)
    _try(lambda: forget_before(whole_workspace()), told)
    LOG.info("Ready for first visits.")


def _read_with_exhibits(read: Read) -> list[Exhibit]:
    return list(exhibits_in(read()))


def _each(reads: Iterator[Read], told: set[str]) -> Iterator[Read]:
    """As far as it can be told what they are, and as long as nothing that others ask for is let go of for them."""
    try:
        while has_room():
            yield next(reads)
    except StopIteration:
        return
    except Exception as fault:  # noqa: BLE001 - whatever it is, the server goes on
        _tell(fault, told)


def _try(read: Callable[[], Found], told: set[str]) -> Found | None:
    """What it returns, None where it fails."""
    try:
        return read()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the server goes on
        _tell(fault, told)
        return None


def _tell(fault: Exception, told: set[str]) -> None:
    """Once: parts of a topic fail alike."""
    if (said := repr(fault)) not in told:
        told.add(said)
        LOG.warning("Something could not be made before somebody asks for it.", exc_info=fault)
