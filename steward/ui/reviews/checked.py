"""All reviews of a quarter, checked as far as that is known: to check one it is laid out, which takes a third of a
second. So the first few are checked at once, and the others when somebody asks."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from steward.briefings.internal.scope.book import Book
from steward.exhibits.wording import counted
from steward.services.book import BookRow
from steward.services.reviews.checkups import told_in
from steward.services.reviews.opened import files_of
from steward.services.reviews.readiness import (
    NOT_CHECKED,
    Ready,
    account_names,
    found_of,
    in_order,
    most_urgent,
    ready,
)
from steward.services.reviews.templates import template_of
from steward.ui.kit.buttons import kept_button
from steward.ui.kit.cache import held, kept
from steward.ui.kit.escape import plain
from steward.ui.plans.files import plans
from steward.ui.reviews.waiting import waited

AT_ONCE = 8
"""So many reviews a page lays out before it shows anything."""
Stamp = tuple[tuple[Path, int], ...]
Known = dict[str, tuple[Stamp, Ready]]


def reviews_of(book: Book, rows: Sequence[BookRow], most: int | None = None) -> tuple[Ready, ...]:
    """The reviews of these accounts, each as its files are now. Checked are the `most` urgent, and those that were
    before a file of theirs changed; of the others it is not known what they lack."""
    most = AT_ONCE if most is None else most
    known, before = _known(book), set[str]()
    for row in rows:
        stamp = _stamp(book, row.account_id)
        held_before = known.get(row.account_id)
        if held_before is None or held_before[0] != stamp:
            if held_before and held_before[1].findings is not None:
                before.add(row.account_id)
            known[row.account_id] = stamp, found_of(book, plans(), row)
    urgent = most_urgent((known[row.account_id][1] for row in rows), book.warehouse.today)
    first = {one.account_id for one in urgent[:most]} | before
    stale = [one for one in urgent if one.account_id in first and one.state == NOT_CHECKED]
    _check_here(book, stale[:most])
    return in_order(known[row.account_id][1] for row in rows)


def check_most_urgent(book: Book, rows: Sequence[BookRow]) -> Iterator[Callable[[], object]]:
    """What `reviews_of` would check first, one by one."""
    for number in range(1, AT_ONCE + 1):
        yield partial(reviews_of, book, rows, number)


def check_others(book: Book, found: Sequence[Ready]) -> None:
    """A press that checks all that were not, by a process of its own so that nobody else waits."""
    unknown = [one for one in found if one.state == NOT_CHECKED]
    if not unknown:
        return
    ids = [one.account_id for one in unknown]
    label = f"Check {counted(len(ids), 'review')} more"
    why = "Lays out their slides, to see what does not fit and what is missing. What is done stays, should you leave."
    if kept_button(label, "bulk.check", of=f"{book.quarter}.{'.'.join(ids)}", icon=":material/fact_check:", says=why):
        _check_apart(book, unknown)


def _known(book: Book) -> Known:
    # One by one, each with the state of its files: in the cache a thousand would crowd out all else.
    return held(Known, "reviews", book.quarter)


def _check_here(book: Book, stale: Sequence[Ready]) -> None:
    known, names = _known(book), kept(lambda: tuple(account_names(book.warehouse)), "account names")
    for one in stale:
        stamp, found = known[one.account_id]
        known[one.account_id] = stamp, ready(book, plans(), found, names)


def _check_apart(book: Book, unknown: Sequence[Ready]) -> None:
    """Each counts as of the state its files had before, so that one that is changed meanwhile is not taken as known."""
    known = _known(book)
    stamps = {one.account_id: known[one.account_id] for one in unknown}
    with tempfile.TemporaryDirectory() as folder:
        only, into = Path(folder) / "accounts.txt", Path(folder) / "checked.jsonl"
        only.write_text("\n".join(stamps), encoding="utf-8", newline="\n")

        told = 0

        def done() -> int:
            nonlocal told
            for one in told_in(into, told):
                stamp, found = stamps[one.account_id]
                known[one.account_id] = stamp, found.after(one)
                told += 1
            return told

        words = ["check-reviews", str(only), str(into), "--quarter", str(book.quarter)]
        problems = waited(words, "Checking reviews", len(stamps), "reviews", done)
        done()
    if problems.strip():
        st.error(plain(problems.strip().splitlines()[-1]))
    else:
        st.rerun()


def _stamp(book: Book, account_id: str) -> Stamp:
    """When the account's review, success plan and template were last written."""
    paths = (*files_of(plans(), account_id, book.quarter), template_of(plans(), account_id))
    return tuple((path, path.stat().st_mtime_ns) for path in paths if path and path.is_file())
