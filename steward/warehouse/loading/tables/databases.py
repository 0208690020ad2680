"""Tables whose rows come from databases: of one connection all at once, when the first of them is asked for."""

from typing import TYPE_CHECKING

from steward.warehouse.loading.connections.settings import DatabaseQuery
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.files.read_files import Reader
from steward.warehouse.loading.sources.sources import Sources

if TYPE_CHECKING:  # what it takes to ask a database is begun by who asks one
    from steward.warehouse.loading.connections.fetching import Fetched


class Databases:
    """Asks them, for one load."""

    def __init__(self, reader: Reader, sources: Sources) -> None:
        self._reader = reader
        self._asked = [source.asked for source in sources.by_table.values() if source.asked]
        self._found: dict[DatabaseQuery, Fetched] = {}

    def rows_of(self, asked: DatabaseQuery) -> Feed:
        """The rows of a query, as a file would give them. Raises ConnectionFailed."""
        from steward.warehouse.loading.connections.fetching import fetched

        if asked not in self._found:
            together = [one for one in self._asked if one.connection == asked.connection]
            self._found |= fetched(asked.connection, together, self._reader.work)
        found = self._found[asked]
        return self._reader.kept(str(asked.connection), found.path, found.numbers, "query of a database")
