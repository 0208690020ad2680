"""The quotes of a book on a page: what is mine to decide first, then all that are open."""

import streamlit as st

from steward.briefings.internal.quotes.book import ListedQuote, QuoteBook
from steward.briefings.internal.quotes.figures import IDS
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.scope.book import Book
from steward.exhibits import picked
from steward.services.quotes import desk
from steward.services.quotes.imported import imported_of
from steward.ui import pages
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.panel import side_panel
from steward.ui.kit.pick import pick
from steward.ui.plans.files import plans
from steward.ui.quotes.decide import decide_forms, tell_ask
from steward.ui.quotes.imported import named


def show_quotes(book: Book, brief: QuoteBook, who: str) -> None:
    """Tables, and beside them the one that was picked."""
    tables = (brief.to_decide, brief.open_quotes, brief.orders, brief.imported_quotes, brief.closed_quotes)
    there = [one for one in tables if one]
    ticked = [show.table(one, selectable=True, headed=True) for one in there]
    if not brief.listed and not brief.imported:
        show.empty("No quote is written yet. Begin one on the page of an account: Quotes.")
        return
    show.exhibits([one for one in (brief.by_state,) if one])
    show.nothing_of({"open quotes by state": brief.by_state})
    written = {one.key: one for one in brief.listed}
    imported = {f"{one.account_id}/{one.key}": one for one in brief.imported}
    known = {**{key: _named(one) for key, one in written.items()},
             **{key: f"{one.account} · {named(one)}" for key, one in imported.items()}}  # fmt: skip
    chosen = pick(
        {key: key for key in known}, ticked, known.__getitem__, "Quote", "Choose a quote, or tick a row above", "quote"
    )  # fmt: skip
    if chosen in written:
        _beside(book, written[chosen], who)
    elif chosen:
        _beside_imported(book, imported[chosen])


def _named(one: ListedQuote) -> str:
    return f"{one.account} · {one.label}"


def _beside_imported(book: Book, one: ImportedQuote) -> None:
    """What the CPQ says of it, and the way to the whole of it."""
    found = imported_of(book, one.account_id, one.account, one.key)
    with side_panel("quote"):
        st.markdown(f"## {plain(f'{one.account} · {named(one)}')}", anchors=False)
        st.markdown(plain(found.headline))
        _link(one.account_id, one.key)
        show.figures(picked(found.figures, *IDS))
        show.exhibits([found.walk] if found.walk else [])


def _link(account_id: str, key: str) -> None:
    st.page_link(
        pages.QUOTE.path, label="Open the quote", icon=":material/request_quote:",
        query_params={"account": account_id, "quote": key},
    )  # fmt: skip


def _beside(book: Book, one: ListedQuote, who: str) -> None:
    """The ask with the forms of whose turn it is, and the way to the whole quote."""
    found = desk.of_quote(book, plans(), one.quote.account_id, one.quote.quote_id)
    with side_panel("quote"):
        st.markdown(f"## {plain(_named(one))}", anchors=False)
        st.markdown(plain(found.headline))
        _link(one.quote.account_id, one.quote.quote_id)
        show.figures(picked(found.figures, *IDS))
        tell_ask(found)
        show.exhibits([each for each in (found.approvals, found.walk) if each])
        show.nothing_of({"approvals": found.approvals, "the price walk": found.walk})
        decide_forms(found, who)
