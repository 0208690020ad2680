"""Several servers on one home, and HAProxy before them: begun together, begun anew when one ends, stopped together.

Each is a child of this process and ends with it, however that ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from steward.errors import ServersNotPossible
from steward.services.outliving import WITH_PARENT
from steward.ui.server import haproxy
from steward.ui.server.admission import new_token
from steward.ui.server.entrance import Entrance, Way
from steward.ui.server.place import ServerPlace
from steward.ui.server.screen import has_a_screen

LOOK, PAUSE, PATIENCE = 0.1, 2.0, 15.0
"""Seconds between two looks; before what ended at once is begun anew; until what does not stop is killed."""
LONGEST, READ_OTHERWISE = 100, '"$\\'
"""Bytes in the path of a socket, of which Linux allows 107; what HAProxy does not read as it is written."""
Run = subprocess.Popen[bytes]


@dataclass
class KeptProcess:
    """A process that is begun anew when it ends."""

    name: str
    begin: Callable[[], Run]
    run: Run = field(init=False)
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self._begin()

    @property
    def ended(self) -> bool:
        """Whether it runs no more."""
        return self.run.poll() is not None

    def look(self) -> None:
        """Begin it anew if it ended; one that ended at once waits for a while."""
        if self.ended and time.monotonic() - self.begun > PAUSE:
            print(f"{self.name} ended (status {self.run.returncode}) and is begun anew.", file=sys.stderr, flush=True)
            self._begin()

    def stop(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            self.run.terminate()

    def wait(self) -> None:
        """Until it has ended."""
        try:
            self.run.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.run.kill()
            self.run.wait()
        if self.run.stdin:
            self.run.stdin.close()

    def _begin(self) -> None:
        self.run, self.begun = self.begin(), time.monotonic()


@dataclass(frozen=True)
class Front:
    """What is served together: so many `servers`, each begun by the command `one`. `token`: what all of them ask of a
    browser."""

    servers: int
    one: Sequence[str]
    address: str
    port: int
    token: str | None = None
    opening: bool = False

    def serve(self) -> None:
        """Serve until it is stopped. Raises ServersNotPossible."""
        # Only who made it may enter: what listens in there, nobody else reaches.
        with self._listener() as listener, _temporary_folder() as made, _left_alone(made):
            places = [ServerPlace(Path(made), number) for number in range(1, self.servers + 1)]
            _may_be_named(places[-1].socket)
            file = Path(made) / "haproxy.cfg"
            file.write_text(haproxy.settings(listener.fileno(), self.port, places), encoding="utf-8")
            command = haproxy.command(os.fspath(file))
            stopped = Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopped.set())
            kept: list[KeptProcess] = []
            try:
                self._begin(places, self._before_them(command, listener), kept, stopped)
                while not stopped.wait(LOOK):
                    for each in kept:
                        each.look()
            finally:
                for each in reversed(kept):
                    each.stop()
                for each in kept:
                    each.wait()

    def _begin(
        self, places: Sequence[ServerPlace], before_them: Callable[[], Run], kept: list[KeptProcess], stopped: Event
    ) -> None:
        """The servers, and HAProxy once they are ready; what is begun is among the `kept` at once."""
        for one in places:
            kept.append(KeptProcess(f"Server {one.number}", self._server(one)))
        _until(lambda: all(one.called.is_file() for one in places), kept, stopped)
        kept.append(KeptProcess("HAProxy", before_them))
        _until(self._is_answered, kept, stopped)
        if not stopped.is_set():
            self._say(places[0].called.read_text(encoding="utf-8"))

    def _server(self, place: ServerPlace) -> Callable[[], Run]:
        told = {**os.environ, **place.told(self.token), WITH_PARENT: "yes"}
        return lambda: subprocess.Popen(self.one, stdin=subprocess.PIPE, env=told)

    @staticmethod
    def _before_them(command: Sequence[str], listener: socket.socket) -> Callable[[], Run]:
        return lambda: subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(listener.fileno(),))

    @contextmanager
    def _listener(self) -> Iterator[socket.socket]:
        """Ours from before anything is begun to the end, and handed to each HAProxy: were the port free in between,
        whoever took it would be brought the token. It listens at once, as until then another may take the same port.
        Raises ServersNotPossible."""
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if self.address == "::":
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            try:
                listener.bind((self.address, self.port))
                listener.listen(socket.SOMAXCONN)
            except OSError as problem:
                raise ServersNotPossible(f"Port {self.port} cannot be used: {problem.strerror}.") from problem
            yield listener

    def _is_answered(self) -> bool:
        try:
            with socket.create_connection((self.address, self.port), 1) as asking:
                asking.sendall(b"GET / HTTP/1.0\r\n\r\n")
                return bool(asking.recv(1))
        except OSError:
            return False

    def _say(self, called: str) -> None:
        print(f"\n  Steward is at {called}\n", flush=True)
        if self.opening and has_a_screen():
            webbrowser.open(called)


def _temporary_folder() -> TemporaryDirectory[str]:
    """Gone in the end. Raises ServersNotPossible."""
    try:
        return TemporaryDirectory(prefix="steward-servers-", ignore_cleanup_errors=True)
    except OSError as problem:
        raise ServersNotPossible(
            f"The servers need a folder for temporary files ({problem.strerror}): set TMPDIR to one."
        ) from problem


@contextmanager
def _left_alone(folder: str) -> Iterator[None]:
    """What clears away temporary files of some days ago (systemd-tmpfiles) passes over a folder that is locked."""
    import fcntl  # there is none on Windows, where there is no HAProxy either

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def serve_together(
    servers: int, home: Path, port: int, address: str, hosts: Sequence[str], way: Way, opening: bool
) -> None:
    """As one server would serve it, until it is stopped. Raises ServersNotPossible."""
    named = [part for host in hosts for part in ("--host", host)]
    at = ["--home", os.fspath(home), "--port", str(port), "--address", address]
    token = new_token() if way.entrance is Entrance.SOLO else None
    Front(servers, [sys.executable, "-m", "steward", "app", *at, *named], address, port, token, opening).serve()


def _may_be_named(where: Path) -> None:
    """Raises ServersNotPossible where nothing could listen, or not be found by HAProxy."""
    path = os.fspath(where)
    if len(os.fsencode(path)) > LONGEST or any(sign in path for sign in READ_OTHERWISE):
        raise ServersNotPossible(f"The servers cannot listen in {where.parent}: set TMPDIR to a short, plain path.")


def _until(ready: Callable[[], bool], kept: Sequence[KeptProcess], stopped: Event) -> None:
    """Until all is ready, or somebody stops it. Raises ServersNotPossible where one ends before, which has said why."""
    while not ready() and not stopped.wait(LOOK):
        if ended := next((one for one in kept if one.ended), None):
            raise ServersNotPossible(f"{ended.name} did not start (status {ended.run.returncode}).")
