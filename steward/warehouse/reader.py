"""A warehouse file opened read-only, and its rows as NamedTuples."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import cached_property
from itertools import starmap
from operator import itemgetter
from pathlib import Path
from sys import intern
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

import duckdb
import numpy as np

from steward.domain.clocks import moment_of
from steward.domain.quarters import Quarter
from steward.errors import AccountNotFound, QuarterUnknown
from steward.warehouse import known
from steward.warehouse.file_blocks import FileBlocks
from steward.warehouse.known import LoggedRow
from steward.warehouse.latest import Latest
from steward.warehouse.remembered import Remembered

if TYPE_CHECKING:
    import pyarrow as pa

    from steward.exhibits import Receipt

Row = TypeVar("Row", bound=tuple[Any, ...])
Made = TypeVar("Made")
MOST_ROWS_BEHIND = 1_000
MOST_BESIDE, MOST_MADE = 8, 4
"""Of a warehouse: how many others stand beside it, such as families as one account; how much is worked out of it."""
SHORT = 40
"""Signs of a text that is likely there many times, such as an id or a name."""
NEIGHBOURS = 16
"""Accounts that are read with one."""


class _Accounts:
    def __repr__(self) -> str:
        return "accounts"


ACCOUNTS = _Accounts()
"""Among the parameters of a query about some accounts: those."""


class Facts(NamedTuple):
    """What holds for the whole warehouse. `timezone`: on whose clocks the times of its rows are."""

    loaded_at: datetime
    company: str
    currency: str
    fiscal_year_starts: int
    as_of: date
    first_month: date
    basis: str
    timezone: str


class Warehouse:
    """One warehouse file. Reads may run in several threads at once: each has a cursor of its own.

    `connection`: one that sees a part of it (see `scoped`); by default all of it is seen. `clock`: says what day it is
    where the company is. `blocks`: what the connection holds of the file, where it gives that back."""

    def __init__(
        self,
        path: Path,
        connection: duckdb.DuckDBPyConnection | None = None,
        clock: Callable[[], date] | None = None,
        blocks: FileBlocks | None = None,
    ) -> None:
        self.path = path
        self._clock = clock
        self._beside: Latest[Warehouse] = Latest(MOST_BESIDE)
        self._made: Latest[Any] = Latest(MOST_MADE)
        self._remembered = Remembered()
        self._logged: tuple[Hashable, date | None] = ((), None)
        self._telling = RLock()
        self._connection = connection or _whole(path)
        self._blocks = blocks
        close_doors(self._connection)

    def know(self, state: Hashable, rows: Callable[[], Sequence[LoggedRow]]) -> None:
        """From now on `rows` stand beside the activities of the feed (see `known`), and no others that are logged.

        `state`: what tells them from others; nothing is done where they are known already."""
        with self._telling:
            if self._logged[0] != state:
                found = rows()
                with self._cursor() as cursor:
                    known.tell(cursor, found)
                self._logged = state, min((one.happened_at.date() for one in found), default=None)

    @property
    def logged(self) -> int:
        """What tells what is logged now from what was: for whatever is kept of it."""
        return hash(self._logged[0])

    def rows(self, kind: type[Row], sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query whose columns stand in the order of `kind`'s fields."""

        def read() -> list[Row]:
            return list(starmap(kind, self._to_remember(sql, parameters)))

        return cast(list[Row], list(self._remembered.of(self._query(kind, sql, parameters), read)))

    def _query(self, kind: type[Any], sql: str, parameters: Sequence[Any], *more: Hashable) -> Hashable:
        """What tells a query from others: where it asks of what is logged, what that was."""
        told: Hashable = self._logged[0] if "known." in sql else ()
        return (cast(Hashable, kind), sql, repr(parameters), *more, told)

    def account_rows(self, kind: type[Row], sql: str, account_id: str, parameters: Sequence[Any]) -> list[Row]:
        """The rows about one account, of a query about as many as stand for `ACCOUNTS` among its parameters. Where
        `kind` does not say which account a row is about, the query's first column does, before `kind`'s.

        It is asked of the account's neighbours at once: to plan a query is most of its cost, and whoever opened one
        account opens the next. Sums of fractions are rounded in it, else the last digit would tell who they are."""
        about, first = _place(kind)

        def read() -> dict[str, list[Row]]:
            these = self._neighbours.get(account_id) or [account_id]
            found: dict[str, list[Row]] = {one: [] for one in these}
            for row in self._asked(sql, these, parameters):
                found[row[about]].append(kind(*row[first:]))
            return found

        query = self._query(kind, sql, parameters)
        return cast(list[Row], list(self._remembered.of_one(query, account_id, read)))

    def accounts_rows(
        self, kind: type[Row], sql: str, account_ids: Sequence[str], parameters: Sequence[Any]
    ) -> list[Row]:  # fmt: skip
        """As `account_rows`, about several; of more than one the neighbours are not read."""
        if len(account_ids) == 1:
            return self.account_rows(kind, sql, account_ids[0], parameters)
        first = _place(kind)[1]

        def read() -> list[Row]:
            return [kind(*row[first:]) for row in self._asked(sql, account_ids, parameters)]

        query = self._query(kind, sql, parameters, tuple(account_ids))
        return cast(list[Row], list(self._remembered.of(query, read)))

    def _asked(self, sql: str, account_ids: Sequence[str], parameters: Sequence[Any]) -> Iterable[Sequence[Any]]:
        asked = [list(account_ids) if one is ACCOUNTS else one for one in parameters]
        return self._to_remember(sql, asked)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The connection for one question; nothing is asked in another way."""
        with self._blocks.read() if self._blocks else nullcontext():
            yield self._connection.cursor()

    def _found(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, list(parameters)).fetchall()

    def _to_remember(self, sql: str, parameters: Sequence[Any]) -> Iterable[Sequence[Any]]:
        """The rows of a query, in which a text that is there more than once takes its place once: ids and names of
        accounts, products and people are most of what is remembered, by every scope again."""
        with self._cursor() as cursor:
            cursor.execute(sql, list(parameters))
            texts = [place for place, (_, kind, *_) in enumerate(cursor.description) if kind == "VARCHAR"]
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return _shared(found, texts) if texts else found

    @cached_property
    def _neighbours(self) -> dict[str, list[str]]:
        """Of each account that is seen, those that are read with it."""
        sql = "select account_id from customer.accounts order by account_id"
        found = [account_id for (account_id,) in self._found(sql)]
        these = [found[first : first + NEIGHBOURS] for first in range(0, len(found), NEIGHBOURS)]
        return {account_id: each for each in these for account_id in each}

    def one(self, kind: type[Row], sql: str, parameters: Sequence[Any] = ()) -> Row:
        """The only row of a query."""
        return self.rows(kind, sql, parameters)[0]

    def columns(self, sql: str, parameters: Sequence[Any] = ()) -> "dict[str, np.ma.MaskedArray[Any, Any]]":
        """The columns of a query by name, for what is computed on many rows at once; nulls are masked."""
        with self._cursor() as cursor:
            found = cursor.execute(sql, list(parameters)).fetchnumpy()
        return {name: np.ma.asarray(column) for name, column in found.items()}

    def arrow(self, sql: str) -> "pa.Table":
        """The rows of a query as they are, to be taken into another connection."""
        with self._cursor() as cursor:
            return cursor.sql(sql).to_arrow_table()

    def beside(self, key: Hashable, connect: Callable[[], duckdb.DuckDBPyConnection]) -> "Warehouse":
        """The same load on the same day, as another connection sees it; made once for a key while that is among the
        last few, closed with this one."""
        return self._beside.of(key, lambda: Warehouse(self.path, connect(), self._clock))

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` works out of whole columns, once for a key and for what is logged while it is among the last
        few. Only for frozen values: all who see this warehouse share them."""
        return cast(Made, self._made.of((key, self._logged[0]), make))

    @cached_property
    def facts(self) -> Facts:
        """Company, currency, as-of date and the like."""
        return self.one(Facts, f"select {', '.join(Facts._fields)} from customer.load")

    @property
    def today(self) -> date:
        """The day it is; without a clock the day of the figures."""
        return self._clock() if self._clock else self.facts.as_of

    @property
    def now(self) -> datetime:
        """The moment it is, on the clocks of the company; noon of a day that its data names as its own."""
        return moment_of(self.today).astimezone(ZoneInfo(self.facts.timezone))

    @property
    def feeds(self) -> dict[str, date | None]:
        """The canonical tables that were loaded with at least one row, and the day of the first of them. Where people
        log their activities here, that is such a table, too."""
        logged = self._logged[1]
        return self._feeds if logged is None else {"activities": logged, **self._feeds}

    @cached_property
    def _feeds(self) -> dict[str, date | None]:
        return dict(self._found("select feed, first_day from customer.feeds"))

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """Every quarter with data, the latest first."""
        found = self._found("select quarter from customer.quarters order by ends_on desc")
        return tuple(Quarter.parse(label, self.facts.fiscal_year_starts) for (label,) in found)

    @cached_property
    def latest_quarter(self) -> Quarter:
        """The latest with data, over or not. Raises AccountNotFound where no account is seen: that is about nothing."""
        if not self.quarters:
            raise AccountNotFound("No account is there to see, so there is nothing to tell.")
        return self.quarters[0]

    @cached_property
    def last_complete_quarter(self) -> Quarter:
        """The last whose three months are all there; the latest at all where none is. Raises AccountNotFound."""
        complete = [quarter for quarter in self.quarters if quarter.end <= self.facts.as_of]
        return complete[0] if complete else self.latest_quarter

    def quarter(self, label: str | None = None) -> Quarter:
        """The quarter so called, by default the last complete one. Raises QuarterUnknown, AccountNotFound."""
        if not label:
            return self.last_complete_quarter
        asked = Quarter.parse(label, self.facts.fiscal_year_starts)
        if asked not in self.quarters:
            last, first = self.latest_quarter, self.quarters[-1]
            raise QuarterUnknown(f"{asked} is not in the data, which reaches from {first} to {last}.")
        return asked

    def as_of(self, quarter: Quarter) -> date:
        """The day a quarter's figures are true for: its end, or the data's if it is not over."""
        return min(quarter.end, self.facts.as_of)

    def behind(self, receipt: "Receipt") -> tuple[list[str], list[tuple[Any, ...]]]:
        """The rows behind a figure: column names, and at most 1,000 rows.

        A receipt may come from a file: of one that names no relation or column there is, nothing is behind."""
        schema, _, name = receipt.relation.partition(".")
        held = self.columns_of(schema, name)
        if not held or not set(receipt.asked) <= set(held):
            return [], []
        asked, values = receipt.asked.items(), [one for these in receipt.asked.values() for one in these]
        any_of = (" or ".join([f'"{column}" is not distinct from ?'] * len(these)) for column, these in asked)
        where = " and ".join(f"({one})" for one in any_of) or "true"
        sql = f'from "{schema}"."{name}" where {where} limit {MOST_ROWS_BEHIND}'
        try:
            found = self._found(sql, values)
        except duckdb.ConversionException:  # a value that the column cannot hold stands in no row
            found = []
        return list(held), found

    def columns_of(self, schema: str, name: str) -> tuple[str, ...]:
        """The columns of a relation, in their order; none where there is no such relation."""
        sql = """select column_name from duckdb_columns() where table_name = $2 and (
            schema_name = $1 and database_name = current_database() or database_name = $1 and $1 = 'known'
            ) order by column_index"""
        return tuple(column for (column,) in self._found(sql, [schema, name]))

    def close(self) -> None:
        """Let go of the file, and of what was made of it."""
        for other in self._beside.all:
            other.close()
        self._beside.forget()
        self._made.forget()
        self._remembered.forget()
        self._connection.close()


class _Texts(dict[str | None, str | None]):
    """Each short text as it stands for all that say the same."""

    def __missing__(self, text: str | None) -> str | None:
        if text is not None:
            if len(text) > SHORT:
                return text
            text = intern(text)
        self[text] = text
        return text


def _shared(rows: Sequence[Sequence[Any]], texts: Sequence[int]) -> Iterable[Sequence[Any]]:
    """Column by column: what is done for every row is left to what Python does by itself."""
    held = _Texts()
    columns: list[Iterable[Any]] = [map(itemgetter(place), rows) for place in range(len(rows[0]) if rows else 0)]
    for place in texts if rows else ():
        columns[place] = map(held.__getitem__, columns[place])
    return zip(*columns, strict=True)


def _place(kind: type[tuple[Any, ...]]) -> tuple[int, int]:
    """Which column of a query says what account a row is about, and with which `kind` begins."""
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return (fields.index("account_id"), 0) if "account_id" in fields else (0, 1)


def _whole(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True)
    known.begin(connection)
    return connection


def close_doors(connection: duckdb.DuckDBPyConnection) -> None:
    """Whatever comes to run here reads this file and nothing else; several may open one file in a process."""
    locked = connection.execute("select current_setting('lock_configuration')").fetchone()
    if locked and not locked[0]:
        for setting in ("python_enable_replacements", "autoload_known_extensions", "enable_external_access"):
            connection.execute(f"set global {setting} = false")
        connection.execute("set lock_configuration = true")
