"""What `sources.toml` says of databases: where their address is kept, and which query feeds a table."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.errors import ConnectionFailed, SourcesUnreadable
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.toml_lines import Keys, Place

SECTION = "connections"
KEPT_IN = re.compile(r"(?:env:([A-Za-z_]\w*)|file:(/.+))")
SETTINGS = ("url", "timeout")
PATIENCE = 600
"""Seconds a query may take where nobody says otherwise."""
FORM = "postgresql://user:password@host:5432/database"


@dataclass(frozen=True)
class Connection:
    """A database. `kept_in`: the variable or the file that holds its address; `patience`: seconds for one query."""

    name: str
    kept_in: str
    patience: int = PATIENCE

    def __str__(self) -> str:
        return f"connection {self.name}"

    def address(self) -> str:
        """Its address, with the password in it. Raises ConnectionFailed."""
        kept = KEPT_IN.fullmatch(self.kept_in)
        assert kept is not None
        found = os.environ.get(kept[1], "") if kept[1] else self._in_file(Path(kept[2]))
        if not found.strip():
            what = f"the variable {kept[1]} is not set" if kept[1] else f"the file {kept[2]} is empty"
            raise ConnectionFailed(f"{self}: {what}; it should hold the address, such as {FORM}.")
        return found.strip()

    def _in_file(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            why = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8 text"
            raise ConnectionFailed(f"{self}: the file {path} with its address cannot be read: {why}.") from None


@dataclass(frozen=True)
class DatabaseQuery:
    """A query that feeds a table. `where`: the place in `sources.toml` that says so."""

    connection: Connection
    query: str
    where: str


def connections_in(entry: Any, lines: Mapping[Keys, int]) -> dict[str, Connection]:
    """Every `[connections.<name>]`. Raises SourcesUnreadable; what stands there is never repeated, for it may be a
    password."""
    place = Place(SECTION, lines)
    if not isinstance(entry, dict) or not all(isinstance(one, dict) for one in entry.values()):
        raise SourcesUnreadable(f"{place.at()}: write a section of its own for each, such as [{SECTION}.crm].")
    return {name: _connection(name, one, place) for name, one in entry.items()}


def _connection(name: str, entry: dict[str, Any], place: Place) -> Connection:
    for key in entry:
        if key not in SETTINGS:
            raise SourcesUnreadable(f"{place.at(name, key)}: “{key}” is not a setting{nearest(key, SETTINGS)}.")
    kept_in = entry.get("url")
    if not isinstance(kept_in, str) or not KEPT_IN.fullmatch(kept_in):
        raise SourcesUnreadable(
            f"{place.at(name, 'url')}: url should name where the address is kept, as “env:CRM_URL” or "
            "“file:/run/secrets/crm”: no address stands in this file, for it holds a password."
        )
    patience = entry.get("timeout", PATIENCE)
    if isinstance(patience, bool) or not isinstance(patience, int) or not 1 <= patience <= 86_400:
        raise SourcesUnreadable(f"{place.at(name, 'timeout')}: timeout should be a number of seconds, 1 to 86400.")
    return Connection(name, kept_in, patience)


def asked_of(place: Place, entry: dict[str, Any], known: Mapping[str, Connection]) -> DatabaseQuery:
    """The query of a section that names a connection. Raises SourcesUnreadable."""
    name, query = entry.get("connection"), entry.get("query")
    if not isinstance(name, str) or name not in known:
        there = nearest(str(name), known) if known else f"; there is no [{SECTION}.…] yet"
        raise SourcesUnreadable(f"{place.at('connection')}: there is no connection “{name}”{there}.")
    if not isinstance(query, str) or not query.strip():
        raise SourcesUnreadable(f"{place.at('query')}: connection goes with query, a SELECT in quotes.")
    return DatabaseQuery(known[name], query.strip().rstrip(";").rstrip(), place.at("query"))
