"""docs/figures.md names every figure a script can look up, and is made from what the commands say."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.briefings.internal.scope.book import book_of
from steward.exhibits import Figure
from steward.metrics import definition
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.account import figures as internal_figures
from steward.services.topics import of_account, of_book
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.examples import EVERYTHING
from tests.reviews_made import TOLD

LIST = Path(__file__).parents[2] / "docs" / "figures.md"
HEAD = """# Figures

Every figure of `brief --json` and `book --json` ([data.md](data.md)), with its unit and its metric
([metrics.md](metrics.md)). `…` stands for a product. This list is made from the sample by `make update-golden`: read
the difference, because an id that goes or changes breaks somebody's script.

| id | unit | metric | in |
|---|---|---|---|
"""
ACCOUNTS = 12 if EVERYTHING else 3
"""Whose areas are looked through; figures of one account alone are asked of those that differ, and of a quiet one,
which has some that no other has."""


@pytest.fixture(scope="module")
def found(sample_home: Path) -> dict[str, tuple[Figure, list[str]]]:
    """Every figure with the answers it is in."""
    figures: dict[str, tuple[Figure, list[str]]] = {}
    for place, told in _told(sample_home):
        for figure in told:
            _, places = figures.setdefault(_general(figure), (figure, []))
            places.extend({place} - set(places))
    return figures


def _told(home: Path) -> Iterator[tuple[str, Iterable[Figure]]]:
    workspace = Workspace.whole(home)
    warehouse, plan_cache = open_warehouse(workspace), PlanCache(Plans.whole(workspace.plans))
    book = book_of(warehouse)
    customers = [row.account_id for row in book_rows.customers(warehouse, str(book.quarter))]
    accounts = [subject(warehouse, one) for one in customers if EVERYTHING or one in (*TOLD, "NW-1006")]
    for about in accounts:
        yield "`brief --audience customer`", customer_figures(about)
        yield "`brief`", internal_figures(about)
    for about in accounts[:ACCOUNTS]:
        yield "`brief`", (figure for area in of_account(about, plan_cache) for figure in area.figures)
    yield "`book`", (figure for area in of_book(book, plan_cache) for figure in area.figures)


def _general(figure: Figure) -> str:
    """An id without the product it is about."""
    topic, name, *rest = figure.id.split(".", 2)
    return ".".join((topic, name, "…")) if rest else figure.id


def test_every_figure_is_listed_with_its_unit_and_metric(found: dict[str, tuple[Figure, list[str]]]) -> None:
    rows = (
        f"| `{key}` | {figure.unit.name} | {figure.receipt.metric} | {', '.join(places)} |\n"
        for key, (figure, places) in sorted(found.items())
    )
    made = HEAD + "".join(rows)
    if os.environ.get("UPDATE_GOLDEN"):
        LIST.write_text(made, encoding="utf-8")
    assert LIST.read_text(encoding="utf-8") == made


def test_the_metric_of_every_figure_is_defined(found: dict[str, tuple[Figure, list[str]]]) -> None:
    assert sorted(key for key, (figure, _) in found.items() if not definition(figure.receipt.metric)) == []


def test_every_unit_is_documented(found: dict[str, tuple[Figure, list[str]]]) -> None:
    lines = (LIST.parent / "data.md").read_text(encoding="utf-8").splitlines()
    units = next(line for line in lines if line.startswith("| `unit` | `money`"))
    assert sorted({figure.unit.name for figure, _ in found.values() if f"`{figure.unit.name}`" not in units}) == []
