"""Which rows of the whole book could not be read: those of no account with them."""

from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.customer.unread import Unread


def unread_of_book(warehouse: Warehouse) -> list[Unread]:
    """Of every account that is seen; where all are, also of none."""
    return warehouse.rows(Unread, f"select {', '.join(Unread._fields)} from internal.unread order by all")
