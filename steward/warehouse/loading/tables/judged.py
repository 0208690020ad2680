"""Typed rows with what they carry while they are loaded: what could not be read, and whether an amount was rounded."""

import duckdb

from steward.warehouse.canonical import Canonical, Field, Kind
from steward.warehouse.loading.tables.exchange import bad_amount, converted, in_other_money
from steward.warehouse.loading.tables.values import HEADER_AGAIN, ROW, Texts
from steward.warehouse.loading.typing.columns import LATEST, is_empty, valid
from steward.warehouse.loading.typing.reading_numbers import plain_number
from steward.warehouse.loading.typing.value_formats import USUAL, ValueFormat


def _has_money(table: Canonical) -> bool:
    """Whether it has amounts, which may be rounded."""
    return any(each.kind is Kind.MONEY for each in table.fields)


def bookkeeping(table: Canonical) -> dict[str, str]:
    """What its rows carry while they are loaded, beside its own columns, with types. An empty column, too, takes time
    to write, so there is none that is not needed."""
    return {"_bad": "varchar", "_rounded": "boolean"} if _has_money(table) else {"_bad": "varchar"}


def insert(
    connection: duckdb.DuckDBPyConnection, target: str, table: Canonical, texts: Texts, forms: dict[str, ValueFormat]
) -> int:
    """Append the rows to the target; how many there were."""
    fields = texts.fields(table)
    names = ", ".join(each.name for each in fields)
    into = f"{target} ({names}, {', '.join(bookkeeping(table))})"
    return int(connection.execute(f"insert into {into} {_judged(table, texts, forms)}").fetchall()[0][0])


def as_they_lie(table: Canonical, texts: Texts, sound: bool) -> str:
    """SQL for all columns of the table, of rows that lie typed in a file, with the number of each. `sound`: it is known
    already that every value is one, so that DuckDB may pass by what the file says of its blocks of rows."""
    absent = (each for each in table.fields if each.name not in texts.expressions)
    more = [f"{ROW} as rowid", *(f"null::{each.kind.value} as {each.name}" for each in absent)]
    if not sound:
        return _judged(table, texts, {}, ", ".join(more))
    carried = (f"null::{type_} as {name}" for name, type_ in bookkeeping(table).items())
    columns = [*(_held(table, each) for each in texts.fields(table)), *carried, *more]
    return f"select {', '.join(columns)} from {texts.typed(table, {}, numbered=True)}"


def _judged(table: Canonical, texts: Texts, forms: dict[str, ValueFormat], more: str = "") -> str:
    """SQL for the typed rows with what they carry while they are loaded, and more."""
    fields, forms = texts.fields(table), texts.forms(forms)
    doubted = [each for each in fields if each.name not in texts.certain]
    kept = [_bad(table, doubted, forms), *([_rounded(fields, forms)] if _has_money(table) else [])]
    carried = [f"{sql} as {name}" for name, sql in zip(bookkeeping(table), kept, strict=True)]
    typed_rows = texts.typed(table, forms, numbered=bool(more))
    rows = _sound(doubted, converted(table, fields, forms, texts.house, typed_rows))
    columns = [*(_held(table, each) for each in fields), *carried, *([more] if more else [])]
    return f"select {', '.join(columns)} from {rows}"


def _held(table: Canonical, each: Field) -> str:
    """SQL for what the warehouse holds of a value that was read."""
    open_day = table.open_days and each.kind is Kind.DATE and not each.required
    return f"nullif({each.name}, date '{LATEST}') as {each.name}" if open_day else each.name


def _sound(fields: list[Field], rows: str) -> str:
    """SQL for the typed rows without values that make no sense: before anything else asks, so that it is done once."""
    doubted = [each for each in fields if each.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME)]
    kept = ", ".join(f"case when {valid(each, each.name)} then {each.name} end as {each.name}" for each in doubted)
    return f"(select * replace ({kept}) from {rows})" if kept else rows


def _bad(table: Canonical, fields: list[Field], forms: dict[str, ValueFormat]) -> str:
    """SQL for the first column that holds something unreadable: its number and the text; NULL where all is well."""
    tests = [f"when _header then '{HEADER_AGAIN}'"]
    for each in fields:
        if each.kind is not Kind.TEXT:
            raw = f"raw_{each.name}"
            empty = is_empty(raw, forms.get(each.name, USUAL))
            number = table.columns.index(each.name)
            came = bad_amount(each, fields) if each.kind is Kind.MONEY else raw
            tests.append(f"when {raw} is not null and {each.name} is null and not {empty} then '{number}:' || {came}")
    return f"case {' '.join(tests)} end"


def _rounded(fields: list[Field], forms: dict[str, ValueFormat]) -> str:
    """SQL for whether an amount had more decimals than are kept; one in another currency always has."""
    exchanged = in_other_money(fields, forms)
    money = [each for each in fields if each.kind is Kind.MONEY and each not in exchanged]
    tests = [
        f"coalesce(try_cast({_as_written(each, forms)} as decimal(38, 12)) <> {each.name}, false)" for each in money
    ]
    return " or ".join(tests) or "null"


def _as_written(each: Field, forms: dict[str, ValueFormat]) -> str:
    """SQL for an amount with all its decimals."""
    form, raw = forms.get(each.name, USUAL), f"raw_{each.name}"
    return plain_number(raw, form.decimals) if form.odd else raw
