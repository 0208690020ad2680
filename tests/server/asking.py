"""Asking an application as a server would, without one."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from steward.ui.server.asgi import Application, Message, Receive, Scope, Send
from tests.own_loop import run as run_alone

HOST, TOKEN, PORT = "localhost:8501", "s3cret-token", 8501
PASSED_ON = 299
"""What the application behind the door answers."""


class Answer(NamedTuple):
    """A status, 403 for a websocket that was closed before it was open; headers by name; the body."""

    status: int
    headers: Mapping[str, str]
    body: str


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """The application behind the door."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": PASSED_ON, "headers": [(b"x-content-type-options", b"other")]})
    await send({"type": "http.response.body", "body": b"inside"})


def asked(
    application: Application,
    address: str,
    *headers: tuple[str, str],
    kind: str = "http",
    method: str = "GET",
    peer: str = "127.0.0.1",
) -> Answer:
    """What is answered to somebody who asks for an address, with `Host` as it should be unless they say another."""
    parts = urlsplit(f"http://{HOST}{address}")
    told = headers if any(name.lower() == "host" for name, _ in headers) else (("Host", HOST), *headers)
    scope: dict[str, Any] = {
        "type": kind,
        "client": (peer, 40_000),
        "method": method,
        "scheme": "ws" if kind == "websocket" else "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told],
    }
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    run_alone(application(scope, receive, send))
    first = sent[0]
    if kind == "websocket":
        return Answer(PASSED_ON if first["type"] == "websocket.accept" else 403, {}, "")
    pairs = {name.decode(): value.decode() for name, value in first["headers"]}
    return Answer(first["status"], pairs, b"".join(one.get("body", b"") for one in sent[1:]).decode())
