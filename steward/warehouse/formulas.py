"""The ratios that SQL computes for many rows, as macros: each is written in SQL once, as it is in `domain`."""

import duckdb

from steward.warehouse.files import SQL

FILE = SQL / "formulas.sql"


def define_formulas(connection: duckdb.DuckDBPyConnection) -> None:
    """Make them known to a connection; a warehouse file keeps them, one that is attached does not bring them along."""
    connection.execute(FILE.read_text(encoding="utf-8"))
