"""The ratios that SQL computes for many rows, as macros: each is written in SQL once, as it is in `domain`."""

from functools import cache

import duckdb

from steward.warehouse.files import SQL

FILE = SQL / "formulas.sql"


@cache
def _statements() -> tuple[duckdb.Statement, ...]:
    """Parsed once, for every load of this process."""
    return tuple(duckdb.extract_statements(FILE.read_text(encoding="utf-8")))


def define_formulas(connection: duckdb.DuckDBPyConnection) -> None:
    """Make them known to a connection; a warehouse file keeps them, one that is attached does not bring them along."""
    for statement in _statements():
        connection.execute(statement)
