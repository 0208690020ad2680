"""Of what was spoken with whom, by the feeds and by what is logged here, for our own eyes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import ACCOUNTS, Warehouse


class SpokenOf(NamedTuple):
    """The last day on which somebody heard of a product in a call, a meeting or a mail."""

    account_id: str
    contact_id: str
    product_id: str
    day: date


def spoken_of(warehouse: Warehouse, account_ids: Sequence[str], until: date) -> list[SpokenOf]:
    """Of each person and product of some accounts, up to a day."""
    sql = """
        select account_id, contact_id, product_id, max(day) as day from known.spoken
        where day <= ? and account_id in (select unnest(?)) group by all order by all"""
    return warehouse.accounts_rows(SpokenOf, sql, account_ids, [until, ACCOUNTS])
