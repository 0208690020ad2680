"""What the last load said: rows of the `meta` schema beside the NamedTuples they fill."""

from datetime import date
from typing import NamedTuple

from steward.warehouse.reader import Warehouse


class LoadedTable(NamedTuple):
    """What became of one canonical table; `read` = `loaded` + `rejected` + `left_out`."""

    table: str
    source: str | None
    present: bool
    read: int
    loaded: int
    rejected: int
    warnings: int
    identical: int
    first_day: date | None
    last_day: date | None
    left_out: int


def loaded_tables(warehouse: Warehouse) -> list[LoadedTable]:
    """Every canonical table, there or not."""
    columns = ", ".join(f'"{name}"' for name in LoadedTable._fields)
    return warehouse.rows(LoadedTable, f'select {columns} from meta.tables order by present desc, "table"')


class LoadedFile(NamedTuple):
    """One file of data/ and what was assumed of it."""

    file: str
    encoding: str | None
    delimiter: str | None
    line_ends: str | None
    rows: int | None
    used_by: str | None


def loaded_files(warehouse: Warehouse) -> list[LoadedFile]:
    """Every file that was read."""
    return warehouse.rows(LoadedFile, f"select {', '.join(LoadedFile._fields)} from meta.files order by file")


class Problem(NamedTuple):
    """Something wrong in a file people own: where, and in words."""

    table: str
    severity: str
    file: str | None
    line: int | None
    column: str | None
    reason: str
    times: int


def problems(warehouse: Warehouse) -> list[Problem]:
    """What was rejected or flagged, rejected first; reasons that differ only in the value they name are one row with
    their count and the first of them."""
    sql = """
        select
            "table", severity, arg_min(file, coalesce(line, 0)), min(line), "column",
            arg_min(reason, coalesce(line, 0))
                || case when count(distinct reason) > 1 then ', and the like' else '' end,
            sum("count")::bigint
        from meta.problems
        group by "table", severity, "column", regexp_replace(reason, '“[^”]*”', '', 'g')
        order by list_position(['rejected', 'warning', 'note'], severity), 7 desc, 1, 5"""
    return warehouse.rows(Problem, sql)


class LoadCheck(NamedTuple):
    """A check of the finished warehouse and how many rows offend it."""

    name: str
    offending: int


def checks(warehouse: Warehouse) -> list[LoadCheck]:
    """Every check, the broken first."""
    return warehouse.rows(LoadCheck, "select name, offending from meta.checks order by offending desc, name")
