"""The command for one person's week."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen, tell_unusable


@app.command("my-week")
def my_week(
    person: Annotated[str | None, typer.Option(help="The id of one of us; left out for everybody's week.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
) -> None:
    """What to do this week, ranked by what presses and the money at stake, and whom to call."""
    from steward.cli.as_json.week import week_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.plans.files import cache_of
    from steward.services.week import agenda, week

    workspace = seen(home, as_whom)
    with saying_no():
        book, plan_cache = scope.acting_book(scope.warehouse_of(workspace)), cache_of(workspace)
        found = week(book, plan_cache, person)
        calls = found.outreach.keys if found.outreach and person and as_json else ()
        agendas = {account_id: agenda(book, plan_cache.plans, account_id) for account_id in calls}
    tell_unusable(plan_cache, scope.accounts(book.warehouse))
    if as_json:
        typer.echo(week_json(found, person, agendas))
    elif found.ranking:
        print_table(found.ranking, found.headline, console())
    else:
        typer.echo(found.headline)
