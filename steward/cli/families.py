"""The command for families of accounts."""

from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, QuarterLabel, app, console, saying_no, seen, tell_unusable


@app.command()
def families(
    family: Annotated[str | None, typer.Argument(help="One family, by the id of any of its accounts.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    as_json: AsJson = False,
) -> None:
    """Families of accounts: what each brings, how it feels about us, what is to come; or one, account by account."""
    from steward.briefings.internal.scope.filters import EVERYTHING
    from steward.cli.as_json.families import families_json
    from steward.cli.terminal import print_table
    from steward.services import families as family_service
    from steward.services import scope
    from steward.services.plans.files import cache_of

    workspace = seen(home, as_whom)
    with saying_no():
        book, plan_cache = scope.book_of(scope.warehouse_of(workspace), quarter), cache_of(workspace)
        brief = family_service.brief(book, EVERYTHING, plan_cache)
        wanted = [family_service.named(book.warehouse, family)] if family else [one for one, _ in brief.found]
        each = [family_service.of_family(book, one, plan_cache) for one in wanted] if family or as_json else []
    tell_unusable(plan_cache, [key for one in wanted for key in one.accounts])
    if as_json:
        typer.echo(families_json(book, brief, each))
    elif family:
        print_table(each[0].accounts, f"{each[0].family.name}: {each[0].headline}", console())
    elif brief.table:
        print_table(brief.table, brief.headline, console())
    else:
        typer.echo(brief.headline)
