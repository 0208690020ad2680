"""The load report, tables and figures as text in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from steward.exhibits import Figure, Table, day_text


def print_table(table: Table, headline: str, console: Console) -> None:
    """A table of the book."""
    shown = [(index, column) for index, column in enumerate(table.columns) if not column.trend]
    grid = Grid(title=Text(headline), title_justify="left", header_style="bold")
    for _, column in shown:
        grid.add_column(Text(column.name), justify="right" if column.unit else "left")
    for row in table.text():
        grid.add_row(*(Text(row[index]) for index, _ in shown))
    console.print(grid)


def print_figures(figures: Iterable[Figure], headline: str, console: Console) -> None:
    """Figures with what they were before, or why they are not known."""
    grid = Grid(title=Text(headline), title_justify="left", header_style="bold")
    for name in ("Figure", "Value", "Change", "As of", "Note"):
        grid.add_column(name, justify="right" if name == "Value" else "left")
    for figure in figures:
        told = figure.why or figure.note
        cells = (figure.label, figure.text, figure.delta_text, day_text(figure.receipt.as_of), told)
        grid.add_row(*(Text(cell) for cell in cells))
    console.print(grid)
