"""The relations the app reads: every `.sql` file below `sql/`, materialised in the order written here.

The order is the rule that keeps customer and internal apart: DuckDB binds a relation when it is made, so nothing in
`customer` can read `internal`, which does not exist yet.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from steward.warehouse.files import SQL

STAGING = ("calendar", "quarters", "surveys", "survey_counts")
CUSTOMER = (
    "contacts",
    "colleagues",
    "accounts",
    "services",
    "spend_monthly",
    "incidents",
    "availability_monthly",
    "tickets_monthly",
    "usage_monthly",
    "answers",
    "nps_quarterly",
)
INTERNAL = (
    "account_months",
    "mrr_bridge",
    "product_bridge",
    "opportunity_changes",
    "deal_stages",
    "stage_win_rates",
    "opportunities",
    "stage_conversion",
    "open_pipeline",
    "survey_answers",
    "nps_quarterly",
    "book",
    "site_budgets",
    "site_outages",
    "contract_successors",
    "renewal_deals",
    "renewals",
    "executives",
    "health_service",
    "health_adoption",
    "health_relationship",
    "health_commercial",
    "health_support",
    "health_voice",
    "health_months",
)
ORDER = tuple(
    f"{schema}/{name}"
    for schema, names in (("staging", STAGING), ("customer", CUSTOMER), ("internal", INTERNAL))
    for name in names
)


def build_relations(
    connection: duckdb.DuckDBPyConnection, progress: Callable[[str, float], None] | None = None
) -> None:
    """Materialise every relation over `staging` and `meta.load`, which must be there."""
    for schema in ("staging", "customer", "internal"):
        connection.execute(f"create schema if not exists {schema}")
    for number, relation in enumerate(ORDER):
        if progress:
            progress(f"Building {relation.replace('/', '.')}", number / len(ORDER))
        _materialise(connection, relation)


def _materialise(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    text = (SQL / f"{relation}.sql").read_text(encoding="utf-8")
    connection.execute(f"create or replace table {relation.replace('/', '.')} as {text}")


def check_files() -> list[Path]:
    """The checks; each is a query that returns the rows that offend."""
    return sorted((SQL / "checks").glob("*.sql"))
