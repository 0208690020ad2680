"""What `[usage]` of `sources.toml` says of an engine that holds the daily readings. No secret stands there."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from steward.errors import LoadFailed, SourcesUnreadable
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.toml_lines import Place

KEYS = ("engine", "remote", "table", "since", "columns", "minutes")
ENGINES = {"spark": "Spark", "databricks": "Databricks"}
NOT_YET = ("trino", "snowflake")
FROM_ENVIRONMENT = "env:"
REMOTE = re.compile(r"sc://[\w.-]+(:\d+)?(/;use_ssl=(true|false))?/?", re.ASCII)
TABLE = re.compile(r"(?:[\w-]+|`[^`]+`)(?:\.(?:[\w-]+|`[^`]+`))*")
SECRET_LEAST = 4
MINUTES = 30


@dataclass(frozen=True)
class Engine:
    """Where daily readings are added up. `since`: the first month that is asked for; `columns`: ours → theirs, where
    they differ; `minutes`: how long one question may take."""

    name: str
    remote: str
    table: str
    since: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    minutes: float = MINUTES

    @property
    def spoken(self) -> str:
        """What it is called."""
        return ENGINES[self.name]

    def address(self) -> str:
        """Where it answers, with what opens it: for the connection alone. Raises LoadFailed."""
        if not self.remote.startswith(FROM_ENVIRONMENT):
            return self.remote
        name = self.remote.removeprefix(FROM_ENVIRONMENT)
        found = os.environ.get(name, "").strip()
        if not found:
            raise LoadFailed(
                f"The environment variable {name}, which says where {self.spoken} is, is not set"
                " (sources.toml, [usage], remote)."
            )
        if not found.startswith("sc://"):
            raise LoadFailed(f"The environment variable {name} should hold an address that begins with sc://.")
        return found

    def where(self) -> str:
        """What may be said of its address."""
        held = self.remote.removeprefix(FROM_ENVIRONMENT)
        return f"at the address in {held}" if held != self.remote else f"at {self.remote.split('/')[2]}"

    def without_secrets(self, text: str) -> str:
        """What it answered, without anything of its address that may open it."""
        address = os.environ.get(self.remote.removeprefix(FROM_ENVIRONMENT), self.remote)
        _, _, given = address.partition("/;")
        parts = [address, given, *(pair.partition("=")[2] for pair in given.split(";"))]
        for part in sorted({one for one in parts if len(one) >= SECRET_LEAST}, key=len, reverse=True):
            text = text.replace(part, "…")
        return text


def read_engine(place: Place, table: Canonical, entry: Mapping[str, Any]) -> Engine:
    """The section, checked. Raises SourcesUnreadable."""
    for key in entry:
        if key not in KEYS:
            raise SourcesUnreadable(f"{place.at(key)}: “{key}” is not a setting of an engine{nearest(key, KEYS)}.")
    if table.name != "usage":
        raise SourcesUnreadable(f"{place.at('engine')}: only [usage] can be asked of an engine; the rest is read here.")
    return Engine(
        _name(place, entry["engine"]),
        _remote(place, entry.get("remote")),
        _table(place, entry.get("table")),
        _since(place, entry.get("since")),
        _columns(place, table, entry.get("columns", {})),
        _minutes(place, entry.get("minutes", MINUTES)),
    )


def _name(place: Place, said: Any) -> str:
    if said in NOT_YET:
        raise SourcesUnreadable(
            f"{place.at('engine')}: {said} is not read yet, as nobody tried it; write months of it to a Parquet file in"
            " data/ instead."
        )
    if said not in ENGINES:
        raise SourcesUnreadable(f"{place.at('engine')}: engine is one of {', '.join(ENGINES)}.")
    return str(said)


def _remote(place: Place, said: Any) -> str:
    named = isinstance(said, str) and re.fullmatch(rf"{FROM_ENVIRONMENT}[A-Za-z_]\w*", said, re.ASCII)
    if isinstance(said, str) and (named or REMOTE.fullmatch(said)):
        return said
    raise SourcesUnreadable(
        f'{place.at("remote")}: remote should be "sc://host:port", or "env:SPARK_REMOTE" for an address with a token,'
        " which stands in the environment and never in a file."
    )


def _table(place: Place, said: Any) -> str:
    if isinstance(said, str) and TABLE.fullmatch(said):
        return said
    raise SourcesUnreadable(f'{place.at("table")}: table should be the name of a table, such as "lake.billing.usage".')


def _since(place: Place, said: Any) -> date | None:
    if said is None:
        return None
    if isinstance(said, date) and not isinstance(said, datetime):
        return said.replace(day=1)
    raise SourcesUnreadable(f"{place.at('since')}: since should be a date such as 2024-01-01, without quotes.")


def _columns(place: Place, table: Canonical, said: Any) -> dict[str, str]:
    if not isinstance(said, dict):
        raise SourcesUnreadable(f"{place.at('columns')}: columns should be a section [{table.name}.columns].")
    for column, name in said.items():
        where = place.at("columns", column)
        if column not in table.columns:
            raise SourcesUnreadable(f"{where}: “{column}” is not a column{nearest(column, table.columns)}.")
        if not isinstance(name, str) or not name.strip():
            raise SourcesUnreadable(f"{where}: {column} should be the name of a column of the engine's table.")
    return {column: name.strip() for column, name in said.items()}


def _minutes(place: Place, said: Any) -> float:
    if isinstance(said, int | float) and not isinstance(said, bool) and said > 0:
        return float(said)
    raise SourcesUnreadable(f"{place.at('minutes')}: minutes should be a number above 0.")
