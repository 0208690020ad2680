"""Columns of shares and percentages, where the whole column shows that it was written the other way."""

import duckdb

from steward.warehouse.loading.canonical import Canonical
from steward.warehouse.loading.validate import Warned


def adjust(connection: duckdb.DuckDBPyConnection, table: Canonical) -> list[Warned]:
    """Availability given as 0.999 becomes 99.9; probabilities given as 40 become 0.4. Says so."""
    if table.name == "service_levels":
        return _scaled(
            connection,
            table,
            "availability_target",
            "max(availability_target) <= 1 and min(availability_target) > 0",
            "availability_target * 100",
            "is a share like 0.999 and was read as 99.9 %",
        )
    if table.name == "opportunities":
        return _scaled(
            connection,
            table,
            "probability",
            "max(probability) > 1 and max(probability) <= 100"
            " and count(*) filter (where probability > 0 and probability < 1) = 0",
            "probability / 100",
            "is a percentage like 40 and was read as 0.4",
        )
    return []


def _scaled(
    connection: duckdb.DuckDBPyConnection, table: Canonical, column: str, when: str, into: str, reason: str
) -> list[Warned]:
    found = connection.execute(f"select {when}, count({column}) from staging.{table.name}").fetchall()[0]
    if not found[0]:
        return []
    connection.execute(f"update staging.{table.name} set {column} = {into}")
    return [Warned(column, reason, found[1], None)]
