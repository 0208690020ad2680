"""A year of reviews: of every account and quarter whether its review was held, is planned, is due or was skipped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.briefings.internal.scope.book import Book
from steward.domain.cadence import quarters_between_reviews
from steward.domain.quarters import Quarter
from steward.exhibits import COUNT, Column, Receipt, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.internal.strategy import Meeting, Strategy
from steward.warehouse.rows.internal.book import BookRow

REVIEW_WORDS = ("business review", "qbr", "quarterly review")
"""How the standing meeting whose rhythm counts is called."""
NOTE = (
    "Expected as often as “How we meet” of the success plan says, else the business review among the standing meetings "
    "of the strategy, else every quarter of a strategic account. Due: the quarter is over, and its review has no day. "
    "Skipped: the next quarter is over, too."
)
Held = Mapping[Quarter, date | None]
"""The reviews of an account that somebody has begun, with their day."""


class ReviewState(StrEnum):
    """What became of the review of one quarter."""

    HELD = "held"
    PLANNED = "planned"
    DUE = "due"
    SKIPPED = "skipped"
    COMING = "coming"
    NONE = "none"


@dataclass(frozen=True)
class Cell:
    """One account's review of one quarter. `day`: of its meeting."""

    quarter: Quarter
    state: ReviewState
    day: date | None = None

    @property
    def words(self) -> str:
        """Its state as it stands in the table; nothing where none is due."""
        if self.state is ReviewState.NONE:
            return "–"
        return f"{capital(self.state)}{f' {day_text(self.day)}' if self.day else ''}"


@dataclass(frozen=True)
class AccountYear:
    """A row of the calendar. `every`: quarters from one review to the next; None where none is expected."""

    row: BookRow
    every: int | None
    cells: tuple[Cell, ...]

    def count(self, state: ReviewState) -> int:
        """How many reviews of the year are in this state."""
        return sum(one.state is state for one in self.cells)

    @property
    def opens(self) -> Quarter:
        """The quarter whose review wants somebody: due, else planned, else skipped, else the last that was held."""
        for state in (ReviewState.DUE, ReviewState.PLANNED, ReviewState.SKIPPED, ReviewState.HELD):
            if found := [one.quarter for one in self.cells if one.state is state]:
                return found[-1]
        return self.cells[0].quarter


def expected(agreed: SuccessPlan | None, strategy: Strategy | None, row: BookRow) -> int | None:
    """Quarters from one review to the next: as is agreed with the customer, else as our standing meetings say, else
    each for a strategic account."""
    said = _review_meeting(strategy.governance if strategy else ())
    words = (agreed.profile.rhythm if agreed else "", said.rhythm if said else "")
    found = next((every for each in words if (every := quarters_between_reviews(each))), None)
    return found or (1 if row.strategic else None)


def _review_meeting(governance: Iterable[Meeting]) -> Meeting | None:
    return next((one for one in governance if any(word in one.meeting.casefold() for word in REVIEW_WORDS)), None)


def account_year(
    row: BookRow, every: int | None, held: Held, year: Sequence[Quarter], first: Quarter, today: date
) -> AccountYear:  # fmt: skip
    """The row of one account. `held`: also of the year before, which the first quarters of this one count from;
    `first`: the first quarter of which a review could be expected."""
    taken, cells = {quarter for quarter, day in held.items() if day}, []
    for quarter in year:
        near = any(quarter.shifted(-back) in taken for back in range(1, every or 1))
        cells.append(_cell(quarter, held, today, wanted=every is not None and quarter >= first and not near))
        if cells[-1].state in (ReviewState.DUE, ReviewState.COMING):
            taken.add(quarter)
    return AccountYear(row, every, tuple(cells))


def _cell(quarter: Quarter, held: Held, today: date, *, wanted: bool) -> Cell:
    """`wanted`: whether one is expected in this quarter; one that was begun is, whatever the rhythm says."""
    if day := held.get(quarter):
        return Cell(quarter, ReviewState.HELD if day < today else ReviewState.PLANNED, day)
    next_over = quarter.shifted(1).end < today
    if quarter in held and not next_over:
        return Cell(quarter, ReviewState.DUE if quarter.end < today else ReviewState.COMING)
    if not wanted:
        return Cell(quarter, ReviewState.NONE)
    if quarter.end >= today:
        return Cell(quarter, ReviewState.COMING)
    return Cell(quarter, ReviewState.SKIPPED if next_over else ReviewState.DUE)


def year_table(book: Book, year: Sequence[Quarter], found: Sequence[AccountYear]) -> Table:
    """A row for each account, its key; whoever has a review due stands first."""
    order = sorted(found, key=lambda one: (-one.count(ReviewState.DUE), -one.count(ReviewState.SKIPPED), one.row.name))
    due, skipped = (sum(one.count(state) for one in found) for state in (ReviewState.DUE, ReviewState.SKIPPED))
    said = f"{counted(due, 'review')} due, {skipped} skipped in {year[0].year}"
    return Table(
        id="reviews.year",
        title=capital(said),
        alt="Table of accounts by the quarters of a year: whether the review was held, is planned, due or was skipped.",
        receipt=Receipt("review readiness", book.as_of, "review.toml, success_plan.toml, strategy.toml"),
        note=NOTE,
        keys=tuple(one.row.account_id for one in order),
        columns=(
            Column("Account", wide=True), Column("Account manager"), Column("Every"),
            *(Column(one.spoken) for one in year), Column("Held", COUNT), Column("Skipped", COUNT),
        ),
        rows=tuple(
            (
                one.row.name, one.row.owner, _often(one.every), *(cell.words for cell in one.cells),
                one.count(ReviewState.HELD), one.count(ReviewState.SKIPPED),
            )
            for one in order
        ),
    )  # fmt: skip


def _often(every: int | None) -> str | None:
    if every is None:
        return None
    return "quarter" if every == 1 else "year" if every == 4 else f"{every} quarters"
