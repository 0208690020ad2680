"""A real PostgreSQL for tests: Debian's, in a folder of its own, at a socket in that folder and at no port."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.office import absent

BINARIES = Path("/usr/lib/postgresql")
NOBODY = "nobody"
PASSWORD = "S3cr:et@/pw#42%x"
"""With every sign that means something in an address."""


@dataclass(frozen=True)
class Postgres:
    """A server. `folder`: where its socket is."""

    folder: Path

    def address(self, user: str = "reader", password: str = PASSWORD, options: str = "") -> str:
        """As `CRM_URL` would hold it."""
        return f"postgresql://{user}:{quote(password, safe='')}@/postgres?host={self.folder}{options}"

    def wait(self) -> None:
        """Until it lets anybody in; in a minute it does, or something is wrong."""
        ready = [str(_found("pg_isready")), "-h", str(self.folder), "-t", "60", "-q"]
        until = time.monotonic() + 60
        while subprocess.run(ready, check=False).returncode:
            assert time.monotonic() < until

    def run(self, sql: str) -> str:
        """Run SQL as who may do everything; what it gives, as CSV."""
        told = {**os.environ, "PGPASSWORD": PASSWORD}
        command = [
            "psql",
            "-h",
            str(self.folder),
            "-U",
            "boss",
            "-d",
            "postgres",
            "-qX",
            "--csv",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        return subprocess.run(command, input=sql, env=told, check=True, capture_output=True, text=True).stdout


def _found(name: str) -> Path:
    """One of its programs, of the newest version."""
    return sorted(BINARIES.glob(f"*/bin/{name}"))[-1]


@contextmanager
def running() -> Iterator[Postgres]:
    """A server of our own, gone afterwards."""
    if not any(BINARIES.glob("*/bin/initdb")):
        absent("install postgresql")
    # Not below the folders of pytest, which nobody but us may enter: as root it is run by who may do nothing.
    folder = Path(tempfile.mkdtemp(prefix="steward-pg-"))
    user = NOBODY if os.geteuid() == 0 else None
    server = None
    try:
        if user:
            shutil.chown(folder, user)
        word = folder / "word"
        word.write_text(PASSWORD, encoding="utf-8")
        word.chmod(0o644)
        data = folder / "data"
        made = ["initdb", "-D", str(data), "-U", "boss", "-A", "scram-sha-256", "--pwfile", str(word)]
        made += ["--no-sync", "-E", "UTF8", "--locale=C", "--no-instructions"]
        made[0] = str(_found("initdb"))
        subprocess.run(made, check=True, capture_output=True, user=user, cwd="/")
        start = [str(_found("postgres")), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
        start += ["-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "autovacuum=off", "-c", "max_connections=20"]
        with (folder.parent / f"{folder.name}.log").open("wb") as log:
            server = subprocess.Popen(start, stdout=log, stderr=log, user=user, cwd="/")
        there = Postgres(folder)
        there.wait()
        yield there
    finally:
        if server:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)
