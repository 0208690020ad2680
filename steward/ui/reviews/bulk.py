"""All reviews of a quarter: how ready they are, and all their decks in one zip."""

import io
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.exhibits.wording import counted
from steward.services.book import BookRow
from steward.services.outliving import running
from steward.services.reviews.deck_runs import SUMMARY
from steward.services.reviews.opened import files_of
from steward.services.reviews.readiness import Ready, account_names, in_order, ready
from steward.services.reviews.templates import template_of
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import held, kept, workspace
from steward.ui.kit.downloads import offer
from steward.ui.kit.escape import plain
from steward.ui.kit.reader import reader
from steward.ui.kit.turns import others_first
from steward.ui.plans.files import plans

LOOK = 0.3
Stamp = tuple[tuple[Path, int], ...]


def reviews_of(book: Book, rows: Sequence[BookRow]) -> tuple[Ready, ...]:
    """The reviews of these accounts, checked again only where a file changed."""
    names = kept(lambda: tuple(account_names(book.warehouse)), "account names")
    # One by one, each with the state of its files: in the cache a thousand would crowd out all else.
    checked = held(dict[str, tuple[Stamp, Ready]], "reviews", book.quarter)
    place, shown = st.empty(), time.monotonic()
    for number, row in enumerate(rows, start=1):
        stamp = _stamp(book, row.account_id)
        if row.account_id not in checked or checked[row.account_id][0] != stamp:
            checked[row.account_id] = stamp, ready(book, plans(), row, names)
        # Told only where it takes long: a bar that moves a thousand times costs more than what it tells of.
        if time.monotonic() - shown > LOOK:
            place.progress(number / len(rows), f"Looking at the reviews: {number} of {len(rows)}")
            shown = time.monotonic()
    place.empty()
    return in_order(checked[row.account_id][1] for row in rows)


def _stamp(book: Book, account_id: str) -> Stamp:
    """When the account's review, success plan and template were last written."""
    paths = (*files_of(plans(), account_id, book.quarter), template_of(plans(), account_id))
    return tuple((path, path.stat().st_mtime_ns) for path in paths if path and path.is_file())


def make_decks(book: Book, found: Sequence[Ready]) -> None:
    """A deck of each of these reviews in one zip, made by a process of its own so that nobody else waits."""
    begun = [one.account_id for one in found if one.findings is not None]
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
    """Run it, and show how far it is by the files that are there."""
    with tempfile.TemporaryDirectory() as folder:
        target, packed, only = (Path(folder) / name for name in ("decks", "decks.zip", "accounts.txt"))
        only.write_text("\n".join(wanted), encoding="utf-8", newline="\n")
        command = [sys.executable, "-m", "steward", "deck", "--all", "--home", str(workspace().home)]
        command += ["--quarter", str(book.quarter), "--only", str(only), "-o", str(target), "--zip", str(packed)]
        command += ["--as", email] if (email := reader().email) else []
        with others_first(), running(command) as (run, said):
            bar = st.progress(0.0, "Drawing decks")
            while run.poll() is None:
                done = len(list(target.glob("*.pptx"))) if target.exists() else 0
                bar.progress(min(done / len(wanted), 1.0), f"{done} of {len(wanted)} decks")
                time.sleep(LOOK)
            bar.empty()
            said.seek(0)
            problems = said.read()
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
