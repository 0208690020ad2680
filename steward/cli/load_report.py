"""The report of a load as text in a terminal. It imports little, for a load is often begun by a timer or a script: what
prints is begun where something is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from steward.cli.common import console
from steward.cli.printing import printable
from steward.services.data.loading import LoadReport, Problem, spoken

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

MOST_SHOWN = 20


def print_report(report: LoadReport, quiet: bool = False) -> None:
    """What a load did, table by table, and what was wrong."""
    if not quiet or report.rejected or any(check.offending for check in report.checks):
        _print_report(report, console(), quiet)


def _print_report(report: LoadReport, console: Console, quiet: bool) -> None:
    from rich.text import Text

    if not quiet:
        _print_tables(report, console)
    for severity, style in (("rejected", "red"), ("warning", "yellow"), ("note", "dim")):
        if not quiet or severity == "rejected":
            found = [each for each in report.problems if each.severity == severity]
            counted = Counter(each.table for each in found)
            # Of very many rejected rows the report holds the first; the tables know how many there were.
            counted |= Counter({each.table: each.rejected for each in report.tables if severity == "rejected"})
            _print_problems(found, counted, style, console)
    for table in report.tables if not quiet else ():
        if table.identical:
            said = f"note: {table.table}: {table.identical:,} rows repeat another one in every column, and were kept"
            console.print(Text(said, style="dim"))
    for check in report.checks:
        if check.offending:
            console.print(Text(f"check: {check.offending:,} × {check.about}", style="yellow"))


def _print_tables(report: LoadReport, console: Console) -> None:
    from rich.text import Text

    from steward.exhibits import day_text

    console.print(_tables(report))
    console.print(
        Text(f"As of {day_text(report.as_of)}, in {report.seconds:.1f} s: {report.warehouse}"), soft_wrap=True
    )


def _print_problems(problems: Sequence[Problem], counted: Counter[str], style: str, console: Console) -> None:
    """The first of each table; the rest of what was `counted` in one line."""
    from rich.text import Text

    shown: Counter[str] = Counter()
    for problem in problems:
        shown[problem.table] += 1
        if shown[problem.table] <= MOST_SHOWN:
            console.print(Text(printable(f"{problem.severity}: {spoken(problem)}"), style=style), soft_wrap=True)
    for name, count in counted.items():
        if count > MOST_SHOWN:
            more = f"{problems[0].severity}: {count - MOST_SHOWN:,} more of {name}"
            where = f", all in data/rejects/{name}.csv" if problems[0].severity == "rejected" else ""
            console.print(Text(more + where, style=style))


def _tables(report: LoadReport) -> Grid:
    from rich.table import Table as Grid
    from rich.text import Text

    from steward.exhibits import day_text

    grid = Grid(header_style="bold")
    sifted = ["Left out"] if any(table.left_out for table in report.tables) else []
    for name in ("Feed", "Source", "Read", "Loaded", "Rejected", *sifted, "Warnings", "From", "To"):
        grid.add_column(name, justify="left" if name in ("Feed", "Source") else "right")
    for table in report.tables:
        if table.present:
            days = (day_text(day) if day else "" for day in (table.first_day, table.last_day))
            left_out = [table.left_out] if sifted else []
            told = (table.read, table.loaded, table.rejected, *left_out, table.warnings)
            counts = (f"{count:,}" for count in told)
            grid.add_row(*(Text(cell) for cell in (table.table, table.source, *counts, *days)))
    grid.caption = _missing(report)
    return grid


def _missing(report: LoadReport) -> str | None:
    """The feeds that are not there, each with the pages it would fill."""
    from steward.services.data.loads import FILLS

    missing = [table.table for table in report.tables if not table.present]
    told = "; ".join(f"{feed} ({', '.join(FILLS[feed])})" if FILLS[feed] else feed for feed in missing)
    return f"Not there, and normal; in brackets the pages that each would fill: {told}." if told else None


def print_not_read(sentences: Iterable[str], console: Console) -> None:
    """What lies about that nothing reads."""
    from rich.text import Text

    for sentence in sentences:
        console.print(Text(printable(f"warning: {sentence}"), style="yellow"), soft_wrap=True)
