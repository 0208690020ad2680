"""The command that holds an exported deck against today's data."""

from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import AsJson, AsWhom, Home, app, console, saying_no, seen


@app.command()
def drift(
    deck: Annotated[Path, typer.Argument(help="A deck that Steward exported.")],
    home: Home = None,
    as_whom: AsWhom = None,
    as_json: AsJson = False,
) -> None:
    """What an exported deck says, what the data says today, and what somebody edited by hand."""
    from steward.cli.as_json.drift import drift_json
    from steward.cli.terminal import print_drift
    from steward.services import scope
    from steward.services.plans.files import plans_of
    from steward.services.reviews.drift import check

    workspace = seen(home, as_whom)
    with saying_no():
        found = check(scope.warehouse_of(workspace), plans_of(workspace), deck)
    if as_json:
        typer.echo(drift_json(found))
    else:
        print_drift(found, console())
