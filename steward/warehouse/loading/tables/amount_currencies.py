"""In which currency the amounts of a file are, where its rows do not say: by the name of their column, by the format of
a workbook's cells; and what is said where SQL would lose that."""

from collections.abc import Iterator
from functools import cached_property

import duckdb

from steward.warehouse.canonical import Canonical, Kind
from steward.warehouse.loading.currencies.in_names import asked_of_name, currency_in_name
from steward.warehouse.loading.files.feeds import Feed
from steward.warehouse.loading.sources.columns_used import Names, expression_uses, only_used
from steward.warehouse.loading.sqltext import identifier, literal
from steward.warehouse.loading.tables.exchange import CURRENCY, CURRENCY_COMPUTED, CURRENCY_LOST, currency_column
from steward.warehouse.loading.tables.values import NUMBERS
from steward.warehouse.loading.typing.value_formats import House


class AmountCurrencies:
    """What columns say of the currency of their amounts, for one load."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, house: House) -> None:
        self._connection = connection
        self._own = house.currency

    def texts(self, table: Canonical, columns: dict[str, str], feed: Feed, told: bool) -> dict[str, str]:
        """SQL for the text of each column of ours that is one of the file; behind amounts the currency that the name of
        their column or the format of their cells says. `told`: a column says it of each row."""
        kinds = {each.name: each.kind for each in table.fields}
        texts = {
            name: feed.figures(column) if kinds[name] in NUMBERS else identifier(column)
            for name, column in columns.items()
        }
        said = {name: self._currency_of(columns[name], feed) for name in columns if kinds[name] is Kind.MONEY}
        return {**texts, **{name: f"({texts[name]} || {word})" for name, word in said.items() if word and not told}}

    def asked(self, table: Canonical, columns: dict[str, str]) -> Iterator[str]:
        """What is asked about amounts whose column may name a currency."""
        money = {each.name for each in table.fields if each.kind is Kind.MONEY} & columns.keys()
        asked = (asked_of_name(columns[name], self._own, self._rated) for name in sorted(money))
        return (question for question in asked if question and CURRENCY not in columns)

    def computed(self, table: Canonical, computed: dict[str, str], feed: Feed) -> Iterator[str]:
        """What is said of amounts that are computed from a column which names another currency than the company's."""
        money = {each.name for each in table.fields if each.kind is Kind.MONEY} & computed.keys()
        for name in sorted(money) if CURRENCY not in computed else ():
            used = expression_uses(self._connection, computed[name])
            for column in only_used(feed.columns, used) if used else ():
                if self._currency_of(column, feed):
                    yield CURRENCY_COMPUTED.format(name, column, self._own)

    def left_out(self, table: Canonical, columns: tuple[str, ...], names: Names, feeds: list[Feed]) -> Iterator[str]:
        """What is said of a query that takes amounts, and not the currency that a column of its files says."""
        if CURRENCY not in table.columns or currency_column(table, columns) or table.name == "exchange_rates":
            return
        for feed in feeds:
            if beside := currency_column(table, feed.columns):
                yield CURRENCY_LOST.format(beside, self._own)
            for column in feed.columns:
                if (names is None or column.lower() in names) and self._currency_of(column, feed):
                    yield CURRENCY_COMPUTED.format("what the query selects", column, self._own)

    def _currency_of(self, column: str, feed: Feed) -> str:
        """SQL for what is put behind the amounts of a column."""
        if shown := feed.shown_in(column):
            return f"coalesce(' ' || {shown}, '')"
        named = currency_in_name(column, self._own, self._rated)
        return literal(f" {named}") if named else ""

    @cached_property
    def _rated(self) -> frozenset[str]:
        """The currencies that have a rate: they are loaded first."""
        rates = self._connection.execute("select distinct upper(currency) from staging.exchange_rates").fetchall()
        return frozenset(code for (code,) in rates)
