"""The command for renewals: what ends when, for scripts and for calendars."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, QuarterLabel, app, console, saying_no, seen, tell_unusable, write


@app.command()
def renewals(
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    owner: Annotated[str | None, typer.Option(help="Only one account manager's accounts, by id or name.")] = None,
    as_json: AsJson = False,
    ics: Annotated[Path | None, typer.Option(help="Windows and notice dates for a calendar.")] = None,
) -> None:
    """What is up for renewal in this quarter and the next two, and between what they can end."""
    from steward.cli.as_json.renewals import renewals_json
    from steward.cli.terminal import print_table
    from steward.services import renewals as renewals_service
    from steward.services import scope
    from steward.services.plans.files import cache_of

    workspace = seen(home, as_whom, taking_out=[] if ics else None)
    with saying_no():
        warehouse, plan_cache = scope.warehouse_of(workspace), cache_of(workspace)
        book = scope.book_of(warehouse, quarter) if quarter else scope.acting_book(warehouse)
        mine = renewals_service.of_owner(book, owner)
        brief = renewals_service.brief(book, mine, plan_cache)
    tell_unusable(plan_cache, mine.accounts or scope.accounts(book.warehouse))
    if ics:
        write(ics, renewals_service.calendar(book, brief))
        typer.echo(f"Written to {ics}", err=as_json)
    if as_json:
        typer.echo(renewals_json(book, brief))
    elif brief.range and not ics:
        print_table(brief.range, brief.headline, console())
    elif not ics:
        typer.echo(brief.headline)
