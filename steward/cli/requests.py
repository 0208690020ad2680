"""The command for requests: what is open over all queues, by both clocks, and what is disputed."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen


@app.command()
def requests(
    account_id: Annotated[str | None, typer.Argument(help="Only the requests of this account.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
) -> None:
    """Every open request with its owner, whose turn it is, and how long it takes by our clock and by theirs."""
    from steward.briefings.internal.scope.filters import EVERYTHING, Filters
    from steward.cli.as_json.requests import requests_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.plans.files import cache_of
    from steward.services.requests import desk

    workspace = seen(home, as_whom)
    with saying_no():
        warehouse = scope.warehouse_of(workspace)
        if account_id is not None:
            scope.account_of(workspace, account_id)
        book = scope.acting_book(warehouse)
        wanted = EVERYTHING if account_id is None else Filters(accounts=(account_id,))
        found = desk.brief(book, wanted, cache_of(workspace))
    if as_json:
        typer.echo(requests_json(book, found))
    elif found.open_requests:
        print_table(found.open_requests, found.headline, console())
    else:
        typer.echo(found.headline)
