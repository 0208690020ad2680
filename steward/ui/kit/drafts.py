"""Drafts: what is typed and not saved, kept by person and field on the server's disk, so that it is there again after a
session is lost: the page loaded anew, another window, a server that was killed.

`typed.py` says what stands in the fields, and asks here what a field that begins had stood in it before.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from steward.domain.access.company import same
from steward.errors import PlanNotSaved
from steward.exhibits import day_text
from steward.services.plans.drafts import FieldDraft, NotReadable, drafts_of, read, written
from steward.ui.kit.escape import plain
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import asking
from steward.ui.kit.who import CHOSEN

HELD, RESTS, FAILED = "drafts.held", "drafts.rests", "drafts.failed"
NOTHING = object()
_KEPT: ContextVar[bool] = ContextVar("drafts kept", default=False)
Typed = Callable[[], Mapping[str, tuple[Any, Any]]]
"""What is typed, by field: what stands in it and what it began with."""


@dataclass
class _Held:
    """What this session knows of one person's drafts. `found`: as they were when it began; `mine`: as it last kept
    them, with the state of the file they are about; `asked`: the fields that were begun with them; `told`: of those
    that were filled, since when, and whether somebody else saved something since."""

    owner: str
    found: dict[str, FieldDraft]
    mine: dict[str, tuple[Any, str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    told: dict[str, tuple[datetime, bool]] = field(default_factory=dict)


@contextmanager
def kept_drafts(typed: Typed) -> Iterator[None]:
    """A page is drawn inside; what is typed in its fields is kept before and after."""
    token = _KEPT.set(True)
    try:
        _keep(typed())
        yield
    finally:
        _keep(typed())
        _KEPT.reset(token)


def owner() -> str:
    """What tells the drafts of whoever looks from those of others."""
    email = asking().visitor.email
    return same(email) if email else str(st.session_state.get(CHOSEN) or st.query_params.get("you") or "")


def restored(name: str, saved: Any) -> Any:
    """What stood in a field when its session was lost; NOTHING where that is nothing else than what is saved."""
    if not _KEPT.get():
        return NOTHING
    held = _held()
    draft = None if name in held.asked else held.found.get(name)
    held.asked.add(name)
    if draft is None:
        return NOTHING
    try:
        value, began = read(draft.value), written(saved)
    except NotReadable:
        return NOTHING
    held.mine[name] = (draft.value, draft.base)
    if draft.value == began:  # saved in another window
        return NOTHING
    held.told[name] = (draft.at, draft.begun != began)
    return value


def rests_on(fields: str, digest: str) -> None:
    """The fields of this name are filled from that state of their file."""
    st.session_state.setdefault(RESTS, {})[fields] = digest


def begun_with(fields: str) -> str:
    """The state of a file that the latest draft of these fields was begun with; empty where there is none."""
    if not _KEPT.get():
        return ""
    found = [draft for name, draft in _held().found.items() if _below(name, fields)]
    return max(found, key=lambda one: one.at).base if found else ""


def tell_draft(fields: str, typed: Callable[[str], bool]) -> bool:
    """That what stands in these fields was typed earlier, where it still does; whether it is not wanted any more."""
    held: _Held | None = st.session_state.get(HELD)
    told = [said for name, said in held.told.items() if _below(name, fields) and typed(name)] if held else []
    if not told:
        return False
    at, overtaken = max(one for one, _ in told), any(other for _, other in told)
    since = "; somebody has saved something else since" if overtaken else ""
    st.caption(plain(f"Draft of {_moment(at)}, not saved{since}"), width="content")
    return True


def _keep(typed: Mapping[str, tuple[Any, Any]]) -> None:
    """On the disk what changed, and nothing where nothing did."""
    held, now = _held(), datetime.now(UTC)
    mine: dict[str, tuple[Any, str]] = {}
    changed: dict[str, FieldDraft] = {}
    for name, (value, began) in typed.items():
        try:
            said, before = written(value), written(began)
        except NotReadable:
            continue
        mine[name] = (said, _base_of(name))
        if held.mine.get(name) != mine[name]:
            changed[name] = FieldDraft(value=said, begun=before, base=mine[name][1], at=now)
    gone = [name for name in held.mine if name not in mine]
    if changed or gone:
        try:
            drafts_of(whole_workspace(), held.owner).change(changed, gone)
        except PlanNotSaved as problem:
            _say_once(problem)
            return
    held.mine, held.told = mine, {name: said for name, said in held.told.items() if name in mine}


def _held() -> _Held:
    """Where somebody else looks now, what is typed goes along with the window: it is on their screen."""
    held: _Held | None = st.session_state.get(HELD)
    now = owner()
    if held is None or held.owner != now:
        if held is not None and held.mine:
            try:
                drafts_of(whole_workspace(), held.owner).change({}, list(held.mine))
            except PlanNotSaved as problem:
                _say_once(problem)
        held = st.session_state[HELD] = _Held(now, drafts_of(whole_workspace(), now).all())
    return held


def _base_of(name: str) -> str:
    rests: dict[str, str] = st.session_state.get(RESTS, {})
    return next((digest for fields, digest in rests.items() if _below(name, fields)), "")


def _say_once(problem: PlanNotSaved) -> None:
    if FAILED not in st.session_state:
        st.session_state[FAILED] = True
        st.toast(plain(f"What you type is not kept as a draft: {problem}"), icon=":material/warning:")


def _moment(at: datetime) -> str:
    """The hour where the reader is; of another day that, too."""
    try:
        zone = ZoneInfo(str(st.context.timezone or "UTC"))
    except (ValueError, OSError, KeyError):
        zone = ZoneInfo("UTC")
    here, now = at.astimezone(zone), datetime.now(zone)
    return f"{here:%H:%M}" if here.date() == now.date() else f"{day_text(here.date())}, {here:%H:%M}"


def _below(name: str, fields: str) -> bool:
    return name == fields or name.startswith(f"{fields}.")
