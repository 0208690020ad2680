"""How much of the warehouse file the scopes hold in memory, all together.

Every instance of DuckDB keeps the blocks of the file that it has read for as long as it has memory, which is four
fifths of the machine's: of each scope in the end the whole file. They are in the system's memory of files anyhow, from
where they are read again at next to no cost. So scopes hold a certain number of bytes between them, and whichever read
nothing for longest gives its own back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from threading import RLock
from weakref import WeakSet

import duckdb

MOST_BYTES = 128 * 2**20
SETTINGS: Mapping[str, str | list[str]] = {
    "allowed_configs": ["memory_limit"], "temp_directory": "", "threads": "1", "async_threads": "0",
}  # fmt: skip
"""Of a connection that gives blocks back. Its limit may be set while all else is locked; there is no place on the disk
for what it holds besides; and it has no threads of its own, of which by default there would be nine for each scope."""
LEAST = "1KB"


class SharedBlocks:
    """How much may be held by all who share it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = RLock()
        self._all: WeakSet[FileBlocks] = WeakSet()
        self._turns = count()

    @property
    def bytes(self) -> int:
        """How much is held, as of when each of them read last."""
        return sum(one.bytes for one in self._all)

    def has_read(self, one: "FileBlocks") -> None:
        """What one has read counts; whoever read nothing for longest gives back what is too much, this one last."""
        with self._lock:
            self._all.add(one)
            one.turn = next(self._turns)
            over = self.bytes - self._most
            for each in sorted(self._all, key=lambda held: held.turn) if over > 0 else ():
                over -= each.give_back()
                if over <= 0:
                    return


TOGETHER = SharedBlocks()


class FileBlocks:
    """What one connection holds of the file, and who reads through it. `bytes`: how much that was after the last
    read; `turn`: which of all reads that was."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, together: SharedBlocks = TOGETHER) -> None:
        self.bytes, self.turn = 0, 0
        self._connection, self._together = connection, together
        self._lock = RLock()
        self._reading = 0
        self._limit = _one(connection, "select current_setting('memory_limit')")

    @contextmanager
    def read(self) -> Iterator[None]:
        """Whatever uses the connection does it in here: in the moment in which it gives blocks back nothing may."""
        with self._lock:
            self._reading += 1
        try:
            yield
            self.bytes = self._held()
        finally:
            with self._lock:
                self._reading -= 1
        self._together.has_read(self)

    def give_back(self) -> int:
        """Let go of the blocks, unless somebody reads; how many bytes that was."""
        with self._lock:
            if self._reading or not self.bytes:
                return 0
            cursor = self._connection.cursor()
            # What is no block of the file stays, and DuckDB says that the limit is too low for it.
            with suppress(duckdb.OutOfMemoryException):
                cursor.execute(f"set memory_limit = '{LEAST}'")
            cursor.execute(f"set memory_limit = '{self._limit}'")
            freed, self.bytes = self.bytes, 0
            return freed

    def _held(self) -> int:
        found = self._connection.cursor().execute("from duckdb_memory()").fetchall()
        return sum(held for tag, held, *_ in found if tag == "BASE_TABLE")


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    found = connection.execute(sql).fetchone()
    return str(found[0]) if found else ""
