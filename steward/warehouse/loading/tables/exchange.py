"""Amounts in another currency than the company's: at the rate of `exchange_rates`, or not at all.

What is paid on a day is worth the rate of its month, or of the last month before that has one. A price that goes on
(MRR, a list price, an opportunity) is worth the latest rate, so that a rate that moves is not told as growth."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import duckdb

from steward.warehouse.canonical import Canonical, Field, Kind
from steward.warehouse.loading.currencies.written import SHARED
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.loading.typing.reading_numbers import bare_number, code, currency, word, words
from steward.warehouse.loading.typing.value_formats import USUAL, House, ValueFormat

CURRENCY = "currency"
ALIKE = re.compile(r"(iso[ _]?)?(currency|ccy|curr)([ _]?(iso)?[ _]?code)?", re.IGNORECASE)
OF_SOMETHING = re.compile(rf"(.*[ _.]){ALIKE.pattern}", re.IGNORECASE)
ANOTHERS = re.compile(r"convert|corporate|home|base|local|report|group|\b(in|to)[ _]", re.IGNORECASE)
"""Of a currency that an amount was, or may be, turned into."""
CURRENCY_FOUND = (
    "the column “{}” is taken for the currency of the amounts; where they are in yours already, map currency = \"''\""
)
CURRENCY_LOST = (
    "the query leaves out the column “{}”: its amounts are taken to be in {}; select it as currency to convert them"
)
CURRENCY_COMPUTED = (
    "{} is computed from “{}”, which is in another currency, and taken to be in {}; where it is not, say in which, such"
    " as currency = \"'USD'\""
)
MOST_RATES = 12


class RateUsed(NamedTuple):
    """So many amounts of a table's column, of one account where it has accounts, were multiplied by this rate. `month`:
    the first day of the rate's month."""

    table: str
    column: str
    account_id: str | None
    currency: str
    rate: float
    month: date
    amounts: int


def currency_column(table: Canonical, columns: Iterable[str]) -> str | None:
    """The file's column that says in which currency its amounts are, by its name."""
    if CURRENCY not in table.columns or table.name == "exchange_rates":
        return None
    named = [name.strip() for name in columns]
    alike = [name for name in named if ALIKE.fullmatch(name)]
    of_something = [name for name in named if OF_SOMETHING.fullmatch(name) and not ANOTHERS.search(name)]
    of_amounts = [name for name in of_something if name[: -len(name.split()[-1])].strip() in named]
    found = next(iter([*alike, *of_amounts, *of_something]), None)
    return next((name for name in columns if name.strip() == found), None)


def in_other_money(fields: Iterable[Field], forms: dict[str, ValueFormat]) -> list[Field]:
    """The columns whose amounts may be in another currency."""
    known = list(fields)
    beside = any(each.name == CURRENCY for each in known)
    return [each for each in known if each.kind is Kind.MONEY and (beside or forms.get(each.name, USUAL).foreign)]


def converted(table: Canonical, fields: list[Field], forms: dict[str, ValueFormat], house: House, rows: str) -> str:
    """SQL for the typed rows with their amounts in the company's currency; NULL where no rate is known."""
    changed = in_other_money(fields, forms)
    if not changed:
        return rows
    amounts = ", ".join(f"({_converted(each, table, fields, house)}) as {each.name}" for each in changed)
    return f"(select r.* replace ({amounts}) from {rows} as r)"


def _converted(each: Field, table: Canonical, fields: list[Field], house: House) -> str:
    own, amount = currency_of(each, fields, house), f"r.{each.name}"
    rate = _rate("rate", own, table)
    return (
        f"case when {own} = {literal(house.currency)} then {amount}"
        f" else try_cast({amount} * {rate} as decimal(18, 4)) end"
    )


def currency_of(each: Field, fields: list[Field], house: House) -> str:
    """SQL for the currency of an amount: as it is written with it, else as the row says."""
    raw = f"r.raw_{each.name}"
    if not any(one.name == CURRENCY for one in fields):
        return currency(raw, house)
    told, said = code(f"upper(r.{CURRENCY})", house), currency(raw, house)
    return (
        f"case when coalesce({word(raw)}, '') = '' then {told} when r.{CURRENCY} is null then {said}"
        f" else {agreed(word(raw), said, told)} end"
    )


def agreed(sign: str, said: str, told: str) -> str:
    """SQL for the currency of an amount that bears a sign where its row has a code, too: of a sign that many countries
    use, such as $, the code tells whose it is. NULL where they contradict each other."""
    return f"case when {said} = {told} or {sign} in ({', '.join(map(literal, sorted(SHARED)))}) then {told} end"


def names_two(value: str, house: House) -> str:
    """SQL for whether an amount that was turned down, its row's code behind it, bears a sign of another currency."""
    before, behind = words(value)
    said, told = code(before, house), code(behind, house)
    return f"{before} <> '' and {behind} <> '' and {agreed(before, said, told)} is null"


def _rate(what: str, own: str, table: Canonical) -> str:
    until = f" and e.month <= last_day(r.{table.paid_on}::date)" if table.paid_on else ""
    return (
        f"(select arg_max(e.{what}, e.month) from staging.exchange_rates as e where upper(e.currency) = {own}{until})"
    )


def bad_amount(each: Field, fields: list[Field]) -> str:
    """SQL for an amount as it came, its currency with it, without what says that a cell is a number."""
    beside = any(one.name == CURRENCY for one in fields)
    came = f"regexp_replace(raw_{each.name}, '(\\d)e0( |$)', '\\1\\2')"
    return came + (f" || coalesce(' ' || {CURRENCY}, '')" if beside else "")


def is_in_other_money(value: str, house: House) -> tuple[str, str]:
    """SQL for whether an amount that was turned down is in another currency, and in which."""
    own = currency(value, house)
    return f"{bare_number(value)} is not null and {own} <> {literal(house.currency)}", own


def rates_used(
    connection: duckdb.DuckDBPyConnection,
    table: Canonical,
    fields: list[Field],
    forms: dict[str, ValueFormat],
    house: House,
    rows: str,
) -> list[RateUsed]:
    """At which rates the amounts of a file were turned into the company's currency, by account."""
    return [
        used
        for each in in_other_money(fields, forms)
        for used in _rates_of(connection, table, each, fields, house, rows)
    ]


def _rates_of(
    connection: duckdb.DuckDBPyConnection, table: Canonical, each: Field, fields: list[Field], house: House, rows: str
) -> list[RateUsed]:
    own = currency_of(each, fields, house)
    account = "r.account_id" if any(one.name == "account_id" for one in fields) else "null"
    found = connection.execute(
        f"select account_id, own, rate, rate_month, count(*) from (select {account} as account_id, {own} as own,"
        f" {_rate('rate', own, table)} as rate, {_rate('month', own, table)} as rate_month"
        f" from {rows} as r where r.{each.name} is not null)"
        f" where own <> {literal(house.currency)} and rate is not null group by all order by all"
    ).fetchall()
    return [RateUsed(table.name, each.name, *row) for row in found]


def rates_told(used: Iterable[RateUsed], house: House) -> list[str]:
    """What is said of them: a line for every column and currency."""
    lines: dict[tuple[str, str], list[RateUsed]] = {}
    for one in used:
        lines.setdefault((one.column, one.currency), []).append(one)
    return [_told(column, name, house, some) for (column, name), some in sorted(lines.items())]


def _told(column: str, name: str, house: House, used: list[RateUsed]) -> str:
    rates = [f"{rate:g} of {month:%Y-%m}" for rate, month in sorted({(one.rate, one.month) for one in used})]
    more = f" and {len(rates) - MOST_RATES} more" if len(rates) > MOST_RATES else ""
    number = sum(one.amounts for one in used)
    return (
        f"{column}: {number:,} {'amount' if number == 1 else 'amounts'} in {name} turned into {house.currency}, at the"
        f" rates of exchange_rates:"
        f" {', '.join(rates[:MOST_RATES])}{more}"
    )
