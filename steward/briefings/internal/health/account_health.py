"""One account's health as a line: its score, what moved, what was set by hand, and why green may not be green."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from steward.briefings.internal.health.health_override import Override, override_of
from steward.briefings.internal.health.history import HealthState, Scored
from steward.briefings.internal.health.watermelons import Inside, watermelon
from steward.briefings.internal.scope.book import Book
from steward.domain.health import Colour
from steward.exhibits import COUNT
from steward.exhibits.wording import in_a_line
from steward.warehouse.rows.internal.book import BookRow

MOVED_OVER = 3
"""Months over which a score is said to have moved."""


@dataclass(frozen=True)
class AccountHealth:
    """`state` None: it is no customer at the month's end. What somebody set by hand leads while it holds; the computed
    one stands beside it and is never changed."""

    row: BookRow
    state: HealthState | None
    earlier: Scored | None
    override: Override | None
    reasons: tuple[str, ...]

    @property
    def colour(self) -> Colour | None:
        """As computed."""
        return self.state.colour if self.state else None

    @property
    def health(self) -> Colour | None:
        """What it is called: as somebody set it while that holds, else as computed; None where neither is known."""
        return self.override.health if self.override and self.override.holds else self.colour

    @property
    def measured(self) -> bool:
        """Whether anything is known that a score is made of, if not enough for one."""
        return self.state is not None and self.state.groups_known > 0

    @property
    def moved(self) -> float | None:
        """Points since three months before."""
        if not self.state or not self.earlier or None in (self.state.score, self.earlier.score):
            return None
        return (self.state.score or 0) - (self.earlier.score or 0)

    @property
    def override_holds(self) -> bool:
        """Whether somebody set another health that still holds."""
        return bool(self.override and self.override.holds)

    @property
    def said(self) -> str:
        """The health in words: the person's override first, the computed one beside it."""
        if self.override_holds:
            by_hand = (f"{self.row.name} is {self.health}{set_by} by hand" for set_by in (", set", ""))
            return in_a_line(*(f"{one}; computed: {self.computed}" for one in by_hand))
        if not self.state or self.state.score is None:
            said = f"The health of {self.row.name} is"
            return in_a_line(f"{said} {self.computed}", f"{said} not known well enough", f"{said} not known")
        return f"{self.row.name} is {self.colour}: {_score(self.state.score)}"

    @property
    def computed(self) -> str:
        """What the score says, or why there is none."""
        if self.state and self.state.score is not None:
            return f"{self.colour}, {_score(self.state.score)}"
        too_little = self.state.too_little if self.state else ""
        return f"not known well enough: {too_little}" if too_little else "not known"

    @property
    def does_not_count(self) -> str:
        """What a health set by hand lacks, in a sentence with the account's name; empty where it lacks nothing."""
        lacks = self.override.problem if self.override else ""
        return f"{self.row.name}: {lacks}" if lacks else ""

    @property
    def rank(self) -> tuple[int, float, str]:
        """Red before amber before green, the lowest score first; unknown ones last."""
        score = self.state.score if self.state else None
        return (
            list(Colour).index(self.health) if self.health else len(Colour),
            100 if score is None else score,
            self.row.name,
        )


def _score(score: float) -> str:
    return f"{COUNT.text(round(score))} of 100"


def account_health(
    book: Book, row: BookRow, states: Mapping[str, HealthState], earlier: Mapping[str, Scored], inside: Inside,
    names: Mapping[str, str],
) -> AccountHealth:  # fmt: skip
    """One account on the book's day. `states`: of all accounts that are customers, by id, then, and `earlier` as scored
    `MOVED_OVER` months earlier; `names`: of us, by id."""
    state = states.get(row.account_id)
    strategy = inside.strategies.get(row.account_id)
    written = strategy.health_override if strategy else None
    override = written if written and book.knew(written.set_on) else None
    author = names.get(override.author, override.author) if override else ""
    line = AccountHealth(
        row=row,
        state=state,
        earlier=earlier.get(row.account_id),
        override=override_of(override, author, book.now),
        reasons=(),
    )
    return replace(line, reasons=watermelon(state, inside)) if state and line.health is Colour.GREEN else line
