"""Who owned which account when. What a quarter comes to by person is asked here, never of who owns an account now."""

from collections.abc import Mapping, Sequence
from datetime import date

from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import owners as owner_rows
from steward.warehouse.rows.internal.owners import Stretch


def owned_on(warehouse: Warehouse, day: date) -> Mapping[str, Stretch]:
    """By account, the stretch of days that holds a day: whose it was then, and how that is known."""
    return {one.account_id: one for one in owner_rows.owned_on(warehouse, day)}


def owners_of_account(warehouse: Warehouse, account_id: str) -> Sequence[Stretch]:
    """Whose an account was, the earliest first; every day is in one of the stretches."""
    return tuple(owner_rows.stretches(warehouse, account_id))
