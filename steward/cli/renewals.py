"""The command for renewals: what ends when, for scripts and for calendars."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import AsJson, Home, QuarterLabel, app, console, saying_no, tell_unusable, write
from steward.workspace import Workspace


@app.command()
def renewals(
    home: Home = None,
    quarter: QuarterLabel = None,
    owner: Annotated[str | None, typer.Option(help="Only one account manager's accounts, by id or name.")] = None,
    as_json: AsJson = False,
    ics: Annotated[Path | None, typer.Option(help="Windows and notice dates for a calendar.")] = None,
) -> None:
    """What is up for renewal in this quarter and the next two, and between what they can end."""
    from steward.briefings.internal.book.scope import book_of
    from steward.briefings.internal.renewals.calendar_events import calendar_tasks
    from steward.cli.as_json.renewals import renewals_json
    from steward.cli.terminal import print_table
    from steward.errors import PersonNotFound
    from steward.output.calendar_files import reminders_file
    from steward.plans.files.plan_cache import Shelves
    from steward.plans.files.store import Plans
    from steward.services.renewals import renewal_book
    from steward.warehouse.reader import open_warehouse
    from steward.warehouse.rows.internal import book as internal_rows

    workspace = Workspace.find(home)
    with saying_no():
        book = book_of(open_warehouse(workspace), quarter)
        rows = internal_rows.book(book.warehouse, str(book.quarter))
        mine = [row for row in rows if owner is None or owner in (row.owner_id, row.owner)]
        if owner is not None and not mine:
            raise PersonNotFound(f"Nobody with the id or name “{owner[:60]}” looks after an account.")
        shelves = Shelves(Plans(workspace.plans))
        brief = renewal_book(book, mine, shelves)
    tell_unusable(shelves, [row.account_id for row in mine])
    if ics:
        write(ics, reminders_file(calendar_tasks(book, brief.dates)))
        typer.echo(f"Written to {ics}", err=as_json)
    if as_json:
        typer.echo(renewals_json(book, brief))
    elif brief.range and not ics:
        print_table(brief.range, brief.headline, console())
    elif not ics:
        typer.echo(brief.headline)
