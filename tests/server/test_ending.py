"""A server that is ended ends, whatever its browsers do."""

import http.client
import socket
from pathlib import Path
from urllib.parse import urlsplit

import streamlit

from benchmarks.app import TOKEN, serving
from tests.server.programs import LONG

STATIC = Path(streamlit.__file__).parent / "static"
TAKES_NOTHING = 4_096


def test_a_browser_that_takes_nothing_any_more_holds_up_no_end(small_sample: Path) -> None:
    largest = max((STATIC / "static" / "js").iterdir(), key=lambda each: each.stat().st_size)
    with serving(small_sample) as served, socket.socket() as asleep:
        host, port = urlsplit(served.url).hostname, urlsplit(served.url).port
        asleep.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TAKES_NOTHING)
        asleep.connect((host, port))
        asked = f"GET /{largest.relative_to(STATIC)} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {_let_in(host, port)}"
        asleep.sendall(f"{asked}\r\n\r\n".encode())
        assert asleep.recv(15) == b"HTTP/1.1 200 OK"  # and no byte of the rest
        served.process.terminate()
        assert served.process.wait(LONG) is not None


def _let_in(host: str | None, port: int | None) -> str:
    asking = http.client.HTTPConnection(host or "", port)
    asking.request("GET", f"/?token={TOKEN}")
    return (asking.getresponse().getheader("Set-Cookie") or "").partition(";")[0]
