"""What is measured beside ours is the same work: the same rows after the same checks, the same charts and people."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import decks, environments, superset
from benchmarks.peers.dbt_project import made as dbt_made
from benchmarks.peers.given import Part
from benchmarks.peers.loads import rules
from benchmarks.peers.maps import dot
from benchmarks.peers.theirs import pandas_load
from steward.exhibits import Table
from steward.warehouse.scoped import open_warehouse
from tests.homes import home, loaded_once
from tests.maps_made import made_map

TABLES = {
    "accounts": "account_id | name\nA1 | One\nA2 | Two\nA2 | Two once more\nA3 |",
    "products": "product_id | name\nwan | WAN",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on
        s1              | A1         | wan        | 100 | 2025-01-01
        s2              | A9         | wan        | 100 | 2025-01-01
        s3              | A2         | lan        | 100 | 2025-01-01
        s4              | A2         | wan        | ten | 2025-01-01
        s5              | A2         | wan        | 100 | 2025-02-30
    """,
}

TESTS = "data_tests"


def test_pandas_comes_to_the_rows_that_a_load_comes_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = loaded_once(home(tmp_path / "home", **TABLES))
    checked = rules(house.data)
    (tmp_path / "rules.json").write_text(json.dumps(checked), encoding="utf-8")
    pandas_load.main(str(tmp_path / "rules.json"), str(house.data), str(tmp_path))
    told: Any = json.loads(capsys.readouterr().out)
    warehouse = open_warehouse(house)
    ours = {name: warehouse.arrow(f"select * from staging.{name}").num_rows for name in checked}
    assert told["rows"] == ours == {"accounts": 2, "products": 1, "subscriptions": 2}
    assert told["found"]["subscriptions"]["a reference to nothing"] == 2


def test_dbt_tests_every_key_reference_date_and_number(tmp_path: Path) -> None:
    house = home(tmp_path / "home", **TABLES)
    dbt_made(rules(house.data), house.data, tmp_path / "dbt")
    models: Any = json.loads((tmp_path / "dbt" / "models" / "schema.yml").read_text(encoding="utf-8"))["models"]
    tested = {
        (model["name"], column["name"]): [one if isinstance(one, str) else next(iter(one)) for one in column[TESTS]]
        for model in models
        for column in model["columns"]
    }
    assert tested["subscriptions", "subscription_id"] == ["not_null", "unique"]
    assert tested["subscriptions", "account_id"] == ["not_null", "relationships"]
    assert tested["subscriptions", "product_id"] == ["not_null", "relationships"]
    assert tested["subscriptions", "mrr"] == tested["subscriptions", "starts_on"] == ["not_null", "is_of_its_kind"]


def test_a_deck_is_handed_over_with_every_chart_and_table() -> None:
    review = decks.twelve_slides()
    told = [decks.as_values(slide) for slide in review.slides]
    assert len(told) == 12
    assert [[one["title"] for one in slide["exhibits"]] for slide in told] == [
        [one.title for one in slide.exhibits] for slide in review.slides
    ]
    tables = [one for slide in review.slides for one in slide.exhibits if isinstance(one, Table)]
    rows = [one["rows"] for slide in told for one in slide["exhibits"] if one["kind"] == "table"]
    assert [table.text() for table in tables] == [one[1:] for one in rows if one[0][0]]


def test_graphviz_is_handed_every_person_and_line() -> None:
    drawn = made_map(40)
    told = dot(drawn)
    assert told.count("[label=") == len(drawn.people) == 40
    assert told.count(" -> ") == len(drawn.lines)


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("nps_trend", (("Q4 2024", 1), ("Q1 2025", 2)), [("2024 Q4", 1), ("2025 Q1", 2)]),
        ("book_bridge", (("Opening", 5), ("New", 1), ("Closing", 6)), [("1 Opening", 5), ("2 New", 1)]),
        ("book_table", (("Quay & Co", 5),), [("Quay & Co", 5)]),
    ],
)
def test_superset_is_handed_rows_in_an_order_it_keeps(name: str, rows: Any, expected: Any) -> None:
    assert superset.in_order(Part(name, "", ("What", "Value"), rows)) == expected


def test_every_version_is_pinned() -> None:
    pins = [one for kinds in environments.pinned().values() for pinned in kinds.values() for one in pinned]
    assert len(pins) > 8
    assert [one for one in pins if not re.fullmatch(r"[\w-]+(==|@)[\d.]+", one)] == []
