"""Every commitment of the book on one list, as one would keep it by hand."""

from collections.abc import Sequence

from steward.briefings.customer.plans.commitment_states import state_of
from steward.briefings.internal.commitments.rows import WrittenCommitment, owner_names
from steward.briefings.internal.commitments.tables import WHOSE, receipt
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.exhibits import Column, Table
from steward.exhibits.wording import capital, counted


def written_table(book: Book, written: Sequence[WrittenCommitment]) -> Table | None:
    """The commitments in the order given, each with what became of it by the book's day; None where there are none."""
    if not written:
        return None
    names = owner_names(book, written)
    return Table(
        id="promises.all",
        title=f"{capital(counted(len(written), 'commitment'))} in the plans of the book",
        alt="Table of every commitment with account, whose it is, owner, dates and status.",
        receipt=receipt(book),
        columns=(
            Column("Account"), Column("Commitment", wide=True), Column("Whose"), Column("Owner"), Column("Made on"),
            Column("Due"), Column("Status", state=True), Column("Account manager"),
        ),
        rows=tuple(
            (
                one.row.name, one.commitment.promise, WHOSE[one.commitment.side] if one.commitment.side else None,
                names[one.key] or None, one.commitment.made_on,
                one.commitment.due, str(state_of(one.commitment, book.now)), one.row.owner or NOBODY,
            )
            for one in written
        ),
        keys=tuple(one.key for one in written),
    )  # fmt: skip
