"""A fiscal year of targets as figures and tables: the cascade, the seasons, and where feed and people disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.targets.year import COMPANY, SetShares, YearOfTargets
from steward.domain.targets.cascade import Placed
from steward.domain.targets.goals import disagreeing
from steward.exhibits import COUNT, PERCENT, Better, Cell, Column, Figure, Number, Table, Unit
from steward.exhibits.wording import counted
from steward.plans.company.targets import FILE

LEVELS = ("Company", "Region", "Person")


@dataclass(frozen=True, kw_only=True)
class TargetsSet(InternalBriefing):
    """The targets of one fiscal year, handed down."""

    year: int
    cascade: Table | None
    seasons: Table | None
    disagree: Table | None


def targets_set(found: YearOfTargets) -> TargetsSet:
    """Brief on a fiscal year of targets."""
    book = found.book
    return TargetsSet(
        quarter=book.quarter, as_of=book.as_of, year=found.year, headline=_headline(found), figures=_figures(found),
        missing=(), cascade=cascade_table(found), seasons=season_table(found), disagree=disagree_table(found),
    )  # fmt: skip


def _headline(found: YearOfTargets) -> str:
    money, set_ = found.book.money, sum(one.set for one in found.people)
    if found.placed.amount is None:
        return f"No target of fiscal {found.year} is set yet"
    handed = f"{set_:,} of {len(found.people):,} have theirs"
    if not found.known.whole:
        return f"{money.compact(found.set_for_people)} to win in {found.year} by your people; {handed}"
    return f"{money.compact(found.placed.amount)} to win in {found.year}; {handed}, {gap_words(found)}"


def left(found: YearOfTargets) -> Decimal | None:
    """What of the company's target nobody has yet; below zero where people are to win more. None where none is set."""
    return found.placed.amount - found.set_for_people if found.placed.set and found.placed.amount is not None else None


def gap_words(found: YearOfTargets) -> str:
    """Whether what people are to win is what the company is."""
    rest, money = left(found), found.book.money
    if rest is None:
        return "nothing is set for the company"
    return _gap(rest, money)


def _gap(rest: Decimal, money: Unit) -> str:
    if not rest:
        return "all of it is assigned"
    return f"over-assigned by {money.compact(-rest)}" if rest < 0 else f"{money.compact(rest)} left to assign"


def _figures(found: YearOfTargets) -> tuple[Figure, ...]:
    book, rest = found.book, left(found)
    receipt = book.receipt("target cascade", "staging.targets", "targets")

    def made(key: str, label: str, value: Number | None, unit: Unit, why: str = "", note: str = "") -> Figure:
        return book.figure(f"targets.{key}", label, value, unit, receipt, why=why, note=note, better=Better.NEITHER)

    nobody = f"Nobody wrote a target of the company for {found.year} into {FILE}."
    own = found.placed.amount if found.placed.set else None
    goal = found.reached.get(COMPANY, SetShares()).base_growth
    return (
        made("year", f"To win in fiscal {found.year}", own, book.money, nobody, found.company.note),
        made(
            "year_set", "Set for people", found.set_for_people if found.people else None, book.money,
            f"Nobody has a target or an account in {found.year}.",
            f"{sum(one.set for one in found.people):,} of {counted(len(found.people), 'person', 'people')}",
        ),
        made(
            "year_left", "Left to assign", rest, book.money, nobody,
            "" if rest is None else _gap(rest, book.money) if rest < 0 else "",
        ),
        made(
            "year_growth", "Base growth a quarter", None if goal is None else goal * 100, PERCENT,
            f"Nobody wrote a goal for the base in {found.year}.",
        ),
    )  # fmt: skip


def cascade_table(found: YearOfTargets) -> Table | None:
    """The company, each region below it, each of us below that."""
    book = found.book
    if not found.people and not found.placed.set:
        return None
    rows = list(_rows(found, found.placed, 0))
    over = [one for one in found.placed.all() if one.children and one.gap < 0]
    short = [one for one in found.placed.all() if one.children and one.gap > 0]
    return Table(
        id="targets.cascade",
        title=_title(found, over, short),
        alt=f"Table of the targets of fiscal {found.year} by company, region and person, by quarter.",
        receipt=book.receipt("target cascade", "staging.targets", "targets"),
        note=_note(found),
        columns=(
            Column("Level"), Column("Whose"), Column("To win", book.money), Column("How"),
            *(Column(quarter.spoken, book.money) for quarter in found.quarters),
            Column("Against those below", wide=True), Column("Growth goal", PERCENT), Column("Kept goal", PERCENT),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _title(found: YearOfTargets, over: Sequence[Placed], short: Sequence[Placed]) -> str:
    if over:
        most = min(over, key=lambda one: one.gap)
        return f"{found.names[most.key]} is over-assigned by {found.book.money.compact(-most.gap)} in {found.year}"
    if short:
        most = max(short, key=lambda one: one.gap)
        return f"{found.book.money.compact(most.gap)} of {found.names[most.key]} is not assigned in {found.year}"
    proposed = sum(not one.set for one in found.people)
    if proposed and found.placed.amount is not None:
        return (
            f"The targets of {found.year} add up; {counted(proposed, 'person', 'people')} would get a part of the rest"
        )
    return (
        f"The targets of {found.year} add up" if found.placed.amount is not None else f"Nothing is set for {found.year}"
    )


def _note(found: YearOfTargets) -> str:
    spread = "evenly over the quarters" if found.spread.even else "over the quarters as past closings were"
    return (
        "Set: written here. Its part: of what is left, by the targets of the year before, else by MRR "
        f"looked after; nobody set it yet. A year is spread {spread}."
    )


def _rows(found: YearOfTargets, one: Placed, depth: int) -> Iterator[tuple[Cell, ...]]:
    reached = found.reached.get(one.key, SetShares())
    yield (
        LEVELS[depth], found.names[one.key], one.amount, _how(found, one), *found.of_quarters(one),
        _against(found, one), _percent(reached.base_growth), _percent(reached.kept),
    )  # fmt: skip
    for below in one.children:
        yield from _rows(found, below, depth + 1)


def _how(found: YearOfTargets, one: Placed) -> str | None:
    if one.amount is None:
        return None
    if one.set:
        return "in the feed" if found.in_feed(one.key) else "set"
    if one.children:
        return "its part" if any(below.node.open for below in one.children) else "what is set below"
    return "begun, and its part" if one.node.begun else "its part"


def _against(found: YearOfTargets, one: Placed) -> str | None:
    if not one.children or one.amount is None:
        return None
    return "adds up" if not one.gap else _gap(one.gap, found.book.money)


def _percent(one: float | None) -> float | None:
    return None if one is None else one * 100


def season_table(found: YearOfTargets) -> Table:
    """What each quarter weighs, and how much of the past that rests on."""
    spread, book = found.spread, found.book
    heaviest = max(range(4), key=lambda at: spread.shares[at])
    years, won = counted(spread.years, "whole year"), counted(spread.count, "opportunity", "opportunities")
    return Table(
        id="targets.seasons",
        title=(
            f"A year is spread evenly: {won} won in {years} say too little"
            if spread.even
            else f"Q{heaviest + 1} brings most of a year, {PERCENT.text(spread.shares[heaviest])}"
        ),
        alt="Table of the share of each fiscal quarter in past closings.",
        receipt=book.receipt("seasonality", "internal.opportunities", "opportunities"),
        note=f"New MRR won over {years}, renewals left out, by {won}."
        " From two years and twelve opportunities on it counts; until then every quarter weighs the same.",
        columns=(
            Column("Quarter"),
            Column("Of the year", PERCENT),
            Column("Won", book.money),
            Column("Opportunities", COUNT),
        ),
        rows=tuple(
            (f"Q{at + 1}", spread.shares[at], spread.won[at], spread.counts[at]) for at in range(len(spread.won))
        ),
    )


def disagree_table(found: YearOfTargets) -> Table | None:
    """Where the feed and what people wrote do not say the same; the feed is believed."""
    book = found.book
    rows = [
        (found.names.get(person, person), quarter, theirs, ours, ours - theirs)
        for person, quarter, theirs, ours in disagreeing(found.known.imported, found.known.written)
    ]
    if not rows:
        return None
    return Table(
        id="targets.disagree",
        title=f"{counted(len(rows), 'target')} in the feed {'is' if len(rows) == 1 else 'are'} not what was written",
        alt="Table of targets that the feed and people say differently.",
        receipt=book.receipt("target cascade", "staging.targets", "targets"),
        note="The feed is believed: correct the one that is wrong.",
        columns=(
            Column("Person"), Column("Quarter"), Column("The feed says", book.money), Column("Written", book.money),
            Column("Difference", book.money),
        ),
        rows=tuple(rows),
    )  # fmt: skip
