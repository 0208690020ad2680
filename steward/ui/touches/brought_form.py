"""Mails and meetings dropped as files: what is in them, whose it is, and the press that logs them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from steward.domain.identifiers import slug
from steward.errors import StewardError
from steward.exhibits import day_text, listed
from steward.exhibits.wording import counted
from steward.services.touches import log
from steward.services.touches.brought import Brought, addresses_of, read_file
from steward.ui.kit.cache import kept, warehouse, workspace
from steward.ui.kit.escape import plain
from steward.ui.kit.labels import account_labels
from steward.ui.kit.typed import begun
from steward.ui.plans.files import plans
from steward.ui.plans.saving import pressed
from steward.ui.plans.step_back import press

MOST_FILES = 50
TIMES = "log.files.times"
"""How often files were logged: the field for the next is another, and empty."""


def bring_files(account_id: str, who: str, person: str) -> None:
    """Where files are dropped, at one account, or (empty) at whichever their addresses say."""
    of = f"bring.{slug(account_id) if account_id else 'book'}"
    times = st.session_state.setdefault(TIMES, 0)
    files = st.file_uploader(
        "Or drop mails (.eml) and meetings (.ics)", type=["eml", "ics"], accept_multiple_files=True,
        key=f"{of}.{times}", max_upload_size=5,
    )  # fmt: skip
    if not files:
        return
    found = _read(files[:MOST_FILES])
    placed = [(one, place) for number, one in enumerate(found) if (place := _place(one, account_id, f"{of}.{number}"))]
    fresh = [(one, place) for one, place in placed if not _is_there(one, place)]
    for one, place in placed:
        _line(one, place, again=(one, place) not in fresh)
    if fresh and pressed(f"Log {counted(len(fresh), 'file')}", who, f"{of}.log", of=of, kind="primary"):
        for place in dict.fromkeys(place for _, place in fresh):
            new = [one.activity(place, who) for one, where in fresh if where == place]
            _save(place, new, who, person)
        st.session_state[TIMES] = times + 1
        st.rerun()


def _save(account_id: str, new: Sequence[Any], who: str, person: str) -> None:
    today = warehouse().today
    signed = [replace(one, ours=one.ours or person, logged_on=today) for one in new]
    act: Callable[[], Any] = partial(log.log, plans(), account_id, signed, who)
    press(f"log.{slug(account_id)}", act, "Logged.")


def _read(files: Sequence[Any]) -> list[Brought]:
    known = kept(lambda: addresses_of(warehouse()), "addresses")
    zone = workspace().settings.timezone
    now = datetime.now(ZoneInfo(zone)).replace(tzinfo=None)
    found: list[Brought] = []
    for file in files:
        try:
            found += read_file(file.name, file.getvalue(), known, zone, now)
        except StewardError as refused:
            st.error(plain(f"{file.name}: {refused}"), icon=":material/error:")
    return list({one.uid: one for one in found}.values())


def _place(one: Brought, account_id: str, key: str) -> str:
    """At which account it is logged: this one; else the one its addresses belong to, or that somebody chooses."""
    if account_id:
        return account_id
    names = account_labels()
    there = [each for each in one.accounts if each in names]
    if len(there) == 1:
        return there[0]
    hint = "Its addresses belong to several" if there else "None of its addresses is known"
    options = there or list(names)
    chosen = st.selectbox(
        plain(f"Account of “{one.subject[:60] or one.file}”"), options, None, format_func=names.__getitem__,
        placeholder=hint, **begun(key, None),
    )  # fmt: skip
    return chosen or ""


def _is_there(one: Brought, account_id: str) -> bool:
    return log.is_logged(log.opened_log(plans(), account_id).plan, one.uid)


def _line(one: Brought, account_id: str, *, again: bool) -> None:
    name = account_labels().get(account_id, account_id)
    said = [f"{one.kind} of {day_text(one.moment.date())}", one.subject or one.file, name]
    if one.strangers:
        said.append(f"not known: {listed(list(one.strangers[:3]))}")
    mark = ":material/check:" if again else ":material/attach_email:"
    st.caption(f"{mark} {plain(' · '.join(said))}{' · logged already' if again else ''}")
