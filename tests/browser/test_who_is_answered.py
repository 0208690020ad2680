"""The server answers those who ask for it by its name, and asks nobody else anything."""

import http.client
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from steward.cli import app
from tests.browser.conftest import started

WATCHED = """
import socket, sys
from pathlib import Path
asked = Path(sys.argv.pop(1))

def told(name, act):
    def watched(*arguments, **named):
        host = str(arguments[0] if name == "lookup" else arguments[1])
        if not any(here in host for here in ("127.0.0.1", "localhost", "::1")):
            asked.open("a").write(f"{name} {host}\\n")
        return act(*arguments, **named)
    return watched

socket.getaddrinfo = told("lookup", socket.getaddrinfo)
socket.socket.connect = told("connect", socket.socket.connect)
from steward.cli import app
app()
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asked") / "of_whom"


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose proxy, on this machine, signs people in."""
    copy = tmp_path_factory.mktemp("behind") / "home"
    shutil.copytree(small_sample, copy)
    (copy / "server.toml").write_text('[proxy]\nheader = "X-Forwarded-Email"\naddresses = ["127.0.0.1"]\n')
    return copy


@pytest.fixture(scope="module")
def url(home: Path, asked: Path) -> Iterator[str]:
    """A server that writes down whom it asks, listening to everybody and called by a name of its own."""
    command = [sys.executable, "-c", WATCHED, str(asked), "app", "--home", str(home)]
    with started([*command, "--address", "0.0.0.0", "--host", "steward.example.com"], "--port") as served:
        yield served


def _answer(url: str, host: str, origin: str) -> int:
    """The status with which a websocket of a page at `origin` is answered."""
    port = urlsplit(url).port
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    for name, value in {
        "Host": f"{host}:{port}",
        "Origin": f"{origin}:{port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }.items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "steward.example.com"])
def test_who_asks_for_it_by_name_is_answered(url: str, host: str) -> None:
    assert _answer(url, host, f"http://{host}") == 101


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "steward.example.com.evil.example", ""])
def test_a_page_whose_own_name_leads_here_is_not(url: str, host: str) -> None:
    assert _answer(url, host, f"http://{host}") in (400, 403)


def test_nobody_outside_is_asked_anything(url: str, asked: Path) -> None:
    """Not at the start, and not when a page of elsewhere knocks."""
    assert _answer(url, "localhost", "http://evil.example") == 403
    assert not asked.exists() or asked.read_text(encoding="utf-8") == ""


def test_a_server_for_others_is_given_its_name(home: Path) -> None:
    refused = CliRunner().invoke(app, ["app", "--home", str(home), "--address", "0.0.0.0"])
    assert refused.exit_code == 1
    assert "--host" in refused.output


@pytest.mark.parametrize("more", [["--address", "0.0.0.0"], ["--host", "steward.example.com"]])
def test_without_a_sign_in_this_machine_alone_is_answered(small_sample: Path, more: list[str]) -> None:
    refused = CliRunner().invoke(app, ["app", "--home", str(small_sample), *more])
    assert refused.exit_code == 1
    assert "docs/access.md" in refused.output
