"""A branch by its parts: a row each, worked out from sums; and the accounts of one without parts."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.briefings.internal.team.branch import Branch, BranchKind
from steward.briefings.internal.team.risks import tells_of_risk
from steward.briefings.internal.team.source import TeamSource
from steward.domain.health import Colour
from steward.domain.labels import told_apart
from steward.domain.team.tally import Tally, total
from steward.exhibits import COUNT, PERCENT, POINTS, STARS, Cell, Column, Mood, Series, StackedBars, Table
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow

Told = tuple[Branch, Tally]
MANY = {"person": "people"}
MOVERS = 12
"""Accounts whose health moved, named at most."""
MOODS = {Colour.RED: Mood.BAD, Colour.AMBER: Mood.WATCH, Colour.GREEN: Mood.GOOD}


def money_table(
    source: TeamSource, parts: Sequence[Told], identifier: str, noun: str, *, together: bool = False
) -> Table | None:  # fmt: skip
    """Each part with its base, what it kept, and what is ahead and at risk; `together`: with their sum at the end, for
    what nobody filters or adds up."""
    if not parts:
        return None
    book, known = source.book, source.book.has_subscriptions
    names = _names(parts)

    def row(name: str, one: Tally) -> tuple[Cell, ...]:
        return (
            name, one.accounts, one.mrr, one.growth if known else None, one.cohort.nrr if known else None,
            one.cohort.grr if known else None, one.renewing.atr, one.renewing.worst, one.renewing.best,
            one.survey.score, one.survey.margin, one.stake if tells_of_risk(book, one) else None,
        )  # fmt: skip

    ahead = book.quarter.shifted(1).spoken
    return Table(
        id=identifier,
        title=_most_at_risk(book, [(name, one) for name, (_, one) in zip(names, parts, strict=True)], noun),
        alt=f"Table of {_many(len(parts), noun)} with MRR, growth, retention, renewals ahead, NPS and money at risk.",
        receipt=book.quarterly("base growth", "internal.book", book.paid_by),
        note=" ".join(filter(None, (
            "Of the accounts, not of our people." if identifier == "team.regions"
            else "Rates are worked out from sums, so that they are those of the whole.",
            source.handed_on, "Tick a row to go there.",
        ))),
        keys=(*(branch.key for branch, _ in parts), *([""] if together else [])),
        columns=(
            Column(capital(noun)), Column("Customers", COUNT), Column("MRR", book.money), Column("Growth", PERCENT),
            Column("NRR", PERCENT), Column("GRR", PERCENT), Column(f"Up in {ahead}", book.money),
            Column("At worst", PERCENT), Column("At best", PERCENT), Column("NPS", POINTS), Column("±", POINTS),
            Column("At risk", book.money),
        ),
        rows=(
            *(row(name, one) for name, (_, one) in zip(names, parts, strict=True)),
            *([row("Together", _whole(parts))] if together else []),
        ),
    )  # fmt: skip


def work_table(source: TeamSource, parts: Sequence[Told], noun: str, *, together: bool = False) -> Table | None:
    """Each part with its health, promises, reviews, coverage, requests and deliveries; `together`: with their sum."""
    if not parts:
        return None
    names, today = _names(parts), source.today

    def row(name: str, one: Tally) -> tuple[Cell, ...]:
        of_today: tuple[Cell, ...] = (one.mapped_share, one.planned_share, one.requests_late, one.lines_late)
        return (
            name, one.red, one.amber, one.green, one.unknown, one.worse, one.better, one.kept_share, one.due,
            one.overdue, one.held, one.expected, one.rated, one.rated_mean, *(of_today if today else ()),
        )  # fmt: skip

    live = (
        Column("Maps", PERCENT), Column("Plans", PERCENT), Column("Requests late", COUNT),
        Column("Deliveries late", COUNT),
    )  # fmt: skip
    return Table(
        id="team.work",
        title=_most_overdue([(name, one.overdue) for name, (_, one) in zip(names, parts, strict=True)], noun),
        alt=f"Table of {_many(len(parts), noun)} with health, commitments, reviews, coverage and what is late.",
        receipt=source.book.quarterly("kept rate", "success_plan.toml, commitments", "accounts"),
        note="Red to unknown: customers by health; worse and better: of another colour than three months before.",
        keys=(*(branch.key for branch, _ in parts), *([""] if together else [])),
        columns=(
            Column(capital(noun)), Column("Red", COUNT), Column("Amber", COUNT), Column("Green", COUNT),
            Column("Unknown", COUNT), Column("Worse", COUNT), Column("Better", COUNT), Column("We kept", PERCENT),
            Column("Due", COUNT), Column("Overdue", COUNT), Column("Reviews held", COUNT), Column("Expected", COUNT),
            Column("Rated", COUNT), Column("Rating", STARS), *(live if today else ()),
        ),
        rows=(
            *(row(name, one) for name, (_, one) in zip(names, parts, strict=True)),
            *([row("Together", _whole(parts))] if together else []),
        ),
    )  # fmt: skip


def _many(number: int, noun: str) -> str:
    return counted(number, noun, MANY.get(noun, ""))


def _names(parts: Sequence[Told]) -> list[str]:
    return list(told_apart({branch.key: _own(branch) for branch, _ in parts}).values())


def _own(branch: Branch) -> str:
    return branch.name if branch.kind is not BranchKind.PERSON or branch.name != NOBODY else "Nobody’s accounts"


def _most_at_risk(book: Book, told: Sequence[tuple[str, Tally]], noun: str) -> str:
    most = max((one.stake for _, one in told), default=Decimal())
    whole = sum((one.stake for _, one in told), Decimal())
    if not whole:
        many = counted(len(told), noun, MANY.get(noun, ""))
        known = tells_of_risk(book, total(one for _, one in told))
        return f"No MRR is at risk in {many}" if known else capital(f"{many}, and what is at risk is not known")
    stakes = ((name, book.money.compact(one.stake)) for name, one in told)
    who = leaders(stakes, book.money.compact(most), noun, MANY.get(noun, ""))
    each = "" if who.alone else " each"
    return f"{who.do('has', 'have')} most at risk, {book.money.compact(most)}{each} of {book.money.compact(whole)}"


def _whole(parts: Sequence[Told]) -> Tally:
    return total(one for _, one in parts)


def _most_overdue(told: Sequence[tuple[str, int]], noun: str) -> str:
    whole, most = sum(many for _, many in told), max(many for _, many in told)
    if not whole:
        return "Nothing we promised is overdue"
    who = leaders(told, most, noun, MANY.get(noun, ""))
    of = f" of {whole}" if most < whole else ""
    return f"{who.do('has', 'have')} most commitments overdue, {most}{'' if who.alone else ' each'}{of}"


def accounts_table(source: TeamSource, rows: Sequence[BookRow], stakes: dict[str, Decimal]) -> Table | None:
    """The customers of a branch, the largest first; its key is the account."""
    shown = [row for row in rows if row.active]
    if not shown:
        return None
    book = source.book
    largest = shown[0]
    return Table(
        id="team.accounts",
        title=f"{counted(len(shown), 'account')}, the largest {largest.name} with {book.money.compact(largest.mrr)}",
        alt=f"Table of {counted(len(shown), 'account')} with MRR, health, renewal and money at risk.",
        receipt=book.quarterly("MRR at E", "internal.book", book.paid_by),
        note=" ".join(filter(None, (source.handed_on, "Tick a row to open the account."))),
        keys=tuple(row.account_id for row in shown),
        columns=(
            Column("Account", wide=True), Column("MRR", book.money), Column("A quarter before", book.money),
            Column("Health", state=True), Column("Renews"), Column("At risk", book.money), Column("Region"),
            Column("Account manager"),
        ),
        rows=tuple(
            (
                row.name, row.mrr, row.mrr_before, _colour(source.health.get(row.account_id)), row.renews_on,
                stakes.get(row.account_id), row.region, row.owner,
            )
            for row in shown
        ),
    )  # fmt: skip


def _colour(one: AccountHealth | None) -> str | None:
    return str(one.health) if one and one.health else None


def health_mix(source: TeamSource, parts: Sequence[Told]) -> StackedBars | None:
    """Customers by colour of their health, a bar for each part; None where none is known or there is one part."""
    told = [(branch, one) for branch, one in parts if one.red or one.amber or one.green]
    if len(told) < 2:
        return None
    names = _names(told)
    red = sum(one.red for _, one in told)
    most = max(one.red for _, one in told)
    who = leaders(((name, one.red) for name, (_, one) in zip(names, told, strict=True)), most, "branch", "branches")
    return StackedBars(
        id="team.health",
        title=f"{counted(red, 'account')} red; {who.do('has', 'have')} most, {most}{'' if who.alone else ' each'}"
        if red
        else "No account is red",
        alt="Stacked bars of customers by health: "
        + "; ".join(
            f"{name} {one.red} red, {one.amber} amber, {one.green} green"
            for name, (_, one) in zip(names, told, strict=True)
        )
        + ".",
        receipt=source.book.receipt("health", "internal.health_months", month_end=source.book.as_of),
        categories=tuple(names),
        series=tuple(
            Series(str(colour).capitalize(), tuple(one.called(colour) for _, one in told), mood=MOODS[colour])
            for colour in (Colour.RED, Colour.AMBER, Colour.GREEN)
        ),
        unit=COUNT,
    )


def movers_table(source: TeamSource, rows: Sequence[BookRow]) -> Table | None:
    """The accounts whose score moved most since three months before, the deepest falls first."""
    moved = [
        (row, one, one.moved)
        for row in rows
        if (one := source.health.get(row.account_id)) is not None and one.moved is not None and round(one.moved)
    ]
    if not moved:
        return None
    worst = sorted(moved, key=lambda one: (-abs(one[2]), one[0].name))[:MOVERS]
    worst.sort(key=lambda one: (one[2], one[0].name))
    fell, rose = (sum(sign * one[2] > 0 for one in moved) for sign in (-1, 1))
    return Table(
        id="team.movers",
        title=f"Health fell at {counted(fell, 'account')} and rose at {rose or 'none'} since three months before",
        alt=f"Table of {counted(len(worst), 'account')} by how their health moved.",
        receipt=source.book.receipt("health", "internal.health_months", month_end=source.book.as_of),
        note=f"The {len(worst)} that moved most of {len(moved)}." if len(moved) > len(worst) else "",
        keys=tuple(row.account_id for row, _, _ in worst),
        columns=(
            Column("Account", wide=True), Column("3 months", POINTS), Column("Score", COUNT),
            Column("Health", state=True), Column("MRR", source.book.money), Column("Account manager"),
        ),
        rows=tuple(
            (row.name, round(by), one.state.score if one.state else None, _colour(one), row.mrr, row.owner)
            for row, one, by in worst
        ),
    )  # fmt: skip
