"""The queries of `sql/rollup`, in the words of another engine, over a table of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlglot
from sqlglot import ErrorLevel, exp

from steward.errors import LoadFailed
from steward.warehouse.canonical import BY_NAME, Field, Kind
from steward.warehouse.loading.engine.settings import Engine
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.relations import text_of

OURS = "duckdb"
USAGE = BY_NAME["usage"]
MOST = "1e18"
"""Beyond it no number of a reading is believed, as in `canonical.py`."""
TEXT, NUMBER, DAY, MOMENT = "varchar", "double", "date", "timestamp with time zone"
TYPES = {Kind.TEXT: TEXT, Kind.NUMBER: NUMBER, Kind.DATE: DAY}
TOLD = "told"
"""Stands for the engine's table."""


@dataclass(frozen=True)
class Readings:
    """A table of daily readings. `columns`: each of ours that it has → its own name and type, as DuckDB says it;
    `timezone`: on whose clocks a moment is of a day."""

    table: str
    dialect: str
    columns: Mapping[str, tuple[str, str]]
    timezone: str = "UTC"

    def months(self, first: date, until: date) -> str:
        """The roll-up of the months from `first` to before `until`."""
        return self._asked("usage_month", f"day >= date '{first}' and day < date '{until}'")

    def totals(self, first: date, until: date) -> str:
        """What the readings of these months come to."""
        return self._asked("usage_totals", f"day >= date '{first}' and day < date '{until}'")

    def undated(self) -> str:
        """The readings of no day, by account, product and site."""
        return self._asked("usage_month", "day is null")

    def rows(self, since: date | None) -> str:
        """How many readings each month has."""
        return self._asked("usage_rows", f"day >= date '{since}' or day is null" if since else "true")

    def _asked(self, name: str, condition: str) -> str:
        query = sqlglot.parse_one(text_of(f"rollup.{name}"), read=OURS)
        readings = exp.Subquery(this=self._typed(condition), alias=exp.to_identifier("readings"))
        for table in [one for one in query.find_all(exp.Table) if one.db]:
            table.replace(readings)
        return str(query.sql(dialect=self.dialect, comments=False, unsupported_level=ErrorLevel.RAISE))

    def _typed(self, condition: str) -> exp.Expr:
        """Every column of ours, of its type; a reading of which a number is none is of no use."""
        columns = ", ".join(f"{self._column(one)} as {one.name}" for one in USAGE.fields)
        unsaid = f"{self._raw('committed')} is null as nothing_agreed"
        within = f"between -{MOST} and {MOST}"
        sound = f"case when used {within} and (nothing_agreed or committed {within}) then used end"
        query = sqlglot.parse_one(
            f"select account_id, product_id, site_id, day, {sound} as used, committed"
            f" from (select {columns}, {unsaid} from {TOLD}) as typed where {condition}",
            read=OURS,
        )
        for table in query.find_all(exp.Table):
            table.replace(exp.to_table(self.table, dialect=self.dialect))
        return query

    def _raw(self, column: str) -> str:
        return identifier(self.columns[column][0]) if column in self.columns else "null"

    def _column(self, one: Field) -> str:
        kind = TYPES[one.kind]
        if one.name not in self.columns:
            return f"cast(null as {kind})"
        name, held = self.columns[one.name]
        if held == kind:
            return identifier(name)
        if held == MOMENT:
            # Said outright, and the session is on UTC: not every engine casts a moment on the clocks of its session.
            return f"cast({identifier(name)} at time zone {literal(self.timezone)} as {kind})"
        return f"{'try_cast' if held == TEXT else 'cast'}({identifier(name)} as {kind})"


def readings_of(engine: Engine, there: Mapping[str, str], timezone: str) -> Readings:
    """The engine's table, its columns found by name. `there`: its columns with their types. Raises LoadFailed."""
    small = {name.lower(): name for name in there}
    found = {}
    for one in USAGE.fields:
        wanted = engine.columns.get(one.name, one.name)
        name = small.get(wanted.lower())
        if name is None and (one.required or one.name in engine.columns):
            raise LoadFailed(_not_there(engine, wanted, list(there)))
        if name is not None:
            found[one.name] = (name, there[name])
    return Readings(engine.table, engine.name, found, timezone)


def _not_there(engine: Engine, wanted: str, there: Sequence[str]) -> str:
    near = nearest(wanted, there) or f"; it has {', '.join(name[:40] for name in there[:12])}"
    return (
        f"The table {engine.table} of {engine.spoken} has no column “{wanted}”{near} (sources.toml, [usage.columns])."
    )
