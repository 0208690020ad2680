"""Days and amounts among the values that changes tell, which are texts of every kind: each file's are put into the one
form that is counted with, and what is neither is said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb

from steward.errors import FileUnreadable
from steward.warehouse.canonical import Field, Kind
from steward.warehouse.loading.invisible import blank
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.loading.tables.parts import FilePart, Staged
from steward.warehouse.loading.typing.column_formats import Decision
from steward.warehouse.loading.typing.columns import says_nothing, typed, valid
from steward.warehouse.loading.typing.date_formats import decide_dates, like_the_files_dates
from steward.warehouse.loading.typing.number_formats import decide_numbers
from steward.warehouse.loading.typing.reading_numbers import currency
from steward.warehouse.loading.typing.value_formats import USUAL, House

CHANGES, CHANGED_AT = "opportunity_changes", "changed_at"
SIDES = ("was", "now")
DAY, AMOUNT = Field("close_date", Kind.DATE), Field("amount", Kind.MONEY)
FIELDS = {"close date": DAY, "amount": AMOUNT}
"""The words of the column `field` whose values are no words."""
UNREAD = "{}: {} like “{}”: {}; such a change tells no {} of then"
WHAT = {DAY: "are no days", AMOUNT: "are no amounts in {}"}
WHOLE = r"regexp_replace(regexp_replace({}, '(\.\d*?)0+$', '\1'), '\.$', '')"


@dataclass(frozen=True)
class _Values:
    """Those of one field in one file: SQL for its rows, and for its values as the column `v`."""

    table: str
    word: str
    part: FilePart

    @property
    def rows(self) -> str:
        first, end = self.part.first, self.part.first + self.part.rows
        return f"field = {literal(self.word)} and rowid >= {first} and rowid < {end}"

    @property
    def listed(self) -> str:
        sides = (f"select rowid as n, {side} as v from staging.{self.table} where {self.rows}" for side in SIDES)
        return f"(from ({' union all '.join(sides)}) where v is not null and not {blank('v')})"


def with_values_read(connection: duckdb.DuckDBPyConnection, staged: Staged, house: House) -> Staged:
    """The same with what is to be said of it; the values of the rows in `staging` are put into their form."""
    if staged.table.name != CHANGES:
        return staged
    return replace(staged, parts=tuple(_read(connection, part, house) for part in staged.parts))


def _read(connection: duckdb.DuckDBPyConnection, part: FilePart, house: House) -> FilePart:
    notes, doubts = list[str](), list[tuple[str, int, int]]()
    for word, field in FIELDS.items() if part.rows else ():
        values = _Values(CHANGES, word, part)
        if not _has_odd(connection, values, field):
            continue
        try:
            decision = _decided(connection, values, field, house)
        except FileUnreadable as problem:
            doubts += _unread(connection, values, field, "null", house, str(problem))
            continue
        read = _sql(field, decision, house)
        notes += (note.replace(f"{field.name}:", f"{word}:") for note in decision.notes)
        doubts += _unread(connection, values, field, read, house, decision.unclear)
        _put(connection, values, field, read)
    return replace(part, notes=(*part.notes, *notes), doubts=(*part.doubts, *doubts))


def _has_odd(connection: duckdb.DuckDBPyConnection, values: _Values, field: Field) -> bool:
    """Whether any value is not written in the usual way already, or is one with thousands maybe."""
    usual = typed(field, "v", USUAL, null_words=False)
    odd = f"({usual}) is null or not {valid(field, f'({usual})')}"
    thousands = " or v like '%.___'" if field is AMOUNT else ""
    return bool(connection.execute(f"select 1 from {values.listed} where {odd}{thousands} limit 1").fetchall())


def _decided(connection: duckdb.DuckDBPyConnection, values: _Values, field: Field, house: House) -> Decision:
    """The form that they show; where days do not tell, that of when they were changed."""
    rows = f"(select v as {field.name} from {values.listed})"
    if field is AMOUNT:
        return decide_numbers(connection, rows, field, house, values.part.feed.name)
    decision = decide_dates(connection, rows, field, house)
    beside = values.part.forms.get(CHANGED_AT, USUAL)
    found = {field.name: decision, CHANGED_AT: Decision(beside, order=beside.order or None)}
    return like_the_files_dates(found).get(field.name, decision)


def _sql(field: Field, decision: Decision, house: House) -> str:
    """SQL for what a value `v` is; an amount in another currency is none, since its rate of then is not known."""
    read = typed(field, "v", decision.form, null_words=False)
    if field is AMOUNT:
        return f"(case when {currency('v', house)} = {literal(house.currency)} then {read} end)"
    return f"(case when {valid(field, f'({read})')} then {read} end)"


def _put(connection: duckdb.DuckDBPyConnection, values: _Values, field: Field, read: str) -> None:
    """Write them so; what is neither day nor amount stays as it came, lest what was changed seem to have been empty."""
    text = f"{read}::varchar"
    told = WHOLE.format(text) if field is AMOUNT else text
    each = (f"{side} = coalesce((select {told} from (select c.{side} as v)), c.{side})" for side in SIDES)
    connection.execute(f"update staging.{values.table} as c set {', '.join(each)} where {values.rows}")


def _unread(
    connection: duckdb.DuckDBPyConnection,
    values: _Values,
    field: Field,
    read: str,
    house: House,
    why: str | None,
) -> Iterator[tuple[str, int, int]]:
    """What is said of values that are not read, in how many rows, and the first of them."""
    lost = f"from {values.listed} where {read} is null and not {says_nothing('v')}"
    rows, first, like = connection.execute(f"select count(distinct n), min(n), arg_min(v, n) {lost}").fetchall()[0]
    if rows:
        said = why or WHAT[field].format(house.currency)
        yield UNREAD.format(values.word, "values", like, said, values.word), rows, first
