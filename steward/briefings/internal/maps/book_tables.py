"""The maps of the book as tables."""

from collections.abc import Sequence

from steward.briefings.internal.maps.rows import MapRow
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, Column, Receipt, Table, day_text, listed
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import FILE
from steward.relationships.model import Person


def accounts_table(book: Book, rows: Sequence[MapRow]) -> Table:
    """Every account with the status of its map."""
    cells = tuple(
        (
            one.row.name, str(one.status.status) if one.status else "no map", one.row.mrr, one.row.owner,
            len(one.working) if one.status else None, _single(one), one.status.reason if one.status else None,
        )
        for one in rows
    )  # fmt: skip
    return Table(
        id="maps.accounts",
        title="Every account by its map",
        alt="Table of accounts by map status, with MRR, owner, working relationships and the reason.",
        receipt=Receipt("map status", book.as_of, f"{FILE}, readings", (), ("contacts",)),
        columns=(
            Column("Account"), Column("Map", state=True), Column("MRR", book.money), Column("Owner"),
            Column("Working relationships", COUNT), Column("Hangs on"), Column("Why", wide=True),
        ),
        rows=cells,
        keys=tuple(one.row.account_id for one in rows),
    )  # fmt: skip


def _single(one: MapRow) -> str | None:
    """Whom a single-threaded account hangs on."""
    if not one.single:
        return None
    return one.working[0].name if one.working else "nobody"


def champions_table(book: Book, rows: Sequence[MapRow]) -> Table | None:
    """The accounts whose champion has left, the largest first; None where there is none."""
    left = sorted((one for one in rows if one.left), key=lambda one: -one.row.mrr)
    if not left:
        return None
    cells = tuple(
        (one.row.name, _who(one.left), one.row.mrr, one.row.owner) for one in sorted(left, key=lambda o: -o.row.mrr)
    )
    return Table(
        id="maps.champions",
        title=f"{counted(len(left), 'account')} whose champion has left",
        alt="Table of accounts whose champion has left.",
        receipt=Receipt("map status", book.as_of, f"{FILE}, readings", (), ("contacts",)),
        columns=(Column("Account"), Column("Champion", wide=True), Column("MRR", book.money), Column("Owner")),
        rows=cells,
    )


def _who(left: Sequence[Person]) -> str:
    return listed(
        [f"{p.name}, left {day_text(p.left_on)}" if p.left_on else f"{p.name}, gone from the feed" for p in left]
    )
