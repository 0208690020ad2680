"""The targets that hold: those of the feed, and where it says nothing those that people wrote."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from steward.briefings.internal.opportunities.past import known_until
from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import Quarter
from steward.domain.targets.goals import Goal, Goals, together
from steward.domain.targets.seasons import Seasons, by_quarter, seasons
from steward.plans.company.targets import YEAR, PersonTarget, TargetFile
from steward.warehouse.rows.internal import opportunities as opportunity_rows


@dataclass(frozen=True)
class KnownGoals:
    """By person and quarter; `people`: whose targets may be seen, None = everybody's."""

    imported: Goals = field(default_factory=dict)
    written: Goals = field(default_factory=dict)
    people: Collection[str] | None = None

    @property
    def all(self) -> Goals:
        """Those that hold."""
        return together(self.imported, self.written)

    @property
    def whole(self) -> bool:
        """Whether everybody's may be seen, so that what they come to is what the company's is held against."""
        return self.people is None


def known_goals(book: Book, file: TargetFile, people: Collection[str] | None = None) -> KnownGoals:
    """Those of the feed and those of the file, of the people that may be seen."""
    spread = spread_of(book)
    written = {
        key: goal
        for one in file.people
        for key, goal in _written(one, spread, book.quarter.year_starts)
        if people is None or key[0] in people
    }
    return KnownGoals(opportunity_rows.imported_goals(book.warehouse), written, people)


def _written(one: PersonTarget, spread: Seasons, year_starts: int) -> Iterator[tuple[tuple[str, str], Goal]]:
    if not YEAR.accepts(one.year) or not one.person:
        return
    for number, amount in enumerate(quarters_of(one, spread), 1):
        goal = Goal(amount, share(one.base_growth), share(one.kept))
        if goal != Goal():
            yield (one.person, str(Quarter(int(one.year), number, year_starts))), goal


def quarters_of(one: PersonTarget, spread: Seasons) -> tuple[Decimal | None, ...]:
    """What one of us is to win in each quarter of the year that is written."""
    typed = enumerate((one.q1, one.q2, one.q3, one.q4), 1)
    said = {number: cents(value) for number, value in typed if value is not None}
    return by_quarter(None if one.new_mrr is None else cents(one.new_mrr), said, spread)


def cents(value: float) -> Decimal:
    """An amount that people wrote, in whole cents."""
    return Decimal(str(value)).quantize(Decimal("0.01"))


def share(percent: float | None) -> float | None:
    """Percent as a share, as the feed has it."""
    return None if percent is None else float(Decimal(str(percent)).scaleb(-2))


def spread_of(book: Book) -> Seasons:
    """How past closings lie over fiscal quarters: of the whole years the data tells of, as known then."""
    found: dict[tuple[int, int], tuple[Decimal, int]] = {}
    for one in opportunity_rows.won_by_quarter(book.warehouse, known_until(book)):
        quarter = Quarter.parse(one.quarter, book.quarter.year_starts)
        amount, count = found.get((quarter.year, quarter.number), (Decimal(), 0))
        found[quarter.year, quarter.number] = amount + one.amount, count + one.opportunities
    first = Quarter.containing(book.warehouse.facts.first_month, book.quarter.year_starts)
    whole_from = first.year if first.number == 1 and first.start >= book.warehouse.facts.first_month else first.year + 1
    last = Quarter.containing(book.as_of, book.quarter.year_starts)
    whole_to = last.year if last.number == 4 and book.as_of >= last.end else last.year - 1
    return seasons(found, whole_from, whole_to)
