"""Which rows of an account could not be read, so that what rests on them is not known."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class Unread(NamedTuple):
    """Rejected rows of a feed, of an account or of none. `since` None: of no known time; `until` None: they count for
    good. `currency`, `amount`: of those that nothing but an exchange rate is missing for, in which and how much."""

    account_id: str | None
    feed: str
    since: date | None
    until: date | None
    rows: int
    currency: str | None = None
    amount: Decimal | None = None

    def within(self, first: date, last: date) -> bool:
        """Whether it counts in these days."""
        return self.since is None or (self.since <= last and (self.until is None or self.until >= first))


def unread(warehouse: Warehouse, accounts: Sequence[str] = ()) -> list[Unread]:
    """Of these accounts, or of all."""
    sql = f"""
        select {", ".join(Unread._fields)} from customer.unread
        where len(?::varchar[]) = 0 or account_id in (select unnest(?::varchar[])) order by all"""
    ids = sorted(accounts)
    return warehouse.rows(Unread, sql, [ids, ids])
