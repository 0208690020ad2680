"""The commitments of each account of the book, and those that are overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.plans.commitment_states import Counts, State, counts, state_of
from steward.briefings.internal.book.scope import Book
from steward.plans.customer.success_plan import Commitment, Side, SuccessPlan
from steward.warehouse.rows.customer import addresses
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True)
class AccountCommitments:
    """One account and what was promised with it."""

    row: BookRow
    promises: tuple[Commitment, ...]
    as_of: date

    @cached_property
    def ours(self) -> Counts:
        """What we promised."""
        return counts(self.promises, self.as_of, Side.OURS)

    @cached_property
    def theirs(self) -> Counts:
        """What they promised."""
        return counts(self.promises, self.as_of, Side.THEIRS)


@dataclass(frozen=True)
class Overdue:
    """One open commitment whose date has passed. `who` empty where nobody is named; `owner`: as the plan names them."""

    row: BookRow
    promise: str
    side: Side | None
    who: str
    due: date
    days: int
    owner: str = ""


def account_commitments(
    rows: Sequence[BookRow], plans: Mapping[str, SuccessPlan], as_of: date
) -> tuple[AccountCommitments, ...]:  # fmt: skip
    """The accounts that have any commitment, in the order given."""
    written = ((row, plans[row.account_id].commitments) for row in rows if row.account_id in plans)
    return tuple(AccountCommitments(row, found, as_of) for row, found in written if found)


def overdue_of(book: Book, rows: Sequence[AccountCommitments]) -> tuple[Overdue, ...]:
    """What is overdue, ours first, the longest first."""
    late = [(row.row, one, one.due) for row in rows for one in row.promises if state_of(one, book.now) is State.OVERDUE]
    people = addresses.people(
        book.warehouse, list({row.account_id for row, _, _ in late}), [one.owner for _, one, _ in late]
    )
    found = [
        Overdue(
            row, one.promise, one.side, addresses.who(people, row.account_id, one.owner).name, due,
            (book.now - due).days, one.owner,
        )
        for row, one, due in late
        if due
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.side is not Side.OURS, -one.days, one.row.name, one.promise)))
