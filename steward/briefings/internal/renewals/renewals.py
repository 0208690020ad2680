"""Renewals: what ends when, between what a quarter can end, what people forecast and what the data says beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.renewals.assessment import assessed
from steward.briefings.internal.renewals.calendar import RenewalDate, date_table, dates_of, window_map, window_table
from steward.briefings.internal.renewals.figures import due_in, figures_of, range_of, ranges_of
from steward.briefings.internal.renewals.plays import play_table
from steward.briefings.internal.renewals.quotes import quote_table, quoted_figure
from steward.briefings.internal.renewals.renewal import Renewal, WrittenPlans, joined
from steward.briefings.internal.renewals.tables import contract_table, range_table, risk_table
from steward.briefings.internal.scope.book import Book
from steward.domain.renewals import RenewalRange
from steward.exhibits import Heatmap, Missing, Mood, Series, StackedBars, Table, day_text
from steward.exhibits.ties import MOST_NAMED, leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow

BACK, AHEAD = 4, 4
"""Quarters drawn before this one and after it."""
LOOKING = 2
"""Quarters whose contracts are worked on now."""


@dataclass(frozen=True, kw_only=True)
class Renewals(InternalBriefing):
    """The renewals of some accounts. `found`: every contract of the last two years and to come; `ahead`: those that
    end in this quarter or the two after it, are overdue, or may be given notice of by then; `dates`: theirs and all
    later ones, from this day on."""

    found: tuple[Renewal, ...]
    ahead: tuple[Renewal, ...]
    dates: tuple[RenewalDate, ...]
    contracts: Table | None
    quotes: Table | None
    range: Table | None
    quarters: StackedBars | None
    calendar: Heatmap | None
    windows: Table | None
    days: Table | None
    risks: Table | None
    plays: Table | None


def renewals(book: Book, rows: Sequence[BookRow], written: WrittenPlans | None = None) -> Renewals:
    """Brief on the renewals of these accounts, with what people wrote of them. Of one account alone everything that is
    still open is worked on, however far ahead."""
    said = written or WrittenPlans()
    found = joined(book, rows, said)
    ahead = assessed(book, found, _ahead(book, found, all_open=len(rows) == 1), said)
    dates = dates_of(found, max(book.now, book.as_of + timedelta(days=1)))
    return Renewals(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, found, rows),
        figures=(*figures_of(book, found), quoted_figure(book, ahead)),
        missing=_missing(book),
        found=found,
        ahead=ahead,
        dates=dates,
        contracts=contract_table(book, ahead),
        quotes=quote_table(book, ahead),
        range=range_table(book, found),
        quarters=_quarters(book, found),
        calendar=window_map(book, dates),
        windows=window_table(book, ahead),
        days=date_table(book, dates),
        risks=risk_table(book, ahead),
        plays=play_table(book, found),
    )


def _ahead(book: Book, found: Sequence[Renewal], *, all_open: bool) -> list[Renewal]:
    """What ends in the quarters worked on, what should have been decided already, and what may be given notice of."""
    quarters, until = {str(book.quarter.shifted(n)) for n in range(LOOKING + 1)}, book.quarter.shifted(LOOKING).end
    return [
        one
        for one in found
        if one.row.due_in in quarters
        or (one.is_open and (all_open or min(one.row.ends_on, one.row.notice_by or one.row.ends_on) <= until))
    ]


def _headline(book: Book, found: Sequence[Renewal], rows: Sequence[BookRow]) -> str:
    if not book.has("contracts"):
        return "Without a contracts feed nobody can say what renews when"
    first, second = (range_of(due_in(found, book.quarter.shifted(n))) for n in (1, 2))
    if not first.atr and not second.atr and len(rows) == 1:
        following = min((one.row.ends_on for one in found if one.is_open), default=None)
        return f"The next contract ends on {day_text(following)}" if following else "No contract is still to be decided"
    return book.and_what_is_left_out(_what_comes_up(book, found, len(rows), first, second))


def _what_comes_up(
    book: Book, found: Sequence[Renewal], accounts: int, first: RenewalRange, second: RenewalRange
) -> str:
    names = (book.quarter.shifted(1).spoken, book.quarter.shifted(2).spoken)
    ending = [one for n in (1, 2) for one in due_in(found, book.quarter.shifted(n))]
    if first.atr <= 0 and second.atr <= 0 and ending and accounts > 1:
        return _ends_without_money(ending, *names)
    if not first.atr and not second.atr:
        return f"Nothing is up for renewal in {names[0]} or {names[1]}"
    parts = [
        f"{book.money.compact(told.atr)} a month in {name}" if told.atr else f"nothing in {name}"
        for told, name in zip((first, second), names, strict=True)
    ]
    return f"Up for renewal: {parts[0]}, {parts[1]}"


def _ends_without_money(ending: Sequence[Renewal], first: str, second: str) -> str:
    known = all(one.row.atr is not None for one in ending)
    rest = ", and nothing a month with them" if known else ", and nobody knows what they bring"
    said = capital(counted(len(ending), "contract"))
    return f"{said} {'ends' if len(ending) == 1 else 'end'} in {first} or {second}{rest}"


def _missing(book: Book) -> tuple[Missing, ...]:
    shown = {
        "contracts": "what renews when, and by when notice is due",
        "subscriptions": "what is up for renewal in money, and the renewal rate",
        "opportunities": "which renewals are being talked about, and which were won",
        "activities": "who was called when a renewal came near",
    }
    return book.missing(**shown)


def _quarters(book: Book, found: Sequence[Renewal]) -> StackedBars | None:
    """ATR by the quarter in which it ends; None where nothing ends in any of them."""
    by_label = ranges_of(found)
    quarters = [book.quarter.shifted(n) for n in range(-BACK, AHEAD + 1)]
    ranges = [range_of([]) if str(quarter) not in by_label else by_label[str(quarter)] for quarter in quarters]
    if not any(one.atr for one in ranges):
        return None
    largest = max(one.open for one in ranges)
    told = [(quarter.spoken, one.open) for quarter, one in zip(quarters, ranges, strict=True)]
    who = leaders(told, largest, "quarter")
    with_most = who.do("is the quarter", "are the quarters") if len(who.names) <= MOST_NAMED else str(who)
    most = f"{with_most} with most to renew: {book.money.compact(largest)}{'' if who.alone else ' each'}"
    return StackedBars(
        id="renewals.quarters",
        title=most if largest else "Nothing that ends in these quarters is still open",
        alt="Bars of ATR by quarter: "
        + "; ".join(f"{q.spoken} {book.money.compact(r.atr)}" for q, r in zip(quarters, ranges, strict=True))
        + ".",
        receipt=book.quarterly("ATR", "internal.renewals", "contracts", "subscriptions"),
        categories=tuple(quarter.spoken for quarter in quarters),
        series=(
            Series("Won", tuple(one.won for one in ranges), mood=Mood.GOOD),
            Series("Open", tuple(one.open for one in ranges), mood=Mood.NEUTRAL),
            Series("Lost", tuple(one.lost for one in ranges), mood=Mood.BAD),
        ),
        unit=book.money,
    )
