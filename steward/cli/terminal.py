"""The load report, tables and figures as text in a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from steward.exhibits import Figure, Table, day_text
from steward.plans.internal.account import AccountPlan
from steward.services.drift import Drift, Line
from steward.services.loads import FILLS
from steward.warehouse.loading.report import LoadReport, Problem, spoken

MOST_SHOWN = 20


def print_table(table: Table, headline: str, console: Console) -> None:
    """A table of the book."""
    shown = [(index, column) for index, column in enumerate(table.columns) if not column.trend]
    grid = Grid(title=Text(headline), title_justify="left", header_style="bold")
    for _, column in shown:
        grid.add_column(Text(column.name), justify="right" if column.unit else "left")
    for row in table.text():
        grid.add_row(*(Text(printable(row[index])) for index, _ in shown))
    console.print(grid)


def print_figures(figures: Iterable[Figure], headline: str, console: Console) -> None:
    """Figures with what they were before, or why they are not known."""
    grid = Grid(title=Text(headline), title_justify="left", header_style="bold")
    for name in ("Figure", "Value", "Change", "As of", "Note"):
        grid.add_column(name, justify="right" if name == "Value" else "left")
    for figure in figures:
        told = figure.why or figure.note
        cells = (figure.label, figure.text, figure.delta_text, day_text(figure.receipt.as_of), told)
        grid.add_row(*(Text(printable(cell)) for cell in cells))
    console.print(grid)


def print_plan(plan: AccountPlan, name: str, console: Console) -> None:
    """How complete a plan is, what is missing, and what is wrong in its files."""
    console.print(Text(printable(f"{name}: {plan.headline}"), style="bold"), soft_wrap=True)
    for check in plan.completeness.missing if plan.exists else ():
        console.print(Text(f"missing: {check.words} ({check.file}, {check.section})"), soft_wrap=True)
    for problem in plan.problems:
        console.print(Text(printable(problem.said), style="yellow"), soft_wrap=True)


def print_findings(headline: str, findings: Sequence[tuple[str, Sequence[str]]], console: Console) -> None:
    """Sentences under their headings."""
    console.print(Text(printable(headline), style="bold"), soft_wrap=True)
    for title, sentences in findings:
        console.print(Text(f"\n{title}", style="bold"))
        for sentence in sentences:
            console.print(Text(printable(f"- {sentence}")), soft_wrap=True)


def print_drift(found: Drift, console: Console) -> None:
    """What is different, then how much is not, then what was done to texts and slides."""
    about = f"{found.about.account_name}, {found.about.quarter}, as of {day_text(found.about.as_of)}"
    grid = Grid(title=Text(printable(f"{found.headline}: {about}")), title_justify="left", header_style="bold")
    for name in ("Slide", "What", "In the deck", "Today", "Edited by hand"):
        grid.add_column(name, justify="right" if name == "Slide" else "left")
    for line in found.lines:
        if line.differs:
            grid.add_row(*(Text(printable(cell)) for cell in _cells(line)))
    console.print(grid if grid.row_count else Text(printable(f"{found.headline}: {about}"), style="bold"))
    for words in found.words:
        said = f"slide {words.slide}, {words.place.lower()} edited: {words.was or 'nothing'} → {words.now or 'nothing'}"
        console.print(Text(printable(said)), soft_wrap=True)
    for remark in found.remarks:
        console.print(Text(printable(remark)), soft_wrap=True)


def _cells(line: Line) -> tuple[str, ...]:
    slide = "gone" if line.slide is None else str(line.slide)
    today = line.why if line.today is None else line.today if line.drifted else "as exported"
    return slide, line.label, line.in_deck or "", today, "; ".join(line.edits)


def print_report(report: LoadReport, console: Console, quiet: bool = False) -> None:
    """What a load did, table by table, and what was wrong."""
    if not quiet:
        console.print(_tables(report))
        console.print(
            Text(f"As of {day_text(report.as_of)}, in {report.seconds:.1f} s: {report.warehouse}"), soft_wrap=True
        )
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


def _print_problems(problems: Sequence[Problem], counted: Counter[str], style: str, console: Console) -> None:
    """The first of each table; the rest of what was `counted` in one line."""
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


def printable(text: str) -> str:
    """One line that a terminal shows and does not obey, whatever a file holds."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _tables(report: LoadReport) -> Grid:
    grid = Grid(header_style="bold")
    for name in ("Feed", "Source", "Read", "Loaded", "Rejected", "Warnings", "From", "To"):
        grid.add_column(name, justify="left" if name in ("Feed", "Source") else "right")
    for table in report.tables:
        if table.present:
            days = (day_text(day) if day else "" for day in (table.first_day, table.last_day))
            counts = (f"{count:,}" for count in (table.read, table.loaded, table.rejected, table.warnings))
            grid.add_row(*(Text(cell) for cell in (table.table, table.source, *counts, *days)))
    grid.caption = _missing(report)
    return grid


def _missing(report: LoadReport) -> str | None:
    """The feeds that are not there, each with the pages it would fill."""
    missing = [table.table for table in report.tables if not table.present]
    told = "; ".join(f"{feed} ({', '.join(FILLS[feed])})" for feed in missing)
    return f"Not there, and normal; in brackets the pages that each would fill: {told}." if told else None


def print_not_read(sentences: Iterable[str], console: Console) -> None:
    """What lies about that nothing reads."""
    for sentence in sentences:
        console.print(Text(printable(f"warning: {sentence}"), style="yellow"), soft_wrap=True)


def print_left_out(slides: Iterable[tuple[str, str, int]], console: Console) -> None:
    """Slides that are not in a deck, why, and of how many decks that is true."""
    for name, why, decks in slides:
        times = f" ({decks:,} decks)" if decks > 1 else ""
        console.print(Text(printable(f"left out: {name}: {why}{times}"), style="dim"), soft_wrap=True)
