"""Each metric names the one place it is made in: something of the code, or a relation of the warehouse."""

import re
from pathlib import Path

import pytest

from steward.warehouse.formulas import FILE
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.one_home.metrics import found, homes

SCHEMAS = ("staging", "customer", "internal", "meta")


@pytest.fixture(scope="module")
def relations(sample_home: Path) -> set[str]:
    """Those of a warehouse, also what a load writes."""
    sql = "select schema_name || '.' || table_name from duckdb_tables()"
    return {name for (name,) in open_warehouse(Workspace.whole(sample_home)).rows(_one, sql)}


def _one(name: str) -> tuple[str]:
    return (name,)


def is_there(home: str, relations: set[str]) -> bool:
    """A relation that is made, or something that is in the code; a module or a file is no one place."""
    return home in relations if home.split(".")[0] in SCHEMAS else found(home) is not None


def test_every_metric_names_the_one_place_it_is_made_in(relations: set[str]) -> None:
    assert {name: home.name for name, home in homes().items() if not is_there(home.name, relations)} == {}


@pytest.mark.parametrize(
    "home",
    [
        "", "strategy.toml", "steward/relationships/status.py", "steward.relationships.status",
        "steward.relationships.status.gone", "staging.gone", "meta.gone", "internal.gone",
    ],
)  # fmt: skip
def test_what_is_not_there_and_what_is_a_whole_file_is_no_home(home: str, relations: set[str]) -> None:
    assert not is_there(home, relations)


def test_a_formula_of_sql_is_that_of_a_metric() -> None:
    """But those that are only parts of some, such as what a month's minutes come to a day."""
    made = re.findall(r"macro (\w+)\(", FILE.read_text(encoding="utf-8"))
    named = {home.macro for home in homes().values() if home.macro}
    parts = {
        "a_day", "called_total", "in_proportion", "last_answer", "leaning", "renewal_kept", "use_a_reading",
    }  # fmt: skip
    of_orders = {
        "order_action", "order_acts", "order_at_risk", "order_bills_from", "order_mrc", "order_not_to_come",
        "order_over", "order_state", "invoice_corrected", "owed_until", "rate_moved",
        "share_of_cents", "units_charged", "whole_units",
    }  # fmt: skip
    assert set(made) - named == parts | of_orders
    assert named <= set(made)
