"""Of whom, and of which months, rows were rejected: what a figure about these does not know."""

import duckdb

from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.sqltext import identifier

ACCOUNT = "account_id"


def create_unread(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty table. `since` empty: of no known time; `until` empty: for good."""
    connection.execute(
        "create table staging.unread (account_id varchar, feed varchar, since date, until date, rows bigint)"
    )


def note_unread(connection: duckdb.DuckDBPyConnection, table: Canonical) -> None:
    """Count the rejected rows that are still staged, by account and month as far as these could be read. A row that
    repeats the key of another tells of nothing that is not there."""
    refused = "select row from refused where repeats is null"
    if ACCOUNT not in table.columns or not connection.execute(f"{refused} limit 1").fetchall():
        return
    since = f"date_trunc('month', {identifier(table.happened)})::date" if table.happened else "null::date"
    until = identifier(table.holds_until) if table.holds_until else f"last_day({since})"
    connection.execute(
        f"insert into staging.unread select {ACCOUNT}, '{table.name}', {since}, {until}::date, count(*)"
        f" from staging.{table.name} where {ACCOUNT} is not null"
        f" and rowid in ({refused}) group by all"
    )
