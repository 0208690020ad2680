"""A quote begun from an option in one press, and what became of those that were."""

import streamlit as st

from steward.briefings.customer.subject import Subject
from steward.errors import StewardError
from steward.services.design.files import OpenedDesign
from steward.services.design.quoting import begin_quote, options_to_quote, quotes_of_design
from steward.ui import pages
from steward.ui.kit import undo
from steward.ui.kit.escape import plain
from steward.ui.kit.selection import open_account
from steward.ui.plans.files import plans
from steward.ui.plans.saving import fields_of, pressed


def quote_option(subject: Subject, opened: OpenedDesign, author: str) -> None:
    """A button for each option with lines, and the quotes of the design, line by line as designed or not."""
    ready = options_to_quote(opened)
    if not ready:
        return
    st.markdown("## Quotes", anchors=False)
    with st.container(horizontal=True):
        for one in ready:
            label = plain(f"Begin a quote from “{one.name}”")
            key, icon = f"design.quote.{one.id}", ":material/request_quote:"
            if pressed(label, author, key, of=fields_of(opened.file), icon=icon):
                _begin(subject, opened, one.id, author)
    for quote in quotes_of_design(subject, plans(), opened):
        priced = ", at other prices" if quote.match.repriced else ""
        said = f"line by line as designed{priced}" if quote.match.one_to_one else "differs from the design"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                pages.QUOTE.path, label=plain(f"{quote.quote_id} · {quote.title}"), icon=":material/request_quote:",
                query_params={"account": subject.account_id, "quote": quote.quote_id},
            )  # fmt: skip
            st.markdown(said)
        if quote.words:
            st.markdown("\n".join(f"- {plain(one)}" for one in quote.words))


def _begin(subject: Subject, opened: OpenedDesign, option_id: str, author: str) -> None:
    try:
        quote_id = begin_quote(subject, plans(), opened.design_id, option_id, author)
    except StewardError as refused:
        undo.refused(str(refused))
        st.rerun()
    open_account(subject.account_id, pages.QUOTE.path, quote=quote_id)
