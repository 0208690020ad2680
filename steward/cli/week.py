"""The command for one person's week."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, Home, app, console, saying_no, tell_unusable
from steward.workspace import Workspace


@app.command("my-week")
def my_week(
    person: Annotated[str | None, typer.Option(help="The id of one of us; left out for everybody's week.")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """What to do this week, ranked by what presses and the money at stake, and whom to call."""
    from steward.briefings.internal.book.scope import book_of
    from steward.cli.as_json.week import week_json
    from steward.cli.terminal import print_table
    from steward.plans.files.plan_cache import Shelves
    from steward.plans.files.store import Plans
    from steward.services.week import agenda, week
    from steward.warehouse.reader import open_warehouse
    from steward.warehouse.rows.internal import book as internal_rows

    workspace = Workspace.find(home)
    with saying_no():
        book, shelves = book_of(open_warehouse(workspace)), Shelves(Plans(workspace.plans))
        found = week(book, shelves, person)
        calls = found.outreach.keys if found.outreach and person and as_json else ()
        agendas = {account_id: agenda(book, shelves.plans, account_id) for account_id in calls}
    tell_unusable(shelves, [row.account_id for row in internal_rows.choices(book.warehouse)])
    if as_json:
        typer.echo(week_json(found, person, agendas))
    elif found.ranking:
        print_table(found.ranking, found.headline, console())
    else:
        typer.echo(found.headline)
