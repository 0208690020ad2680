"""The command for retention: what was kept, and why it is another share than a quarter before."""

import typer

from steward.cli.common import AsJson, AsWhom, Home, QuarterLabel, app, console, saying_no, seen


@app.command()
def retention(home: Home = None, as_whom: AsWhom = None, quarter: QuarterLabel = None, as_json: AsJson = False) -> None:
    """NRR and GRR of a quarter, and account by account why they changed since the quarter before."""
    from steward.cli.as_json.retention import retention_json
    from steward.cli.printing import printable
    from steward.cli.terminal import print_figures, print_table
    from steward.services import retention as retention_service
    from steward.services import scope

    workspace = seen(home, as_whom)
    with saying_no():
        book = scope.book_of(scope.warehouse_of(workspace), quarter)
        brief = retention_service.brief(book)
    if as_json:
        typer.echo(retention_json(book, brief))
        return
    print_figures(brief.figures, brief.headline, console())
    for walk in brief.walks:
        typer.echo(printable(f"\n{walk.said}"))
        if walk.rows:
            print_table(walk.rows, walk.rows.title, console())
