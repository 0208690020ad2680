"""Which accounts need somebody first: one card for an account, with why, what hangs on it and what to do first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.internal.book.strategic import strategic_in_words
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.todo import Todo, ranked
from steward.domain.attention import AttentionRules, Counted, counted, score
from steward.exhibits import COUNT, NUMBER, Column, Receipt, Table, listed
from steward.exhibits.wording import capital, inside
from steward.warehouse.rows.internal.book import BookRow

FILE = "attention.toml"
REASONS = 4
"""As many are named."""


@dataclass(frozen=True)
class Attention:
    """One account that needs somebody. `reasons`: why, the weightiest first; `todos`: its lines, what to do first
    first."""

    row: BookRow
    score: float
    reasons: tuple[Counted, ...]
    todos: tuple[Todo, ...]
    times: float
    """What its points count for because it is strategic; 1 else."""

    @property
    def at_stake(self) -> Decimal:
        """The MRR that hangs on it: the most of any line, because one may hold another."""
        return max((one.at_stake for one in self.todos if one.at_stake is not None), default=Decimal())

    @property
    def why(self) -> str:
        """The weightiest reasons in a line, and how many more."""
        said, more = [one.reason for one in self.reasons[:REASONS]], len(self.reasons) - REASONS
        return capital(listed([*said, *([f"{more} more"] if more > 0 else [])]))

    @property
    def explained(self) -> str:
        """How the points come about."""
        parts = [f"{one.reason} {one.points:g}{' (presses)' if one.presses else ''}" for one in self.reasons]
        times = f", times {self.times:g} because it is {strategic_in_words(self.row)}" if self.times != 1 else ""
        return f"{self.score:g} points: {' + '.join(parts)}{times}"


def attention(
    book: Book, rows: Iterable[BookRow], todos: Iterable[Todo], rules: AttentionRules
) -> tuple[Attention, ...]:
    """The accounts with something to do, whoever needs it most first; among equals the larger."""
    lines: dict[str, list[Todo]] = defaultdict(list)
    for one in todos:
        lines[one.account_id].append(one)
    found = (_of(book, row, lines[row.account_id], rules) for row in rows if row.account_id in lines)
    return tuple(
        sorted(
            (one for one in found if one.score > 0),
            key=lambda one: (-one.score, -one.row.mrr, one.row.name, one.row.account_id),
        )
    )


def _of(book: Book, row: BookRow, todos: Sequence[Todo], rules: AttentionRules) -> Attention:
    found = counted(((one.reason, one.due) for one in todos), rules, book.now)
    place = {one.reason: number for number, one in enumerate(found)}
    first = sorted(ranked(todos, book.now), key=lambda one: place[one.reason])
    return Attention(
        row, score(found, rules, strategic=row.strategic), found, tuple(first), rules.strategic if row.strategic else 1
    )


def attention_table(book: Book, found: Sequence[Attention], named: bool) -> Table | None:
    """A row for each account, its key."""
    if not found:
        return None
    owner = (Column("Owner"),) if named else ()
    return Table(
        id="week.accounts",
        title=f"{found[0].row.name} first: {inside(found[0].why)}",
        alt="Table of the accounts that need somebody, the most urgent first.",
        receipt=Receipt("attention", book.as_of, FILE),
        note="Each reason counts once for an account; what is overdue or due within days, and strategic accounts, "
        "count for more. The points stand in attention.toml.",
        keys=tuple(one.row.account_id for one in found),
        columns=(
            Column("Account"), Column("Why", wide=True), Column("First", wide=True), Column("At stake", book.money),
            Column("Due"), Column("Lines", COUNT), Column("Points", NUMBER), *owner,
        ),
        rows=tuple(
            (
                one.row.name, one.why, one.todos[0].words, one.at_stake or None, one.todos[0].due, len(one.todos),
                one.score, *([one.row.owner] if named else []),
            )
            for one in found
        ),
    )  # fmt: skip
