"""Of whom, and of which months, rows were rejected: what a figure about these does not know.

Of amounts of one of us, such as a target, it is known of no account and for good."""

import duckdb

from steward.warehouse.canonical import Canonical, Kind
from steward.warehouse.loading.sqltext import identifier

ACCOUNT = "account_id"
OURS = "person_id"
TURNED_DOWN = "turned_down"


def create_unread(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty table. `since` empty: of no known time; `until` empty: for good; `currency`, `amount`: of amounts that
    only lack an exchange rate, in which and how much."""
    connection.execute(
        "create table staging.unread (account_id varchar, feed varchar, since date, until date, rows bigint,"
        " currency varchar, amount decimal(38, 4))"
    )


def note_unread(connection: duckdb.DuckDBPyConnection, table: Canonical) -> None:
    """Count the rejected rows that are still staged, by account and month as far as these could be read; of nobody
    where a table may have such rows. A row that repeats the key of another tells of nothing that is not there."""
    refused = "(select row, currency, amount from refused where repeats is null)"
    of_ours = OURS in table.required and any(each.kind is Kind.MONEY for each in table.fields)
    known = ACCOUNT in table.columns
    if not (known or of_ours) or not connection.execute(f"from {refused} limit 1").fetchall():
        return
    account = ACCOUNT if known else "null"
    of_somebody = f"where {ACCOUNT} is not null" if ACCOUNT in table.required else ""
    since = f"date_trunc('month', {identifier(table.happened)})::date" if table.happened else "null::date"
    until = identifier(table.holds_until) if table.holds_until else f"last_day({since})"
    connection.execute(
        f"insert into staging.unread select {account}, '{table.name}', {since}, {until}::date, count(*),"
        f" {TURNED_DOWN}.currency, sum({TURNED_DOWN}.amount)"
        f" from staging.{table.name} inner join {refused} as {TURNED_DOWN} on rowid = {TURNED_DOWN}.row"
        f" {of_somebody} group by all"
    )
