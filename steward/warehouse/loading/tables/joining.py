"""Rows of further files beside those of a table: each finds one or none, so that none is lost and none comes twice."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import duckdb

from steward.errors import SourcesUnreadable
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import Names, either, expression_uses
from steward.warehouse.loading.sources.locked_sql import refuse_what_does_more
from steward.warehouse.loading.sources.sql_problems import explained
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.tables.fitting import FittedJoin
from steward.warehouse.loading.tables.joined_files import JoinedFiles
from steward.warehouse.loading.tables.moments import with_moments
from steward.warehouse.loading.tables.reckoning import Reckoner
from steward.warehouse.loading.toml_lines import Place
from steward.warehouse.loading.typing.value_formats import House

EQUAL, BOTH = "COMPARE_EQUAL", "CONJUNCTION_AND"
FORM = 'a join is on what is equal, a column of the file here and one of the other there, such as "OwnerId = {}.Id"'
TWICE = "the join “{}” finds “{}” in {} rows of {}; the first, in line {}, was taken"
LONELY = "the join “{}” found no row of {} for {:,} of {:,} rows that name one; what it would tell of them is empty"

ASKED = f"temp.main.{identifier(' asked beside')}"
ODD = "the join “{}” cannot be worked out of some rows, as cells of another kind stand in them; these are not joined"


class JoinedSide(NamedTuple):
    """SQL of the two sides of one equation, that of the file and that of the joined one."""

    here: str
    there: str


class _Read(NamedTuple):
    """The conditions of a join, and the table that they can be asked of."""

    of: str
    where: tuple[str, ...]


class Told(NamedTuple):
    """What a join came to, over the rows that were taken: a note, or a warning with its first row and their number."""

    said: str
    rows: int = 0
    row: int | None = None


class Joining:
    """Joins files to a typed copy of another, for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, joined: JoinedFiles, house: House) -> None:
        self._connection = connection
        self._house = house
        self._joined = joined
        self._odd = set[str]()

    def join(self, place: Place, fitted: FittedJoin, table: str, columns: tuple[str, ...], names: Names) -> None:
        """Put the row that each row finds into a column of the join's name, its columns inside. `table`: the typed
        copy, `columns`: of the file, `names`: what is asked for of both. Raises SourcesUnreadable."""
        name = fitted.join.name
        at = f"{place.at('join', name, 'on')}: on"
        if name.lower() in map(str.lower, columns):
            at = place.inside("join", name).at()
            raise SourcesUnreadable(f"{at}: the file has a column “{name}”; give the join another name.")
        sides = self._sides(at, fitted)
        for text in fitted.where:
            self._check(f"{place.at('join', name, 'where')}: where = {text!r}", text)
            names = either(names, expression_uses(self._connection, text))
        rows = self._joined.rows(fitted.join, names)
        there = self._joined.headings(fitted.join).columns
        named = [*columns, *there, *(f"{name}.{column}" for column in there)]
        self._odd.discard(name)
        read, odd = self._read(fitted, rows, there)
        if odd:
            self._odd.add(name)
        try:
            self._connection.execute(_joined(name, read, sides, rows, table))
        except duckdb.Error as problem:
            try:
                self._connection.execute(_joined(name, read, sides, rows, table, tried=True))
            except duckdb.Error:
                said = explained(problem, named, (), fitted.on).said
                raise SourcesUnreadable(f"{at} = {fitted.on!r}: {said}.") from problem
            self._odd.add(name)

    def _read(self, fitted: FittedJoin, rows: str, columns: Sequence[str]) -> tuple["_Read", bool]:
        """The conditions with the columns that they hold against numbers and days as such; whether a cell is none."""
        name = fitted.join.name
        if not fitted.where or name.lower() in map(str.lower, columns):
            return _Read(rows, fitted.where), False
        self._connection.execute(
            f"create or replace temp table {ASKED} as select *, t as {identifier(name)} from {rows} as t"
        )
        asked = {str(number): text for number, text in enumerate(fitted.where)}
        moments = with_moments(self._connection, ASKED, self._house, {}, asked)
        reckoner = Reckoner(self._connection, ASKED, self._house, name, "asked", chooses=True)
        read = [reckoner.reckoned(moments.expressions[number], ()) for number in asked]
        lost = [sql for one in read for sql in one.lost] + [sql for some in moments.lost.values() for sql in some]
        found = lost and self._connection.execute(
            f"select 1 from {ASKED} where coalesce({', '.join(lost)}) is not null limit 1"
        )
        return _Read(ASKED, tuple(one.expression for one in read)), bool(found and found.fetchall())

    def told(self, fitted: FittedJoin, table: str) -> Iterator[Told]:
        """What is to be said of it, once it is known which rows are taken."""
        join = fitted.join
        found, key, at = (identifier(each) for each in _bookkeeping(join.name))
        counts = f"count({key}), count(*) filter ({found} = 0), count(*) filter ({found} > 1)"
        first = ", ".join(f"arg_min({each}, rowid) filter ({found} > 1)" for each in (key, found, at, "rowid"))
        row = self._connection.execute(f"select {counts}, {first} from {table}").fetchall()[0]
        named, lonely, twice, value, times, place, number = row
        if twice:
            file, line = self._joined.line(join, place)
            yield Told(TWICE.format(join.name, value, times, file, line), twice, number)
        if lonely:
            files = ", ".join(feed.name for feed in self.read(fitted))
            yield Told(LONELY.format(join.name, files, lonely, named))
        if join.name in self._odd:
            yield Told(ODD.format(join.name))

    def read(self, fitted: FittedJoin) -> tuple[Feed, ...]:
        """The files of a join, as they were read."""
        return self._joined.feeds(fitted.join)

    def _check(self, where: str, condition: str) -> None:
        """A condition does no more than read. Raises SourcesUnreadable."""
        refuse_what_does_more(self._connection, where, f"select (\n{condition}\n)")
        try:
            duckdb.SQLExpression(condition)
        except duckdb.Error as problem:
            raise SourcesUnreadable(f"{where}: {explained(problem, (), (), condition).said}.") from problem

    def _sides(self, at: str, fitted: FittedJoin) -> list[JoinedSide]:
        wrong = SourcesUnreadable(f"{at} = {fitted.on!r}: {FORM.format(fitted.join.name)}.")
        sql = f"select ({fitted.on}\n)"
        refuse_what_does_more(self._connection, f"{at} = {fitted.on!r}", sql)
        (written,) = self._connection.execute("select json_serialize_sql(?::varchar)", [sql]).fetchall()[0]
        tree = json.loads(written)
        if tree["error"] or len(tree["statements"]) != 1 or len(tree["statements"][0]["node"]["select_list"]) != 1:
            raise wrong
        equations = _equations(tree["statements"][0]["node"]["select_list"][0])
        found = [self._side(tree, equation, fitted.join.name.lower()) for equation in equations]
        if None in found:
            raise wrong
        return [side for side in found if side]

    def _side(self, tree: Any, node: Any, name: str) -> JoinedSide | None:
        """The two sides of an equation, if one names only the joined file and the other never does."""
        if node["type"] != EQUAL:
            return None
        left, right = node["left"], node["right"]
        of_join = [{len(names) > 1 and names[0].lower() == name for names in _names(side)} for side in (left, right)]
        if of_join == [{True}, {False}]:
            left, right = right, left
        elif of_join != [{False}, {True}]:
            return None
        return JoinedSide(self._text(tree, left), self._text(tree, right))

    def _text(self, tree: Any, node: Any) -> str:
        """A part of the parsed SQL as SQL again."""
        statement = tree["statements"][0]
        alone = {**tree, "statements": [{**statement, "node": {**statement["node"], "select_list": [node]}}]}
        (sql,) = self._connection.execute("select json_deserialize_sql(?::json)", [json.dumps(alone)]).fetchall()[0]
        return str(sql).removeprefix("SELECT ")


def _equations(node: Any) -> Iterator[Any]:
    if node["type"] != BOTH:
        yield node
        return
    for each in node["children"]:
        yield from _equations(each)


def _names(node: Any) -> Iterator[list[str]]:
    if isinstance(node, dict):
        if node.get("column_names"):
            yield node["column_names"]
        node = list(node.values())
    for branch in node if isinstance(node, list) else ():
        yield from _names(branch)


def _bookkeeping(name: str) -> tuple[str, str, str]:
    """What a row carries of a join: how many rows it found, by which key, and the number of the first."""
    return f" rows of {name}", f" key of {name}", f" at of {name}"


def _key(text: str) -> str:
    """SQL for the text of a key. A 7 is one also where a 7.5, or a very large number, makes its column decimals."""
    value = f"trim(({text}\n)::varchar)"
    whole = f"regexp_replace({value}, '\\.0+$', '')"
    return f"case when typeof(({text}\n)) similar to 'DECIMAL.*|DOUBLE' then {whole} else {value} end"


def _joined(name: str, read: _Read, sides: list[JoinedSide], rows: str, table: str, tried: bool = False) -> str:
    """SQL that puts the rows found beside those of the table, in their order. Keys are compared as texts: what is a
    number in one file may be none in the other. `tried`: a row of which a key or a condition cannot be worked out has
    none and does not meet it."""
    guard = "try" if tried else ""
    alias, at, n = identifier(name), identifier(" at"), identifier(" n")
    found, key, first = (identifier(each) for each in _bookkeeping(name))
    keys = [identifier(f" k{number}") for number in range(len(sides))]
    here, there = (
        ", ".join(f"nullif({guard}({_key(text)}), '') as {each}" for text, each in zip(texts, keys, strict=True))
        for texts in zip(*sides, strict=True)
    )
    taken = " and ".join(f"{guard}(({each}\n)::boolean)" for each in read.where) or "true"
    chosen = f"select {at} from {read.of}{f' as {alias}' if read.of == rows else ''} where {taken}"
    listed, is_there = ", ".join(keys), " and ".join(f"{each} is not null" for each in keys)
    named = " and ".join(f"m.{each} is not null" for each in keys)
    same = " and ".join(f"m.{each} = k.{each}" for each in keys)
    return f"""
        create or replace temp table {table} as
        with beside as materialized (select * from {rows} as {alias} where {at} in ({chosen})),
        keyed as (select {at}, {there} from beside as {alias}),
        k as (select {listed}, min({at}) as first, count(*) as times from keyed where {is_there} group by {listed}),
        m as (select *, rowid as {n}, {here} from {table})
        select
            m.* exclude ({n}, {listed}),
            case when b.{at} is not null then b end as {alias},
            case when {named} then coalesce(k.times, 0) end as {found},
            case when {named} then concat_ws({literal(", ")}, {", ".join(f"m.{each}" for each in keys)}) end as {key},
            k.first as {first}
        from m left join k on {same} left join beside as b on b.{at} = k.first
        order by m.{n}"""
