"""Health of the book: a score that can be argued with, month by month, and whether its warnings would have helped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.health.account_health import MOVED_OVER, AccountHealth, account_health
from steward.briefings.internal.health.history import History, before
from steward.briefings.internal.health.tables import (
    accounts_table,
    backtest_table,
    colours_chart,
    outcomes,
    override_table,
    second_look_table,
)
from steward.briefings.internal.health.walk import green_figure, health_walk
from steward.briefings.internal.health.watermelons import Inside
from steward.briefings.internal.health.words import NEEDS
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.walk import Walk
from steward.domain.backtest import BacktestOutcome
from steward.domain.health import Colour
from steward.exhibits import COUNT, PERCENT, Better, Exhibit, Figure, Missing, StackedBars, Table
from steward.exhibits.wording import capital, counted
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

CALLED: dict[Colour | None, tuple[str, str, Better]] = {
    Colour.RED: ("red_accounts", "Red accounts", Better.LOWER),
    Colour.AMBER: ("amber_accounts", "Amber accounts", Better.NEITHER),
    Colour.GREEN: ("green_accounts", "Green accounts", Better.HIGHER),
    None: ("unknown_accounts", "Not known well enough", Better.LOWER),
}
"""What an account is called: the figure's key, its label, and which way is good."""


@dataclass(frozen=True, kw_only=True)
class HealthBook(InternalBriefing):
    """The health of the accounts given. `lines`: each account's, red ones first; `history`: every month;
    `walks`: why the green share of several accounts is another than a quarter before;
    `outcomes`: the thresholds of the back-test."""

    walks: tuple[Walk, ...]
    lines: tuple[AccountHealth, ...]
    history: History
    accounts: Table | None
    overrides: Table | None
    second_look: Table | None
    colours: StackedBars | None
    backtest: Table | None
    outcomes: tuple[BacktestOutcome, ...]

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Why the green share is another than a quarter before goes first."""
        return (*(one for walk in self.walks for one in walk.exhibits), *super().exhibits)

    @property
    def several(self) -> bool:
        """Whether it is about more than one account."""
        return len(self.lines) > 1

    @property
    def not_counted(self) -> tuple[str, ...]:
        """What was set by hand and lacks something, a sentence each."""
        return tuple(filter(None, (one.does_not_count for one in self.lines)))

    def line(self, account_id: str) -> AccountHealth | None:
        """One of them."""
        return next((one for one in self.lines if one.row.account_id == account_id), None)


def health_lines(
    book: Book, rows: Sequence[BookRow], found: History, strategies: Mapping[str, Strategy]
) -> tuple[AccountHealth, ...]:
    """The health of each of these accounts, red ones first."""
    inside, names = Inside.of(book, strategies), book_rows.colleague_names(book.warehouse)
    ids = [row.account_id for row in rows]
    states = found.in_month(ids, before(book.as_of, 0))
    earlier = found.scored_in(ids, before(book.as_of, MOVED_OVER))
    lines = (account_health(book, row, states, earlier, inside, names) for row in rows)
    return tuple(sorted(lines, key=lambda one: one.rank))


def health_book(
    book: Book, rows: Sequence[BookRow], found: History, strategies: Mapping[str, Strategy]
) -> HealthBook:  # fmt: skip
    """Brief on the health of these accounts; the strategies by account id, those that are written."""
    held = health_lines(book, rows, found, strategies)
    known = tuple(one for one in held if one.measured or one.override_holds)
    share = green_figure(book, found, [one.row.account_id for one in held])
    tested = outcomes(book, found) if any(one.colour for one in known) else ()
    return HealthBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, known, PERCENT.text(found.rules.known_from)),
        figures=(*_figures(book, known, sum(one.override_holds for one in held)), share),
        walks=(health_walk(book, found, rows, share),) if len(held) > 1 else (),
        missing=_missing(book),
        lines=held,
        history=found,
        accounts=accounts_table(book, known) if known else None,
        overrides=override_table(book, held),
        second_look=second_look_table(book, known),
        colours=colours_chart(book, found, [one.row.account_id for one in held]),
        backtest=backtest_table(book, found.rules, tested) if tested else None,
        outcomes=tested,
    )


def _headline(book: Book, known: Sequence[AccountHealth], needed: str) -> str:
    if not known:
        return "No health can be computed from what is loaded"
    if len(known) == 1:
        return known[0].said
    if not any(one.health for one in known):
        return f"No account’s health is known: a score needs {needed} of the weight"
    red, unknown = ([one for one in known if one.health is colour] for colour in (Colour.RED, None))
    melons = sum(bool(one.reasons) for one in known)
    money = book.money.compact(sum(one.row.mrr for one in red))
    said = f"{counted(len(red), 'account')} red, {money} a month" if red else "No account is red"
    more = f"; {counted(len(unknown), 'account')} not known well enough" if unknown else ""
    return capital(f"{said}; {counted(melons, 'green account')} worth a second look{more}")


def _figures(book: Book, known: Sequence[AccountHealth], by_hand: int) -> tuple[Figure, ...]:
    """Accounts by what they are called with the MRR behind them, and green ones worth a second look. What they are of
    all MRR is not said here: the green share is by the score alone, and no reader takes one for the other."""
    figures = []
    for colour, (key, label, better) in CALLED.items():
        those = [one for one in known if one.health is colour]
        figures.append(_figure(book, key, label, len(those), better, _money(book, those)))
    melons = [one for one in known if one.reasons]
    second_look = _figure(
        book, "second_look", "Green, worth a second look", len(melons), Better.LOWER, _money(book, melons)
    )
    figures.append(second_look)
    figures.append(_figure(book, "overrides", "Set by hand", by_hand, Better.NEITHER, "goes before the computed score"))
    return tuple(figures)


def _money(book: Book, those: Sequence[AccountHealth]) -> str:
    return f"{book.money.compact(sum(one.row.mrr for one in those))} a month" if those else ""


def _figure(book: Book, key: str, label: str, value: int, better: Better, note: str) -> Figure:
    receipt = book.receipt("health", "internal.health_months", month_end=book.as_of)
    return book.figure(f"health.{key}", label, value, COUNT, receipt, better=better, note=note)


def _missing(book: Book) -> tuple[Missing, ...]:
    """The groups that no account has, because their feed is not there."""
    return book.missing(**{feed: f"the group {group} of health" for group, feed in NEEDS.items()})
