"""Start the app's server."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from streamlit import cli_util, net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from steward.ui.kit.secret import made_secret
from steward.ui.server.admission import LOCAL, address_of, new_token
from steward.ui.server.app import ServedApp
from steward.ui.server.entrance import SOLO, Entrance, Way, settings_file
from steward.ui.server.front import listen_there
from steward.ui.server.place import place
from steward.ui.server.screen import has_a_screen
from steward.workspace import PROJECT, Workspace

APP = PROJECT / "app.py"


def serve(
    home: Path, port: int, address: str, hosts: Sequence[str] = (), way: Way = SOLO, opening: bool = False,
    imported: Callable[[], object] = lambda: None,
) -> None:  # fmt: skip
    """Serve until it is stopped. `address`: the network interface that is listened on; `hosts`: the names by which
    others reach it; `way`: how people come in, on their own with a token in the address; `opening`: also show it in
    this machine's browser; `imported`: called once all that pages are made of is imported."""
    os.environ["STEWARD_HOME"] = str(home)
    way.tell()
    token = new_token() if way.entrance is Entrance.SOLO else None
    # Who sets the token alone, as tests do, has it kept as it is.
    secret = "" if "STEWARD_TOKEN" in os.environ else made_secret(Workspace.whole(home))
    # Who calls is who is connected, never whom a header says: the trusted proxy is known by its address.
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    # Streamlit's settings, the theme among them, are looked for where it is started.
    os.chdir(PROJECT)
    sys.argv = [str(APP)]
    # Until app.py has run once, Streamlit takes the folder pages/ for its older kind of app, and would tell the first
    # reader who follows a link that there is no such page.
    PagesManager.uses_pages_directory = False
    # Nothing is asked of anybody outside: Streamlit would ask a service for its own address, to print or compare it.
    net_util.get_external_ip = net_util.get_internal_ip = _not_asked
    # A page of elsewhere can have its own name lead to this machine: only who asks for one of these names is answered.
    settings = _settings(port, address, (*LOCAL, *hosts), settings_file(home))
    if way.entrance is Entrance.PROXY:
        # Whoever knows the number of another's session could else take it up, with all that is typed there.
        settings["server.trustedUserHeaders"] = {way.header: "email"}
    below = f"/{settings.get('server.baseUrlPath', '').strip('/')}".rstrip("/")
    called = address_of(hosts[0] if hosts else "localhost", port, below, token)

    here = place()
    if here:
        listen_there(here)

    def begun() -> None:
        if here:
            here.called.write_text(called, encoding="utf-8")
            return
        print(f"\n  Steward is at {called}\n", flush=True)
        if opening and has_a_screen():
            cli_util.open_browser(called)

    several = here is not None
    ServedApp(APP, way, token, secret, port, below, begun, one_of_several=several, imported=imported).run(
        config=settings
    )


def _settings(port: int, address: str, hosts: Sequence[str], secrets: Path) -> dict[str, Any]:
    """Streamlit's settings: ours, and those that STREAMLIT_… in the environment says. `secrets`: where its sign-in is
    set up; another of this machine's user is not looked for."""
    named = [part for host in hosts for part in ("--server.allowedHosts", host)]
    said = ["--server.port", str(port), "--server.address", address, *named, "--logger.hideWelcomeMessage", "true"]
    said += ["--secrets.files", str(secrets)]
    with cli.main_run.make_context("run", [str(APP), *said]) as context:
        given = context.params
    return {
        name.replace("_", "."): list(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if name not in ("target", "args") and value not in (None, ())
    }


def _not_asked() -> str | None:
    return None
