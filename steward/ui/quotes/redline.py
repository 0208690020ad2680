"""Changed clauses on a page: deleted words struck through, added ones underlined."""

from html import escape

import streamlit as st

from steward.briefings.internal.quotes.clauses import ChangedClause
from steward.domain.quoting.redline import Mark, Marked
from steward.ui.kit.escape import plain

TAGS = {Mark.DELETED: "del", Mark.ADDED: "ins"}


def show_clauses(clauses: tuple[ChangedClause, ...]) -> None:
    """Each below its title; nothing where all are as our standard has them."""
    if not clauses:
        return
    st.markdown("## Clauses that differ from our standard", anchors=False)
    for one in clauses:
        said = (one.note, f"owned by {one.owner}" if one.owner else "")
        st.markdown(" · ".join([f"**{plain(one.title)}**", *(plain(each) for each in said if each)]))
        st.html(f'<p class="redline">{" ".join(map(_drawn, one.words))}</p>')
    st.caption("Struck through: deleted from our standard. Underlined: added.")


def _drawn(one: Marked) -> str:
    tag = TAGS.get(one.mark)
    return f"<{tag}>{escape(one.words)}</{tag}>" if tag else escape(one.words)
