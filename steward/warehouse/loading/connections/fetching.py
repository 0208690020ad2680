"""Queries asked of databases, their rows kept in files of the load in hand, from where they are read like any other.

All queries of one connection are asked in one transaction, so that their tables are of one moment. It runs beside the
load: a server that falls silent is left alone after its time, whatever its driver waits for."""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from steward.errors import ConnectionFailed
from steward.warehouse.loading.connections import problems
from steward.warehouse.loading.connections.drivers import (
    PATIENCE_TO_CONNECT,
    begin_reading,
    opened,
    scheme_of,
)
from steward.warehouse.loading.connections.kept_types import in_kept_types, kept_as, numbers_as_text
from steward.warehouse.loading.connections.settings import Connection, DatabaseQuery
from steward.warehouse.loading.files.copies import new_copy

GRACE = 5.0
"""Seconds beyond what the server is given, after which nobody waits for it any longer."""
LOOKS = 0.05


@dataclass(frozen=True)
class Fetched:
    """The rows of a query. `numbers`: columns of exact numbers that stand there as their digits."""

    path: Path
    numbers: frozenset[str]


@dataclass
class _Session:
    """What one connection is asked, and how far that is: `at`: the query in hand; `since`: since when."""

    connection: Connection
    asked: Sequence[DatabaseQuery]
    folder: Path
    at: DatabaseQuery | None = None
    since: float = field(default_factory=time.monotonic)
    found: dict[DatabaseQuery, Fetched] = field(default_factory=dict)
    failure: ConnectionFailed | None = None

    def run(self) -> None:
        """Ask everything; a driver may raise anything, and its words may hold the address."""
        try:
            address = self.connection.address()
            self._ask_all(address)
        except ConnectionFailed as problem:
            self.failure = problem
        except Exception as problem:  # noqa: BLE001
            self.failure = (
                problems.not_read(self.at, address, problem)
                if self.at
                else problems.not_opened(self.connection, address, problem)
            )

    def _ask_all(self, address: str) -> None:
        with closing(opened(self.connection, address)) as database, closing(database.cursor()) as cursor:
            begin_reading(scheme_of(self.connection, address), cursor, self.connection.patience)
            for asked in self.asked:
                self.at, self.since = asked, time.monotonic()
                # On a line of its own ends what a comment at its end would take along.
                cursor.execute(f"{asked.query}\n")
                self.found[asked] = self._kept(asked, cursor)

    def _kept(self, asked: DatabaseQuery, cursor: Any) -> Fetched:
        rows = cursor.fetch_record_batch()
        try:
            schema = pa.schema([(each.name, kept_as(each)) for each in rows.schema])
        except ValueError as problem:
            raise problems.not_kept(asked, str(problem)) from None
        if not schema.names:
            raise problems.not_kept(asked, "a query is one SELECT; this one gives no columns")
        path = new_copy(self.folder, ".parquet")
        with pq.ParquetWriter(path, schema) as writer:
            for batch in rows:
                writer.write_batch(in_kept_types(batch, schema))
        return Fetched(path, numbers_as_text(rows.schema))

    @property
    def late(self) -> bool:
        """Whether it has been silent for longer than it may."""
        given = self.connection.patience if self.at else PATIENCE_TO_CONNECT
        return time.monotonic() - self.since > given + GRACE


def fetched(connection: Connection, asked: Sequence[DatabaseQuery], folder: Path) -> dict[DatabaseQuery, Fetched]:
    """The rows of every query of one connection. Raises ConnectionFailed."""
    session = _Session(connection, asked, folder)
    running = Thread(target=session.run, name=str(connection), daemon=True)
    running.start()
    while running.is_alive():
        running.join(LOOKS)
        if running.is_alive() and session.late:
            raise problems.not_in_time(session.at, connection)
    if session.failure:
        # Made anew: the one at hand remembers what the driver raised, and with it the address.
        raise ConnectionFailed(str(session.failure)) from None
    return session.found
