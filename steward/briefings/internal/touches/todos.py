"""What touch debt and logged activities ask of somebody this week."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Reason, Todo
from steward.briefings.internal.touches.waiting import Touch, names_of
from steward.exhibits import Receipt
from steward.exhibits.wording import counted
from steward.plans.internal.strategy import FILE as STRATEGY

LATE = 14
"""Days too many from which somebody's waiting is a line of somebody's week."""
PRESSING = 3.0
"""The weight from which one person alone makes a line."""


def touch_todos(book: Book, touches: Sequence[Touch]) -> Iterator[Todo]:
    """A line for each strategic account where people who count wait for us."""
    receipt = Receipt("touch debt", book.now, f"{STRATEGY}, readings", (), ("activities",))
    waiting: dict[str, list[Touch]] = defaultdict(list)
    for one in touches:
        if one.over > LATE:
            waiting[one.row.account_id].append(one)
    for found in waiting.values():
        row = found[0].row
        if not row.strategic or not any(one.rule.weight >= PRESSING for one in found):
            continue
        people = counted(len(found), "person", "people")
        verb = "waits" if len(found) == 1 else "wait"
        words = f"{people} {verb} for us longer than their role asks for: {names_of(found)}"
        yield Todo(
            reason=Reason.TOUCH, account_id=row.account_id, account=row.name, owner_id=row.owner_id, owner=row.owner,
            words=words, at_stake=row.mrr, due=None, receipt=receipt,
        )  # fmt: skip
