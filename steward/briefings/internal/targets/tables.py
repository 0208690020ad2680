"""Targets as tables: by person, team or region, by quarter, and what would close the quarter ahead."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.opportunities.coverage import RENEWAL
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.targets.people import Result, Results, Who
from steward.briefings.internal.targets.transfers import assumed_said
from steward.domain.quarters import Quarter
from steward.domain.selling import closing
from steward.exhibits import PERCENT, Cell, Column, Lines, Role, Series, Table, listed
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.opportunities import Opportunity

QUARTERS = 8
NAMED = 2
"""Opportunities that are named of those that would close a gap."""


def group_table(book: Book, results: Results, who: Who) -> Table | None:
    """A row each, the largest gap first; attainment of the last quarters as a small line."""
    label = str(book.quarter)
    rows = {name: results.together(label, people) for name, people in results.groups(who).items()}
    shown = {name: one for name, one in rows.items() if one.target is not None or one.opening or one.won}
    if not shown:
        return None
    ranked = sorted(shown, key=lambda name: (-(shown[name].gap or 0), shown[name].attained or 0, name))
    behind = [name for name in ranked if (shown[name].gap or 0) > 0]
    past = [quarter for quarter in results.quarters() if quarter <= label][-QUARTERS:]
    groups = results.groups(who)
    return Table(
        id=f"targets.by_{who}",
        title=_title(ranked[0], shown, behind, book, who),
        alt=f"Table of targets by {who.words}.",
        receipt=book.quarterly("target attainment", "staging.targets", "targets"),
        note="Won: new MRR of the opportunities each owns, renewals left out. The base: accounts owned when the "
        "quarter ended."
        + _besides(book, results.together(label))
        + assumed_said(book),
        columns=(
            Column(capital(who.words)), Column("Target", book.money), Column("Won", book.money),
            Column("Attained", PERCENT), Column("Missing", book.money), Column("Eight quarters", trend=True),
            Column("Base growth", PERCENT), Column("Growth goal", PERCENT), Column("Kept", PERCENT),
            Column("Kept goal", PERCENT),
        ),
        rows=tuple(
            (
                name, *_won(shown[name]), tuple(results.together(quarter, groups[name]).attained for quarter in past),
                *_base(book, shown[name]),
            )
            for name in ranked
        ),
    )  # fmt: skip


def _besides(book: Book, result: Result) -> str:
    return (
        f" {book.money.compact(result.besides)} won by those without a target counts for none."
        if result.besides
        else ""
    )


def _title(first: str, shown: dict[str, Result], behind: Sequence[str], book: Book, who: Who) -> str:
    if not any(one.target is not None for one in shown.values()):
        return f"No target is set for {book.quarter.spoken}"
    if not behind:
        return f"Every {who.words} reached the target of {book.quarter.spoken}"
    gap = book.money.compact(shown[first].gap)
    verb = "is" if len(behind) == 1 else "are"
    nouns = "people" if who is Who.PERSON else ""
    furthest = leaders(((name, book.money.compact(shown[name].gap)) for name in behind), gap, who.words, nouns)
    from_target = f"{furthest.do('is', 'are')} furthest from target, {gap}{'' if furthest.alone else ' each'}"
    return f"{len(behind)} of {len(shown)} {verb} behind in {book.quarter.spoken}; {from_target}"


def _won(result: Result) -> tuple[Cell, ...]:
    return result.target, result.won if result.target is not None or result.won else None, result.attained, result.gap


def _base(book: Book, result: Result) -> tuple[Cell, ...]:
    if not book.has_subscriptions:
        return None, None, None, None
    return result.growth, _percent(result.growth_goal), result.kept_share, _percent(result.kept_goal)


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def quarter_table(book: Book, results: Results) -> Table | None:
    """The last quarters and those ahead with a target, the latest first."""
    last = str(book.quarter)
    past = [quarter for quarter in results.quarters() if quarter <= last][-QUARTERS:]
    rows = {quarter: results.together(quarter) for quarter in reversed(past)}
    rows = {quarter: one for quarter, one in rows.items() if one.target is not None or one.opening or one.won}
    if not rows:
        return None
    aimed = [row for row in rows.values() if row.attained is not None]
    reached = sum((row.attained or 0) >= 100 for row in aimed)
    title = f"The target was reached in {reached} of {counted(len(aimed), 'quarter')}"
    return Table(
        id="targets.quarters",
        title=title if aimed else "How the base grew, quarter by quarter",
        alt="Table of quarters with target, what was won, and how the base grew.",
        receipt=book.receipt("target attainment", "staging.targets", "targets"),
        columns=(
            Column("Quarter"), Column("Target", book.money), Column("Won", book.money), Column("Attained", PERCENT),
            Column("Missing", book.money), Column("Base growth", PERCENT), Column("Growth goal", PERCENT),
            Column("Kept", PERCENT), Column("Kept goal", PERCENT),
        ),
        rows=tuple((_spoken(book, quarter), *_won(one), *_base(book, one)) for quarter, one in rows.items()),
    )  # fmt: skip


def _spoken(book: Book, label: str) -> str:
    return Quarter.parse(label, book.quarter.year_starts).spoken


def growth_chart(book: Book, results: Results) -> Lines | None:
    """Base growth by quarter beside what was aimed at."""
    last = str(book.quarter)
    past = [quarter for quarter in results.quarters() if quarter <= last][-QUARTERS:]
    known = [(quarter, results.together(quarter)) for quarter in past]
    known = [(quarter, one) for quarter, one in known if one.growth is not None]
    if len(known) < 2 or not book.has_subscriptions:
        return None
    above = sum(one.growth_goal is not None and (one.growth or 0) >= one.growth_goal * 100 for _, one in known)
    with_goal = sum(one.growth_goal is not None for _, one in known)
    aimed = f"The base grew as aimed in {above} of {counted(with_goal, 'quarter')}"
    return Lines(
        id="targets.growth",
        title=aimed if with_goal else "Base growth by quarter",
        alt="Lines of base growth and its goal by quarter.",
        receipt=book.receipt("base growth", "internal.book", "subscriptions"),
        categories=tuple(_spoken(book, quarter) for quarter, _ in known),
        series=(
            Series("Base growth", tuple(round(one.growth or 0, 2) for _, one in known)),
            *([Series("Goal", tuple(_percent(one.growth_goal) for _, one in known), Role.PLAN)] if with_goal else []),
        ),
        unit=PERCENT,
    )


def ahead_table(
    book: Book, results: Results, who: Who, ahead: Quarter, opportunities: Sequence[Opportunity]
) -> Table | None:
    """What each needs in the quarter ahead, and the likeliest open opportunities that would close it."""
    label = str(ahead)
    groups = {name: people for name, people in results.groups(who).items() if results.together(label, people).target}
    if not groups:
        return None
    rows = [
        _ahead(book, name, results.together(label, people), people, ahead, opportunities)
        for name, people in groups.items()
    ]
    short = [row for row in rows if row[-1]]
    missing = sum((Decimal(str(row[-1])) for row in short), Decimal(0))
    lacking = f"{len(short)} of {len(rows)} would miss by {book.money.compact(missing)} even with every opportunity won"
    return Table(
        id=f"targets.ahead_by_{who}",
        title=f"{ahead.spoken}: {lacking if short else 'every gap can be closed by what is open'}",
        alt="Table of what is to be won in the quarter ahead and which opportunities would do it.",
        receipt=book.receipt("target attainment", "internal.open_pipeline", "targets", "opportunities", quarter=label),
        note="The likeliest that should close in the quarter, as many as the gap needs; renewals left out.",
        columns=(
            Column(capital(who.words)), Column("Target", book.money), Column("Won so far", book.money),
            Column("To win", book.money), Column("What would close it", wide=True), Column("Still missing", book.money),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _ahead(
    book: Book, name: str, result: Result, people: Sequence[str], ahead: Quarter, opportunities: Sequence[Opportunity]
) -> tuple[Cell, ...]:  # fmt: skip
    gap = result.gap or Decimal(0)
    mine = [
        (opportunity, opportunity.amount, opportunity.share)
        for opportunity in opportunities
        if opportunity.owner_id in people and opportunity.kind != RENEWAL and _closes_in(opportunity, ahead)
    ]
    closers = closing(gap, mine)
    said = [
        f"{opportunity.name} ({book.money.compact(opportunity.amount)}{_likely(opportunity)})"
        for opportunity in closers.opportunities[:NAMED]
    ]
    more = len(closers.opportunities) - NAMED
    words = listed([*said, *([f"{more} more"] if more > 0 else [])]) if gap else "Reached"
    return (
        name,
        result.target,
        result.won,
        gap,
        words or f"Nothing open closes in {ahead.spoken}",
        closers.still_missing,
    )


def _closes_in(opportunity: Opportunity, quarter: Quarter) -> bool:
    return opportunity.close_on is not None and quarter.start <= opportunity.close_on <= quarter.end


def _likely(opportunity: Opportunity) -> str:
    return f", {opportunity.share * 100:.0f} %" if opportunity.share is not None else ""
