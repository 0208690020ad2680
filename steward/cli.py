"""`python -m steward …`: the command line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from steward.errors import StewardError
from steward.workspace import Workspace

app = typer.Typer(
    help="Quarterly business reviews and account plans for strategic accounts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_errors = Console(stderr=True)
PIPE_WIDTH = 160

Home = Annotated[
    Path | None, typer.Option(help="Folder with data/, account_plans/ and exports/. Default: $STEWARD_HOME or here.")
]
QuarterLabel = Annotated[str | None, typer.Option(help="Fiscal quarter, such as 2026-Q3. Default: the last complete.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
AccountId = Annotated[str, typer.Argument(help="The account's id.")]


@app.command()
def load(
    home: Home = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Only when nothing is loaded yet.")] = False,
) -> None:
    """Read data/ into a new warehouse; the last good one stays in use when that fails."""
    from steward.report_text import print_report
    from steward.warehouse.files import current_warehouse
    from steward.warehouse.load import load as load_warehouse

    workspace = Workspace.find(home)
    if if_needed and current_warehouse(workspace):
        return
    with saying_no(), _progress("Reading files") as progress:
        report = load_warehouse(workspace, progress)
    print_report(report, _console(), quiet)


@app.command(name="app")
def serve_app(
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where it listens: http://localhost:PORT.")] = 8501,
) -> None:
    """Open the app for browsers; Ctrl-C ends it."""
    from steward.ui.serve import serve

    if home:
        os.environ["STEWARD_HOME"] = str(home.resolve())
    serve(port)


@app.command()
def sample(
    home: Home = None,
    accounts: Annotated[int, typer.Option(min=12, max=20_000, help="How many accounts.")] = 40,
    months: Annotated[int, typer.Option(min=15, max=120, help="How many months of history.")] = 36,
) -> None:
    """Write the data of a fictional managed-network company into data/."""
    from steward.sample import write_sample

    workspace = Workspace.find(home)
    with saying_no(), _progress("Making up a company") as progress:
        write_sample(workspace.home, accounts=accounts, months=months, progress=progress)
    typer.echo(f"{accounts} accounts over {months} months written to {workspace.data}")


@app.command()
def book(
    home: Home = None,
    quarter: QuarterLabel = None,
    as_json: AsJson = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write a spreadsheet of the book to this file.")] = None,
) -> None:
    """The book of business: every account of a quarter, and the totals."""
    from steward import json_output
    from steward.briefings.book import book_of
    from steward.briefings.internal.portfolio import portfolio
    from steward.report_text import print_table
    from steward.warehouse.reader import open_warehouse
    from steward.workbook import workbook

    with saying_no():
        chosen = book_of(open_warehouse(Workspace.find(home)), quarter)
        brief = portfolio(chosen)
        if xlsx:
            _write(xlsx, workbook(brief.headline, chosen.as_of, brief.figures, brief.accounts))
            typer.echo(f"Written to {xlsx}", err=as_json)
        if as_json:
            typer.echo(json_output.book(chosen, brief))
        elif not xlsx:
            print_table(brief.accounts, brief.headline, _console())


@app.command()
def brief(
    account_id: AccountId,
    home: Home = None,
    quarter: QuarterLabel = None,
    audience: Annotated[str, typer.Option(help="customer or internal.")] = "internal",
    as_json: AsJson = False,
) -> None:
    """Every figure on one account, for the customer's eyes or for ours."""
    from steward import json_output
    from steward.briefings.figures import customer_figures, internal_figures
    from steward.briefings.subject import subject
    from steward.report_text import print_figures
    from steward.warehouse.reader import open_warehouse

    if audience not in ("customer", "internal"):
        refuse("--audience is either customer or internal.")
    with saying_no():
        chosen = subject(open_warehouse(Workspace.find(home)), account_id, quarter)
        figures = customer_figures(chosen) if audience == "customer" else internal_figures(chosen)
    if as_json:
        typer.echo(json_output.brief(chosen, figures))
    else:
        print_figures(figures, f"{chosen.account.name}, {chosen.quarter.spoken}", _console())


@app.command()
def deck(
    account_id: Annotated[str | None, typer.Argument(help="The account's id; left out with --all.")] = None,
    home: Home = None,
    quarter: QuarterLabel = None,
    template: Annotated[Path | None, typer.Option(help="Your own .pptx or .potx.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File, or with --all folder.")] = None,
    every: Annotated[bool, typer.Option("--all", help="A deck for every account of the book.")] = False,
    investment: Annotated[bool, typer.Option("--investment", help="Add the investment summary.")] = False,
) -> None:
    """The customer's quarterly review as PowerPoint."""
    from steward.decks import Order, write_all, write_one

    if every == bool(account_id):
        refuse("Give one account id, or --all for the whole book.")
    workspace = Workspace.find(home)
    with saying_no():
        order = Order(workspace.home, quarter, template, investment)
        if account_id:
            typer.echo(f"Written to {write_one(order, account_id, output)}")
            return
        with _progress("Drawing decks") as progress:
            result = write_all(order, output, progress)
    typer.echo(f"{len(result.written)} decks written to {result.folder}")
    for account, why in result.failed:
        _errors.print(f"{account}: {why}", style="red", markup=False)
    if result.failed:
        raise typer.Exit(1)


def _console() -> Console:
    """As wide as the terminal; wide enough for every column in a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or say in one line why not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as problem:
        refuse(f"{path} could not be written: {problem.strerror}.")


def refuse(why: str) -> NoReturn:
    """End with one clear line and exit status 1."""
    from steward.report_text import printable

    _errors.print(printable(why), style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


@contextmanager
def saying_no() -> Iterator[None]:
    """A StewardError is one line for the person who asked, not a traceback."""
    try:
        yield
    except StewardError as no:
        refuse(str(no))


@contextmanager
def _progress(first: str) -> Iterator[Callable[[str, float], None]]:
    """A progress bar on a terminal; silence in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_errors, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(first, total=1.0)
        yield lambda text, share: bar.update(task, description=text, completed=share)
