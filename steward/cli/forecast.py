"""The command for the forecast: the calls of the quarter that runs, why they changed, and what is behind them."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen, tell_unusable


@app.command()
def forecast(
    home: Home = None,
    as_whom: AsWhom = None,
    whose: Annotated[
        str, typer.Option("--of", help="company, or such as person:P104, team:P102, “region:DACH”.")
    ] = "company",
    as_json: AsJson = False,
) -> None:
    """The forecast of the quarter that runs: of the company, a region, a team or a person."""
    from steward.cli.as_json.forecast import forecast_json
    from steward.cli.terminal import print_figures, print_table
    from steward.services import scope
    from steward.services.forecast import desk
    from steward.services.plans.files import cache_of

    workspace = seen(home, as_whom)
    with saying_no():
        book, plan_cache = scope.acting_book(scope.warehouse_of(workspace)), cache_of(workspace)
        brief = desk.of_whom(book, plan_cache, whose)
        tell_unusable(plan_cache, scope.accounts(book.warehouse))
    if as_json:
        typer.echo(forecast_json(book, brief))
        return
    print_figures(brief.figures, brief.headline, console())
    for table in (brief.tree, brief.changes, brief.opportunities):
        if table:
            print_table(table, table.title, console())
