"""Commands that hand out figures and decks."""

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
    garbage_left,
    lines_of,
    progress,
    refuse,
    saying_no,
    seen,
    tell_unusable,
    write,
)
from steward.workspace import Workspace


@app.command()
def book(
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    as_json: AsJson = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write a spreadsheet of the book to this file.")] = None,
) -> None:
    """The book of business: every account of a quarter, and the totals; as a spreadsheet also its lists."""
    from steward.cli.as_json.book import book_json
    from steward.cli.terminal import print_pieces, print_table
    from steward.services import book as book_service
    from steward.services import scope, topics
    from steward.services.book_sheets import book_sheets
    from steward.services.plans.files import cache_of
    from steward.services.workbook import About, workbook

    with saying_no(), garbage_left():
        workspace = seen(home, as_whom, taking_out=[] if xlsx else None)
        chosen = scope.book_of(scope.warehouse_of(workspace), quarter)
        brief = book_service.brief(chosen)
        plan_cache = cache_of(workspace)
        if xlsx:
            about = About(
                page="The book", headline=brief.headline, source=chosen.warehouse.facts.company, as_of=chosen.as_of,
                quarter=chosen.quarter.spoken, ours=True,
            )  # fmt: skip
            write(xlsx, workbook(about, brief.figures, book_sheets(chosen, brief, plan_cache)))
            typer.echo(f"Written to {xlsx}", err=as_json)
        if as_json:
            print_pieces(book_json(chosen, brief, topics.each_of_book(chosen, plan_cache)))
            tell_unusable(plan_cache, scope.accounts(chosen.warehouse))
        elif not xlsx:
            print_table(brief.accounts, brief.headline, console())


@app.command()
def brief(
    account_id: AccountId,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    audience: Annotated[str, typer.Option(help="customer or internal.")] = "internal",
    as_json: AsJson = False,
) -> None:
    """Every figure on one account, for the customer's eyes or for ours."""
    from steward.cli.as_json.brief import brief_json
    from steward.cli.terminal import print_figures
    from steward.services import customer, scope, topics
    from steward.services.plans.files import cache_of, plans_of
    from steward.services.reviews.opened import frozen_material

    if audience not in ("customer", "internal"):
        refuse("--audience is either customer or internal.")
    with saying_no():
        workspace = seen(home, as_whom)
        chosen, plans = scope.account_of(workspace, account_id, quarter), plans_of(workspace)
        frozen = frozen_material(chosen, plans) if audience == "customer" else None
        if audience == "internal":
            plan_cache = cache_of(workspace)
            told = topics.of_account(chosen, plan_cache)
            figures = topics.account_figures(chosen, told)
            tell_unusable(plan_cache, [account_id])
        else:
            told = None
            figures = customer.figures(chosen, frozen[0] if frozen else None)
    if as_json:
        typer.echo(brief_json(chosen, figures, frozen[1].frozen_on if frozen else None, told))
    else:
        print_figures(figures, f"{chosen.account.name}, {chosen.quarter.spoken}", console())


@app.command()
def deck(
    account_id: Annotated[str | None, typer.Argument(help="The account's id; left out with --all.")] = None,
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    template: Annotated[Path | None, typer.Option(help="Your own .pptx or .potx.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File (.pptx, or .pdf where LibreOffice is), or with --all folder."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="A deck for every account of the book.")] = False,
    prepared: Annotated[bool, typer.Option("--prepared", help="With --all: only reviews that somebody began.")] = False,
    only: Annotated[
        Path | None, typer.Option("--only", help="With --all: only the accounts this file names, one id a line.")
    ] = None,
    packed: Annotated[
        Path | None, typer.Option("--zip", help="With --all: all decks and a summary in this zip.")
    ] = None,
    investment: Annotated[bool, typer.Option("--investment", help="Add the investment summary.")] = False,
    internal: Annotated[bool, typer.Option("--internal", help="One account for leadership, internal.")] = False,
    team: Annotated[
        str | None, typer.Option("--team", help="A team, region or the company for leadership, internal: see `team`.")
    ] = None,
) -> None:
    """The customer's quarterly review as PowerPoint; or one account, a team, a region, the company for leadership."""
    from steward.cli.terminal import print_left_out
    from steward.services.reviews.deck_runs import accounts_of, write_all, zipped
    from steward.services.reviews.decks import Order, write_internal, write_one

    if team:
        if every or account_id:
            refuse("--team makes one deck; give neither an account id nor --all.")
        _deck_of_team(team, seen(home, as_whom, taking_out=()), quarter, template, output)
        return
    if every == bool(account_id):
        refuse("Give one account id, or --all for the whole book.")
    if only and not every:
        refuse("--only names which of all accounts; give it with --all.")
    if internal and every:
        refuse("--internal makes the deck of one account; give its id.")
    named = lines_of(only) if only else None
    workspace = seen(home, as_whom, taking_out=[account_id] if account_id else named or [])
    with saying_no():
        order = Order(workspace, quarter, template, investment)
        if account_id:
            write_deck = write_internal if internal else write_one
            made = write_deck(order, account_id, output)
            typer.echo(f"Written to {made.path}")
            print_left_out(((slide, why, 1) for slide, why in made.left_out), console())
            return
        with progress("Drawing decks") as told:
            wanted = accounts_of(order, prepared=prepared, only=named)
            result = write_all(order, output, told, wanted)
    if packed:
        write(packed, zipped(result))
    typer.echo(f"{len(result.written)} decks written to {result.folder}")
    print_left_out(result.left_out, console())
    for account, why in result.failed:
        errors().print(f"{account}: {why}", style="red", markup=False)
    if result.failed:
        raise typer.Exit(1)


@app.command(name="check-reviews", hidden=True)
def check_reviews(
    only: Annotated[Path, typer.Argument(help="A file that names the accounts, one id a line.")],
    into: Annotated[Path, typer.Argument(help="Where it tells what each review lacks, a line of JSON each.")],
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
) -> None:
    """Check many reviews, for the page that began it."""
    from steward.services.reviews.checkups import check_all
    from steward.services.reviews.decks import Order

    wanted, workspace = lines_of(only), seen(home, as_whom)
    with saying_no(), progress("Checking reviews") as told:
        failed = check_all(Order(workspace, quarter), wanted, into, told)
    for account, why in failed:
        errors().print(f"{account}: {why}", style="red", markup=False)
    if failed:
        raise typer.Exit(1)


def _deck_of_team(
    team: str, workspace: Workspace, quarter: str | None, template: Path | None, output: Path | None
) -> None:  # fmt: skip
    """The deck for leadership of a team, a region or the company."""
    from steward.cli.terminal import print_left_out
    from steward.services.reviews.decks import Order
    from steward.services.team.deck import write_team_deck

    with saying_no():
        made = write_team_deck(Order(workspace, quarter, template), team, output)
    typer.echo(f"Written to {made.path}")
    print_left_out(((slide, why, 1) for slide, why in made.left_out), console())
