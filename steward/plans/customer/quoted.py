"""An offer as people wrote it, as a quote that can be computed; and what is missing before it can be asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote, Term
from steward.domain.quoting.months import month_begins
from steward.plans.customer.offer import Offer, OfferFile, PriceLine

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""Of a term: a day beyond is a slip of the finger, or stands for “no end”."""
MONTHS_SHOWN = 12
"""The term of an offer that says none yet, so that its lines can be looked at."""


@dataclass(frozen=True)
class Quoted:
    """A quote, and what is missing or wrong in it, in words; what is missing is taken as said in `faults`."""

    quote: Quote
    faults: tuple[str, ...]


def quoted(file: OfferFile, contract_ends: Mapping[str, date], today: date) -> Quoted:
    """The quote of an offer. `contract_ends`: the last day of each contract of the account, by id."""
    offer = file.offer
    contract_ends = {name: day for name, day in contract_ends.items() if is_counted(day)}
    starts_on = (
        offer.starts_on if offer.starts_on and is_counted(offer.starts_on) else month_begins(today.replace(day=1), 2)
    )
    term = Term(starts_on, _whole(offer.term_months) or MONTHS_SHOWN)
    quote = Quote(term, tuple(_lines(file.lines, contract_ends)))
    missing = (*_missing(offer), *_missing_in_lines(file.lines, contract_ends))
    return Quoted(quote, (*missing, *quote.faults()))


def exact(amount: float | None) -> Decimal:
    """A number of a file as it is written there; nothing where there is none."""
    return Decimal(0) if amount is None else Decimal(str(amount))


def _lines(entries: tuple[PriceLine, ...], contract_ends: Mapping[str, date]) -> Iterator[Line]:
    """Entries of one line are its ramp, and its first says all but the price."""
    for name, ramp in _ramps(entries).items():
        first = ramp[0]
        yield Line(
            line=name, action=first.action or Action.ADD, product=first.product, site=first.site,
            rows=tuple(map(_row, ramp)), ends_on=contract_ends.get(first.ends_with), replaces=first.replaces,
        )  # fmt: skip


def _ramps(entries: tuple[PriceLine, ...]) -> Mapping[str, list[PriceLine]]:
    found: dict[str, list[PriceLine]] = {}
    for one in entries:
        found.setdefault(one.line, []).append(one)
    return found


def _row(entry: PriceLine) -> PriceRow:
    return PriceRow(
        quantity=Decimal(1) if entry.quantity is None else exact(entry.quantity),
        unit_mrc=exact(entry.unit_mrc), unit_nrc=exact(entry.unit_nrc),
        from_month=_whole(entry.from_month) or 1, to_month=_whole(entry.to_month),
    )  # fmt: skip


def _missing(offer: Offer) -> Iterator[str]:
    wanted = {
        "a title": offer.title,
        "the day it starts": offer.starts_on,
        "a term": offer.term_months,
        "the last day it can be accepted on": offer.valid_until,
        "within how many days it is paid": offer.payment_days is not None,
        "an owner": offer.owner,
    }
    lacking = [what for what, there in wanted.items() if not there]
    if lacking:
        yield f"It does not say {', '.join(lacking[:-1])}{' and ' if lacking[1:] else ''}{lacking[-1]}."
    if offer.starts_on and not is_counted(offer.starts_on):
        yield f"It starts in the year {offer.starts_on.year}."
    if offer.term_months is not None and offer.term_months % 1:
        yield "The term is no whole number of months."


def _missing_in_lines(entries: tuple[PriceLine, ...], contract_ends: Mapping[str, date]) -> Iterator[str]:
    for name, ramp in _ramps(entries).items():
        if not ramp[0].product:
            yield f"Line {name} names no product."
        if ramp[0].ends_with and ramp[0].ends_with not in contract_ends:
            yield f"Line {name} ends with contract {ramp[0].ends_with}, of which the data knows no end."
        if any(month is not None and month % 1 for one in ramp for month in (one.from_month, one.to_month)):
            yield f"Line {name} has a price from a month that is no whole number."


def is_counted(day: date) -> bool:
    """Whether months can be counted from or to a day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
