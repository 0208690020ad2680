"""Commands on who may see what: the first administrator is named here, on the server; the app does the rest."""

from datetime import datetime
from typing import Annotated

import typer

from steward.cli.common import BY, Home, app, console, refuse, saying_no
from steward.domain.access.scope import Role
from steward.errors import AccessUnreadable
from steward.workspace import Workspace

access = typer.Typer(help="Who may see what.", no_args_is_help=True)
app.add_typer(access, name="access")


@access.command()
def show(home: Home = None) -> None:
    """Everybody the rules name, and how many accounts they may read, change and take out today."""
    from steward.cli.terminal import print_table
    from steward.services.access.overview import overview
    from steward.services.access.rules import known_in

    workspace = Workspace.find(home)
    try:
        table = overview(workspace, known_in(workspace))
    except AccessUnreadable as problem:
        refuse("\n".join([str(problem), *problem.problems]))
    print_table(table, table.title, console())


@access.command()
def allow(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    role: Annotated[list[Role], typer.Option(help="What they are here for; repeatable.")],
    home: Home = None,
    person: Annotated[str, typer.Option(help="Their person_id, where the people feed has no address of theirs.")] = "",
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day.")] = None,
) -> None:
    """Let somebody in, or change what they are here for."""
    from steward.services.access.rules import allowed

    with saying_no():
        allowed(Workspace.find(home), email, tuple(role), BY, person=person, until=until.date() if until else None)
    typer.echo(f"{email}: {', '.join(role)}{f', until {until.date()}' if until else ''}")


@access.command()
def deny(email: Annotated[str, typer.Argument(help="The address they sign in with.")], home: Home = None) -> None:
    """Give somebody nothing, from their next click on."""
    from steward.services.access.rules import denied

    with saying_no():
        denied(Workspace.find(home), email, BY)
    typer.echo(f"{email} sees nothing from the next click on.")
