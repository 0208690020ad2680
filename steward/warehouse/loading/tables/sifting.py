"""Rows that a condition of `sources.toml` leaves out: counted and said, and then as if they were not in the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice, tee
from typing import NamedTuple

import duckdb

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.feeds import AT_ONCE, Feed, Found
from steward.warehouse.loading.sources.columns_used import references
from steward.warehouse.loading.sources.locked_sql import refuse_what_does_more
from steward.warehouse.loading.sources.sql_problems import explained
from steward.warehouse.loading.sqltext import identifier
from steward.warehouse.loading.tables.fitting import Condition
from steward.warehouse.loading.tables.moments import NOW

LEFT_OUT = "left out by {}: {} of {} rows"
ALL = "; those are all"
NOT_WORKED_OUT = "; of {} of them it cannot be worked out, as what stands in {} is of another kind"
STOPS = f"temp.main.{identifier(' stops')}"
"""Of each row the condition that leaves it out."""
TRIED = f"temp.main.{identifier(' tried')}"
"""The rows, and of each condition whether it holds."""


class _Out(NamedTuple):
    """Rows that a condition leaves out; of so many of them it cannot be worked out, and by what it would be."""

    rows: int
    stopped: int
    of: str


@dataclass(frozen=True, kw_only=True)
class SiftedFeed(Feed):
    """A file without the rows that were left out. `taken`: a table with the number that each row has in the file."""

    inner: Feed
    taken: str

    @property
    def relation(self) -> str:
        """Of the whole file: which rows are taken is known of its typed copy alone."""
        return self.inner.relation

    @property
    def native(self) -> str:
        """The same."""
        return self.inner.native

    def figures(self, column: str) -> str:
        """As in the file."""
        return self.inner.figures(column)

    def marked(self, column: str) -> str:
        """As in the file."""
        return self.inner.marked(column)

    def shown_in(self, column: str) -> str:
        """As in the file."""
        return self.inner.shown_in(column)

    def find(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Found:
        """By the number that a row has in the file."""
        listed, ahead = tee(self._numbers(connection, numbers))
        found = self.inner.find(connection, (of_file for _, of_file in ahead))
        for (number, _), (_, record) in zip(listed, found, strict=True):
            yield number, record

    def _numbers(self, connection: duckdb.DuckDBPyConnection, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        rest = iter(numbers)
        while some := list(islice(rest, AT_ONCE)):
            sql = f"select rowid, n from {self.taken} where rowid in (select unnest(?)) order by rowid"
            yield from connection.execute(sql, [some]).fetchall()


class Sifting:
    """Leaves rows out of typed copies, for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._times = 0

    def sifted(self, at: str, conditions: Sequence[Condition], table: str, feed: Feed, columns: Sequence[str]) -> Feed:
        """The file without the rows of which a condition is not true, and its typed copy, too. `at`: where the
        conditions stand; `columns`: what they may name. Raises SourcesUnreadable."""
        if not conditions:
            return feed
        self._times += 1
        taken = f"temp.main.{identifier(f' taken {self._times}')}"
        for each in conditions:
            try:
                self._connection.execute(f"select rowid, {_holds(each)} from {table} limit 0")
            except duckdb.Error as problem:
                raise _fails(at, each, columns, problem) from problem
        out = self._left_out(at, conditions, table, columns)
        rows = sum(each.rows for each in out)
        if not rows:
            return feed
        self._connection.execute(f"create temp table {taken} as select n from {STOPS} where stop is null order by n")
        kept = f"select t.* from {table} as t where t.rowid in (from {taken}) order by t.rowid"
        self._connection.execute(f"create or replace temp table {table} as {kept}")
        notes = [_said(each, one, feed.records) for each, one in zip(conditions, out, strict=True) if one.rows]
        own = {each.name: getattr(feed, each.name) for each in fields(Feed)}
        sifted = SiftedFeed(**own, inner=feed, taken=taken)
        return replace(sifted, records=feed.records - rows, left_out=rows, notes=(*feed.notes, *notes))

    def refuse(self, at: str, conditions: Iterable[Condition], columns: Sequence[str]) -> None:
        """What is no condition, or does more than read. Raises SourcesUnreadable."""
        for each in conditions:
            refuse_what_does_more(self._connection, f"{at} = {each.sql!r}", f"select (\n{each.sql}\n)")
            try:
                duckdb.SQLExpression(each.sql)
            except duckdb.Error as problem:
                raise _fails(at, each, columns, problem) from problem

    def _left_out(self, at: str, conditions: Sequence[Condition], table: str, columns: Sequence[str]) -> list[_Out]:
        """What each leaves out of those that the ones before it take. Each is asked once: one that draws lots would
        answer otherwise the next time."""
        unknown = {
            number: f"coalesce({', '.join(each.lost)}) is not null"
            for number, each in enumerate(conditions)
            if each.lost
        }
        rows = table
        try:
            self._stop([_holds(each) for each in conditions], table)
        except duckdb.Error as problem:
            held = self._tried(conditions, table)
            if not held:
                raise _fails(at, conditions[0], columns, problem) from problem
            rows = TRIED
            self._stop([f"coalesce({each}, false)" for each in held], rows)
            unknown = {
                number: f"({each} is null or {unknown.get(number, 'false')})" for number, each in enumerate(held)
            }
            (every,) = self._connection.execute(f"select count(*) from {STOPS}").fetchall()[0]
            if sum(self._unknown(unknown, rows).values()) == every:
                raise _fails(at, conditions[0], columns, problem) from problem
        stopped = self._unknown(unknown, rows)
        found = self._counted("true")
        return [
            _Out(found.get(number, 0), stopped.get(number, 0), self._of(each) if number in stopped else "")
            for number, each in enumerate(conditions)
        ]

    def _stop(self, holds: Sequence[str], table: str) -> None:
        cases = " ".join(f"when not {each} then {number}" for number, each in enumerate(holds))
        self._connection.execute(
            f"create or replace temp table {STOPS} as select rowid as n, case {cases} end as stop from {table}"
        )

    def _counted(self, which: str) -> dict[int, int]:
        return dict(
            self._connection.execute(f"select stop, count(*) from {STOPS} where {which} group by stop").fetchall()
        )

    def _unknown(self, unknown: dict[int, str], rows: str) -> dict[int, int]:
        """Of how many rows that a condition leaves out it is not known whether it holds. `unknown`: SQL for that."""
        if not unknown:
            return {}
        told = " ".join(f"when {number} then {sql}" for number, sql in unknown.items())
        asked = f"select stop from {STOPS} as s join {rows} as t on t.rowid = s.n where case stop {told} end"
        return dict(self._connection.execute(f"select stop, count(*) from ({asked}) group by stop").fetchall())

    def _tried(self, conditions: Sequence[Condition], table: str) -> list[str]:
        """The columns of a copy in which a condition is true, false or, where it cannot be worked out, nothing; none
        where it cannot be tried."""
        held = [identifier(f" held {number}") for number in range(len(conditions))]
        rows = table
        try:
            # DuckDB does not try two columns at once.
            for name, each in zip(held, conditions, strict=True):
                tried = f"select *, try({_holds(each)}) as {name} from {rows}"
                self._connection.execute(f"create or replace temp table {TRIED} as {tried}")
                rows = TRIED
        except duckdb.Error:
            return []
        return held

    def _of(self, condition: Condition) -> str:
        """What a condition looks at, for who has to find what is odd there."""
        names = dict.fromkeys(name[-1] for name in references(self._connection, condition.sql))
        return " or ".join(name for name in names if name.lower() not in NOW)


def _holds(condition: Condition) -> str:
    return f"coalesce((\n{condition.read or condition.sql}\n)::boolean, false)"


def _said(condition: Condition, out: _Out, rows: int) -> str:
    by = f"the preset’s filter “{condition.name.replace('_', ' ')}”" if condition.name else "where"
    odd = NOT_WORKED_OUT.format(f"{out.stopped:,}", out.of) if out.stopped else ""
    return LEFT_OUT.format(by, f"{out.rows:,}", f"{rows:,}") + (ALL if out.rows == rows else "") + odd


def _fails(at: str, condition: Condition, columns: Sequence[str], problem: duckdb.Error) -> SourcesUnreadable:
    return SourcesUnreadable(f"{at} = {condition.sql!r}: {explained(problem, columns, (), condition.sql).said}.")
