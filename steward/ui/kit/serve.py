"""Start the app's server."""

import os
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from steward.workspace import PROJECT


def serve(home: Path, port: int, address: str) -> None:
    """Serve until it is stopped. `address`: the network interface that is listened on."""
    os.environ["STEWARD_HOME"] = str(home)
    # Streamlit's settings, the theme among them, are looked for where it is started.
    os.chdir(PROJECT)
    # Until app.py has run once, Streamlit takes the folder pages/ for its older kind of app, and would tell the first
    # reader who follows a link that there is no such page.
    PagesManager.uses_pages_directory = False
    cli.main(["run", "app.py", "--server.port", str(port), "--server.address", address])
