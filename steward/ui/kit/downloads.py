"""What leaves the app as a file: made when somebody asks for it, for whom may take it out, and written down."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from steward.errors import ExportNotAllowed
from steward.services.access.exports import write_down
from steward.services.access.rules import may_take_out
from steward.ui.kit.cache import one_look, scope_alone, warehouse, workspace
from steward.ui.kit.opened import whole_workspace
from steward.ui.kit.reader import as_now, asking, reader
from steward.ui.kit.who import CHOSEN

NOT_YOURS = "You may read this, but take nothing of it out."


def offer(
    label: str,
    make: Callable[[], bytes],
    name: str,
    mime: str,
    *,
    what: str,
    accounts: Sequence[str] = (),
    key: str | None = None,
    icon: str = "download",
    place: Any = st,
    why_not: str = "",
    **button: Any,
) -> None:
    """A button that hands out a file. `what`: it is called in the export log; `accounts`: whose rows are in it, none
    where it is of all that the reader sees. Who may read but not take out sees the button and why it does nothing;
    so does everybody where there is no such file, for which `why_not` is the reason."""
    found, by, seen_by, snapshot = reader(), asking(), scope_alone(), warehouse().path.stem
    refusal = why_not if may_take_out(found.scope, accounts) else NOT_YOURS
    chosen = st.session_state.get(CHOSEN, "")

    def made() -> bytes:
        # Asked for later than it was shown, maybe after a right was taken away or the data was loaded anew, and not in
        # the run of any page: it is of the load that was shown.
        with as_now(by), one_look():
            now = reader()
            # What was drawn under a wider scope is not handed out under a narrower one.
            if not may_take_out(now.scope, accounts) or scope_alone() != seen_by:
                raise ExportNotAllowed(NOT_YOURS)
            content = make()
            who = now.name or chosen
            write_down(
                whole_workspace(), who, what, name, content, eyes=now.eyes_name, accounts=accounts, snapshot=snapshot
            )
            return content

    place.download_button(
        label, made, name, mime, on_click="ignore", icon=f":material/{icon}:", key=key,
        disabled=bool(refusal), help=refusal or None, **button,
    )  # fmt: skip


def download_rejects(tables: Sequence[str]) -> None:
    """One button for every table with rejected rows."""
    files = [workspace().rejects / f"{table}.csv" for table in tables]
    there = [file for file in files if file.is_file()]
    if not there:
        return
    st.markdown("## Rejected rows, as they came", anchors=False)
    with st.container(horizontal=True):
        for file in there:
            offer(file.name, file.read_bytes, file.name, "text/csv", what="rejected rows", key=file.name)
