"""The command for the exports that are known."""

from typing import Annotated

import typer

from steward.cli.common import app, console, saying_no


@app.command()
def presets(
    name: Annotated[str | None, typer.Argument(help="One preset: print its file.")] = None,
) -> None:
    """Exports of products that are known: which table each fills, and where it is found in the product."""
    from rich.table import Table as Grid
    from rich.text import Text

    from steward.services.data.presets import every_preset, text_of_preset

    if name:
        with saying_no():
            typer.echo(text_of_preset(name))
        return
    grid = Grid(header_style="bold")
    for title in ("Preset", "Table", "Export", "Where it is found"):
        grid.add_column(title, no_wrap=title in ("Preset", "Table"))
    for each in every_preset():
        grid.add_row(*(Text(cell) for cell in (each.name, each.table, each.export, each.found)))
    console().print(grid)
