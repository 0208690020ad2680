"""A quote of the CPQ on a page, read only: whose it is, its money, and held against one that we wrote."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.scope.book import Book
from steward.services.quotes import imported
from steward.ui.kit import show
from steward.ui.kit.escape import plain
from steward.ui.kit.typed import begun


def named(quote: ImportedQuote) -> str:
    """What it is called among others."""
    return f"{quote.head.title} · {quote.number} in the CPQ"


def show_imported(
    book: Book, about: Subject, key: str, written: Mapping[str, ListedQuote], head: DeltaGenerator
) -> None:  # fmt: skip
    """Everything about one of them. `written`: the quotes of the account that we wrote, by their ids; `head`: where its
    headline stands."""
    account = about.account.name
    brief = imported.imported_of(book, about.account_id, account, key)
    quote = brief.quote
    with head:
        show.headline(brief.headline, f"{quote.head.title} · {account}")
    st.info(plain(_whose(quote.number, quote.owner)), icon=":material/lock:")
    show.unusable(brief.told, "Not all of it can be taken as the CPQ has it.")
    if said := imported.signature_said(quote.envelopes):
        st.caption(plain(said))
    show.figures(brief.figures)
    show.exhibits([one for one in (brief.walk, brief.months, brief.lines) if one])
    show.nothing_of({"lines": brief.lines, "the price walk": brief.walk, "money by month": brief.months})
    if not written:
        return
    st.markdown("## Beside ours", anchors=False)
    first = next((name for name, one in written.items() if one.quote.reference == quote.head.reference), None)
    chosen = st.selectbox(
        "Compare with", list(written), format_func=lambda one: f"{written[one].quote.title} ({one})",
        **begun(f"imported.against.{quote.key}", first or next(iter(written))),
    )  # fmt: skip
    bridge, table = imported.against(written[chosen or next(iter(written))].quote, quote)
    show.exhibits([one for one in (bridge, table) if one])
    show.nothing_of({"differences": table, "the difference": bridge})


def _whose(number: str, owner: str) -> str:
    """Who owns it."""
    whom = f", where {owner} has it" if owner else ""
    return f"{number} belongs to the CPQ{whom}: change it there. The next load shows what it says then."
