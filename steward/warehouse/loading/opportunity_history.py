"""What loads saw of each opportunity. Where no feed tells how opportunities changed, loads that follow each other do.

The file beside the warehouse holds a row for every value that was new at a load; it is only ever added to."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import duckdb

from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sqltext import literal
from steward.whole_files import make_folder, move
from steward.workspace import Workspace

ASIDE = ".unreadable"
EMPTY = """
    create or replace table staging.opportunity_memory (
        opportunity_id varchar, field varchar, value varchar, seen_at timestamp, load bigint)"""
NEWS = """
    insert into staging.opportunity_memory
    with now as (
        select o.opportunity_id, f.field, coalesce(f.value, '') as value
        from staging.opportunities o, lateral (
            values ('stage', o.stage), ('close date', o.close_on::varchar), ('amount', o.amount::varchar),
                   ('next step', o.next_step)) f (field, value)),
    last as (
        select opportunity_id, field, last(value order by load, seen_at) as value
        from staging.opportunity_memory
        group by all)
    select n.opportunity_id, n.field, n.value, ?::timestamp,
        (select coalesce(max(load), 0) + 1 from staging.opportunity_memory)
    from now n left join last l using (opportunity_id, field)
    where l.opportunity_id is null or n.value <> l.value"""


def history_of(workspace: Workspace) -> Path:
    """Where it is kept from load to load."""
    return workspace.history / "opportunities.parquet"


def recall(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Fill `staging.opportunity_memory` with what was seen before; whether the file could be read."""
    connection.execute(EMPTY)
    return not path.exists() or _filled(connection, path)


def add_news(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Add what is new in this load. What follows what is told by the numbers of the loads, whatever the clock says."""
    connection.execute(NEWS, [now])


def _filled(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether the file could be read; one of before there were numbers has none, and its times tell the order."""
    held = f"select null::bigint as load where false union all by name from read_parquet({literal(str(path))})"
    try:
        connection.execute(f"""insert into staging.opportunity_memory by name
            select * replace (coalesce(load, 0) as load) from ({held})""")
    except duckdb.Error:
        return False
    return True


def damages(path: Path, sound: bool) -> Iterator[Problem]:
    """What is to be said of files that could not be read, now or at an earlier load, for as long as they lie there."""
    kept = [*sorted(path.parent.glob(f"{path.stem}{ASIDE}*")), *(() if sound else (_aside(path),))]
    if kept:
        why = (
            "what earlier loads saw of opportunities could not be read, so changes of before are not known. What is"
            f" left was kept as {' and '.join(one.name for one in kept)}. If you have a backup, put it back as"
            f" {path.name} and load again; then delete what was kept"
        )
        yield Problem("opportunities", f"data/{path.parent.name}/{path.name}", None, "", why, "warning", 0)


def write_history(connection: duckdb.DuckDBPyConnection, work: Path) -> Path:
    """Write it into a load's own folder, to be moved once the load is whole."""
    written = work / "opportunities.parquet"
    connection.execute(f"copy staging.opportunity_memory to {literal(str(written))} (format parquet)")
    return written


def keep_history(written: Path, path: Path, sound: bool) -> None:
    """Put it in the place of what was remembered before, in one step; what is damaged is kept under another name."""
    make_folder(path.parent)
    if not sound:
        path.replace(_aside(path))
    move(written, path)


def _aside(path: Path) -> Path:
    """A name that no earlier damaged file has."""
    names = (path.with_suffix(f"{ASIDE}{number or ''}") for number in count())
    return next(name for name in names if not name.exists())
