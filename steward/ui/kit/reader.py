"""Who looks, as whom, and what the rules of the moment give them."""

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import cast

import streamlit as st

from steward.domain.access.scope import NOTHING
from steward.errors import NoWarehouse
from steward.services.access import rules as access
from steward.services.access.rules import ALONE, NOBODY_KNOWN, Known, Reader
from steward.ui.kit.identity import Visitor, still, visitor
from steward.ui.kit.opened import opened, whole_workspace

EYES = "reader.eyes"
LATELY, MOST_LATELY = 3600.0, 16
"""Seconds for which, and of how many, it is known that they opened pages."""


@dataclass(frozen=True)
class Asking:
    """Who asks, and as whom they look."""

    visitor: Visitor
    eyes: str = ""


_LATELY: OrderedDict[Asking, float] = OrderedDict()
_LATELY_LOCK = Lock()
_ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asked_for() -> Asking | None:
    """For whom something is made outside of a page's run; None in one."""
    return _ASKING.get()


def asking() -> Asking:
    """Who asks in this run of a page, or for whom something is made outside of any."""
    return _ASKING.get() or Asking(visitor(), st.session_state.get(EYES, ""))


@contextmanager
def as_now(asked: Asking) -> Iterator[None]:
    """What is made outside of a page's run, such as a file that is asked for later, is made for who was shown it."""
    before = _ASKING.set(asked)
    try:
        yield
    finally:
        _ASKING.reset(before)


_ONCE: ContextVar[dict[Asking, Reader] | None] = ContextVar("readers found", default=None)


@contextmanager
def found_once() -> Iterator[None]:
    """Who looks is found once in here, by the rules as they are when it is first asked."""
    token = _ONCE.set({})
    try:
        yield
    finally:
        _ONCE.reset(token)


def reader() -> Reader:
    """Who looks, by the rules as they are now. Raises AccessUnreadable."""
    once, asked = _ONCE.get(), asking()
    if once is None:
        return _found(asked)
    if asked not in once:
        once[asked] = _found(asked)
    return once[asked]


def lately_asked() -> tuple[Asking, ...]:
    """Those who signed in and opened a page within the last hour, who did so last first."""
    with _LATELY_LOCK:
        since = time.monotonic() - LATELY
        return tuple(one for one, when in reversed(_LATELY.items()) if when > since)


def _note(asked: Asking) -> None:
    with _LATELY_LOCK:
        _LATELY[asked] = time.monotonic()
        _LATELY.move_to_end(asked)
        while len(_LATELY) > MOST_LATELY:
            _LATELY.popitem(last=False)


def _found(asked: Asking) -> Reader:
    who, eyes = still(asked.visitor), asked.eyes
    if who.email and asked_for() is None:
        _note(asked)
    if who.alone:
        return ALONE
    if not who.email:
        return Reader("", "", NOTHING)
    home = whole_workspace()
    today = access.today(home)

    def found(data: Known) -> Reader:
        return access.reader(who.email, access.rules_of(home), data, today, eyes)

    try:
        results = opened(home).results
    except NoWarehouse:
        return found(NOBODY_KNOWN)
    key = ("reader", who.email, eyes, today, access.stamp(home.plans))
    return cast(Reader, results.kept(key, lambda: found(known())))


def eyes_there() -> tuple[str, ...]:
    """Of whom the reader may take the eyes, by person_id. Raises AccessUnreadable."""
    found, home = reader(), whole_workspace()
    if found.eyes or not found.email:
        return ()
    today = access.today(home)

    def chosen_from() -> tuple[str, ...]:
        return access.eyes_to_choose(found, access.rules_of(home), known(), today)

    key = ("eyes", found.email, today, access.stamp(home.plans))
    return cast(tuple[str, ...], opened(home).results.kept(key, chosen_from))


def known() -> Known:
    """Who of us there is, and who owns what. Raises NoWarehouse."""
    now = opened(whole_workspace())
    return cast(Known, now.results.kept("known", lambda: access.known(now.warehouse)))


def known_or_nobody() -> Known:
    """The same, nobody before the first load."""
    try:
        return known()
    except NoWarehouse:
        return NOBODY_KNOWN
