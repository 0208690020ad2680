"""The command for a team, a region or the company."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, QuarterLabel, app, console, saying_no, seen, tell_unusable, write

UNIT = "The company, a person's id or name, or a region; left out for the company."


@app.command()
def team(
    unit: Annotated[str, typer.Argument(help=UNIT)] = "company",
    home: Home = None,
    as_whom: AsWhom = None,
    quarter: QuarterLabel = None,
    as_json: AsJson = False,
    sheets: Annotated[Path | None, typer.Option("--xlsx", help="Write its tables into this workbook.")] = None,
) -> None:
    """What a team's accounts add up to, by its parts; what is at risk, and what leadership decided."""
    from steward.cli.as_json.team import team_json
    from steward.cli.terminal import print_figures, print_table
    from steward.services import scope
    from steward.services.plans.files import cache_of
    from steward.services.team import desk
    from steward.services.team.sheets import team_workbook

    workspace = seen(home, as_whom, taking_out=() if sheets else None)
    with saying_no():
        book, plan_cache = scope.book_of(scope.warehouse_of(workspace), quarter), cache_of(workspace)
        source = desk.source(book, plan_cache)
        brief = desk.team_brief(source, desk.branch_named(source.branches, unit))
    tell_unusable(plan_cache, source.ids_of(brief.branch))
    if sheets:
        write(sheets, team_workbook(source, brief))
        typer.echo(f"Written to {sheets}")
    elif as_json:
        typer.echo(team_json(source, brief))
    else:
        print_figures(brief.figures, brief.headline, console())
        for table in filter(None, (brief.people, brief.work, brief.risks, brief.decisions)):
            print_table(table, table.title, console())
