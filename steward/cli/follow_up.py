"""Commands around a meeting: the invitation to it, its minutes, and what is to be done after it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steward.cli.common import BY, AccountId, AsWhom, Home, QuarterLabel, app, refuse, saying_no, seen, write

if TYPE_CHECKING:
    from steward.services.data.warehouses import Warehouse

Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]


@app.command()
def invite(
    account_id: AccountId, output: Output, home: Home = None, as_whom: AsWhom = None, quarter: QuarterLabel = None
) -> None:
    """The invitation to an account's review, for calendars (.ics)."""
    from steward.services import scope
    from steward.services.plans.files import plans_of
    from steward.services.reviews.follow_up import invitation
    from steward.services.reviews.opened import open_review, to_take_out

    workspace = seen(home, as_whom, taking_out=[account_id])
    with saying_no():
        plans = plans_of(workspace)
        opened = open_review(scope.account_of(workspace, account_id, quarter), plans)
        made = invitation(to_take_out(opened, workspace.scope), plans)
    write(output, made.content)
    typer.echo(f"Written to {output}")
    for said in made.told:
        typer.echo(said, err=True)


@app.command()
def minutes(
    account_id: AccountId,
    output: Output,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    debrief: Annotated[bool, typer.Option("--debrief", help="Our own debrief, not for the customer.")] = False,
) -> None:
    """The minutes of an account's review as a Word document, for the customer; or our debrief."""
    from steward.services import scope
    from steward.services.plans.files import plans_of
    from steward.services.reviews.follow_up import debrief_document, minutes_document
    from steward.services.reviews.opened import open_review, to_take_out

    workspace = seen(home, as_whom, taking_out=[account_id])
    with saying_no():
        plans = plans_of(workspace)
        opened = to_take_out(open_review(scope.account_of(workspace, account_id, quarter), plans), workspace.scope)
        if opened.damaged:
            refuse(opened.damaged)
        content = debrief_document(opened, plans) if debrief else minutes_document(opened)
    write(output, content)
    typer.echo(f"Written to {output}")


@app.command()
def share(
    account_id: AccountId, output: Output, home: Home = None, as_whom: AsWhom = None, quarter: QuarterLabel = None
) -> None:
    """An account's frozen review as one HTML file for the customer, which needs no network; kept in the export log."""
    from steward.services import scope
    from steward.services.access.exports import write_down
    from steward.services.plans.files import plans_of
    from steward.services.reviews.opened import open_review, to_take_out
    from steward.services.reviews.sharing import WHAT, page_of

    workspace = seen(home, as_whom, taking_out=[account_id])
    with saying_no():
        plans, about = plans_of(workspace), scope.account_of(workspace, account_id, quarter)
        opened = to_take_out(open_review(about, plans), workspace.scope)
        content = page_of(opened, plans)
    snapshot = about.warehouse.path.stem
    try:
        line = write_down(
            workspace, as_whom or BY, WHAT, output.name, content, accounts=opened.accounts, snapshot=snapshot
        )
    except OSError as problem:
        refuse(f"The export log could not be written, so nothing was: {problem.strerror or problem}.")
    write(output, content)
    typer.echo(f"Written to {output}")
    typer.echo(f"SHA-256 {line.digest}, as in the export log")


@app.command()
def tasks(
    account_id: Annotated[str | None, typer.Argument(help="The account's id; left out for the whole book.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    csv: Annotated[Path | None, typer.Option(help="Tasks for the CRM.")] = None,
    ics: Annotated[Path | None, typer.Option(help="Tasks for a calendar program.")] = None,
    events: Annotated[
        bool, typer.Option("--events", help="In the .ics, entries of a whole day, for calendars without tasks.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Every action, not only commitments and questions.")
    ] = False,
) -> None:
    """Open commitments and questions, of an account or of the whole book, as tasks; with --all every action."""
    from steward.exhibits.wording import capital, counted
    from steward.services import actions, scope
    from steward.services.plans.files import plans_of
    from steward.services.reviews.follow_up import open_tasks, reminders_file, task_csv, tasks_file

    workspace = seen(home, as_whom, taking_out=[*filter(None, [account_id])] if csv or ics else None)
    with saying_no():
        warehouse = scope.warehouse_of(workspace)
        ids = _accounts(warehouse, account_id)
        every = actions.tasks_of if everything else None
        found = every(workspace, warehouse, ids) if every else open_tasks(warehouse, plans_of(workspace), ids)
    if csv:
        write(csv, task_csv(found))
    if ics:
        write(ics, reminders_file(found) if events else tasks_file(found))
    for path in filter(None, (csv, ics)):
        typer.echo(f"Written to {path}")
    late = sum(task.overdue for task in found)
    typer.echo(capital(counted(len(found), "task")) + (f", {late} overdue" if late else ""))
    undated = sum(task.due is None for task in found)
    if ics and events and undated:
        typer.echo(f"{undated} without a date stand in no calendar.", err=True)


def _accounts(warehouse: "Warehouse", account_id: str | None) -> list[str]:
    """The one asked for, which must be there, or all."""
    from steward.services import scope

    if account_id is not None:
        return [scope.subject(warehouse, account_id).account_id]
    return list(scope.accounts(warehouse))
