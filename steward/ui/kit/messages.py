"""Sentences on a page: its headline, what is missing, what went wrong."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

import streamlit as st

from steward.errors import StewardError
from steward.exhibits import Missing
from steward.ui.kit.audience import is_theirs
from steward.ui.kit.data_age import data_age
from steward.ui.kit.escape import formatted, plain
from steward.ui.kit.reader import asked_for
from steward.ui.kit.shown import headed, narrowed

MOST_UNUSABLE = 20
"""Lines of what is wrong in files; the others are counted."""


def headline(text: str, caption: str = "") -> None:
    """The page in one sentence; below it what it is about, of whose accounts alone where it is narrowed to some, how
    old its data is, and the file of what it shows."""
    with st.container(gap="xxsmall"):
        st.markdown(f"# {plain(text)}", anchors=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            only = f":material/filter_alt: **{plain(narrowed())}**" if narrowed() else ""
            said = " · ".join(filter(None, (plain(caption), only, "" if is_theirs() else data_age())))
            if said:
                st.caption(said)
            place = st.container(width="content")
    headed(text, place, st.container())


def missing(items: Sequence[Missing]) -> None:
    """What a page would show if the feeds were there, in one place and not in the way; to us alone."""
    if is_theirs():
        return
    if len(items) == 1:
        st.info(plain(items[0].text), icon=":material/database_off:")
    elif items:
        said = "\n".join(f"- **{plain(item.name)}**: {plain(item.would_show)}" for item in items)
        st.info(f"Not loaded, and left out here:\n{said}", icon=":material/database_off:")


def problem(error: StewardError) -> None:
    """What went wrong, in the error's own sentence."""
    st.error(plain(str(error)), icon=":material/error:")


def spinner(text: str) -> AbstractContextManager[object]:
    """Something that takes long is done inside, and a page says so; outside of a page nobody reads it."""
    return nullcontext() if asked_for() else st.spinner(text)


def unusable(lines: Sequence[str], opening: str, closing: str = "") -> None:
    """What is wrong in files people own, line by line; nothing where all is well."""
    if not lines:
        return
    said = "\n".join(f"- {plain(line)}" for line in lines[:MOST_UNUSABLE])
    more = f"\n- and {len(lines) - MOST_UNUSABLE} more" if len(lines) > MOST_UNUSABLE else ""
    st.warning("\n\n".join(filter(None, (plain(opening), said + more, plain(closing)))), icon=":material/report:")


def notice(text: str) -> None:
    """A sentence that must not be overlooked; nothing where there is none."""
    if text:
        st.warning(plain(text), icon=":material/flag:")


def empty(text: str) -> None:
    """Why there is nothing to show, and what would be here."""
    st.info(plain(text), icon=":material/info:")


def nothing_of(named: Mapping[str, object]) -> None:
    """What a page has no chart and no table of today, by what each would tell: it is never left out in silence."""
    if lacking := [name for name, shown in named.items() if not shown]:
        st.caption(plain(f"Nothing to show: {'; '.join(lacking)}."))


def paragraphs(said: Sequence[tuple[str, str]]) -> None:
    """Headings with the Markdown people wrote below them, two in a row."""
    for start in range(0, len(said), 2):
        row = said[start : start + 2]
        for place, (heading, text) in zip(st.columns(len(row), gap="medium"), row, strict=True):
            with place:
                st.markdown(f"## {plain(heading)}", anchors=False)
                st.markdown(formatted(text))
