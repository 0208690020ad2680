"""A deck to take along: made when somebody asks for it, on a template that is looked at before."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from steward.services.office import pdf_of, why_no_pdf
from steward.services.reviews.templates import refusal
from steward.ui.kit.cache import kept
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
"""What browsers call a PowerPoint file."""


def why_no_deck(template: Path | None) -> str:
    """Why nothing can be made on a template; empty where it can."""
    stamp = template.stat().st_mtime_ns if template else 0
    return kept(lambda: refusal(template), "refusal of a template", template, stamp)


def download_deck(
    label: str, make: Callable[[], bytes], name: str, template: Path | None, *, what: str, accounts: Sequence[str],
    icon: str,
) -> None:  # fmt: skip
    """A button for a deck; where its template cannot be used, why."""
    if refused := why_no_deck(template):
        st.error(plain(refused))
    offer(
        label, make, name, POWERPOINT, what=what, accounts=accounts, icon=icon, key=f"file.{name}",
        why_not=plain(refused),
    )  # fmt: skip


def download_pdf(
    label: str, make: Callable[[], bytes], name: str, suffix: str, *, what: str, accounts: Sequence[str],
    refused: str = "",
) -> None:  # fmt: skip
    """A button for what `make` makes as a PDF: a file of this suffix, such as `.pptx`; `refused`: why it cannot be."""
    offer(
        label, lambda: pdf_of(make(), suffix), name, "application/pdf", what=f"{what} (PDF)", accounts=accounts,
        icon="picture_as_pdf", key=f"file.{name}", why_not=plain(refused or why_no_pdf()),
    )  # fmt: skip
