"""Open pipeline held against targets, quarter by quarter: raw, weighted and late-stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from steward.briefings.internal.opportunities.charts import late_stage, raw, weighted
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOWHERE, Filters
from steward.domain.quarters import Quarter
from steward.domain.selling import coverage
from steward.domain.targets.goals import Goals
from steward.exhibits import TIMES, Cell, Column, Figure, Table
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.opportunities import Opportunity
from steward.warehouse.rows.internal.team import members

AHEAD = 3
RENEWAL = "renewal"
GROWTH_ALONE = "Growth alone: renewals count in none of it."
NOT_OF_PARTS = "Targets are of people, so there is none for some of their accounts."


@dataclass(frozen=True)
class Covered:
    """One quarter. `target` None: none is set, `why` says so. Renewals count in none of it."""

    quarter: Quarter
    target: float | None
    won: float
    raw: float
    weighted: float | None
    late: float
    why: str = ""

    @property
    def missing(self) -> float | None:
        """What is still to be won; 0 where the target is reached."""
        return None if self.target is None else max(self.target - self.won, 0.0)

    def times(self, amount: float | None) -> float | None:
        """An amount as coverage."""
        return None if amount is None else coverage(amount, self.target, self.won)


def covered(
    book: Book, opportunities: Sequence[Opportunity], filters: Filters, day: date, held: Goals | None = None
) -> tuple[Covered, ...]:  # fmt: skip
    """The quarter that runs on the day after the book's, and the two after it. `day`: the last one known of, so that
    what was won of the opportunities since is not missed in both; `held`: the targets that hold, else of the feed."""
    first = Quarter.containing(book.as_of + timedelta(days=1), book.quarter.year_starts)
    goals = _targets(book, filters, opportunity_rows.imported_goals(book.warehouse) if held is None else held)
    won = {(one.quarter, one.owner_id): one.amount for one in opportunity_rows.won_by_quarter(book.warehouse, day)}
    growth = [opportunity for opportunity in opportunities if opportunity.kind != RENEWAL]
    return tuple(_quarter(first.shifted(number), goals, won, growth, filters) for number in range(AHEAD))


def _targets(book: Book, filters: Filters, held: Goals) -> dict[str, dict[str, Decimal]]:
    """By quarter, the targets of those who are looked at: everybody, or the owners asked for and our people in a
    region."""
    us = members(book.warehouse)
    found: dict[str, dict[str, Decimal]] = {}
    for (person, quarter), one in held.items():
        region = (us[person].region if person in us else None) or NOWHERE
        asked = ((filters.owners, person), (filters.team_regions, region))
        if one.new_mrr is not None and all(not wanted or value in wanted for wanted, value in asked):
            found.setdefault(quarter, {})[person] = one.new_mrr
    return found


def _quarter(
    quarter: Quarter, goals: Mapping[str, Mapping[str, Decimal]], won: dict[tuple[str, str | None], Decimal],
    opportunities: Sequence[Opportunity], filters: Filters,
) -> Covered:  # fmt: skip
    first, last = quarter.start, quarter.end
    closing = [
        opportunity for opportunity in opportunities if opportunity.close_on and first <= opportunity.close_on <= last
    ]
    mine = goals.get(str(quarter), {})
    parts = filters.of_accounts
    return Covered(
        quarter=quarter,
        target=None if parts or not mine else float(sum(mine.values())),
        won=float(sum(won.get((str(quarter), person), Decimal(0)) for person in mine)),
        raw=float(raw(closing)),
        weighted=weighted(closing),
        late=float(late_stage(closing)),
        why=NOT_OF_PARTS if parts else "" if mine else f"No target is set for {quarter.spoken}.",
    )


def coverage_figures(book: Book, found: Sequence[Covered], day: date) -> tuple[Figure, ...]:
    """Of the first quarter ahead, as of the last day known."""
    now = found[0]
    at_day = replace(book, as_of=day)
    receipt = at_day.receipt("coverage", "internal.open_pipeline", "opportunities", quarter=str(now.quarter))
    kinds = (
        ("coverage", "raw", now.raw),
        ("coverage_weighted", "weighted", now.weighted),
        ("coverage_late", "late-stage", now.late),
    )
    return tuple(
        book.figure(
            f"pipeline.{key}",
            f"Coverage of {now.quarter.spoken}, {word}",
            now.times(amount),
            TIMES,
            receipt,
            why=now.why or _why(now),
            note=_for(book, amount, now.missing),
        )
        for key, word, amount in kinds
    )


def _why(now: Covered) -> str:
    return "Nothing can be weighted." if now.missing else f"The target of {now.quarter.spoken} is reached."


def _for(book: Book, amount: float | None, missing: float | None) -> str:
    if amount is None or not missing:
        return ""
    return f"{book.money.compact(amount)} open for {book.money.compact(missing)} to win"


def coverage_table(book: Book, found: Sequence[Covered], day: date) -> Table | None:
    """A row a quarter, as of the last day known."""
    if not any(one.raw or one.target for one in found):
        return None
    return Table(
        id="pipeline.coverage",
        title=_title(found[0]),
        alt="Table of quarters with target, what is won, what is open and how often it covers what is missing.",
        receipt=replace(book, as_of=day).receipt("coverage", "internal.open_pipeline", "opportunities", "targets"),
        note=" ".join([GROWTH_ALONE, *dict.fromkeys(one.why for one in found if one.why)]),
        columns=(
            Column("Quarter"), Column("Target", book.money), Column("Won so far", book.money),
            Column("To win", book.money), Column("Open", book.money), Column("Open covers", TIMES),
            Column("Weighted", book.money), Column("Weighted covers", TIMES), Column("Late-stage", book.money),
            Column("Late-stage covers", TIMES),
        ),
        rows=tuple(_row(one) for one in found),
    )  # fmt: skip


def _row(one: Covered) -> tuple[Cell, ...]:
    return (
        one.quarter.spoken, one.target, one.won if one.target is not None else None, one.missing, one.raw,
        one.times(one.raw), one.weighted, one.times(one.weighted), one.late, one.times(one.late),
    )  # fmt: skip


def _title(now: Covered) -> str:
    times = now.times(now.raw)
    if times is None:
        return f"What closes in {now.quarter.spoken} and after"
    by_odds = now.times(now.weighted)
    also = f", {TIMES.text(by_odds)} weighted" if by_odds is not None else ""
    return f"Open pipeline covers {TIMES.text(times)} what {now.quarter.spoken} still needs{also}"
