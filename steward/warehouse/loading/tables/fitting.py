"""What `sources.toml` and its preset say, fitted to one file: of each column the first way of which the file has every
name, however it spells them; the conditions and the files beside it that this needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import references
from steward.warehouse.loading.sources.headings import Headings, Named, named_in, spelled
from steward.warehouse.loading.sources.joins import Join
from steward.warehouse.loading.sources.preset_files import Preset, Way
from steward.warehouse.loading.sources.sources import Source
from steward.warehouse.loading.tables.joined_files import JoinedFiles
from steward.warehouse.loading.tables.said_of_presets import said_of


class Condition(NamedTuple):
    """Rows of which `sql` is not true are left out. `name`: how its preset calls it; none where it is the section's."""

    sql: str
    name: str = ""


class FittedJoin(NamedTuple):
    """A join with the conditions that fit."""

    join: Join
    on: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """How one file is read. `columns`: none where they have our names."""

    columns: dict[str, str] | None = None
    conditions: tuple[Condition, ...] = ()
    joins: tuple[FittedJoin, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _File:
    """A file and those beside it, by the names of their columns."""

    headings: Headings
    joins: Mapping[str, Join]
    joined: JoinedFiles
    _ties: dict[str, "_Tie | None"] = field(default_factory=dict)

    def find(self, each: Named) -> str | None:
        """A column as its file spells it."""
        if not each.of:
            return self.headings.find(each.column)
        tie = self.tie(each.of)
        return tie.headings.find(each.column) if tie else None

    def tie(self, name: str) -> "_Tie | None":
        """How a file is joined, where there is one."""
        if name not in self._ties:
            self._ties[name] = None
            join = self.joins.get(name)
            self._ties[name] = self._tied(join) if join else None
        return self._ties[name]

    def _tied(self, join: Join) -> "_Tie | None":
        headings = self.joined.headings(join)

        def find(each: Named) -> str | None:
            return headings.find(each.column) if each.of == join.name else self.find(each)

        if join.said:
            return _Tie(headings, FittedJoin(join, join.on[0], join.where))
        on, where = (first_fitting(ways, find) for ways in (join.on, join.where))
        return _Tie(headings, FittedJoin(join, on, (where,) if where else ())) if on else None


class _Tie(NamedTuple):
    """The columns of a joined file, and its join."""

    headings: Headings
    fitted: FittedJoin


def first_fitting(ways: Iterable[str], find: Callable[[Named], str | None]) -> str | None:
    """The first that fits, as the file spells it."""
    return next((found for way in ways if (found := spelled(way, find))), None)


def fitted(connection: duckdb.DuckDBPyConnection, source: Source, feed: Feed, joined: JoinedFiles) -> Fitted:
    """What is said of the table, as this file can fill it. Raises FileUnreadable where a column that every row needs
    cannot be made."""
    file = _File(Headings(feed.columns), {join.name: join for join in source.joins}, joined)
    conditions = [Condition(source.where)] if source.where else []
    columns, notes = source.columns, list[str]()
    if source.preset:
        own = source.columns or {}
        chosen = {name: _way(file, ways) for name, ways in source.preset.columns.items() if name not in own}
        columns = {name: found[0] for name, found in chosen.items() if found} | own
        conditions += _filters(file, source.preset)
        _refuse_lacking(source, source.preset, feed, columns)
        notes = said_of(source.preset, feed, [name for name, found in chosen.items() if not found], len(columns))
        notes += [found[1].assumes for found in chosen.values() if found and found[1].assumes]
    texts = [*(columns or {}).values(), *(each.sql for each in conditions)]
    return Fitted(columns, tuple(conditions), tuple(_joins(connection, file, source.joins, texts)), tuple(notes))


def _way(file: _File, ways: Iterable[Way]) -> tuple[str, Way] | None:
    """The first that fits, as the file spells it."""
    return next(((found, way) for way in ways if (found := spelled(way.sql, file.find))), None)


def _filters(file: _File, preset: Preset) -> Iterator[Condition]:
    for name, ways in preset.filters.items():
        if found := first_fitting(ways, file.find):
            yield Condition(found, name)


def _refuse_lacking(source: Source, preset: Preset, feed: Feed, columns: Mapping[str, str]) -> None:
    lacking = next((name for name in source.table.required if name not in columns), None)
    if lacking:
        ways = preset.columns.get(lacking, ())
        read = " or as ".join(" ".join(way.sql.split()) for way in ways) or "nothing"
        beside = sorted(
            {each.of for way in ways for each in named_in(way.sql) if each.of} - {one.name for one in source.joins}
        )
        files = "".join(
            f"; {' or '.join(preset.joins[name].files)} beside it would tell" for name in beside if name in preset.joins
        )
        raise FileUnreadable(f"{feed.name} has no column for “{lacking}”: the preset reads it as {read}{files}.")


def _joins(
    connection: duckdb.DuckDBPyConnection, file: _File, joins: tuple[Join, ...], texts: list[str]
) -> Iterator[FittedJoin]:
    """Those that the section says, and those of the preset that anything names, in the order in which they stand."""
    wanted = {join.name for join in joins if join.said} | _aliases(connection, texts)
    found: dict[str, FittedJoin] = {}
    for join in reversed(joins):
        tie = file.tie(join.name) if join.name in wanted else None
        if tie:
            found[join.name] = tie.fitted
            wanted |= _aliases(connection, [tie.fitted.on])
    yield from (found[join.name] for join in joins if join.name in found)


def _aliases(connection: duckdb.DuckDBPyConnection, texts: list[str]) -> set[str]:
    """The names before the point that expressions use; of those of a preset they are told by its quotes."""
    found = {each.of for text in texts for each in named_in(text)}
    return found | {names[0] for text in texts for names in references(connection, text) if len(names) > 1}
