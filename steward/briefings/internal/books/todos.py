"""What a plan of books asks of somebody this week: to agree to a move, settle one that is contested, approve it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember

OURS = "Our books"


@dataclass(frozen=True)
class BooksAsked:
    """What somebody is asked; `account_id`: empty where it is of the whole plan."""

    fy: str
    person_id: str
    words: str
    account_id: str = ""
    due: date | None = None


def books_todos(
    book: Book, found: Sequence[BooksAsked], rows: Mapping[str, BookRow], us: Mapping[str, StaffMember]
) -> Iterator[Todo]:  # fmt: skip
    """A line for each who is asked, of an account with its MRR at stake."""
    receipt = book.receipt("books", "books/*/events.jsonl")
    for one in found:
        row, doer = rows.get(one.account_id), us.get(one.person_id)
        if one.account_id and row is None:
            continue  # they may not see it
        yield Todo(
            reason=Reason.APPROVAL, account_id=one.account_id, account=row.name if row else OURS,
            owner_id=row.owner_id if row else None, owner=row.owner if row else None, words=one.words,
            at_stake=row.mrr if row else None, due=one.due, receipt=receipt, doer_id=one.person_id,
            doer=doer.name if doer else one.person_id, books=one.fy,
        )  # fmt: skip
