"""Targets: what was to be won and was, how the base grew, and what would close the quarter ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.opportunities.coverage import NOT_OF_PARTS
from steward.briefings.internal.opportunities.past import known_until
from steward.briefings.internal.retention.retention import ONLY_CHARGES
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.targets.people import NOTHING, Result, Results, Who, results
from steward.briefings.internal.targets.tables import ahead_table, group_table, growth_chart, quarter_table
from steward.briefings.internal.targets.transfers import transfer_table
from steward.domain.books.plan import CreditSplit
from steward.domain.quarters import Quarter
from steward.domain.selling import elapsed, pace
from steward.domain.targets.goals import Goals
from steward.exhibits import PERCENT, Better, Figure, Lines, Number, Table, Unit
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.book import BookRow


@dataclass(frozen=True, kw_only=True)
class Targets(InternalBriefing):
    """Targets of the people looked at. `groups`: a row for each person, team or region; `ahead`: the next quarter."""

    groups: Table | None
    ahead: Table | None
    quarters: Table | None
    growth: Lines | None
    transfers: Table | None


def targets(
    book: Book, rows: Sequence[BookRow], filters: Filters = EVERYTHING, who: Who = Who.PERSON,
    goals: Goals | None = None, splits: Sequence[CreditSplit] = (),
) -> Targets:  # fmt: skip
    """Brief on targets; `rows`: every account of the book; `goals`: the targets that hold, else those of the feed;
    `splits`: credit of accounts that changed hands, in force."""
    found = results(book, rows, filters, goals, splits)
    now, ahead = found.together(str(book.quarter)), ahead_of(book)
    opportunities = opportunity_rows.open_opportunities(book.warehouse, str(book.quarter), book.as_of)
    return Targets(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, now, found, filters),
        figures=target_figures(book, found, filters),
        missing=() if goals else book.missing(targets="attainment and gap of each of us"),
        groups=group_table(book, found, who),
        ahead=None if filters.of_accounts else ahead_table(book, found, who, ahead, opportunities),
        quarters=quarter_table(book, found),
        growth=growth_chart(book, found),
        transfers=None if filters != EVERYTHING else transfer_table(book),
    )


def ahead_of(book: Book) -> Quarter:
    """The quarter that runs on the day after the book's."""
    return Quarter.containing(book.as_of + timedelta(days=1), book.quarter.year_starts)


def _headline(book: Book, now: Result, found: Results, filters: Filters) -> str:
    grew = f"; the base grew {PERCENT.text(now.growth)}" if now.growth is not None and book.has_subscriptions else ""
    grew = grew.replace("grew −", "shrank ")
    if now.attained is None or filters.of_accounts:
        said = "Targets are of people" if filters.of_accounts else f"No target is set for {book.quarter.spoken}"
        return f"{said}{grew}" if filters.of_accounts else book.and_what_is_left_out(f"{said}{grew}", "targets")
    money = f"{book.money.compact(now.won)} of {book.money.compact(now.target)}"
    said = f"{PERCENT.text(now.attained)} of {book.quarter.spoken}’s target won, {money}{grew}"
    return book.and_what_is_left_out(said, "targets")


def target_figures(book: Book, found: Results, filters: Filters = EVERYTHING) -> tuple[Figure, ...]:
    """Attainment, gap and base growth of the quarter; what the next one needs, and the pace where it has begun."""
    now = found.together(str(book.quarter))
    before = found.together(str(book.quarter.previous)) if book.is_over else NOTHING
    ahead, at_day = ahead_of(book), replace(book, as_of=known_until(book))
    next_ = found.together(str(ahead))
    whole = not filters.of_accounts
    no_target = "" if whole else NOT_OF_PARTS

    def made(
        key: str, label: str, value: Number | None, unit: Unit, metric: str, why: str, note: str = "",
        previous: Number | None = None, better: Better = Better.HIGHER,
    ) -> Figure:  # fmt: skip
        at = at_day if metric == "target attainment" else book
        return book.figure(
            f"targets.{key}", label, value, unit, at.quarterly(metric, "staging.targets", "targets"), why=why,
            note=note, previous=previous, better=better,
        )  # fmt: skip

    missing = f"No target is set for {book.quarter.spoken}."
    gone = elapsed(ahead.start, ahead.end, known_until(book))
    at_pace = None if next_.target is None else pace(float(next_.won), float(next_.target), gone)
    return (
        made(
            "attainment", "Target attained", now.attained if whole else None, PERCENT, "target attainment",
            no_target or missing, _won(book, now) if now.target is not None else "", before.attained if whole else None,
        ),
        made(
            "gap", "Gap to target", now.gap if whole else None, book.money, "target attainment",
            no_target or missing, better=Better.LOWER,
        ),
        made(
            "base_growth", "Base growth", now.growth if book.has_subscriptions else None, PERCENT, "base growth",
            ONLY_CHARGES if not book.has_subscriptions else "No account had MRR when the quarter began.",
            _goal(now.growth_goal), before.growth if book.has_subscriptions else None,
        ),
        made(
            "kept", "Kept of the base", now.kept_share if book.has_subscriptions else None, PERCENT, "base kept",
            ONLY_CHARGES if not book.has_subscriptions else "No account had MRR when the quarter began.",
            _goal(now.kept_goal), before.kept_share if book.has_subscriptions else None,
        ),
        made(
            "to_win", f"To win in {ahead.spoken}", next_.gap if whole else None, book.money, "target attainment",
            no_target or f"No target is set for {ahead.spoken}.", better=Better.LOWER,
        ),
        made(
            "pace", f"Pace of {ahead.spoken}", at_pace if whole else None, PERCENT, "target attainment",
            no_target or (_not_yet(book, ahead) if not gone else f"No target is set for {ahead.spoken}."),
            f"{PERCENT.text(gone * 100)} of it is over",
        ),
    )  # fmt: skip


def _not_yet(book: Book, ahead: Quarter) -> str:
    """Today may be in a quarter of which no day is loaded."""
    begun = book.now >= ahead.start
    return f"No day of {ahead.spoken} is loaded yet." if begun else f"{ahead.spoken} has not begun."


def _won(book: Book, now: Result) -> str:
    said = f"{book.money.compact(now.won)} new MRR won"
    return f"{said}, {book.money.compact(now.besides)} more without a target" if now.besides else said


def _goal(share: float | None) -> str:
    return f"goal {PERCENT.text(share * 100)}" if share is not None else ""
