"""What all commands share: the options, one line for a refusal, progress on a terminal."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from steward.errors import ExportNotAllowed, PersonNotFound, StewardError
from steward.whole_files import hand_out
from steward.workspace import Workspace

if TYPE_CHECKING:
    from rich.console import Console

    from steward.services.plans.files import PlanCache

app = typer.Typer(
    help="Quarterly business reviews and account plans for strategic accounts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
PIPE_WIDTH = 160
BY = "the command line"
"""Who did what a command does, where nobody is named."""
HOME, DEBUG = "steward.home", "steward.debug"


def _remembered(context: typer.Context, home: Path | None) -> Path | None:
    """Where a fault of this command is written down."""
    context.meta[HOME] = home
    return home


Home = Annotated[
    Path | None,
    typer.Option(
        help="Folder with data/, account_plans/ and exports/. Default: $STEWARD_HOME, or the current folder.",
        callback=_remembered,
    ),
]
QuarterLabel = Annotated[str | None, typer.Option(help="Fiscal quarter, such as 2026-Q3. Default: the last complete.")]
AsWhom = Annotated[
    str | None,
    typer.Option("--as", help="Only what this person may see, by the address they sign in with. Default: everything."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
AccountId = Annotated[str, typer.Argument(help="The account's id.")]


def seen(home: Path | None, as_whom: str | None, *, taking_out: Sequence[str] | None = None) -> Workspace:
    """The home as somebody may see it, or a refusal in one line; `taking_out`: whose account's rows go into a file,
    where one is asked for, none for everything they see."""
    from steward.services.access.rules import as_read_by, may_take_out

    with saying_no():
        found = as_read_by(Workspace.find(home), as_whom)
        if not found.scope.read:
            raise PersonNotFound(f"“{as_whom}” sees no account today: there is nothing to show them.")
        if taking_out is not None and not may_take_out(found.scope, taking_out):
            raise ExportNotAllowed(f"“{as_whom}” may read this, but take nothing of it out.")
        return found


@app.callback()
def begin(
    context: typer.Context,
    debug: Annotated[
        bool, typer.Option("--debug", envvar="STEWARD_DEBUG", help="Show what lies behind an error nobody foresaw.")
    ] = False,
) -> None:
    """Every command begins here."""
    context.meta[DEBUG] = debug


@cache
def errors() -> Console:
    """What went wrong is said here. Begun where something is said: many commands say nothing."""
    from rich.console import Console

    return Console(stderr=True)


def console() -> Console:
    """As wide as the terminal; wide enough for every column in a pipe."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH)


def write(path: Path, content: bytes) -> None:
    """Write a file whole, or say in one line why not."""
    try:
        hand_out(path, content)
    except OSError as problem:
        refuse(f"{path} could not be written: {problem.strerror}.")


def lines_of(path: Path) -> list[str]:
    """The lines of a text file that say something, or one line why it cannot be read."""
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").split("\n") if line]
    except OSError as problem:
        refuse(f"{path} could not be read: {problem.strerror}.")
    except UnicodeDecodeError:
        refuse(f"{path} is not UTF-8 text.")


def refuse(why: str) -> NoReturn:
    """End with one clear line and exit status 1."""
    from steward.cli.printing import printable

    errors().print(printable(why), style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def tell_unusable(plan_cache: PlanCache, account_ids: Iterable[str]) -> None:
    """What cannot be used of the plan files that were read, and of the rules of health and of attention, beside the
    answer; the rest of them is in it."""
    from steward.cli.printing import printable
    from steward.services.plans.unusable import unusable

    for one in unusable(plan_cache, account_ids):
        errors().print(printable(one.said), style="yellow", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def saying_no() -> Iterator[None]:
    """A StewardError is one line for the person who asked, not a traceback."""
    try:
        yield
    except StewardError as no:
        refuse(str(no))


@contextmanager
def garbage_left() -> Iterator[None]:
    """Nobody searches for garbage meanwhile: of what a command makes each is let go once it was used, and the rest with
    its process."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def progress(first: str) -> Iterator[Callable[[str, float], None]]:
    """A progress bar on a terminal; silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda text, share: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors(), transient=True) as bar:
        task = bar.add_task(first, total=1.0)
        yield lambda text, share: bar.update(task, description=text, completed=share)
