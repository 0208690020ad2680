"""Which staged rows are turned down, and which are kept with a warning: set-wise, over the typed table."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from steward.domain.identifiers import slug
from steward.warehouse.canonical import BY_NAME, Canonical, Kind
from steward.warehouse.loading.invisible import shown
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.loading.tables.exchange import is_in_other_money, names_two
from steward.warehouse.loading.tables.parts import Staged
from steward.warehouse.loading.tables.values import HEADER_AGAIN
from steward.warehouse.loading.typing.reading_numbers import plain_number
from steward.warehouse.loading.typing.value_formats import USUAL, House

WHAT = {
    Kind.MONEY: "is not an amount",
    Kind.NUMBER: "is not a number",
    Kind.DATE: "is not a date",
    Kind.TIME: "is not a date and time",
    Kind.YESNO: "is neither yes nor no",
}
SINGULAR = {
    "people": "person",
    "accounts": "account",
    "partners": "partner",
    "products": "product",
    "sites": "site",
    "opportunities": "opportunity",
}
OFF_SCALE = "s"
OFF_SCALES = {
    "score": "is no score of the scale that sources.toml names",
    "probability": "could be a share or a percentage, as most of the column are; write it with a % sign",
    "base_growth": "could be a share or a percentage, as most of the column are; write it with a % sign",
}
NO_RATE = " and the book in {}: put its rate of that month, or of one before, into exchange_rates"
NO_MONEY = ("null", "null")
SHOWN = 60
PAGE = 50_000


class Test(NamedTuple):
    """A column, SQL for offending rows, SQL for the reason (of a warning: the reason). `by_value`: a value of the
    column offends by itself, and many rows share one; `if_known`: it does, and is asked so where the values are known
    already; `money`: SQL for the currency and the number of an amount that only lacks a rate."""

    column: str
    offends: str
    reason: str
    by_value: bool = False
    if_known: bool = False
    money: tuple[str, str] = NO_MONEY


@dataclass(frozen=True)
class Refusal:
    """A row that is turned down. `repeats`: the row that has its key already."""

    row: int
    column: str
    reason: str
    repeats: int | None = None


@dataclass(frozen=True)
class Warned:
    """So many rows, kept, with the first as an example (None where it concerns the whole file)."""

    column: str
    reason: str
    count: int
    row: int | None


def refuse(connection: duckdb.DuckDBPyConnection, staged: Staged, house: House) -> None:
    """Put the rows to turn down into the temporary table `refused`, each with its first reason."""
    connection.execute(
        "create or replace temp table refused"
        " (row bigint, col varchar, reason varchar, repeats bigint, currency varchar, amount decimal(18, 4))"
    )
    table = staged.table
    unread = connection.execute(f"select count(_bad) > 0 from staging.{table.name}").fetchall()[0][0]
    unreadable = _unreadable(staged, house) if unread else ()
    tests = [*unreadable, *_missing(table), *_rules(table), *_unknown(table)]
    for test in _hit(connection, staged, tests):
        connection.execute(
            f"insert into refused select rowid, '{test.column}', {test.reason}, null, {', '.join(test.money)}"
            f" from staging.{table.name} where ({test.offends}) and rowid not in (select row from refused)"
        )
    if table.key:
        _refuse_repeated(connection, table, table.key, table.key)
    if table.together:
        each = ", ".join(f"coalesce({_alike(name)}, '')" for name in table.together)
        _refuse_repeated(connection, table, table.together[0], f"trim(concat_ws(' ', {each}))")
    if table.name == "accounts":
        _refuse_meeting(connection)


def _hit(connection: duckdb.DuckDBPyConnection, staged: Staged, tests: list[Test]) -> list[Test]:
    """The tests that any row fails: mostly there are none. DuckDB keeps the least and the most of each column of every
    block of rows, and so passes most by without a look at them."""
    asked = (
        f"(select {number} from {_asked(staged, test)} where {test.offends} limit 1)"
        for number, test in enumerate(tests)
    )
    hit = {number for (number,) in connection.execute(" union all ".join(asked)).fetchall()} if tests else set()
    return [test for number, test in enumerate(tests) if number in hit]


def _asked(staged: Staged, test: Test) -> str:
    """SQL behind `from` for what a test is asked of: rows, or values of its column."""
    known = staged.values(test.column) if test.by_value or test.if_known else None
    rows = f"staging.{staged.table.name}"
    values = known or (f"select distinct {test.column} from {rows}" if test.by_value else None)
    return f"({values})" if values else rows


def refusals(connection: duckdb.DuckDBPyConnection, first: int, rows: int) -> Iterator[Refusal]:
    """What `refused` holds for some rows of the table, in order; page by page, for there may be millions."""
    last = first - 1
    while True:
        page = connection.execute(
            "select row, col, reason, repeats from refused where row > ? and row < ? order by row limit ?",
            [last, first + rows, PAGE],
        ).fetchall()
        if not page:
            return
        yield from (Refusal(*row) for row in page)
        last = page[-1][0]


def _unreadable(staged: Staged, house: House) -> Iterator[Test]:
    table = staged.table
    yield Test("", f"_bad = '{HEADER_AGAIN}'", "'the header once more'")
    for part in staged.parts:
        inside = f"rowid between {part.first} and {part.first + part.rows - 1}"
        for column, why in part.unclear.items():
            number = table.columns.index(column)
            yield Test(
                column, f"_bad like '{number}:%' and {inside}", f"{_shown(_raw(number))} || {literal(' ' + why)}"
            )
    for number, each in enumerate(table.fields):
        if each.name in OFF_SCALES:
            off = f"_bad like '{OFF_SCALE}{number}:%'"
            reason = f"{_shown(f'_bad[{len(str(number)) + 3}:]')} || {literal(' ' + OFF_SCALES[each.name])}"
            yield Test(each.name, off, reason)
        if each.kind is Kind.MONEY:
            two = f"_bad like '{number}:%' and {names_two(_raw(number), house)}"
            yield Test(each.name, two, f"{_shown(_raw(number))} || ' bears signs of two currencies'")
            yield from _without_rate(staged, number, house)
        if each.kind in WHAT:
            yield Test(each.name, f"_bad like '{number}:%'", f"{_shown(_raw(number))} || ' {WHAT[each.kind]}'")


def _without_rate(staged: Staged, number: int, house: House) -> Iterator[Test]:
    """Amounts in another currency that nothing tells the worth of, of each file as its amounts are written."""
    name, raw = staged.table.columns[number], _raw(number)
    foreign, money = is_in_other_money(raw, house)
    reason = f"{_shown(raw)} || ' is in ' || {money} || {literal(NO_RATE.format(house.currency))}"
    written: dict[str, list[str]] = {}
    for part in staged.parts:
        if part.rows:
            inside = f"rowid between {part.first} and {part.first + part.rows - 1}"
            written.setdefault(part.forms.get(name, USUAL).decimals, []).append(inside)
    for decimals, rows in written.items():
        offends = f"_bad like '{number}:%' and {foreign} and ({' or '.join(rows)})"
        amount = f"try_cast({plain_number(raw, decimals)} as decimal(18, 4))"
        yield Test(name, offends, reason, money=(money, amount))


def _raw(number: int) -> str:
    return f"_bad[{len(str(number)) + 2}:]"


def _shown(value: str) -> str:
    """SQL for a value between quotation marks, cut where it is long."""
    text = shown(f"({value})::varchar")
    return f"'“' || left({text}, {SHOWN}) || case when length({text}) > {SHOWN} then '…' else '' end || '”'"


def _missing(table: Canonical) -> Iterator[Test]:
    for name in table.required:
        yield Test(name, f"{name} is null", f"'{name} is missing'", if_known=True)


def _rules(table: Canonical) -> Iterator[Test]:
    for rule in table.rules:
        if not rule.flagged:
            yield Test(rule.column, rule.offends, f"{_shown(rule.column)} || {literal(' ' + rule.reason)}")


def _unknown(table: Canonical) -> Iterator[Test]:
    for column, other in table.must_exist.items():
        reason = f"{_shown(column)} || ' is not a known {SINGULAR.get(other, other)}'"
        yield Test(column, _not_in(column, other), reason, by_value=True)


def _not_in(column: str, other: str) -> str:
    return f"{column} is not null and {column} not in (select {BY_NAME[other].key} from staging.{other})"


def _refuse_repeated(connection: duckdb.DuckDBPyConnection, table: Canonical, column: str, key: str) -> None:
    """The first row that is not turned down for another reason keeps its key (SQL). Mostly no key stands twice, and
    to ask whether one does takes half the time."""
    twice = f"select {key} as k from staging.{table.name} group by k having k is not null and count(*) > 1 limit 1"
    if connection.execute(twice).fetchone() is None:
        return
    sound = f"select rowid as r, {key} as k from staging.{table.name} where rowid not in (select row from refused)"
    connection.execute(
        f"insert into refused (row, col, reason, repeats) with sound as ({sound}),"
        " kept as (select k, min(r) as first from sound where k is not null group by k having count(*) > 1)"
        f" select r, '{column}', {_shown('k')} || ' is there already', first"
        " from sound join kept using (k) where r > first"
    )


def _alike(name: str) -> str:
    """SQL for what must not repeat of a column: `usd` is USD."""
    return f"upper({name})" if name == "currency" else f"{name}::varchar"


def _refuse_meeting(connection: duckdb.DuckDBPyConnection) -> None:
    """Accounts whose folders of plans would be one: the one that is called like the folder of another, else the later
    in the alphabet, is turned down. Two never meet by chance, but an id may have been taken from a folder's name."""
    sound = "from staging.accounts where rowid not in (select row from refused)"
    kept: dict[str, str] = {}
    found = [account_id for (account_id,) in connection.execute(f"select distinct account_id {sound}").fetchall()]
    for account_id in sorted(found, key=lambda each: (slug(each) == each, each)):
        first = kept.setdefault(slug(account_id), account_id)
        if first != account_id:
            reason = (
                f"{_shown(literal(account_id))} || ' would share the folder account_plans/{slug(account_id)} with ' ||"
                f" {_shown(literal(first))} || '; give one of the two another id'"
            )
            connection.execute(
                f"insert into refused (row, col, reason) select rowid, 'account_id', {reason} {sound}"
                " and account_id = ?",
                [account_id],
            )


def warnings(connection: duckdb.DuckDBPyConnection, staged: Staged, present: Set[str]) -> list[Warned]:
    """What is odd about the rows that are kept."""
    tests = _hit(connection, staged, [*_flagged(staged.table), *_dangling(staged.table, present)])
    if not tests:
        return []
    asked = ", ".join(
        f"count(*) filter (where {test.offends}), min(rowid) filter (where {test.offends})" for test in tests
    )
    kept = f"staging.{staged.table.name} where rowid not in (select row from refused)"
    counts = iter(connection.execute(f"select {asked} from {kept}").fetchall()[0])
    return [
        Warned(test.column, test.reason, count, row)
        for test, count, row in zip(tests, counts, counts, strict=True)
        if count
    ]


def _flagged(table: Canonical) -> Iterator[Test]:
    for rule in table.rules:
        if rule.flagged:
            yield Test(rule.column, rule.offends, rule.reason)
    money = [each.name for each in table.fields if each.kind is Kind.MONEY]
    if money:
        yield Test(money[0], "_rounded", "has more than four decimals and was rounded")
    if table.happened:
        yield Test(table.happened, f"{table.happened}::date > current_date", "lies in the future")


def _dangling(table: Canonical, present: Set[str]) -> Iterator[Test]:
    """A feed that is missing altogether is said once, elsewhere."""
    for column, other in table.should_exist.items():
        if other in present or other == table.name:
            reason = f"is not a known {SINGULAR.get(other, other.removesuffix('s'))}"
            yield Test(column, _not_in(column, other), reason, by_value=True)
