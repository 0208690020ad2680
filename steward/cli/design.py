"""The command for designs: what is known of each, what its options are worth, and what its next quote lacks."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen


@app.command()
def design(
    account_id: Annotated[str | None, typer.Argument(help="Only the designs of this account.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
) -> None:
    """Every design with its state, the quote it carries and what is missing for the next."""
    from steward.cli.as_json.design import designs_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.design import told
    from steward.services.plans.files import cache_of

    workspace = seen(home, as_whom)
    with saying_no():
        warehouse = scope.warehouse_of(workspace)
        if account_id is not None:
            scope.account_of(workspace, account_id)
        book = scope.acting_book(warehouse)
        wanted = scope.accounts(warehouse) if account_id is None else (account_id,)
        found = told.told_designs(cache_of(workspace).plans, book, wanted)
    if as_json:
        typer.echo(designs_json(book, found))
    elif found:
        print_table(told.table_of(book, found), told.headline(found), console())
    else:
        typer.echo(told.headline(found))
