"""The figures of renewals, for the whole book or for one account."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from steward.briefings.internal.renewals.plays import saved_figure
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import Quarter
from steward.domain.renewals import RenewalRange
from steward.exhibits import COUNT, PERCENT, Better, Figure, Receipt
from steward.exhibits.wording import capital, counted

AHEAD = {"next": 1, "second": 2}
"""The quarters looked ahead to, by the end of their figures' ids."""
NOTICE_DAYS = 60
NEEDS = ("contracts",)


def figures_of(book: Book, found: Sequence[Renewal]) -> tuple[Figure, ...]:
    """The rate of the quarter, what is due in the two after it and between what it ends, notice dates, plays."""
    return (
        _rate(book, found),
        _atr(book, found, book.quarter, "renewals.atr"),
        *(figure for name, ahead in AHEAD.items() for figure in _quarter_ahead(book, found, name, ahead)),
        _notices(book, found),
        saved_figure(book, found),
    )


def due_in(found: Sequence[Renewal], quarter: Quarter) -> list[Renewal]:
    """The contracts that end in a quarter."""
    return [one for one in found if one.row.due_in == str(quarter)]


def range_of(found: Sequence[Renewal]) -> RenewalRange:
    """What these contracts come to, what is below zero taken off the others of its account."""
    return RenewalRange.of(one.due for one in found if one.due is not None)


def ranges_of(found: Sequence[Renewal]) -> Mapping[str, RenewalRange]:
    """The range of every quarter in which a contract ends, the earliest first."""
    return {quarter: range_of([one for one in found if one.row.due_in == quarter])
            for quarter in sorted({one.row.due_in for one in found})}  # fmt: skip


def _quarter_ahead(book: Book, found: Sequence[Renewal], name: str, ahead: int) -> Iterator[Figure]:
    quarter = book.quarter.shifted(ahead)
    due = due_in(found, quarter)
    told, why = range_of(due), _why(due, quarter)
    receipt = _receipt(book, "renewal range", quarter)
    yield _atr(book, found, quarter, f"renewals.atr_{name}")
    for end, share, note in (
        ("worst", told.worst, "only what is signed"),
        ("best", told.best, f"at worst {PERCENT.text(told.worst)}" + _without_forecast(book, told)),
    ):
        yield book.figure(
            f"renewals.{end}_{name}", f"{quarter.spoken} at {end}", share, PERCENT, receipt, needs=NEEDS, why=why,
            note=note if share is not None else "",
        )  # fmt: skip


def _without_forecast(book: Book, told: RenewalRange) -> str:
    return f"; {book.money.compact(told.without_forecast)} without a forecast" if told.without_forecast else ""


def _rate(book: Book, found: Sequence[Renewal]) -> Figure:
    due = due_in(found, book.quarter)
    told = range_of(due)
    why = _why(due, book.quarter)
    contracts = counted(len(told.dues), "contract")
    still = f", {book.money.compact(told.open)} still open" if told.open else ""
    return book.figure(
        "renewals.rate",
        f"Renewal rate of {book.quarter.spoken}",
        told.worst,
        PERCENT,
        _receipt(book, "renewal rate", book.quarter),
        needs=NEEDS,
        why=why,
        note=""
        if why
        else f"{book.money.compact(told.won)} of {book.money.compact(told.atr)} of {contracts}{still}; not GRR",
    )


def _atr(book: Book, found: Sequence[Renewal], quarter: Quarter, identifier: str) -> Figure:
    due = due_in(found, quarter)
    why = _why(due, quarter) if any(one.row.atr is None for one in due) else ""
    unknown = sum(one.row.atr is None for one in due)
    return book.figure(
        identifier,
        f"Up for renewal in {quarter.spoken}",
        None if why else range_of(due).atr,
        book.money,
        _receipt(book, "ATR", quarter),
        needs=NEEDS,
        why=why,
        note=capital(counted(len(due), "contract")) + (f", {unknown} without known MRR" if unknown and not why else ""),
        better=Better.NEITHER,
    )


def _why(due: Sequence[Renewal], quarter: Quarter) -> str:
    """Why the contracts give no number for a quarter; empty where there is one."""
    if not due:
        return f"No contract ends in {quarter.spoken}."
    if all(one.row.atr is None for one in due):
        return f"No service is linked to the contracts that end in {quarter.spoken}, so their MRR is not known."
    return "" if range_of(due).atr > 0 else f"The contracts that end in {quarter.spoken} bring nothing any more."


def _notices(book: Book, found: Sequence[Renewal]) -> Figure:
    until = book.now + timedelta(days=NOTICE_DAYS)
    near = [
        one for one in found
        if one.is_open and one.row.notice_by is not None and book.now <= one.row.notice_by <= until
    ]  # fmt: skip
    money = sum((one.atr or Decimal() for one in near), Decimal())
    return book.figure(
        "renewals.notice_60",
        f"Notice dates within {NOTICE_DAYS} days",
        len(near),
        COUNT,
        book.quarterly("renewal windows", "internal.renewals", "contracts"),
        needs=NEEDS,
        note=f"{book.money.compact(money)} a month behind them" if near else "",
        better=Better.LOWER,
    )


def _receipt(book: Book, metric: str, quarter: Quarter) -> Receipt:
    return book.quarterly(
        metric, "internal.renewals", "contracts", "subscriptions", "opportunities", due_in=str(quarter)
    )
