"""Every area as JSON: all of its page, under names that are documented and do not change by accident."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from reviews_made import BUSY, account
from typer.testing import CliRunner

from steward.briefings.customer.subject import Subject, subject
from steward.briefings.internal.scope.book import Book
from steward.charts import figure as drawn
from steward.cli import app
from steward.cli.as_json.exhibits import exhibit_json
from steward.exhibits import Exhibit, SeriesChart, Table
from steward.exhibits.wording import HEADLINE
from steward.metrics import definition
from steward.plans.files.plan_cache import PlanCache
from steward.services.topics import Topic, of_account, of_book
from steward.warehouse.rows.internal import book as book_rows

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "json_outline.txt"
DOCUMENTED = (
    (ROOT / "docs" / "data.md").read_text(encoding="utf-8").partition("\n### Areas\n")[2].partition("\n### ")[0]
)

NOT_IN_THE_SAMPLE = {"service_watch.soon", "requests.foreign_claims"}
"""No site of the sample is inside its limit and on the way over it; nobody disputes an amount in another currency."""


@pytest.fixture(scope="module")
def whole(book: Book, plan_cache: PlanCache) -> tuple[Topic, ...]:
    return of_book(book, plan_cache)


@pytest.fixture(scope="module")
def one(sample_home: Path, plan_cache: PlanCache) -> tuple[Topic, ...]:
    return of_account(account(sample_home), plan_cache)


@pytest.fixture(scope="module")
def several(book: Book, plan_cache: PlanCache) -> tuple[Topic, ...]:
    """Of the accounts that tell a story, and a few more."""
    rows = book_rows.customers(book.warehouse, str(book.quarter))[:12]
    return tuple(area for row in rows for area in of_account(account_of(book, row.account_id), plan_cache))


def shown(areas: tuple[Topic, ...]) -> dict[str, Exhibit]:
    return {exhibit.id: exhibit for area in areas for exhibit in area.exhibits}


def said(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_names_are_the_promised_ones(whole: tuple[Topic, ...], one: tuple[Topic, ...]) -> None:
    """Read the difference before you update it: a name that goes or changes breaks somebody's script."""
    outline = (
        "\n".join(["# book", *map(_line, shown(whole).values()), "# brief", *map(_line, shown(one).values())]) + "\n"
    )
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(outline, encoding="utf-8")
    assert outline == GOLDEN.read_text(encoding="utf-8")


def _line(exhibit: Exhibit) -> str:
    told = exhibit_json(exhibit)
    names = [
        f"{column['name']} ({column['unit'] or 'text'})"
        for column in told.get("columns", [])
        if isinstance(column, dict)
    ]
    names += [series["name"] for series in told.get("series", [])]
    return f"{told['id']}: {told['kind']}; {told['metric']}; {', '.join(names)}"


def test_a_headline_is_one_line(whole: tuple[Topic, ...], several: tuple[Topic, ...]) -> None:
    long = [area.brief.headline for area in (*whole, *several) if len(area.brief.headline) > HEADLINE]
    assert long == []


def test_every_exhibit_is_documented_and_nothing_else_is(
    book: Book, plan_cache: PlanCache, whole: tuple[Topic, ...]
) -> None:
    found = {*shown(whole), *NOT_IN_THE_SAMPLE}
    for row in book_rows.customers(book.warehouse, str(book.quarter))[:12]:
        found |= set(shown(of_account(account_of(book, row.account_id), plan_cache)))
    assert (
        set(re.findall(r"`(\w+\.\w+)`(?=[^|\n]*\| (?:table|lines|bars|stacked|bridge|heatmap|timeline))", DOCUMENTED))
        == found
    )


def test_what_a_row_is_about_is_documented(whole: tuple[Topic, ...], one: tuple[Topic, ...]) -> None:
    """`–` where the first cell says it; else what stands in `keys`."""
    told = {
        name: keys.strip()
        for names, keys in re.findall(r"^\| (`\w+\.\w+`[^|]*) \| [^|]+ \| ([^|]+) \|", DOCUMENTED, re.MULTILINE)
        for name in re.findall(r"`(\w+\.\w+)`", names)
    }
    for exhibit in (*shown(whole).values(), *shown(one).values()):
        if isinstance(exhibit, Table) and exhibit.rows and "," not in told[exhibit.id]:
            assert bool(exhibit.keys) == (told[exhibit.id] != "–"), exhibit.id


def account_of(book: Book, account_id: str) -> Subject:
    return subject(book.warehouse, account_id, str(book.quarter))


def test_each_metric_is_defined_and_each_column_has_a_name_of_its_own(
    whole: tuple[Topic, ...], one: tuple[Topic, ...]
) -> None:
    for exhibit in (*shown(whole).values(), *shown(one).values()):
        assert definition(exhibit.receipt.metric), exhibit.id
        if isinstance(exhibit, Table):
            names = [column.name for column in exhibit.columns]
            assert len({name.strip() for name in names}) == len(names), names
            assert not exhibit.keys or len(exhibit.keys) == len(exhibit.rows)


def test_the_numbers_are_those_that_are_drawn(whole: tuple[Topic, ...]) -> None:
    charts = [exhibit for exhibit in shown(whole).values() if isinstance(exhibit, SeriesChart)]
    assert len(charts) > 8
    for exhibit in charts:
        told = {one["name"]: one["values"] for one in exhibit_json(exhibit)["series"]}
        for trace in drawn(exhibit).data:
            values = trace.x if trace.orientation == "h" else trace.y
            assert [None if value is None else float(value) for value in told[trace.name]] == [
                None if value is None else float(value) for value in values
            ]


def test_a_bridge_adds_up_as_json(sample_home: Path) -> None:
    told = said("brief", BUSY, "--home", str(sample_home))["areas"]
    for area, name in (("retention", "retention.bridge"), ("health", "health.bridge")):
        (bridge,) = [one for one in told[area]["exhibits"] if one["id"] == name]
        opening, *steps, closing = [step["value"] for step in bridge["steps"]]
        assert opening + sum(steps) == pytest.approx(closing, abs=1e-5)


def test_whitespace_and_health_say_in_values_what_tables_say_in_words(
    sample_home: Path, whole: tuple[Topic, ...]
) -> None:
    told = said("book", "--home", str(sample_home))["areas"]
    spaces = [space for account in told["whitespace"]["accounts"] for space in account["spaces"]]
    assert {space["state"] for space in spaces} == {
        "ours",
        "being sold",
        "with a competitor",
        "not applicable",
        "empty",
    }
    known = [space for space in spaces if space["similar_own"] is not None]
    assert known and all(0 <= space["similar_own_low"] <= space["similar_own_high"] <= 100 for space in known)
    hidden = [account for account in told["whitespace"]["accounts"] if account["similar_accounts"] is None]
    assert all("needed" in account["why"] and not account["spaces"][0]["similar_own"] for account in hidden)
    health = told["health"]
    latest = {one["account_id"]: one["scores"][-1] for one in health["accounts"]}
    table = next(one for one in health["exhibits"] if one["id"] == "health.accounts")
    assert {key: row[1] for key, row in zip(table["keys"], table["rows"], strict=True)} == latest
    assert len(health["months"]) == len(health["accounts"][0]["scores"]) > 12
    assert any(one["set_by_hand"] for one in health["accounts"])


def test_a_customer_gets_no_area(sample_home: Path) -> None:
    assert "areas" not in said("brief", BUSY, "--audience", "customer", "--home", str(sample_home))
