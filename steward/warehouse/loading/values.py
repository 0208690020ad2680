"""Rows of text become typed rows of a staging table, in one pass where the file is written in the usual way."""

import re
from dataclasses import dataclass, field

import duckdb

from steward.warehouse.loading.canonical import Canonical, Field, Kind
from steward.warehouse.loading.column_formats import Decision, decide, with_order
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.typing_columns import NULL_WORDS, USUAL, Form, is_empty, typed, valid

LOOKED_AT = 1_000
THOUSANDS_OR_DECIMALS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")
HEADER_AGAIN = "h:"


@dataclass(frozen=True)
class Texts:
    """A file's rows as text. `relation`: SQL behind `from`; `expressions`: canonical column → SQL over it, as text;
    `null_words`: whether NULL may stand for nothing; `bare`: no value has spaces around it."""

    file: str
    relation: str
    expressions: dict[str, str]
    header: dict[str, str] = field(default_factory=dict)
    null_words: bool = True
    bare: bool = False

    @property
    def rows(self) -> str:
        """The canonical columns as text, and whether the row is the header once more."""
        columns = [f"{sql} as {identifier(name)}" for name, sql in self.expressions.items()]
        again = " and ".join(f"{column} = {literal(name)}" for column, name in self.header.items())
        return f"(select {', '.join(columns)}, {again or 'false'} as _header from {self.relation})"


def _has_money(table: Canonical) -> bool:
    """Whether it has amounts, which may be rounded."""
    return any(each.kind is Kind.MONEY for each in table.fields)


def bookkeeping(table: Canonical) -> dict[str, str]:
    """What its rows carry while they are loaded, beside its own columns, with types. An empty column, too, takes time
    to write, so there is none that is not needed."""
    return {"_bad": "varchar", "_rounded": "boolean"} if _has_money(table) else {"_bad": "varchar"}


def insert(connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, forms: dict[str, Form]) -> int:
    """Append the rows to `staging.<table>`; how many there were."""
    fields = [each for each in table.fields if each.name in texts.expressions]
    cast = ", ".join(
        f"{typed(each, 't.' + each.name, forms.get(each.name, USUAL), null_words=texts.null_words, bare=texts.bare)}"
        f" as {each.name}"
        for each in fields
    )
    raw = ", ".join(f"t.{each.name} as raw_{each.name}" for each in fields if each.kind is not Kind.TEXT)
    names = ", ".join(each.name for each in fields)
    kept = [_bad(table, fields, forms), *([_rounded(fields)] if _has_money(table) else [])]
    done = connection.execute(
        f"insert into staging.{table.name} ({names}, {', '.join(bookkeeping(table))})"
        f" select {', '.join([_sound(each) for each in fields] + kept)}"
        f" from (select {cast}{', ' if raw else ''}{raw}, _header from {texts.rows} as t)"
    )
    return int(done.fetchall()[0][0])


def _sound(each: Field) -> str:
    if each.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME):
        return f"case when {valid(each, each.name)} then {each.name} end"
    return each.name


def _bad(table: Canonical, fields: list[Field], forms: dict[str, Form]) -> str:
    """SQL for the first column that holds something unreadable: its number and the text; NULL where all is well."""
    tests = [f"when _header then '{HEADER_AGAIN}'"]
    for each in fields:
        if each.kind is not Kind.TEXT:
            raw = f"raw_{each.name}"
            unread = f"({each.name} is null or not ({valid(each, each.name)}))"
            empty = is_empty(raw, forms.get(each.name, USUAL))
            number = table.columns.index(each.name)
            tests.append(f"when {raw} is not null and {unread} and not {empty} then '{number}:' || {raw}")
    return f"case {' '.join(tests)} end"


def _rounded(fields: list[Field]) -> str:
    """SQL for whether an amount had more decimals than are kept."""
    money = [each.name for each in fields if each.kind is Kind.MONEY]
    tests = [f"coalesce(try_cast(raw_{name} as decimal(38, 12)) <> {name}, false)" for name in money]
    return " or ".join(tests) or "null"


def decisions(connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts, first: int) -> dict[str, Decision]:
    """Which columns of the rows just appended (from `first` on) are not written in the usual way."""
    fields = [each for each in table.fields if each.name in texts.expressions and each.kind is not Kind.TEXT]
    odd = _columns_with_odd_values(connection, table, first) | _suspicious(connection, texts, fields)
    found = {
        each.name: decide(connection, texts.rows, each, texts.file)
        for each in fields
        if each.name in odd or (odd and each.kind in (Kind.DATE, Kind.TIME))
    }
    orders = {decision.order for decision in found.values() if decision.order}
    if len(orders) == 1:
        order = orders.pop()
        found.update({name: with_order(each, name, order) for name, each in found.items() if each.unclear and order})
    return found


def _columns_with_odd_values(connection: duckdb.DuckDBPyConnection, table: Canonical, first: int) -> set[str]:
    """Every row names only its first; so where one row is odd, all columns that could be are looked at."""
    rows = connection.execute(
        f"select count(*) from staging.{table.name} where _bad is not null and _bad <> '{HEADER_AGAIN}' and rowid >= ?",
        [first],
    ).fetchall()
    return {each.name for each in table.fields if each.kind is not Kind.TEXT} if rows[0][0] else set()


def _suspicious(connection: duckdb.DuckDBPyConnection, texts: Texts, fields: list[Field]) -> set[str]:
    """Columns whose numbers, at first sight, could be thousands: every point is followed by three digits."""
    numbers = [each.name for each in fields if each.kind in (Kind.MONEY, Kind.NUMBER)]
    if not numbers:
        return set()
    names = ", ".join(numbers)
    rows = connection.execute(f"select {names} from {texts.rows} limit {LOOKED_AT}").fetchall()
    return {name for number, name in enumerate(numbers) if _all_in_threes([row[number] for row in rows])}


def _all_in_threes(values: list[str | None]) -> bool:
    pointed = [value.strip() for value in values if value and "." in value]
    return bool(pointed) and all(THOUSANDS_OR_DECIMALS.fullmatch(value) for value in pointed)


def count_null_words(connection: duckdb.DuckDBPyConnection, table: Canonical, texts: Texts) -> dict[str, int]:
    """Column → how many values were the word NULL."""
    names = [each.name for each in table.fields if each.name in texts.expressions]
    counts = ", ".join(f"count(*) filter (where {name} in {NULL_WORDS})" for name in names)
    row = connection.execute(f"select {counts} from {texts.rows}").fetchall()[0]
    return {name: count for name, count in zip(names, row, strict=True) if count}
