"""The command for quotes: what is offered, whom it waits for, who must approve it."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen, write


@app.command()
def quotes(
    account_id: Annotated[str | None, typer.Argument(help="Only the quotes of this account.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
    crm: Annotated[
        Path | None,
        typer.Option(help="Quotes that are approved and valid, and their lines, as CSV in a zip for the CRM."),
    ] = None,
) -> None:
    """Every quote with its state, its money and whom it waits for."""
    from steward.briefings.internal.scope.filters import EVERYTHING, Filters
    from steward.cli.as_json.quotes import quotes_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.plans.files import cache_of
    from steward.services.quotes import desk
    from steward.services.quotes.crm_files import quote_files

    workspace = seen(home, as_whom, taking_out=[*filter(None, [account_id])] if crm else None)
    with saying_no():
        warehouse = scope.warehouse_of(workspace)
        if account_id is not None:
            scope.account_of(workspace, account_id)
        book = scope.acting_book(warehouse)
        wanted = EVERYTHING if account_id is None else Filters(accounts=(account_id,))
        plan_cache = cache_of(workspace)
        found = desk.brief(book, wanted, plan_cache)
        if crm:
            write(crm, quote_files(plan_cache.plans, [one.quote for one in found.listed]))
            typer.echo(f"Written to {crm}", err=as_json)
    if as_json:
        typer.echo(quotes_json(book, found))
    elif crm:
        return
    elif found.open_quotes:
        print_table(found.open_quotes, found.headline, console())
    else:
        typer.echo(found.headline)
