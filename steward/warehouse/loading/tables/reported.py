"""Outcomes as the report's lines."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from steward.warehouse.loading.data_span import EVENTS
from steward.warehouse.loading.report import FileReport, TableReport
from steward.warehouse.loading.sources.sources import Sources
from steward.warehouse.loading.tables.table import TableOutcome


def table_reports(connection: duckdb.DuckDBPyConnection, outcomes: Sequence[TableOutcome]) -> list[TableReport]:
    """One per canonical table, missing ones too."""
    return [_table_report(connection, outcome) for outcome in outcomes]


def _table_report(connection: duckdb.DuckDBPyConnection, outcome: TableOutcome) -> TableReport:
    first, last = _span(connection, outcome)
    return TableReport(
        outcome.table.name,
        outcome.source,
        outcome.present,
        outcome.read,
        outcome.loaded,
        outcome.rejected,
        sum(problem.count for problem in outcome.problems if problem.severity == "warning"),
        outcome.identical,
        first,
        last,
        round(outcome.seconds, 3),
        outcome.left_out,
    )


def _span(connection: duckdb.DuckDBPyConnection, outcome: TableOutcome) -> tuple[date | None, date | None]:
    table = outcome.table
    if outcome.span:
        return outcome.span
    if not table.happened:
        return None, None
    # A month's charge reaches to the end of its month.
    last_day = EVENTS.get(table.name, table.happened)
    sql = f"select min({table.happened})::date, max({last_day})::date from staging.{table.name}"
    first, last = connection.execute(sql).fetchall()[0]
    return first, last


def file_reports(outcomes: Sequence[TableOutcome], sources: Sources, data: Path) -> list[FileReport]:
    """One per file in `data/`, in the order of their names."""
    return [_file_report(path.relative_to(data).as_posix(), outcomes) for path in sources.files]


def _file_report(name: str, outcomes: Sequence[TableOutcome]) -> FileReport:
    used = [(outcome, part) for outcome in outcomes for part in outcome.parts if part.feed.name == name]
    if not used:
        return FileReport(name, "", "", "", "", 0, 0, "not used by any table")
    feed = used[0][1].feed
    return FileReport(
        name,
        ", ".join(dict.fromkeys(outcome.table.name for outcome, _ in used)),
        feed.encoding,
        feed.delimiter,
        feed.line_ends,
        feed.records + feed.refused + feed.left_out,
        sum((outcome.by_file or {}).get(name, 0) for outcome, _ in used),
        "; ".join(dict.fromkeys(note for _, part in used for note in part.notes)),
    )
