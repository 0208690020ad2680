"""The command for books: who has what, who is to get it, and working the plans out."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, progress, saying_no, seen


@app.command()
def books(
    year: Annotated[str | None, typer.Argument(help="Fiscal year, such as 2027. Default: the latest planned.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
    work: Annotated[
        bool, typer.Option("--work-out", help="Work out three plans: fewest moves, middle, most even.")
    ] = False,
) -> None:
    """The books of a fiscal year: how level they are, what moves, and where each account stands."""
    from steward.cli.as_json.books import books_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.books import desk, runs
    from steward.services.plans.files import cache_of

    workspace = seen(home, as_whom)
    with saying_no():
        book = scope.acting_book(scope.warehouse_of(workspace))
        fy = year or desk.years(book, workspace)[0]
        found = desk.brief(book, cache_of(workspace), workspace, fy)
        if work:
            desk.may_work_out(workspace)
            with progress("Working plans out") as told:
                runs.work_out(workspace, fy, found.source.problem, told)
            found = desk.brief(book, cache_of(workspace), workspace, fy)
    if as_json:
        typer.echo(books_json(book, found))
        return
    typer.echo(found.headline)
    for words in found.blocked:
        typer.echo(f"No books keep every rule. {words}")
    for table in (found.compared, found.moves):
        if table:
            print_table(table, table.title, console())
