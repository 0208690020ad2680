"""Quotes of open opportunities: how each stands, beside what the CRM says that it brings."""

from collections.abc import Sequence

from steward.briefings.internal.quotes import beside
from steward.briefings.internal.quotes.beside import Quotes
from steward.briefings.internal.quotes.offered import foreign_note, have_a_quote, offered_in_words
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, Better, Column, Figure, Table
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.opportunities import Opportunity


def quote_table(book: Book, opportunities: Sequence[Opportunity], quotes: Quotes) -> Table | None:
    """A row for each quote of an open opportunity, which is its key."""
    found = [(one, quote) for one in opportunities for quote in quotes.get(one.opportunity_id, ())]
    if not found:
        return None
    named = len({one.opportunity_id for one, _ in found})
    return Table(
        id="pipeline.quotes",
        title=capital(
            f"{beside.told([quote for _, quote in found])}, for {counted(named, 'opportunity', 'opportunities')}"
        ),
        alt="Table of quotes of open opportunities, with state, money, whom each waits for and its last day.",
        receipt=beside.receipt(book),
        note=foreign_note(quote.quote for _, quote in found),
        keys=tuple(one.opportunity_id for one, _ in found),
        columns=(
            Column("Opportunity", wide=True), Column("Account"), Column("Stage"), Column("A month", book.money),
            *beside.columns(book),
        ),
        rows=tuple((one.name, one.account, one.stage, one.amount, *beside.cells(quote)) for one, quote in found),
    )  # fmt: skip


def quoted_figure(book: Book, opportunities: Sequence[Opportunity], quotes: Quotes) -> Figure:
    """How many of them have a quote. Of a past quarter nobody knows."""
    groups = [[each.quote for each in quotes[one.opportunity_id]] for one in opportunities
              if one.opportunity_id in quotes]  # fmt: skip
    return book.figure(
        "pipeline.quoted", "Open opportunities with a quote", None if book.is_past else have_a_quote(groups), COUNT,
        beside.receipt(book), needs=("opportunities",), why="Quotes are told of the present alone.",
        note=offered_in_words(book, groups), better=Better.HIGHER,
    )  # fmt: skip
