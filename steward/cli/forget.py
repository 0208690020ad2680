"""The command that takes a contact out of everything Steward keeps."""

from typing import Annotated

import typer

from steward.cli.common import AccountId, Home, app, console, saying_no
from steward.workspace import Workspace

BY = "the command line"


@app.command()
def forget(
    account_id: AccountId,
    contact_id: Annotated[str, typer.Argument(help="The contact's id, in the data or in the plan.")],
    home: Home = None,
    name: Annotated[list[str] | None, typer.Option(help="Another name to look for; repeatable.")] = None,
    email: Annotated[list[str] | None, typer.Option(help="Another e-mail address to look for; repeatable.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take them out; without it they are only looked for.")] = False,
) -> None:
    """Find a contact in plans, journals, frozen reviews and files, and with --yes take them out, also of every load."""
    from steward.cli.printing import printable
    from steward.services.access import forgetting

    with saying_no():
        wanted = forgetting.search(Workspace.find(home), account_id, contact_id, name or [], email or [])
        found = forgetting.forget(wanted, BY) if yes else forgetting.find(wanted)
    out = console()
    for sentence in forgetting.told(found, done=yes):
        out.print(printable(sentence), markup=False, highlight=False, soft_wrap=True)
