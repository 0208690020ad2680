"""Commands on what people write: the account plan and the relationship map."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import (
    AccountId,
    AsJson,
    AsWhom,
    Home,
    QuarterLabel,
    app,
    console,
    errors,
    saying_no,
    seen,
    write,
)


@app.command()
def plan(
    account_id: AccountId,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    docx: Annotated[Path | None, typer.Option(help="Write the account plan to this Word file.")] = None,
    audience: Annotated[str, typer.Option(help="customer (the success plan alone) or internal.")] = "internal",
    as_json: AsJson = False,
) -> None:
    """How complete an account's plan is and what is wrong in its files; the plan as a Word document."""
    from steward.cli.as_json.plans import plan_json
    from steward.cli.common import refuse
    from steward.cli.terminal import print_plan
    from steward.services import scope
    from steward.services.plans.account_plans import account_plan
    from steward.services.plans.documents import account_plan_document, success_plan_document
    from steward.services.plans.files import plans_of

    if audience not in ("customer", "internal"):
        refuse("--audience is either customer or internal.")
    workspace = seen(home, as_whom, taking_out=[account_id] if docx else None)
    with saying_no():
        about = scope.account_of(workspace, account_id, quarter)
        plans = plans_of(workspace)
        found = account_plan(plans, about.account_id)
        if docx:
            ours = audience == "internal"
            content = (
                account_plan_document(about, found, plans) if ours else success_plan_document(about, found.success)
            )
            write(docx, content)
            typer.echo(f"Written to {docx}", err=as_json)
    if as_json:
        typer.echo(plan_json(about, found))
    elif not docx:
        print_plan(found, about.account.name, console())


@app.command(name="map")
def relationship_map(
    account_id: AccountId,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    map_id: Annotated[str, typer.Option("--map", help="Which of the account's maps, by its id.")] = "",
    png: Annotated[Path | None, typer.Option(help="Draw the map into this picture.")] = None,
    pptx: Annotated[Path | None, typer.Option(help="Write the map and what follows from it to this deck.")] = None,
    template: Annotated[Path | None, typer.Option(help="Your own .pptx or .potx for the deck.")] = None,
    as_json: AsJson = False,
) -> None:
    """The relationship map of an account, internal: what follows from it, as JSON, picture or deck."""
    from steward.cli.as_json.maps import map_json
    from steward.cli.terminal import print_findings, print_left_out
    from steward.services import maps, scope
    from steward.services.maps import picture
    from steward.services.plans.account_plans import account_plan
    from steward.services.plans.files import plans_of
    from steward.services.reviews.decks import map_deck, of_the_template

    workspace = seen(home, as_whom, taking_out=[account_id] if png or pptx else None)
    with saying_no():
        about = scope.account_of(workspace, account_id, quarter)
        plans = plans_of(workspace)
        source = maps.source(about, account_plan(plans, about.account_id), map_id)
        brief = maps.of_account(source, plans)
        if png:
            write(png, picture(brief.picture))
        if pptx:
            write(pptx, map_deck(about, brief, template))
            print_left_out(((part, what, 1) for part, what in of_the_template(template)), errors())
        for path in filter(None, (png, pptx)):
            typer.echo(f"Written to {path}", err=as_json)
    if as_json:
        typer.echo(map_json(source, brief))
    elif not (png or pptx):
        print_findings(brief.headline, [(each.title, each.sentences) for each in brief.findings], console())
