"""What is next for either owner of an account that changes hands: to answer, to introduce, to sign."""

from collections.abc import Iterator, Sequence

from steward.briefings.internal.handover.listed import Handover
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.plans.internal.handover import FILE


def handover_todos(book: Book, found: Sequence[Handover]) -> Iterator[Todo]:
    """A line for each thing that one of the two is to do next."""
    for one in found:
        for task in one.tasks:
            gives = task.person_id == one.gives
            other, way = (one.receiver, "to") if gives else (one.giver, "from")
            yield Todo(
                reason=Reason.HANDOVER, account_id=one.row.account_id, account=one.row.name, owner_id=one.row.owner_id,
                owner=one.row.owner, words=f"{task.words[:1].upper()}{task.words[1:]} (handover {way} {other})",
                at_stake=one.row.mrr, due=task.due, receipt=book.receipt("handovers", FILE), doer_id=task.person_id,
                doer=one.names.get(task.person_id, task.person_id), handover=one.row.account_id,
            )  # fmt: skip
