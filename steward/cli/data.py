"""Commands that bring data in and the app up."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from steward.cli.common import Home, app, console, garbage_left, progress, refuse, saying_no
from steward.workspace import Workspace


@app.command()
def load(
    home: Home = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Only when this version of Steward has loaded nothing yet.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on: load whenever something in data/ changed, until it is ended.")
    ] = False,
    every: Annotated[
        float | None,
        typer.Option(min=1, help="With --watch: also load after so many seconds, for what is read from databases."),
    ] = None,
    tried: Annotated[
        Path | None,
        typer.Option(
            "--try", help="Change nothing: write what the data would load as, table by table, into this file."
        ),
    ] = None,
    telling: Annotated[Path | None, typer.Option(hidden=True, help="Where it tells how far it is.")] = None,
) -> None:
    """Read data/ into a new warehouse; the last good one stays in use when that fails."""
    if watch or every is not None:
        if not watch or if_needed:
            refuse("--every goes with --watch, and --if-needed does not: it would never do anything.")
        _watch(Workspace.find(home), every)
        return
    workspace = Workspace.find(home)
    if if_needed and _is_loaded(workspace):
        return
    with garbage_left():
        if tried:
            _try_out(workspace, tried, telling)
        else:
            _load(workspace, quiet)


def _watch(workspace: Workspace, every: float | None) -> None:
    """Until Ctrl-C, or whoever began it ends it."""
    import signal
    from threading import Event

    from steward.services.data.watching import Watch

    over = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: over.set())
    with saying_no():
        workspace.require_data()
        typer.echo(f"Watching {workspace.data}; Ctrl-C ends it.")
        Watch(workspace, every, typer.echo).run(over)


def _is_loaded(workspace: Workspace) -> bool:
    from steward.services.data.warehouses import current_warehouse

    return current_warehouse(workspace) is not None


def _try_out(workspace: Workspace, into: Path, telling: Path | None) -> None:
    from steward.services.data.trials import write_trial

    with saying_no(), _progress(telling) as told:
        write_trial(workspace, into, told)


def _load(workspace: Workspace, quiet: bool) -> None:
    # NumPy counts letters here; the threads for its linear algebra would turn round beside the load's own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from steward.cli.load_report import print_not_read, print_report
    from steward.services.data.runs import load_and_tell

    with saying_no(), progress("Reading files") as told:
        report = load_and_tell(workspace, told)
    print_report(report, quiet)
    if not quiet:
        print_not_read(_plan_folders_of_nobody(workspace), console())


def _progress(told_in: Path | None) -> AbstractContextManager[Callable[[str, float], None]]:
    """On the terminal, or in a file for the page that began it."""
    from steward.services.telling import telling

    return telling(told_in) if told_in else progress("Reading files")


def _plan_folders_of_nobody(workspace: Workspace) -> tuple[str, ...]:
    from steward.services import scope
    from steward.services.data import loads
    from steward.services.plans.files import plans_of

    accounts = scope.accounts(scope.warehouse_of(workspace))
    return loads.plan_folders_of_nobody(plans_of(workspace), accounts)


@app.command(name="app")
def serve_app(
    home: Home = None,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where it listens: http://localhost:PORT.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Who can reach it: this machine alone, or with 0.0.0.0 everybody who finds it.")
    ] = "127.0.0.1",
    host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name by which browsers call it, also through a proxy, such as steward.example.com; repeatable."
        ),
    ] = None,
    opening: Annotated[bool, typer.Option("--open", help="Also open it in this machine's browser.")] = False,
    servers: Annotated[
        int,
        typer.Option(min=1, max=64, help="How many processes serve it, one for each core; 2 and more need HAProxy."),
    ] = 1,
) -> None:
    """Serve the app for browsers, at the address it prints; Ctrl-C ends it."""
    from steward.ui.server.admission import LOCAL
    from steward.ui.server.entrance import Entrance, read_way

    workspace, hosts = Workspace.find(home), host or []
    with saying_no():
        workspace.require_data()
        way = read_way(workspace.home)
    if way.entrance is Entrance.SOLO and (hosts or address not in LOCAL):
        refuse(
            "Without a sign-in Steward answers this machine alone: take --address and --host away, or set up "
            "server.toml as docs/access.md says."
        )
    if address not in LOCAL and not hosts:
        refuse("With --address, name the server as browsers call it: --host steward.example.com. Others get no answer.")
    with saying_no():
        if servers > 1:
            from steward.ui.server.several import serve_together

            serve_together(servers, workspace.home, port, address, hosts, way, opening)
        else:
            from steward.ui.kit.serve import serve

            serve(workspace.home, port, address, hosts, way, opening, _keep_ready)


def _keep_ready() -> None:
    """Imported once all that pages are made of is, so that nobody waits for it at the start. Tests of other things say
    in the environment that it is not wanted."""
    if os.environ.get("STEWARD_BEFOREHAND") == "no":
        return
    from steward.ui.first_visits.warm_up import keep_ready

    keep_ready()


@app.command()
def sample(
    home: Home = None,
    accounts: Annotated[int, typer.Option(min=12, max=20_000, help="How many accounts.")] = 40,
    months: Annotated[int, typer.Option(min=15, max=120, help="How many months of history.")] = 36,
) -> None:
    """Write the data of a fictional managed-network company into data/, and plans where there are none."""
    from steward.services.data.sample import write_sample

    workspace = Workspace.find(home)
    with saying_no(), progress("Making up a company") as told:
        write_sample(workspace.home, accounts=accounts, months=months, progress=told)
    typer.echo(f"{accounts} accounts over {months} months written to {workspace.data}, plans to {workspace.plans}")
