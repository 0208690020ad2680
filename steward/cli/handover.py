"""The command for accounts that change hands: how far each is, and the passport of one, as files and for scripts."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import BY, AsJson, AsWhom, Home, app, console, refuse, saying_no, seen, write


@app.command()
def handover(
    account_id: Annotated[str | None, typer.Argument(help="The passport of this account.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
    docx: Annotated[Path | None, typer.Option(help="The passport as a Word document, internal.")] = None,
    pptx: Annotated[Path | None, typer.Option(help="The passport as PowerPoint, internal.")] = None,
) -> None:
    """Every account that changes hands with what holds it; of one account its passport."""
    from steward.briefings.internal.scope.filters import EVERYTHING, Filters
    from steward.cli.as_json.handover import handovers_json, passport_json
    from steward.cli.terminal import print_table
    from steward.services import scope
    from steward.services.access.exports import write_down
    from steward.services.handover import desk, documents
    from steward.services.handover import passport as passports
    from steward.services.plans.files import cache_of, plans_of

    if account_id is None and (docx or pptx):
        refuse("Name the account whose passport is to be written.")
    wanted = [path for path in (docx, pptx) if path]
    workspace = seen(home, as_whom, taking_out=[account_id] if wanted and account_id else None)
    with saying_no():
        book, plan_cache = scope.acting_book(scope.warehouse_of(workspace)), cache_of(workspace)
        if account_id is None:
            found = desk.brief(book, EVERYTHING, plan_cache)
            if as_json:
                typer.echo(handovers_json(found))
            elif found.list:
                print_table(found.list, found.headline, console())
            else:
                typer.echo(found.headline)
            return
        scope.account_of(workspace, account_id)
        one = passports.brief(book, Filters(accounts=(account_id,)), plan_cache)
        made = [(docx, documents.passport_document(one))] if docx else []
        made += [(pptx, documents.passport_deck(book, plans_of(workspace), one))] if pptx else []
        for path, content in made:
            write_down(
                workspace, as_whom or BY, "handover passport", path.name, content, accounts=[account_id],
                snapshot=book.warehouse.path.stem,
            )  # fmt: skip
            write(path, content)
        if as_json:
            typer.echo(passport_json(one))
        elif not docx and not pptx:
            typer.echo(one.headline)
            for section in one.sections:
                typer.echo(f"\n{section.title}")
                for said in section.points or (() if section.exhibits else (section.nothing,)):
                    typer.echo(f"  {said}")
