"""What a load would make of the files of a home: read, typed and checked by the load's own hands, and put to no use."""

import csv
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from steward.errors import LoadFailed
from steward.warehouse.canonical import BY_NAME, TABLES, Canonical, Kind
from steward.warehouse.loading.connection import connect
from steward.warehouse.loading.files.read_files import first_line
from steward.warehouse.loading.report import Problem, TableReport
from steward.warehouse.loading.sources.sources import find_sources
from steward.warehouse.loading.staging import Progress, staged
from steward.warehouse.loading.tables.rejects import LEADING
from steward.warehouse.loading.tables.reported import table_reports
from steward.warehouse.loading.tables.table import TableOutcome
from steward.whole_files import make_folder
from steward.workspace import Workspace

MOST_ROWS = 200
MOST_MONTHS = 24


@dataclass(frozen=True)
class MonthSum:
    """What the amounts of a month add up to, of how many rows. `month`: its first day."""

    month: date
    rows: int
    amount: float


@dataclass(frozen=True)
class TriedTable:
    """One table as it would be. `rows`: the first that would load, as text, in the table's own columns; `rejects`: the
    first that would not, behind file, line, column and reason; `months`: the sum of its `money`, by month."""

    report: TableReport
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    reject_columns: tuple[str, ...]
    rejects: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    accounts: int | None
    money: str
    in_force: bool
    total: float | None
    months: tuple[MonthSum, ...]


@dataclass(frozen=True)
class Tried:
    """All of them. `refused`: why nothing could be read, in the load's own words."""

    tables: tuple[TriedTable, ...] = ()
    refused: str = ""

    def of(self, table: str) -> TriedTable | None:
        """One table, where it is there."""
        return next((one for one in self.tables if one.report.table == table), None)


def try_out(workspace: Workspace, told: Progress, tables: Iterable[str] = ()) -> Tried:
    """`tables`: those that are asked for, which are read with what they refer to; none: all of them."""
    chosen = _with_what_they_name(tables) if tables else TABLES
    try:
        with _work(workspace) as work:
            return _tried(workspace, work, told, chosen)
    except LoadFailed as problem:
        return Tried(refused=str(problem))
    except duckdb.Error as problem:
        return Tried(refused=f"The data could not be loaded: {first_line(problem)}")
    except OSError as problem:
        return Tried(refused=f"The data could not be loaded: {problem}.")


def _with_what_they_name(names: Iterable[str]) -> tuple[Canonical, ...]:
    """These tables, the rates of their amounts, and every table that a row of theirs has to be known in."""
    wanted, before = {*names, "exchange_rates"}, set[str]()
    while wanted != before:
        before = set(wanted)
        wanted |= {other for name in before for other in BY_NAME[name].must_exist.values()}
    return tuple(table for table in TABLES if table.name in wanted)


def _tried(workspace: Workspace, work: Path, told: Progress, tables: Sequence[Canonical]) -> Tried:
    sources = find_sources(workspace)
    connection = connect(work / "trial.duckdb", work, sources.files)
    try:
        outcomes = staged(connection, workspace, sources, work, told, tables).outcomes
        reports = table_reports(connection, outcomes)
        there = [(outcome, report) for outcome, report in zip(outcomes, reports, strict=True) if report.present]
        return Tried(tuple(_table(connection, outcome, report, work / "rejects") for outcome, report in there))
    finally:
        connection.close()


@contextmanager
def _work(workspace: Workspace) -> Iterator[Path]:
    work = workspace.warehouse / f"trial-{secrets.token_hex(4)}"
    make_folder(work)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _table(
    connection: duckdb.DuckDBPyConnection, outcome: TableOutcome, report: TableReport, rejects: Path
) -> TriedTable:
    table = outcome.table
    texts = ", ".join(f"coalesce({name}::varchar, '')" for name in table.columns)
    rows = connection.execute(f"select {texts} from staging.{table.name} limit {MOST_ROWS}").fetchall()
    head, turned_down = _rejects(rejects / f"{table.name}.csv")
    money = next((one.name for one in table.fields if one.kind is Kind.MONEY and one.required), "")
    return TriedTable(
        report, table.columns, tuple(rows), head, turned_down, outcome.problems, _accounts(connection, table), money,
        table.holds_until is not None, _total(connection, table, money), tuple(_months(connection, table, money)),
    )  # fmt: skip


def _rejects(path: Path) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    if not path.exists():
        return LEADING, ()
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        reader = csv.reader(stream)
        head = tuple(next(reader))
        rows = tuple(
            tuple((*row, *[""] * len(head))[: len(head)]) for row, _ in zip(reader, range(MOST_ROWS), strict=False)
        )
    return head, rows


def _accounts(connection: duckdb.DuckDBPyConnection, table: Canonical) -> int | None:
    if "account_id" not in table.columns:
        return None
    return int(_one(connection, f"select count(distinct account_id) from staging.{table.name}"))


def _total(connection: duckdb.DuckDBPyConnection, table: Canonical, money: str) -> float | None:
    return float(_one(connection, f"select coalesce(sum({money}), 0) from staging.{table.name}")) if money else None


def _months(connection: duckdb.DuckDBPyConnection, table: Canonical, money: str) -> Iterator[MonthSum]:
    """The last months there are. Where rows hold from a day to a day: those that do at the end of each month."""
    if not money or not table.happened:
        return
    name, day, until = f"staging.{table.name}", table.happened, table.holds_until
    if until is None:
        asked = f"""select date_trunc('month', {day})::date as month, count(*), sum({money}) from {name}
            where {day} is not null group by 1"""
    else:
        asked = f"""with ends as (
                select distinct last_day(unnest(generate_series(
                    (select min({day}) from {name}), greatest((select min({day}) from {name}), current_date),
                    interval 1 month))::date) as day)
            select date_trunc('month', e.day)::date as month, count(*), sum(t.{money}) from ends as e join {name} as t
                on t.{day} <= e.day and (t.{until} is null or t.{until} > e.day) group by 1"""
    rows: list[tuple[Any, ...]] = connection.execute(
        f"from ({asked}) order by month desc limit {MOST_MONTHS}"
    ).fetchall()
    yield from (MonthSum(month, count, float(amount)) for month, count, amount in reversed(rows))


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return connection.execute(sql).fetchall()[0][0]
