"""A deck to take along: made when somebody asks for it, on a template that is looked at before."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from steward.services.templates import refusal
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
"""What browsers call a PowerPoint file."""


def download_deck(
    label: str, make: Callable[[], bytes], name: str, template: Path | None, *, what: str, account_id: str, icon: str
) -> None:
    """A button for a deck; where its template cannot be used, why."""
    stamp = template.stat().st_mtime_ns if template else 0
    refused = kept(lambda: refusal(template), "refusal of a template", template, stamp)
    if refused:
        st.error(plain(refused))
    offer(
        label, make, name, POWERPOINT, what=what, accounts=(account_id,), icon=icon, key=f"file.{name}",
        why_not=plain(refused),
    )  # fmt: skip
