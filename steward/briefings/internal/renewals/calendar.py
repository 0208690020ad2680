"""The dates of renewals: when windows open and by when notice is due."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.domain.quarters import month_end
from steward.domain.renewals import WINDOWS, RenewalWindow, entered
from steward.exhibits import COUNT, Column, Heatmap, Receipt, Table, day_text, month_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted

NOTICE = "notice date"
MONTHS = 6
DAYS_AHEAD = 60


@dataclass(frozen=True)
class RenewalDate:
    """A day that matters for a renewal: `window` opens, or (None) notice must be given by it."""

    day: date
    window: RenewalWindow | None
    renewal: Renewal

    @property
    def what(self) -> str:
        """`90: good or at risk`, or that it is the notice date."""
        return f"{self.window.days}: {self.window.asks}" if self.window else NOTICE


def dates_of(found: Sequence[Renewal], since: date) -> tuple[RenewalDate, ...]:
    """The dates of the open renewals from a day on, the first first."""
    dates = [
        RenewalDate(day, window, one)
        for one in found
        if one.is_open
        for day, window in one.dates()
        if day >= since
    ]  # fmt: skip
    return tuple(sorted(dates, key=lambda one: (one.day, one.renewal.account.name, one.renewal.row.contract_id)))


def window_map(book: Book, dates: Sequence[RenewalDate]) -> Heatmap | None:
    """How many contracts enter each window in each of the next months; None where none does."""
    months = list(_months(book.now))
    counts = Counter((one.what, month_end(one.day)) for one in dates if one.day <= months[-1])
    rows = [*(f"{window.days}: {window.asks}" for window in WINDOWS), NOTICE]
    if not any(counts[row, month] for row in rows for month in months):
        return None
    totals = {month: sum(counts[row, month] for row in rows) for month in months}
    total = max(totals.values())
    busiest = leaders(((month_text(month), count) for month, count in totals.items()), total, "month")
    most = f"{busiest.do('has', 'have')} the most dates of renewals: {total}{'' if busiest.alone else ' each'}"
    return Heatmap(
        id="renewals.calendar",
        title=most,
        alt=f"Map of how many contracts enter each window by month. {most}.",
        receipt=_receipt(book),
        columns=tuple(month_text(month) for month in months),
        rows=tuple(rows),
        values=tuple(tuple(counts[row, month] or None for month in months) for row in rows),
        unit=COUNT,
    )


def _months(day: date) -> Iterator[date]:
    """The ends of the next months, from the first that has not ended."""
    month = month_end(day + timedelta(days=1))
    for _ in range(MONTHS):
        yield month
        month = month_end(month + timedelta(days=1))


def window_table(book: Book, ahead: Sequence[Renewal]) -> Table | None:
    """The contracts by the window they are in, with how many lack what it asks for; None where none is in any."""
    held: dict[RenewalWindow, list[Renewal]] = defaultdict(list)
    for one in ahead:
        inside = entered(one.row.ends_on, book.now)
        if one.is_open and inside:
            held[inside[-1]].append(one)
    if not held:
        return None
    lacking = sum(bool(one.missing) for found in held.values() for one in found)
    total = sum(map(len, held.values()))
    return Table(
        id="renewals.windows",
        title=_windows(lacking, total),
        alt="Table of windows with their contracts, MRR and how many lack what the window asks for.",
        receipt=_receipt(book),
        columns=(
            Column("Days before the end"), Column("Asks for"), Column("Contracts", COUNT), Column("ATR", book.money),
            Column("Without it", COUNT), Column("Without an earlier one", COUNT),
        ),
        rows=tuple(_window(window, held[window]) for window in WINDOWS if held[window]),
    )  # fmt: skip


def _windows(lacking: int, total: int) -> str:
    if not lacking:
        return f"All is done that {counted(total, 'contract')} in a window should have by now"
    verb = "lacks" if lacking == 1 else "lack"
    return f"{lacking} of {counted(total, 'contract')} in a window {verb} something they should have by now"


def _window(window: RenewalWindow, found: Sequence[Renewal]) -> tuple[str | int | Decimal, ...]:
    later = WINDOWS.index(window) + 1
    until = f"{WINDOWS[later].days + 1}" if later < len(WINDOWS) else "0"
    return (
        f"{window.days}–{until}", window.asks, len(found),
        sum((one.atr or Decimal() for one in found), Decimal()),
        sum(window in one.missing for one in found),
        sum(any(missed is not window for missed in one.missing) for one in found),
    )  # fmt: skip


def date_table(book: Book, dates: Sequence[RenewalDate]) -> Table | None:
    """The dates of the next weeks, a row each; None where there is none."""
    now = book.now
    near = [one for one in dates if (one.day - now).days <= DAYS_AHEAD]
    if not near:
        return None
    notices = [one for one in near if one.window is None]
    first = f", the first notice date on {day_text(notices[0].day)}" if notices else ", no notice date among them"
    return Table(
        id="renewals.dates",
        title=f"{capital(counted(len(near), 'date'))} in the next {DAYS_AHEAD} days{first}",
        alt=f"Table of {len(near)} dates of renewals with contract, what is asked for, and owner.",
        receipt=_receipt(book),
        keys=tuple(one.renewal.row.contract_id for one in near),
        columns=(
            Column("Date"), Column("Days left", COUNT), Column("What"), Column("Account"), Column("Contract"),
            Column("ATR", book.money), Column("Owner"),
        ),
        rows=tuple(
            (
                one.day, (one.day - now).days, one.what, one.renewal.account.name,
                one.renewal.row.contract_id, one.renewal.atr, one.renewal.account.owner or NOBODY,
            )
            for one in near
        ),
    )  # fmt: skip


def _receipt(book: Book) -> Receipt:
    return book.quarterly("renewal windows", "internal.renewals", "contracts")
