"""An amount in parts that come to it exactly, in whole cents."""

from collections.abc import Sequence
from decimal import Decimal

CENTS = 100


def allocate(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """An amount by weights, by the method of the largest remainder: each part is its share rounded down to a cent, and
    the cents that are left go to those that lost most by it, of two alike to the first. Evenly where no weight says
    anything; nothing for nobody.

    | amount | weights | parts            |
    |--------|---------|------------------|
    | 100    | 1 1 1   | 33.34 33.33 33.33 |
    | 0.05   | 3 1     | 0.04 0.01        |
    | 10     | 0 0     | 5 5              |
    """
    known = [max(one, Decimal()) for one in weights]
    whole = sum(known, Decimal())
    if not known:
        return ()
    if not whole:
        known, whole = [Decimal(1)] * len(known), Decimal(len(known))
    cents = int((amount * CENTS).to_integral_value())
    shares = [cents * one / whole for one in known]
    parts = [int(share // 1) for share in shares]
    by_loss = sorted(range(len(parts)), key=lambda at: (parts[at] - shares[at], at))
    for at in by_loss[: cents - sum(parts)]:
        parts[at] += 1
    return tuple(Decimal(one) / CENTS for one in parts)
