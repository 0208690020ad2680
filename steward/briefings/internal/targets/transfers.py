"""Which accounts changed hands, and of which nobody knows who had them."""

from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.exhibits import Column, Table
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import owners as owner_rows

KNOWN_FROM = {"account_owners": "the feed", "loads": "the load that saw it"}


def assumed_said(book: Book) -> str:
    """That nobody knows who owned some accounts then, where nobody does."""
    unknown = owner_rows.assumed(book.warehouse, str(book.quarter))
    verb = "is" if unknown == 1 else "are"
    said = f" Of {counted(unknown, 'account')} the owner then {verb} not known: the first one known is taken."
    return said if unknown else ""


def transfer_table(book: Book) -> Table | None:
    """The accounts that changed hands in the four quarters to the book's day: the quarters before stay as they were."""
    since = book.quarter.shifted(-3).start
    found = owner_rows.transfers(book.warehouse, since, max(book.now, book.as_of))
    if not found:
        return None
    each = {one.account_id: one.mrr or Decimal(0) for one in reversed(found)}
    amount = book.money.compact(sum(each.values(), Decimal(0)))
    began = f"since {book.quarter.shifted(-3).spoken} began"
    return Table(
        id="targets.transfers",
        title=f"{counted(len(each), 'account')} changed hands {began}, {amount} MRR",
        alt="Table of accounts that went from one of us to another.",
        receipt=book.receipt("owner then", "internal.account_owners", "account_owners"),
        note="A quarter that had ended by then counts for whoever had the account, and is not told anew.",
        columns=(
            Column("Account", wide=True), Column("From"), Column("To"), Column("On"), Column("MRR before", book.money),
            Column("Known from"),
        ),
        rows=tuple(
            (one.account, one.giver or NOBODY, one.receiver or NOBODY, one.day, one.mrr, KNOWN_FROM[one.source])
            for one in found
        ),
    )  # fmt: skip
