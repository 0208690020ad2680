"""Quotes for the renewals that are worked on: how each stands, and what is offered of what ends."""

from collections.abc import Sequence

from steward.briefings.internal.quotes import beside
from steward.briefings.internal.quotes.offered import foreign_note, have_a_quote, offered_in_words
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, Better, Column, Figure, Table
from steward.exhibits.wording import capital, counted


def quote_table(book: Book, ahead: Sequence[Renewal]) -> Table | None:
    """A row for each quote of a contract that is worked on; the contract is its key."""
    found = [(one, quote) for one in ahead for quote in one.quotes]
    if not found:
        return None
    contracts = len({one.row.contract_id for one, _ in found})
    return Table(
        id="renewals.quotes",
        title=capital(f"{beside.told([quote for _, quote in found])}, for {counted(contracts, 'renewal')}"),
        alt="Table of quotes for contracts that end, with state, money, whom each waits for and its last day.",
        receipt=beside.receipt(book),
        note=foreign_note(quote.quote for _, quote in found),
        keys=tuple(one.row.contract_id for one, _ in found),
        columns=(
            Column("Account"), Column("Contract"), Column("Ends"), Column("ATR", book.money), *beside.columns(book)
        ),
        rows=tuple(
            (one.account.name, one.row.contract_id, one.row.ends_on, one.atr, *beside.cells(quote))
            for one, quote in found
        ),
    )  # fmt: skip


def quoted_figure(book: Book, ahead: Sequence[Renewal]) -> Figure:
    """How many of the open renewals that are worked on have a quote. Of a past quarter nobody knows."""
    still = [one for one in ahead if one.is_open]
    groups = [[quote.quote for quote in one.quotes] for one in still if one.quotes]
    offered = offered_in_words(book, groups)
    return book.figure(
        "renewals.quoted", "Open renewals with a quote", None if book.is_past else have_a_quote(groups), COUNT,
        beside.receipt(book), needs=("contracts",), why="Quotes are told of the present alone.",
        note=f"of {len(still)}" + (f"; {offered}" if offered else ""),
        better=Better.HIGHER,
    )  # fmt: skip
