"""Tickets that are not closed, as far as a customer may be told of them: when, and whose turn it is."""

from datetime import datetime
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class TicketTurn(NamedTuple):
    """A ticket that is not closed. `turn`: us, customer, carrier; `none`: it is resolved and waits to be confirmed."""

    ticket_id: str
    opened_at: datetime
    resolved_at: datetime | None
    turn: str
    turn_since: datetime | None


def ticket_turns(warehouse: Warehouse, account_id: str) -> dict[str, TicketTurn]:
    """Those of an account, by id."""
    sql = """select ticket_id, opened_at, resolved_at, turn, turn_since from customer.open_tickets
        where account_id = ? order by ticket_id"""
    return {row.ticket_id: row for row in warehouse.rows(TicketTurn, sql, [account_id])}
