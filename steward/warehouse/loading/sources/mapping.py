"""Expressions and queries of `sources.toml`: each one SELECT over files of `data/`, and nothing else."""

import re
from collections.abc import Sequence

import duckdb

from steward.errors import SourcesUnreadable
from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.invisible import heading
from steward.warehouse.loading.nearest import nearest
from steward.warehouse.loading.sources.locked_sql import refuse_what_does_more
from steward.warehouse.loading.sources.sql_problems import explained
from steward.warehouse.loading.toml_lines import Place

OF_A_ROW = "an expression makes one value of one row; what adds up many, such as sum(), belongs into a query (sql)"
QUOTED_OR_NO_NAMES = re.compile(r"""("(?:[^"]|"")*")|--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'""", re.DOTALL)


def plain_column(expression: str, columns: tuple[str, ...]) -> str | None:
    """The file's column that an expression is just the name of, quoted or not."""
    name = bare_name(expression)
    return next((column for column in columns if column.lower() == name), None)


def bare_name(expression: str) -> str:
    """The name, in small letters, that an expression is where it is no more than a name."""
    return heading(heading(expression).strip('"')).lower()


ONE_VALUE = "an expression makes one value of a row, and this one makes several"


def check_expression(
    connection: duckdb.DuckDBPyConnection,
    where: str,
    expression: str,
    table: str,
    columns: Sequence[str],
    *,
    computing: bool = False,
) -> None:
    """One expression over the table's columns. `columns`: all of its file; `computing`: whether to look at every row,
    and not only at what is written. Raises SourcesUnreadable."""
    adds_up = False
    refuse_what_does_more(connection, f"{where} = {expression!r}", f"select (\n{expression}\n)")
    try:
        duckdb.SQLExpression(expression)
        if computing:
            connection.execute(f"select count(v) from (select (\n{expression}\n) as v from {table})")
        else:
            made = connection.execute(f"select (\n{expression}\n) from {table} limit 0").description or ()
            if len(made) > 1:
                raise SourcesUnreadable(f"{where} = {expression!r}: {ONE_VALUE}.")
            adds_up = _adds_up(connection, expression, table)
    except duckdb.Error as problem:
        raise expression_fails(where, expression, columns, problem) from problem
    if adds_up:
        raise SourcesUnreadable(f"{where} = {expression!r}: {OF_A_ROW}.")


def _adds_up(connection: duckdb.DuckDBPyConnection, expression: str, table: str) -> bool:
    """Whether it makes one value of many rows: then no column can stand beside it."""
    try:
        connection.execute(f"select rowid, (\n{expression}\n) from {table} limit 0")
    except duckdb.Error:
        return True
    return False


def expression_fails(where: str, expression: str, columns: Sequence[str], problem: duckdb.Error) -> SourcesUnreadable:
    """What is wrong with an expression."""
    return SourcesUnreadable(f"{where} = {expression!r}: {explained(problem, columns, (), expression).said}.")


def check_query(connection: duckdb.DuckDBPyConnection, place: Place, sql: str) -> str:
    """The query, without a semicolon at its end, if it is a single SELECT. Raises SourcesUnreadable."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as problem:
        raise query_fails(place, problem, (), ()) from problem
    if len(statements) != 1 or not _selects(statements[0]):
        raise SourcesUnreadable(f"{place.at('sql')}: sql should be a single SELECT.")
    refuse_what_does_more(connection, place.at("sql"), sql)
    return sql.rstrip().rstrip(";")


def _selects(statement: duckdb.Statement) -> bool:
    try:
        return statement.type == duckdb.StatementType.SELECT
    except ValueError:  # a kind that DuckDB has no name for in Python: `update extensions`
        return False


def query_fails(place: Place, problem: duckdb.Error, columns: Sequence[str], files: Sequence[str]) -> SourcesUnreadable:
    """What is wrong with a query, and on which of its lines."""
    found = explained(problem, columns, files)
    return SourcesUnreadable(f"{place.at('sql', inside=found.line or 1)}: {found.said}.")


def check_columns(place: Place, table: Canonical, columns: tuple[str, ...]) -> None:
    """A query names canonical columns and every required one. Raises SourcesUnreadable."""
    for column in columns:
        if column.lower() not in table.columns:
            where = place.at("sql")
            raise SourcesUnreadable(f"{where}: “{column}” is not a column{nearest(column, table.columns)}.")
    missing = [name for name in table.required if name not in {column.lower() for column in columns}]
    if missing:
        raise SourcesUnreadable(f"{place.at('sql')}: the query has no column “{missing[0]}”.")


def is_named_in(stem: str, sql: str) -> bool:
    """Whether a query names a file's stem outside texts and comments."""
    names = QUOTED_OR_NO_NAMES.sub(lambda found: found[1] or " ", sql).replace('""', '"')
    return re.search(rf"(?<!\w){re.escape(stem)}(?!\w)", names, re.IGNORECASE) is not None
