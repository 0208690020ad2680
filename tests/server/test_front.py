"""What stands before several servers is believed in who is connected, and what one of them knows, all know."""

import socket
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.app import free_port
from steward.cli import app
from steward.errors import ServersNotPossible
from steward.ui.kit import identity
from steward.ui.kit.identity import Visitor, still
from steward.ui.kit.in_common import InCommon
from steward.ui.present.present_session import room
from steward.ui.server import haproxy
from steward.ui.server.admission import LIVENESS
from steward.ui.server.entrance import Entrance, Way
from steward.ui.server.front import BehindFront
from steward.ui.server.place import CLIENT, FOLDER, NUMBER, ServerPlace
from steward.ui.server.proxy import BehindProxy, networks
from steward.ui.server.several import Front
from tests.server.asking import PASSED_ON, asked, inside
from tests.server.programs import needs_haproxy

NOW = 1_000_000.0


@pytest.fixture
def of_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process is one of several servers."""
    for name, value in ServerPlace(tmp_path, 1).told(None).items():
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "said, passed",
    [
        (["10.0.0.5"], True), (["::ffff:10.0.0.5"], True), (["10.0.0.6"], False), (["fe80::1%eth0"], False),
        ([], False), (["10.0.0.5", "10.0.0.5"], False), (["10.0.0.5, 10.0.0.6"], False), (["localhost"], False),
        ([""], False),
    ],
)  # fmt: skip
def test_who_is_connected_is_whom_the_front_names_once(said: list[str], passed: bool, kind: str) -> None:
    """Those further in ask as ever; here whether it is the proxy that signs people in."""
    served = BehindFront(BehindProxy(inside, networks(("10.0.0.5",))))
    headers = [(CLIENT, one) for one in said]
    assert (asked(served, "/_stcore/stream", *headers, kind=kind, peer="10.0.0.5").status == PASSED_ON) is passed


def test_whom_nobody_names_is_told_that_the_server_runs_and_nothing_else() -> None:
    served = BehindFront(inside)
    assert [asked(served, path).status for path in (LIVENESS, "/")] == [PASSED_ON, 403]


def test_who_signed_out_at_one_server_is_out_at_the_other(of_several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Way(Entrance.SIGN_IN, hours=1).tell()
    monkeypatch.setattr(identity.time, "time", lambda: NOW)
    known = Visitor("am@example.com", since=NOW - 60)
    assert still(known) == known
    InCommon("ended")["am@example.com"] = NOW - 60
    assert not still(known).email
    assert still(Visitor("am@example.com", since=NOW - 59)).email
    assert still(Visitor("boss@example.com", since=NOW - 60)).email


def test_windows_at_two_servers_are_in_one_room(of_several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room("secret").show(3, 12)
    monkeypatch.setenv(NUMBER, "2")
    assert (room("secret").slide, room("secret").version, room("secret").fresh) == (3, 1, False)
    assert (room("another").slide, room("another").fresh) == (0, True)
    assert not [path for path in of_several.rglob("*") if "secret" in path.name], "who may list it learns no name"


@pytest.mark.parametrize("several", [True, False])
def test_of_more_than_are_kept_the_oldest_goes(several: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if several:
        monkeypatch.setenv(FOLDER, str(tmp_path))
    held = InCommon("kind", most=2)
    for number, name in enumerate(("a", "b", "c")):
        held[name] = number
    assert {name: held.get(name) for name in ("a", "b", "c")} == {"a": None, "b": 1, "c": 2}
    del held["b"]
    assert held.get("b") is None and len(held) == 1


def test_without_its_programs_there_is_one_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haproxy, "WHERE", "")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServersNotPossible, match=r"haproxy and setpriv .*take --servers away"):
        haproxy.command("haproxy.cfg")


def test_a_port_that_is_taken_is_said_before_anything_is_begun(small_sample: Path) -> None:
    needs_haproxy()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = CliRunner().invoke(app, ["app", "--servers", "2", "--home", str(small_sample), "--port", port])
    assert said.exit_code == 1
    assert f"Port {port} cannot be used: Address already in use." in said.output


@pytest.mark.parametrize("name", ["long" * 25, 'a"quote', "a$HOME"])
def test_where_no_server_could_listen_is_said_before_anything_is_begun(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with pytest.raises(ServersNotPossible, match="set TMPDIR to a short, plain path"):
        Front(2, ["nothing is begun"], "127.0.0.1", free_port()).serve()
    assert list(folder.iterdir()) == []


def test_without_a_temporary_folder_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(ServersNotPossible, match=r"\(No such file or directory\): set TMPDIR"):
        Front(2, ["nothing is begun"], "127.0.0.1", free_port()).serve()


@pytest.mark.parametrize(
    "address, called",
    [("127.0.0.1", ("127.0.0.1",)), ("0.0.0.0", ("127.0.0.1",)), ("::1", ("::1",)), ("::", ("127.0.0.1", "::1"))],
)
def test_it_listens_where_one_server_would_before_anything_is_begun(address: str, called: tuple[str, ...]) -> None:
    """Nobody else takes the port while the servers begin, also not who would share one that only is bound: the browser
    that opens the address would bring them the token."""
    if ":" in address and not Path("/proc/net/if_inet6").exists():
        pytest.skip("this machine has no IPv6")
    port = free_port()
    with Front(2, ["nothing is begun"], address, port)._listener():
        for one in called:
            socket.create_connection((one, port), 5).close()
            with socket.socket(socket.AF_INET6 if ":" in one else socket.AF_INET) as thief:
                thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                with pytest.raises(OSError, match="in use"):
                    thief.bind((one, port))


def test_haproxy_is_told_where_the_servers_are_and_which_socket_is_its() -> None:
    places = [ServerPlace(Path("/run/a b"), number) for number in (1, 2)]
    told = haproxy.settings(7, 8501, places).splitlines()
    assert "    bind fd@7" in told
    assert [line for line in told if line.startswith("    server")] == [
        f'    server s{number} "unix@/run/a b/{number}.socket" cookie s{number}' for number in (1, 2)
    ]
