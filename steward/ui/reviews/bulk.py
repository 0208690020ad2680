"""The decks of all reviews of a quarter, in one zip."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.exhibits.wording import counted
from steward.services.reviews.deck_runs import SUMMARY
from steward.services.reviews.readiness import Ready
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.reviews.waiting import waited


def make_decks(book: Book, found: Sequence[Ready]) -> None:
    """A deck of each of these reviews in one zip, made by a process of its own so that nobody else waits."""
    begun = [one.account_id for one in found if one.prepared]
    left, right = st.columns([1, 2], vertical_alignment="center")
    prepared = right.toggle(f"Only the {len(begun)} reviews that were begun", disabled=not begun, key="bulk.prepared")
    wanted = tuple(begun if prepared else [one.account_id for one in found])
    label = f"Make {counted(len(wanted), 'deck')}"
    of = f"{book.quarter}.{'.'.join(wanted)}"
    with left:
        asked_for = kept_button(label, "bulk.make", of=of, icon=":material/folder_zip:", enabled=bool(wanted))
    if asked_for:
        st.session_state["bulk.zip"] = (book.quarter, wanted), _made(book, wanted)
    # Other accounts or another quarter on the page: the decks that were made are none of these.
    asked, packed = st.session_state.get("bulk.zip", (None, None))
    if packed and asked == (book.quarter, wanted):
        _told(packed, f"reviews-{book.quarter}.zip", wanted)


def _made(book: Book, wanted: Sequence[str]) -> bytes | None:
    """How far it is is told by the files that are there."""
    with tempfile.TemporaryDirectory() as folder:
        target, packed, only = (Path(folder) / name for name in ("decks", "decks.zip", "accounts.txt"))
        only.write_text("\n".join(wanted), encoding="utf-8", newline="\n")
        words = ["deck", "--all", "--quarter", str(book.quarter), "--only", str(only), "-o", str(target)]
        problems = waited(
            [*words, "--zip", str(packed)],
            "Drawing decks",
            len(wanted),
            "decks",
            lambda: len(list(target.glob("*.pptx"))),
        )
        if packed.exists():
            return packed.read_bytes()
    st.error(plain(problems.strip().splitlines()[-1] if problems.strip() else "The decks could not be made."))
    return None


def _told(packed: bytes, name: str, wanted: Sequence[str]) -> None:
    """What is in the zip, and the zip."""

    with ZipFile(io.BytesIO(packed)) as opened:
        summary = opened.read(SUMMARY).decode()
        decks = len(opened.namelist()) - 1
    lost = summary.partition(" not written\n")[2]
    if lost:
        st.warning(
            plain("Some decks could not be made:")
            + "\n\n"
            + "\n".join(f"- {plain(one.strip())}" for one in lost.splitlines())
        )
    label = f"Download {counted(decks, 'deck')}"
    offer(
        label, lambda: packed, name, "application/zip", what="review decks", accounts=wanted, type="primary",
    )  # fmt: skip
