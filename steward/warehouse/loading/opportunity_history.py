"""What loads saw of each opportunity. Where no feed tells how opportunities changed, loads that follow each other do.

The file beside the warehouse holds a row for every value that was new at a load; it is only ever added to."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb

from steward.warehouse.loading.sqltext import literal
from steward.workspace import Workspace

EMPTY = """
    create or replace table staging.opportunity_memory (
        opportunity_id varchar, field varchar, value varchar, seen_at timestamp)"""
NEWS = """
    insert into staging.opportunity_memory
    with now as (
        select o.opportunity_id, f.field, coalesce(f.value, '') as value
        from staging.opportunities o, lateral (
            values ('stage', o.stage), ('close date', o.close_on::varchar), ('amount', o.amount::varchar),
                   ('next step', o.next_step)) f (field, value)),
    last as (
        select opportunity_id, field, arg_max(value, seen_at) as value from staging.opportunity_memory group by all)
    select n.opportunity_id, n.field, n.value, ?::timestamp
    from now n left join last l using (opportunity_id, field)
    where l.opportunity_id is null or n.value <> l.value"""


def memory_of(workspace: Workspace) -> Path:
    """Where it is kept from load to load."""
    return workspace.history / "opportunities.parquet"


def recall(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Fill `staging.opportunity_memory` with what was seen before."""
    connection.execute(EMPTY)
    if path.exists():
        try:
            connection.execute(
                f"insert into staging.opportunity_memory by name from read_parquet({literal(str(path))})"
            )
        except duckdb.Error:
            _set_aside(path)


def add_news(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Add what is new in this load."""
    connection.execute(NEWS, [now])


def write_memory(connection: duckdb.DuckDBPyConnection, work: Path) -> Path:
    """Write it into a load's own folder, to be moved once the load is whole."""
    written = work / "opportunities.parquet"
    connection.execute(f"copy staging.opportunity_memory to {literal(str(written))} (format parquet)")
    return written


def keep_memory(written: Path, path: Path) -> None:
    """Put it in the place of what was remembered before, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written.replace(path)


def _set_aside(path: Path) -> None:
    """Something else than a load wrote it: it is kept under another name, and remembering begins anew."""
    with suppress(OSError):
        path.replace(path.with_suffix(".unreadable"))
