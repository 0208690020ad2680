"""The quotes of a book on a page: what is mine to decide first, then all that are open."""

import streamlit as st

from steward.briefings.internal.quotes.book import ListedQuote, QuoteBook
from steward.briefings.internal.quotes.figures import IDS
from steward.briefings.internal.scope.book import Book
from steward.exhibits import picked
from steward.services.quotes import desk
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.plans.files import plans
from steward.ui.quotes.decide import decide_forms, tell_ask


def show_quotes(book: Book, brief: QuoteBook, who: str) -> None:
    """Tables, and beside them the one that was picked."""
    there = [one for one in (brief.to_decide, brief.open_quotes, brief.orders, brief.closed_quotes) if one]
    ticked = [show.table(one, selectable=True, headed=True) for one in there]
    if not brief.listed:
        show.empty("No quote is written yet. Begin one on the page of an account: Quotes.")
        return
    show.exhibits([one for one in (brief.by_state,) if one])
    show.nothing_of({"open quotes by state": brief.by_state})
    known = {one.key: one for one in brief.listed}
    chosen = pick(known, ticked, _named, "Quote", "Choose a quote, or tick a row above", "quote")
    if chosen:
        _beside(book, chosen, who)


def _named(one: ListedQuote) -> str:
    return f"{one.account} · {one.quote.title}"


def _beside(book: Book, one: ListedQuote, who: str) -> None:
    """The ask with the forms of whose turn it is, and the way to the whole quote."""
    found = desk.of_quote(book, plans(), one.quote.account_id, one.quote.quote_id)
    with side_panel("quote"):
        st.markdown(f"## {plain(_named(one))}", anchors=False)
        st.markdown(plain(found.headline))
        st.page_link(
            pages.QUOTE.path, label="Open the quote", icon=":material/request_quote:",
            query_params={"account": one.quote.account_id, "quote": one.quote.quote_id},
        )  # fmt: skip
        show.figures(picked(found.figures, *IDS))
        tell_ask(found)
        show.exhibits([each for each in (found.approvals, found.walk) if each])
        show.nothing_of({"approvals": found.approvals, "the price walk": found.walk})
        decide_forms(found, who)
