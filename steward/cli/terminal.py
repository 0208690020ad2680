"""Tables and figures as text in a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from steward.cli.printing import printable
from steward.exhibits import Figure, Table, day_text

if TYPE_CHECKING:  # what only some commands print takes a second to import
    from steward.plans.internal.account import AccountPlan
    from steward.services.reviews.drift import Drift, DriftLine

AT_ONCE = 1 << 16
"""Letters that are written together."""


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


def print_plan(plan: "AccountPlan", name: str, console: Console) -> None:
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


def print_drift(found: "Drift", console: Console) -> None:
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


def _cells(line: "DriftLine") -> tuple[str, ...]:
    slide = "gone" if line.slide is None else str(line.slide)
    today = line.why if line.today is None else line.today if line.drifted else "as exported"
    return slide, line.label, line.in_deck or "", today, "; ".join(line.edits)


def print_left_out(slides: Iterable[tuple[str, str, int]], console: Console) -> None:
    """Slides that are not in a deck, why, and of how many decks that is true."""
    for name, why, decks in slides:
        times = f" ({decks:,} decks)" if decks > 1 else ""
        console.print(Text(printable(f"left out: {name}: {why}{times}"), style="dim"), soft_wrap=True)


def print_pieces(pieces: Iterable[str]) -> None:
    """A text as it is made: what is there is written, and no more than a little of it is held."""
    for some in _together(pieces):
        sys.stdout.write(some)
    typer.echo()


def _together(pieces: Iterable[str]) -> Iterator[str]:
    """Many small pieces as few large ones."""
    held, length = list[str](), 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length > AT_ONCE:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)
