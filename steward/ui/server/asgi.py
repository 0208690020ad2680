"""The protocol between a server and its application, as far as it is spoken here."""

from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Pairs = tuple[tuple[str, str], ...]


def values(scope: Scope, name: str) -> Iterator[str]:
    """What a request says under a header's name, which may stand there more than once."""
    wanted = name.lower().encode("latin-1")
    return (value.decode("latin-1") for header, value in scope["headers"] if header == wanted)


def value(scope: Scope, name: str) -> str | None:
    """The header where it is said once; two that could contradict each other say nothing."""
    found = list(values(scope, name))
    return found[0] if len(found) == 1 else None


async def answer(scope: Scope, send: Send, status: int, headers: Pairs = (), body: str = "") -> None:
    """Answer at once; a websocket is closed before it was opened, which its browser is told as 403."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    content = body.encode("utf-8")
    told = (("content-type", "text/html; charset=utf-8"), ("content-length", str(len(content))), *headers)
    pairs = [(name.encode("latin-1"), text.encode("latin-1")) for name, text in told]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})
