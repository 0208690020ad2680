"""Who may come in. On a machine of one's own, whoever opens the address that Steward printed: it carries a token, which
no other person on the machine and no page at another port knows. Elsewhere a sign-in or a proxy decides who comes in,
and this only asks whether the server is called by its name.

The first answer to the token is a cookie and the same address without it, so that the token stays in no history and is
sent to nobody as the place one came from.
"""

import hmac
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from steward.ui.server import place
from steward.ui.server.asgi import Application, Receive, Scope, Send, answer, value, values

ASKED = "token"
LIVENESS = "/_stcore/health"
"""Says “ok” to anybody, so that others can see that the server runs, and nothing else."""
DAY, DAYS = 86_400, 7
LOCAL = ("localhost", "127.0.0.1", "::1")
SENTENCE = "Open the address that Steward printed when it started."
NOT_CALLED_SO = "This server is not called by this name."
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Steward</title></head>
<body style="font-family: sans-serif; margin: 4rem"><p>{}</p></body></html>
"""


def new_token() -> str:
    """One that nobody guesses, new for each start; or the one that STEWARD_TOKEN says, or that several servers have."""
    return os.environ.get("STEWARD_TOKEN") or os.environ.get(place.TOKEN) or secrets.token_urlsafe(32)


def tickets(secret: str, port: int, now: float) -> tuple[str, ...]:
    """What a browser keeps for a home's app at a port, the one of today first: a start of the server in the middle of a
    review does not end it. Of no use at another port, and after a week of none at all."""
    days = range(int(now // DAY), int(now // DAY) - DAYS, -1)
    return tuple(hmac.new(secret.encode("ascii"), f"{port} on {day}".encode(), "sha256").hexdigest() for day in days)


def address_of(host: str, port: int, below: str, token: str | None) -> str:
    """What a reader opens."""
    return f"http://{host}:{port}{below}/" + (f"?{ASKED}={quote(token)}" if token else "")


def asks_for_life(scope: Scope, below: str) -> bool:
    """Whether somebody asks if the server runs, which is told to anybody."""
    asks = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return asks and scope["path"] == f"{below}{LIVENESS}"


@dataclass(frozen=True)
class Admission:
    """Lets in who may come. `token` None: whoever calls the server by its name, because a sign-in decides further in;
    `below`: the path at which the app begins; `tickets`: what a browser keeps once it showed the token, the one that is
    given now first, by default the token itself."""

    inside: Application
    called_so: Callable[[str | None], bool]
    token: str | None
    port: int
    below: str = ""
    tickets: Callable[[], Sequence[str]] = tuple

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer that it is not passed on."""
        if scope["type"] == "lifespan" or asks_for_life(scope, self.below):
            await self.inside(scope, receive, send)
        elif not self.called_so(value(scope, "host")):
            await answer(scope, send, 403, body=PAGE.format(NOT_CALLED_SO))
        elif self.token is None:
            # A page at another port of the reader's own machine would bring the cookie of their sign-in.
            if scope["type"] == "websocket" and _from_this_machine(scope):
                await answer(scope, send, 403, body=PAGE.format(SENTENCE))
            else:
                await self.inside(scope, receive, send)
        elif _from_elsewhere(scope):
            await answer(scope, send, 403, body=PAGE.format(SENTENCE))
        elif self._brings(scope, self.token):
            await answer(scope, send, 303, (("location", _without_token(scope)), ("set-cookie", self._cookie(scope))))
        elif any(_same(found, held) for found in _cookies(scope, self.cookie) for held in self._held):
            await self.inside(scope, receive, send)
        else:
            await answer(scope, send, 403, body=PAGE.format(SENTENCE))

    @property
    def cookie(self) -> str:
        """Cookies are kept for a machine, not for a port: two servers on one would take each other's."""
        return f"steward-{self.port}"

    @property
    def _held(self) -> Sequence[str]:
        return self.tickets() or (self.token or "",)

    def _brings(self, scope: Scope, token: str) -> bool:
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        return reads and any(name == ASKED and _same(said, token) for name, said in _asked(scope))

    def _cookie(self, scope: Scope) -> str:
        kept = f"{self.cookie}={self._held[0]}; Path=/; HttpOnly; SameSite=Strict"
        return f"{kept}; Secure" if scope.get("scheme") == "https" else kept


def _same(said: str, token: str) -> bool:
    """In a time that does not tell how much of it was right."""
    return secrets.compare_digest(said.encode("utf-8", "replace"), token.encode("utf-8"))


def _cookies(scope: Scope, name: str) -> list[str]:
    """All of this name: a page at another port may have put one of its own before ours."""
    pairs = (one.strip().partition("=") for line in values(scope, "cookie") for one in line.split(";"))
    return [said for found, _, said in pairs if found == name]


def _from_elsewhere(scope: Scope) -> bool:
    """Whether a page that is not ours asks. Another port of this machine is another server's, though a browser sends
    it our cookie all the same; following a link to us, or typing the address, is nobody's asking."""
    host, origins = value(scope, "host"), set(values(scope, "origin"))
    if origins:
        return not origins <= {f"http://{host}", f"https://{host}"}
    opened = value(scope, "sec-fetch-mode") == "navigate" and value(scope, "sec-fetch-dest") == "document"
    return value(scope, "sec-fetch-site") not in (None, "none", "same-origin") and not opened


def _from_this_machine(scope: Scope) -> bool:
    """Whether a page of some server at the reader's own machine asks, which is not this one."""
    host = value(scope, "host")
    try:
        origins = [urlsplit(origin) for origin in values(scope, "origin")]
        return any(origin.hostname in LOCAL and origin.netloc != host for origin in origins)
    except ValueError:
        return True


def _asked(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _without_token(scope: Scope) -> str:
    """Where the same page is without it. One slash at the start: with two, the path would name another server."""
    path = "/" + (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").lstrip("/\\")
    rest = urlencode([(name, said) for name, said in _asked(scope) if name != ASKED])
    return f"{path}?{rest}" if rest else path
