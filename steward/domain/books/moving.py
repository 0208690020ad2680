"""What becomes of open opportunities and of credit when an account changes hands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import floor
from typing import NamedTuple

from steward.domain.books.plan import Assignment, CreditSplit, Holdover

LATE_FROM = 0.5
"""From this probability on an opportunity is late: it stays with whom it was."""
HELD_DAYS = 90
WHOLE = Decimal(100)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class OpenSale:
    """An open opportunity. `probability` None: nobody said, and it moves at once."""

    opportunity_id: str
    account_id: str
    owner_id: str
    probability: float | None


def holdovers(
    moves: Iterable[Assignment], sales: Sequence[OpenSale], effective_on: date, before: Collection[str]
) -> Iterator[Holdover]:
    """Late opportunities of accounts that move stay 90 days with whom they were. `before`: those that stayed once
    already: none stays twice; nor does one that is not with who gives the account away."""
    giving = {one.account_id: one.from_id for one in moves if one.moves}
    until = effective_on + timedelta(days=HELD_DAYS - 1)
    for one in sales:
        late = one.probability is not None and one.probability >= LATE_FROM
        if late and giving.get(one.account_id) == one.owner_id and one.opportunity_id not in before:
            yield Holdover(opportunity_id=one.opportunity_id, owner_id=one.owner_id, until=until)


def splits(
    moves: Iterable[Assignment], held: Iterable[Holdover], sales: Sequence[OpenSale], effective_on: date
) -> Iterator[CreditSplit]:
    """While an opportunity of an account stays with whom it was, each of the two is credited with half."""
    account = {one.opportunity_id: one.account_id for one in sales}
    until = {account[one.opportunity_id]: one.until for one in held if one.opportunity_id in account}
    for one in moves:
        if one.moves and one.account_id in until:
            for person_id in (one.from_id, one.to_id):
                yield CreditSplit(
                    person_id=person_id, account_id=one.account_id, from_on=effective_on, to_on=until[one.account_id],
                    pct=50.0,
                )  # fmt: skip


def credit_on(written: Iterable[CreditSplit], account_id: str, owner_id: str, day: date) -> Mapping[str, Decimal]:
    """Who is credited with an account on a day, in percents that come to 100: as is written, where that comes to 100,
    else its owner with all."""
    found: dict[str, Decimal] = {}
    for one in written:
        if one.account_id == account_id and one.from_on <= day <= one.to_on:
            found[one.person_id] = found.get(one.person_id, Decimal(0)) + _percent(one.pct)
    found = {key: part for key, part in found.items() if part}
    return found if sum(found.values()) == WHOLE else {owner_id: WHOLE}


class SoldOn(NamedTuple):
    """Something that was won, no renewal, on the day it closed; `owner_id` empty: nobody's."""

    account_id: str
    owner_id: str
    day: date
    amount: Decimal


def credit_moved(sales: Iterable[SoldOn], written: Sequence[CreditSplit]) -> Iterator[tuple[str, date, Decimal]]:
    """What credit takes from whoever owned a sale, and gives: person, day and amount, which come to nothing for each
    sale. Of those whose owner is credited with all of it there is nothing."""
    for one in sales:
        parts = credit_on(written, one.account_id, one.owner_id, one.day)
        if set(parts) == {one.owner_id}:
            continue
        yield one.owner_id, one.day, -one.amount
        cents = int(one.amount * 100)
        for person, part in shared(cents, parts).items():
            yield person, one.day, Decimal(part).scaleb(-2)
        yield min(parts), one.day, one.amount - Decimal(cents).scaleb(-2)


def shared(cents: int, parts: Mapping[str, Decimal]) -> dict[str, int]:
    """An amount by percents that come to 100, in whole cents that come to all of it: those that are left over go to
    whom most of one was cut, of two the first by name."""
    exact = {key: cents * part / WHOLE for key, part in parts.items()}
    found = {key: floor(amount) for key, amount in exact.items()}
    left = sorted(parts, key=lambda key: (found[key] - exact[key], key))[: cents - sum(found.values())]
    return {key: amount + (key in left) for key, amount in found.items()}


@dataclass(frozen=True)
class UnevenCredit:
    """A stretch of days on which what is written for an account does not come to 100 %."""

    account_id: str
    from_on: date
    to_on: date
    percent: Decimal


def uneven(written: Sequence[CreditSplit]) -> tuple[UnevenCredit, ...]:
    """Every such stretch, by account and day. It begins and ends where anything begins or ends."""
    found: list[UnevenCredit] = []
    for account_id in sorted({one.account_id for one in written}):
        own = [one for one in written if one.account_id == account_id and one.from_on <= one.to_on]
        edges = sorted({one.from_on for one in own} | {one.to_on + DAY for one in own})
        for begin, end in pairwise(edges):
            held = [_percent(one.pct) for one in own if one.from_on <= begin <= one.to_on]
            if held and sum(held) != WHOLE:
                found.append(UnevenCredit(account_id, begin, end - DAY, sum(held, Decimal(0))))
    return tuple(found)


def _percent(said: float) -> Decimal:
    """As it is written: a third is 33.33, and not what a binary number makes of it."""
    return Decimal(repr(round(said, 2)))
