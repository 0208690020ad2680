"""What a renewal can fall into unseen: it renews by itself, they may leave early, two ends, a price that is off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from steward.briefings.internal.scope.book import Book
from steward.domain.renewals import MAP_AND_PLAN, ContractState, uplift
from steward.exhibits import PERCENT, day_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal.renewals import RenewalRow

SOON = 60
"""Days ahead within which a notice date is near."""
A_YEAR = 365
LITTLE = 0.5
"""Percent below which a change of price is none."""
FAR = 10.0
"""Percentage points above the usual uplift that are far above it."""
FEWEST = 5
"""So many past renewals say what is usual."""


class RiskKind(StrEnum):
    """What kind of risk."""

    RENEWS_BY_ITSELF = "renews by itself"
    EARLY_NOTICE = "early notice date"
    CO_TERMINATION = "co-termination"
    PRICE = "uplift"
    BILLED_ON = "billed without a contract"


@dataclass(frozen=True)
class ContractRisk:
    """One risk of one contract, with its numbers in words."""

    kind: RiskKind
    words: str


@dataclass(frozen=True)
class Usual:
    """The uplift past renewals brought: the middle one of `count`, in percent."""

    uplift: float | None
    count: int


def usual_uplift(rows: Iterable[RenewalRow]) -> Usual:
    """The median uplift of the renewals won in the two years of these rows; not known under five.

    | ATR | renewed | uplift |
    |-----|---------|--------|
    | 100 | 102     | 2.0    |
    | 200 | 200     | 0.0    |
    | 100 | 103     | 3.0    |
    | 100 | 95      | −5.0   |
    | 50  | 51      | 2.0    |

    The middle of −5, 0, 2, 2, 3 is 2.0.
    """
    shares = [uplift(row.atr, row.renewed) for row in rows if row.state == ContractState.WON]
    known = [share for share in shares if share is not None]
    return Usual(median(known) if len(known) >= FEWEST else None, len(known))


def risks(book: Book, row: RenewalRow, siblings: Sequence[RenewalRow], usual: Usual) -> tuple[ContractRisk, ...]:
    """The risks of an open contract. `siblings`: the open contracts of its account, the first end first."""
    return (
        *_renews_by_itself(book, row),
        *_early_notice(book.now, row),
        *_two_ends(book, row, siblings),
        *_price(book, row, usual),
        *_billed_on(book, row),
    )


def _renews_by_itself(book: Book, row: RenewalRow) -> Iterator[ContractRisk]:
    if not row.auto_renews or row.notice_by is None or row.opportunity_status is not None or row.ends_on <= book.now:
        return
    days = (row.notice_by - book.now).days
    if days > SOON or not book.has("opportunities"):
        return
    day = day_text(row.notice_by)
    when = f"is in {counted(days, 'day')}, on {day}," if days > 0 else f"was {day}" if days else "is today"
    words = f"The notice date {when} and no renewal opportunity is open: it renews at the price of today"
    yield ContractRisk(RiskKind.RENEWS_BY_ITSELF, words)


def _early_notice(as_of: date, row: RenewalRow) -> Iterator[ContractRisk]:
    if row.notice_by is None or (row.notice_days or 0) <= MAP_AND_PLAN.days or row.notice_by < as_of:
        return
    words = f"They may give notice until {day_text(row.notice_by)}, {row.notice_days} days before the end: "
    yield ContractRisk(RiskKind.EARLY_NOTICE, words + "earlier than our map and plan")


def _two_ends(book: Book, row: RenewalRow, siblings: Sequence[RenewalRow]) -> Iterator[ContractRisk]:
    """Told of the contract that ends first: where the next of the account ends on another day within a year."""
    later = [one for one in siblings if 0 < (one.ends_on - row.ends_on).days <= A_YEAR]
    if not later or row.contract_id != siblings[0].contract_id:
        return
    last = later[-1]
    money = sum((one.atr or Decimal() for one in (row, *later)), Decimal())
    days = (last.ends_on - row.ends_on).days
    names = " and ".join([row.contract_id, *(one.contract_id for one in later)])
    apart = counted(days, "day")
    words = f"{names} end within {apart} of each other; co-term them to {day_text(last.ends_on)}: one negotiation"
    yield ContractRisk(RiskKind.CO_TERMINATION, f"{words} about {book.money.compact(money)} a month")


def _price(book: Book, row: RenewalRow, usual: Usual) -> Iterator[ContractRisk]:
    share = uplift(row.atr, row.opportunity_amount) if row.opportunity_status == "open" else None
    if share is None or row.atr is None or row.opportunity_amount is None:
        return
    asked = f"The renewal opportunity asks for {book.money.compact(row.opportunity_amount)}"
    if share < -LITTLE:
        less = book.money.compact(row.atr - row.opportunity_amount)
        yield ContractRisk(RiskKind.PRICE, f"{asked}, {less} a month less than it brings today")
    elif usual.uplift is not None and share > usual.uplift + FAR:
        past = f"{usual.count} past renewals brought a median uplift of {PERCENT.text(usual.uplift)}"
        yield ContractRisk(RiskKind.PRICE, f"{asked}, {PERCENT.text(share)} more than today; {past}")
    if row.list_mrr and row.opportunity_amount > row.list_mrr:
        yield ContractRisk(RiskKind.PRICE, f"{asked}, above the list price of {book.money.compact(row.list_mrr)}")


def _billed_on(book: Book, row: RenewalRow) -> Iterator[ContractRisk]:
    if row.ends_on < book.as_of and row.still_billed > 0:
        billed = book.money.compact(row.still_billed)
        yield ContractRisk(
            RiskKind.BILLED_ON, f"It ended on {day_text(row.ends_on)} and {billed} a month is still billed"
        )
