"""The command for orders as the customer reads them: the weekly status in words, as files, and for scripts."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import (
    BY,
    AccountId,
    AsJson,
    AsWhom,
    Home,
    QuarterLabel,
    app,
    console,
    refuse,
    saying_no,
    seen,
    write,
)


@app.command()
def delivery(
    account_id: AccountId,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    as_json: AsJson = False,
    xlsx: Annotated[Path | None, typer.Option(help="The weekly status as a workbook for the customer.")] = None,
    pptx: Annotated[Path | None, typer.Option(help="The same as a slide or two.")] = None,
    ics: Annotated[Path | None, typer.Option(help="The promised days for a calendar.")] = None,
) -> None:
    """What an account has on order, as the customer may read it: first promise, promised now, what it waits for."""
    from steward.cli.as_json.delivery import delivery_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.access.exports import write_down
    from steward.services.delivery import files
    from steward.services.plans.files import plans_of
    from steward.services.reviews.templates import template_of

    wanted = [path for path in (xlsx, pptx, ics) if path]
    workspace = seen(home, as_whom, taking_out=[account_id] if wanted else None)
    with saying_no():
        plans, about = plans_of(workspace), scope.account_of(workspace, account_id, quarter)
        found = files.status(about, plans)
        made = {
            xlsx: lambda: files.workbook(about, found),
            pptx: lambda: files.deck(about, found, template_of(plans, account_id)),
            ics: lambda: files.calendar(about, found, plans),
        }
        contents = [(path, made[path]()) for path in wanted]
    for path, content in contents:
        try:
            write_down(
                workspace, as_whom or BY, files.WHAT, path.name, content, accounts=[account_id],
                snapshot=about.warehouse.path.stem,
            )  # fmt: skip
        except OSError as problem:
            refuse(f"The export log could not be written, so nothing was: {problem.strerror or problem}.")
        write(path, content)
        typer.echo(f"Written to {path}", err=as_json)
    if as_json:
        typer.echo(delivery_json(about, found))
    elif found.brief.lines and not wanted:
        print_table(found.brief.lines, found.brief.headline, console())
    elif not wanted:
        typer.echo(found.brief.headline)
