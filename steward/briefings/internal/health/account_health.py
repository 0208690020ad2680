"""One account's health as a line: its score, what moved, what was set by hand, and why green may not be green."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.health.health_override import SetByHand, set_by_hand
from steward.briefings.internal.health.history import History, State, before
from steward.briefings.internal.health.watermelons import Inside, watermelon
from steward.domain.health import Colour, Group
from steward.exhibits import COUNT
from steward.warehouse.rows.internal.book import BookRow

MOVED_OVER = 3
"""Months over which a score is said to have moved."""


@dataclass(frozen=True)
class AccountHealth:
    """`state` None: it is no customer at the month's end, or nothing is known. Nothing set by hand replaces it."""

    row: BookRow
    state: State | None
    earlier: State | None
    set_by_hand: SetByHand | None
    reasons: tuple[str, ...]

    @property
    def colour(self) -> Colour | None:
        """As computed."""
        return self.state.colour if self.state else None

    @property
    def moved(self) -> float | None:
        """Points since three months before."""
        if not self.state or not self.earlier or None in (self.state.score, self.earlier.score):
            return None
        return (self.state.score or 0) - (self.earlier.score or 0)

    @property
    def override_holds(self) -> bool:
        """Whether somebody set another health that still holds."""
        return bool(self.set_by_hand and self.set_by_hand.holds)

    @property
    def said(self) -> str:
        """The score in words."""
        if not self.state or self.state.score is None:
            return f"The health of {self.row.name} is not known"
        said = f"{self.row.name} is {self.colour}: {COUNT.text(round(self.state.score))} of 100"
        return f"{said}, {few_groups([self.state])}".rstrip(", ")

    @property
    def does_not_count(self) -> str:
        """What a health set by hand lacks, in a sentence with the account's name; empty where it lacks nothing."""
        lacks = self.set_by_hand.problem if self.set_by_hand else ""
        return f"{self.row.name}: {lacks}" if lacks else ""

    @property
    def rank(self) -> tuple[bool, float, str]:
        """The lowest score first, unknown ones last."""
        known = self.state is not None and self.state.score is not None
        return not known, (self.state.score or 0) if self.state else 0, self.row.name


def account_health(
    book: Book, row: BookRow, found: History, inside: Inside, names: Mapping[str, str]
) -> AccountHealth:  # fmt: skip
    """One account on the book's day; `names`: of us, by id."""
    state = found.at(row.account_id, book.as_of)
    strategy = inside.strategies.get(row.account_id)
    written = strategy.health_override if strategy else None
    override = written if written and book.knew(written.set_on) else None
    author = names.get(override.author, override.author) if override else ""
    return AccountHealth(
        row=row,
        state=state,
        earlier=found.at(row.account_id, before(book.as_of, MOVED_OVER)),
        set_by_hand=set_by_hand(override, author, book.as_of),
        reasons=watermelon(state, inside) if state else (),
    )


def few_groups(states: Sequence[State]) -> str:
    """That these scores rest on fewer than half of the groups, in words; empty where one of them has more."""
    known = {state.groups_known for state in states}
    most = max(known, default=0)
    if not known or most * 2 >= len(Group):
        return ""
    return f"by {'no more than ' if len(known) > 1 else ''}{most} of {len(Group)} groups"
