"""Start the app's server."""

import os
from collections.abc import Sequence
from pathlib import Path

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from steward.workspace import PROJECT

LOCAL = ("localhost", "127.0.0.1", "::1")


def serve(home: Path, port: int, address: str, hosts: Sequence[str] = ()) -> None:
    """Serve until it is stopped. `address`: the network interface that is listened on; `hosts`: the names by which
    others reach it."""
    os.environ["STEWARD_HOME"] = str(home)
    # Streamlit's settings, the theme among them, are looked for where it is started.
    os.chdir(PROJECT)
    # Until app.py has run once, Streamlit takes the folder pages/ for its older kind of app, and would tell the first
    # reader who follows a link that there is no such page.
    PagesManager.uses_pages_directory = False
    # Nothing is asked of anybody outside: Streamlit would ask a service for its own address, to print or compare it.
    net_util.get_external_ip = net_util.get_internal_ip = _not_asked
    # A page of elsewhere can have its own name lead to this machine: only who asks for one of these names is answered.
    named = [part for host in (*LOCAL, *hosts) for part in ("--server.allowedHosts", host)]
    cli.main(["run", "app.py", "--server.port", str(port), "--server.address", address, *named])


def _not_asked() -> str | None:
    return None
