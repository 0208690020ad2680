"""What the last load read, rejected and found, so that nobody has to trust a number blindly."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.loads.feeds_fill import would_fill
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, DAYS, Column, Figure, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal import loads as load_rows
from steward.warehouse.rows.internal.loads import LoadCheck, LoadedTable, Problem


@dataclass(frozen=True, kw_only=True)
class DataHealth(InternalBriefing):
    """The load report as exhibits. `rejected` names the tables with rejected rows to download; `quotes`, `orders`,
    `requests`, `partners`: where what was imported says something else than people do."""

    tables: Table
    problems: Table | None
    checks: Table
    quotes: Table | None
    orders: Table | None
    requests: Table | None
    partners: Table | None
    files: Table | None
    rejected: tuple[str, ...]
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differing:
    """Where what was imported says something else than people do: a table of each topic, none where all agrees."""

    quotes: Table | None = None
    orders: Table | None = None
    requests: Table | None = None
    partners: Table | None = None


def data_health(book: Book, not_read: tuple[str, ...] = (), differing: Differing = Differing()) -> DataHealth:
    """Brief on the last load. `not_read`: what else lies about that nothing reads, in sentences."""
    tables = load_rows.loaded_tables(book.warehouse)
    checks = load_rows.checks(book.warehouse)
    return DataHealth(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(tables),
        figures=_figures(book, tables, checks),
        tables=_tables(book, tables),
        problems=_problems(book, tables, load_rows.problems(book.warehouse)),
        checks=_checks(book, checks),
        quotes=differing.quotes,
        orders=differing.orders,
        requests=differing.requests,
        partners=differing.partners,
        files=_files(book),
        rejected=tuple(row.table for row in tables if row.rejected),
        missing=would_fill(row.table for row in tables if not row.present),
        not_read=not_read,
    )


def _headline(tables: Sequence[LoadedTable]) -> str:
    read, rejected = sum(row.read for row in tables), sum(row.rejected for row in tables)
    left_out = sum(row.left_out for row in tables)
    also = f", {COUNT.text(left_out)} left out" if left_out else ""
    return f"{COUNT.text(read)} rows read, {COUNT.text(rejected) if rejected else 'none'} rejected{also}"


def _figures(book: Book, tables: Sequence[LoadedTable], checks: Sequence[LoadCheck]) -> tuple[Figure, ...]:
    present = [row for row in tables if row.present]
    days = [row.last_day for row in present if row.last_day]
    receipt = book.receipt("load report", "meta.tables")
    loaded_at = book.warehouse.facts.loaded_at
    age = (loaded_at.date() - max(days)).days if days else None
    shown: list[tuple[str, str, int | None, str]] = [
        ("read", "Rows read", sum(row.read for row in tables), ""),
        ("loaded", "Rows loaded", sum(row.loaded for row in tables), ""),
        ("rejected", "Rows rejected", sum(row.rejected for row in tables), ""),
        ("feeds", "Feeds loaded", len(present), f"of {len(tables)}"),
        ("checks", "Checks not passed", sum(check.offending > 0 for check in checks), f"of {len(checks)}"),
    ]
    counts = tuple(
        book.figure(f"load.{key}", label, value, COUNT, receipt, note=note) for key, label, value, note in shown
    )
    freshness = book.figure(
        "load.freshness",
        "Last event before the load",
        age,
        DAYS,
        receipt,
        note=f"loaded {day_text(loaded_at.date())}",
        why="No feed with dates is loaded.",
    )
    return (*counts, freshness)


def _tables(book: Book, rows: Sequence[LoadedTable]) -> Table:
    missing, sifted = sum(not row.present for row in rows), any(row.left_out for row in rows)
    return Table(
        id="load.tables",
        title=f"{capital(counted(len(rows) - missing, 'feed'))} loaded, {missing or 'none'} missing",
        alt="Table of every feed with rows read, loaded and rejected.",
        receipt=book.receipt("load report", "meta.tables"),
        note=f"Rows read = rows loaded + rows rejected{' + rows left out by where' if sifted else ''}. "
        "A missing feed is normal: its part of a page is left out. "
        "Repeated rows are alike in every column, and were kept.",
        columns=(
            Column("Feed"),
            Column("Source", wide=True),
            Column("Read", COUNT),
            Column("Loaded", COUNT),
            Column("Rejected", COUNT),
            *([Column("Left out", COUNT)] if sifted else []),
            Column("Warnings", COUNT),
            Column("Repeated", COUNT),
            Column("From"),
            Column("To"),
        ),
        rows=tuple(
            (
                row.table,
                row.source if row.present else "not there",
                row.read,
                row.loaded,
                row.rejected,
                *([row.left_out] if sifted else []),
                row.warnings,
                row.identical,
                row.first_day,
                row.last_day,
            )
            for row in rows
        ),
    )


def _problems(book: Book, tables: Sequence[LoadedTable], rows: Sequence[Problem]) -> Table | None:
    """Of a feed with very many rejected rows only the first are told one by one; the totals are of all."""
    if not rows:
        return None
    rejected = sum(table.rejected for table in tables)
    told = sum(row.times for row in rows if row.severity == "rejected")
    return Table(
        id="load.problems",
        title=f"{capital(counted(rejected, 'row'))} rejected, {counted(len(rows), 'kind')} of problem in all",
        alt="Table of what was rejected or flagged, with file, first line, column and reason.",
        receipt=book.receipt("load report", "meta.problems"),
        note=f"The first {told:,} rejected rows; all are in the files below." if told < rejected else "",
        columns=(
            Column("Feed"),
            Column("What happened"),
            Column("Rows", COUNT),
            Column("Column"),
            Column("Reason", wide=True),
            Column("File"),
            Column("First line", COUNT),
        ),
        rows=tuple((r.table, r.severity, r.times, r.column, r.reason, r.file, r.line) for r in rows),
    )


def _checks(book: Book, rows: Sequence[LoadCheck]) -> Table:
    broken = sum(row.offending > 0 for row in rows)
    return Table(
        id="load.checks",
        title=f"{counted(broken, 'check')} of {len(rows)} found something" if broken else "Every check passed",
        alt="Table of the checks of the finished warehouse.",
        receipt=book.receipt("load report", "meta.checks"),
        columns=(Column("Check", wide=True), Column("Rows that offend", COUNT)),
        rows=tuple((row.name.replace("_", " "), row.offending) for row in rows),
    )


def _files(book: Book) -> Table | None:
    rows = load_rows.loaded_files(book.warehouse)
    if not rows:
        return None
    return Table(
        id="load.files",
        title=f"{capital(counted(len(rows), 'file'))} in data/, and what was assumed of each",
        alt="Table of files with their encoding, delimiter and line ends.",
        receipt=book.receipt("load report", "meta.files"),
        columns=(
            Column("File", wide=True),
            Column("Encoding"),
            Column("Delimiter"),
            Column("Line ends"),
            Column("Rows", COUNT),
            Column("Used by"),
        ),
        rows=tuple((r.file, r.encoding, r.delimiter, r.line_ends, r.rows, r.used_by) for r in rows),
    )
