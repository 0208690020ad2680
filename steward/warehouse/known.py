"""What the feeds say of activities and what people logged in Steward, side by side: the relation `known.activities`.

What is logged lies in files of people and not in the warehouse, which a load makes; whoever opens one tells it what is
logged, and is answered as if the feed had said so at once. It lives in memory beside the file, which stays as it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb

from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.relations import text_of

COLUMNS = (
    "activity_id", "account_id", "happened_at", "kind", "contact_id", "person_id", "subject", "direction", "ends_at",
    "minutes", "participants", "opportunity_id", "product_id", "external_id", "uid",
)  # fmt: skip
SEPARATOR = ";"
"""Between two participants."""


class LoggedRow(NamedTuple):
    """One that somebody logged, as a row of the feed; `external_id` is what it is exported under. `joined`: the
    activity_id of the feed's row that a person said is the same."""

    activity_id: str
    account_id: str
    happened_at: datetime
    kind: str
    contact_id: str | None
    person_id: str | None
    subject: str
    direction: str | None
    ends_at: datetime | None
    minutes: float | None
    participants: str | None
    opportunity_id: str | None
    product_id: str | None
    external_id: str
    uid: str | None
    joined: str | None
    products: str | None
    """All that was spoken of; `product_id` is the first."""


TYPES = {"happened_at": "timestamp", "ends_at": "timestamp", "minutes": "double"}


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """The relations, with nothing logged yet. Two that open one file in a process share it, and what it is told."""
    if not _has_activities(connection):
        return
    found = connection.execute("select current_database()").fetchone()
    whole = identifier(str(found[0]) if found else "")
    if _is_read_only(connection):
        connection.execute("attach if not exists ':memory:' as known (read_write)")
    else:
        connection.execute("create schema if not exists known")
    columns = ", ".join(COLUMNS)
    typed = ", ".join(f"{name} {TYPES.get(name, 'varchar')}" for name in LoggedRow._fields)
    connection.execute(f"create table if not exists known.logged ({typed})")
    # What is logged and stands in the feed by now is the feed's to tell.
    connection.execute("create table if not exists known.arrived (external_id varchar, activity_id varchar)")
    connection.execute(
        f"""create view if not exists known.activities as
        select {columns} from {whole}.staging.activities
        union all select {columns} from known.logged where external_id not in (select external_id from known.arrived)"""
    )
    # Whoever took part was met, not only who stands first.
    named = f"string_split(concat_ws('{SEPARATOR}', contact_id, participants), '{SEPARATOR}')"
    connection.execute(
        f"""create view if not exists known.met as select * from (
            select account_id, happened_at, trim(unnest({named})) as contact_id from known.activities)
        where contact_id <> ''"""
    )
    connection.execute(f"create view if not exists known.spoken as {_spoken(whole)}")
    connection.execute(
        f"create table if not exists known.relationship as from {whole}.internal.health_relationship limit 0"
    )


def tell(connection: duckdb.DuckDBPyConnection, rows: Sequence[LoggedRow]) -> None:
    """This is logged, and nothing else: all at once, so that who asks meanwhile has either what was or what is."""
    cursor = connection.cursor()
    columns = list(zip(*rows, strict=True)) or [()] * len(LoggedRow._fields)
    unnested = ", ".join(f"unnest(?::{TYPES.get(name, 'varchar')}[])" for name in LoggedRow._fields)
    cursor.execute("begin")
    try:
        cursor.execute("delete from known.logged")
        cursor.execute(f"insert into known.logged select {unnested}", [list(column) for column in columns])
        cursor.execute("delete from known.arrived")
        cursor.execute(f"insert into known.arrived {ARRIVED}")
        cursor.execute("delete from known.relationship")
        if rows:
            cursor.execute(f"insert into known.relationship {_relationship()}")
        cursor.execute("commit")
    except duckdb.Error:
        cursor.execute("rollback")
        raise


ARRIVED = """
    with there as (
        select account_id, activity_id, external_id, uid from staging.activities
        union all select account_id, activity_id, null, null from known.logged where joined is null)
    select l.external_id, min(a.activity_id) from known.logged l join there a
        on a.account_id = l.account_id
        and (a.external_id = l.external_id or a.uid = l.uid or a.activity_id = l.joined)
    group by l.external_id"""
"""A row of the feed with its id, with its Message-ID or UID, or one that a person said is the same: that may be another
one that is logged."""


def _spoken(whole: str) -> str:
    """Of which products was spoken with whom on which day: by the feed, and by what is logged, of which a feed may know
    one product; on the day and with the people of the feed's row where there is one."""
    split = f"string_split({{}}, '{SEPARATOR}')"
    people = split.format(f"concat_ws('{SEPARATOR}', contact_id, participants)")
    return f"""
        select distinct account_id, day, product_id, contact_id from (
            select account_id, day, product_id, trim(unnest({people})) as contact_id from (
                select account_id, day, contact_id, participants, trim(unnest({split.format("products")})) as product_id
                from (
                    select account_id, happened_at::date as day, contact_id, participants, product_id as products
                    from {whole}.staging.activities where product_id is not null
                    union all
                    select l.account_id, coalesce(a.happened_at, l.happened_at)::date,
                        coalesce(a.contact_id, l.contact_id), coalesce(a.participants, l.participants), l.products
                    from known.logged l left join known.arrived r using (external_id)
                    left join {whole}.staging.activities a
                        on a.account_id = l.account_id and a.activity_id = r.activity_id
                    where l.products is not null)))
        where contact_id <> '' and product_id <> ''"""


def _relationship() -> str:
    """The relationship signals of the accounts where something is logged, by the query that a load makes them with."""
    whole = text_of("internal.health_relationship").replace("staging.activities", "known.activities")
    return f"select * from ({whole}) where account_id in (select account_id from known.logged)"


def _has_activities(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is a feed to lay anything beside: what the customer's relations alone are opened from has none. To
    ask for it takes a tenth of the time that looking for it among all columns does."""
    try:
        connection.execute("from staging.activities limit 0")
    except duckdb.CatalogException:
        return False
    return True


def _is_read_only(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("select readonly from duckdb_databases() where database_name = current_database()")
    return bool((found.fetchone() or [False])[0])
