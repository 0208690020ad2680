"""What people won, with the credit of accounts on their way from one to another split as it was on the day."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from steward.domain.books.moving import SoldOn, credit_moved
from steward.domain.books.plan import CreditSplit
from steward.warehouse.rows.internal.opportunities import WonSale

Wins = Mapping[tuple[str, str], Decimal]
"""By person and quarter; of nobody under no name."""


def credited(wins: Wins, sales: Iterable[WonSale], splits: Sequence[CreditSplit]) -> dict[tuple[str, str], Decimal]:
    """What each won: of a sale for whose account credit was split on the day it closed, each their part. All together
    won what they had before, to the cent."""
    found = dict(wins)
    for sale in sales:
        one = SoldOn(sale.account_id, sale.owner_id or "", sale.day, sale.amount)
        for person, _, amount in credit_moved([one], splits):
            found[person, sale.quarter] = found.get((person, sale.quarter), Decimal(0)) + amount
    return found
