"""What HAProxy is told: to keep each browser at one of several servers, and to send it to another when that ends."""

import os
import shutil
from collections.abc import Sequence
from html import escape

from steward.errors import ServersNotPossible
from steward.ui.server.place import CLIENT, ServerPlace

PROGRAM, ENDS_WITH = "haproxy", "setpriv"
WHERE = "/usr/sbin:/usr/local/sbin:/sbin"
"""Where Debian puts it, which is not on everybody's path."""
STARTING = "Steward is starting. This page looks again by itself."
NO_SERVER = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Steward</title></head>
<body style="font-family: sans-serif; margin: 4rem"><p>{escape(STARTING)}</p></body></html>""".replace("\n", "")
NOT_ANSWERED = """\
    http-error status {status} content-type "text/html; charset=utf-8" string '{page}' hdr Cache-Control no-store hdr \
Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""
SETTINGS = """\
global
    nbthread 1
defaults
    mode http
    timeout connect 5s
    timeout http-request 30s
    timeout http-keep-alive 60s
    timeout client 10m
    timeout server 10m
    timeout tunnel 1h
listen steward
    bind fd@{listener}
    http-request set-header {client} %[src]
    option http-server-close
    option redispatch 1
    retry-on conn-failure empty-response
    http-request disable-l7-retry unless METH_GET
    balance leastconn
    cookie steward-{port}-server insert indirect nocache httponly attr SameSite=Lax
{errors}    default-server check inter 1s rise 1 fall 1
"""


def settings(listener: int, port: int, places: Sequence[ServerPlace]) -> str:
    """Its file. `listener`: the number of the open socket at which browsers, or the proxy before it, call."""
    servers = [f'    server s{one.number} "unix@{one.socket}" cookie s{one.number}\n' for one in places]
    errors = "".join(NOT_ANSWERED.format(status=status, page=NO_SERVER) for status in (502, 503, 504))
    return SETTINGS.format(listener=listener, client=CLIENT, port=port, errors=errors) + "".join(servers)


def command(file: str) -> list[str]:
    """How it is run, so that it ends however we end. Raises ServersNotPossible where a program is not here."""
    path = f"{os.environ.get('PATH', os.defpath)}:{WHERE}"
    found = {name: shutil.which(name, path=path) for name in (PROGRAM, ENDS_WITH)}
    if missing := [name for name, place in found.items() if not place]:
        raise ServersNotPossible(
            f"--servers needs {' and '.join(missing)} (Debian: apt install haproxy util-linux). Without it there is "
            "one server: take --servers away."
        )
    return [str(found[ENDS_WITH]), "--pdeathsig", "TERM", str(found[PROGRAM]), "-q", "-db", "-f", file]
