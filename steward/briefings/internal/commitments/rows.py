"""The commitments of each account of the book, and those that are overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from steward.briefings.customer.plans.commitment_states import CommitmentState, Counts, counts, state_of
from steward.briefings.internal.scope.book import Book
from steward.plans.customer.success_plan import Commitment, Side, SuccessPlan
from steward.plans.files.changes import told_apart
from steward.warehouse.rows.customer import addresses
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True)
class WrittenCommitment:
    """One commitment where it is written. `entry`: what tells it apart in its plan."""

    row: BookRow
    entry: str
    commitment: Commitment

    @property
    def key(self) -> str:
        """What tells it apart in the book."""
        return f"{self.row.account_id}~{self.entry}"


@dataclass(frozen=True)
class AccountCommitments:
    """One account and what was promised with it."""

    row: BookRow
    commitments: tuple[Commitment, ...]
    as_of: date

    @cached_property
    def written(self) -> tuple[WrittenCommitment, ...]:
        """Each commitment where it is written."""
        return tuple(WrittenCommitment(self.row, entry, one) for entry, one in told_apart(self.commitments).items())

    @cached_property
    def ours(self) -> Counts:
        """What we promised."""
        return counts(self.commitments, self.as_of, Side.OURS)

    @cached_property
    def theirs(self) -> Counts:
        """What they promised."""
        return counts(self.commitments, self.as_of, Side.THEIRS)


@dataclass(frozen=True)
class Overdue:
    """One open commitment whose date has passed. `who` empty where nobody is named; `owner`: as the plan names them;
    `key`: as of `WrittenCommitment`."""

    row: BookRow
    words: str
    side: Side | None
    who: str
    due: date
    days: int
    owner: str = ""
    key: str = ""


def account_commitments(
    rows: Sequence[BookRow], plans: Mapping[str, SuccessPlan], as_of: date
) -> tuple[AccountCommitments, ...]:  # fmt: skip
    """The accounts that have any commitment, in the order given."""
    written = ((row, plans[row.account_id].commitments) for row in rows if row.account_id in plans)
    return tuple(AccountCommitments(row, found, as_of) for row, found in written if found)


def owner_names(book: Book, written: Sequence[WrittenCommitment]) -> Mapping[str, str]:
    """Who is to keep each commitment, by its key, under a name that nobody else has; empty where nobody is named."""
    accounts = {one.row.account_id for one in written}
    people = addresses.people(book.warehouse, list(accounts), [one.commitment.owner for one in written])
    us, names = book_rows.colleague_names(book.warehouse), {}
    for one in written:
        known = addresses.who(people, one.row.account_id, one.commitment.owner)
        names[one.key] = known.name if known.account_id else us.get(known.key, known.name)
    return names


def overdue_of(book: Book, rows: Sequence[AccountCommitments]) -> tuple[Overdue, ...]:
    """What is overdue, ours first, the longest first."""
    late = [one for row in rows for one in row.written if state_of(one.commitment, book.now) is CommitmentState.OVERDUE]
    names = owner_names(book, late)
    found = [
        Overdue(
            one.row, one.commitment.promise, one.commitment.side, names[one.key], due, (book.now - due).days,
            one.commitment.owner, one.key,
        )
        for one in late
        if (due := one.commitment.due)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.side is not Side.OURS, -one.days, one.row.name, one.words)))
