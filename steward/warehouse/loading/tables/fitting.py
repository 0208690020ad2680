"""What `sources.toml` and its preset say, fitted to one file: of each column the first way of which the file has every
name, however it spells them; the conditions and the files beside it that this needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import references
from steward.warehouse.loading.sources.headings import Headings, Named, named_in
from steward.warehouse.loading.sources.joins import Join
from steward.warehouse.loading.sources.preset_files import Preset
from steward.warehouse.loading.sources.sources import Source
from steward.warehouse.loading.sources.ways import Find, chosen, first_fitting, names_of
from steward.warehouse.loading.tables.joined_files import JoinedFiles
from steward.warehouse.loading.tables.said_of_presets import meant, meant_most, said_of, sought


class Condition(NamedTuple):
    """Rows of which `sql` is not true are left out. `name`: how its preset calls it; none where it is the section's.
    `read`: the same over columns that were read as numbers, days or times, where it is; `lost`: SQL for the text of a
    cell that is none, of each of these columns."""

    sql: str
    name: str = ""
    read: str = ""
    lost: tuple[str, ...] = ()


class FittedJoin(NamedTuple):
    """A join with the conditions that fit."""

    join: Join
    on: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """How one file is read. `columns`: none where they have our names; `tells`: columns of which it is said what became
    of each word, with SQL for the words."""

    columns: dict[str, str] | None = None
    conditions: tuple[Condition, ...] = ()
    joins: tuple[FittedJoin, ...] = ()
    notes: tuple[str, ...] = ()
    tells: Mapping[str, str] = field(default_factory=dict)


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
        if join.name.lower() in map(str.lower, self.headings.columns):
            return None
        on, where = (first_fitting(ways, find) for ways in (join.on, join.where))
        return _Tie(headings, FittedJoin(join, on, (where,) if where else ())) if on else None


class _Tie(NamedTuple):
    """The columns of a joined file, and its join."""

    headings: Headings
    fitted: FittedJoin


def fitted(connection: duckdb.DuckDBPyConnection, source: Source, feed: Feed, joined: JoinedFiles) -> Fitted:
    """What is said of the table, as this file can fill it. Raises FileUnreadable where a column that every row needs
    cannot be made."""
    file = _File(Headings(feed.columns), {join.name: join for join in source.joins}, joined)
    conditions = [Condition(source.where)] if source.where else []
    columns, notes, tells = source.columns, list[str](), dict[str, str]()
    if source.preset:
        own = source.columns or {}
        choice = chosen(source.preset, file.find)
        ways = {name: one for name, one in choice.columns.items() if name not in own}
        columns = {name: one.sql for name, one in ways.items() if one} | own
        conditions += [Condition(sql, name) for name, sql in choice.filters.items()]
        tells = {name: one.tells for name, one in ways.items() if one and one.tells}
        _refuse_lacking(source, source.preset, feed, columns, file.find)
        notes = said_of(source.preset, feed, ways, len(columns), file.find)
    texts = [*(columns or {}).values(), *(each.sql for each in conditions)]
    return Fitted(columns, tuple(conditions), tuple(_joins(connection, file, source.joins, texts)), tuple(notes), tells)


def _refuse_lacking(
    source: Source, preset: Preset, feed: Feed, columns: Mapping[str, str], find: Find
) -> None:  # fmt: skip
    lacking = next((name for name in source.table.required if name not in columns), None)
    if lacking:
        beside = {each.of for each in names_of(preset, lacking) if each.of} - {one.name for one in source.joins}
        files = "".join(f"; {' or '.join(preset.joins[name].files)} beside it would tell" for name in sorted(beside))
        read = sought(preset, lacking, find) or "nothing"
        taken = {each.column for text in columns.values() for each in named_in(text) if not each.of}
        near = meant(preset, lacking, feed, find) or meant_most(preset, lacking, feed, taken)
        raise FileUnreadable(
            f"{feed.name} has no column for “{lacking}”: the preset “{preset.name}” reads it as {read}{near}{files}."
        )


def _joins(
    connection: duckdb.DuckDBPyConnection, file: _File, joins: tuple[Join, ...], texts: list[str]
) -> Iterator[FittedJoin]:
    """Those that the section says, and those of the preset that anything names, in the order in which they stand."""
    wanted = {join.name for join in joins if join.said} | (_aliases(connection, texts) if joins else set())
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
