"""What people won, with the credit of accounts on their way from one to another split as it was on the day."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from steward.domain.books.moving import credit_on, shared
from steward.domain.books.plan import CreditSplit
from steward.warehouse.rows.internal.opportunities import WonSale

Wins = Mapping[tuple[str, str], Decimal]
"""By person and quarter; of nobody under no name."""


def credited(wins: Wins, sales: Iterable[WonSale], splits: Sequence[CreditSplit]) -> dict[tuple[str, str], Decimal]:
    """What each won: of a sale for whose account credit was split on the day it closed, each their part. All together
    won what they had before, to the cent."""
    found = dict(wins)
    for sale in sales:
        owner = sale.owner_id or ""
        parts = credit_on(splits, sale.account_id, owner, sale.day)
        if set(parts) == {owner}:
            continue
        found[owner, sale.quarter] = found.get((owner, sale.quarter), Decimal(0)) - sale.amount
        rest = sale.amount - Decimal(int(sale.amount * 100)).scaleb(-2)
        for person, cents in shared(int(sale.amount * 100), parts).items():
            found[person, sale.quarter] = found.get((person, sale.quarter), Decimal(0)) + Decimal(cents).scaleb(-2)
        first = min(parts)
        found[first, sale.quarter] += rest
    return found
