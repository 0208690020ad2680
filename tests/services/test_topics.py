"""Every topic's figures for scripts: each once, defined, as its page shows them; for one account, of it alone."""

import json
from pathlib import Path

from reviews_made import BUSY, account
from typer.testing import CliRunner

from steward.briefings.internal.scope.book import Book
from steward.cli import app
from steward.exhibits import Figure
from steward.metrics import definition
from steward.plans.files.plan_cache import PlanCache
from steward.services.topics import account_figures, of_account, of_book

AREAS = {"book", "renewals", "nps", "service_watch", "health", "pipeline", "targets", "whitespace", "education"}


def book_figures(book: Book, plan_cache: PlanCache) -> tuple[Figure, ...]:
    return tuple(figure for area in of_book(book, plan_cache) for figure in area.figures)


def figures_of_one(home: Path, plan_cache: PlanCache) -> tuple[Figure, ...]:
    return account_figures(account(home), of_account(account(home), plan_cache))


def test_each_is_there_once_and_defined(book: Book, plan_cache: PlanCache, sample_home: Path) -> None:
    for found in (book_figures(book, plan_cache), figures_of_one(sample_home, plan_cache)):
        assert len({figure.id for figure in found}) == len(found) > 20
        assert not [figure.receipt.metric for figure in found if not definition(figure.receipt.metric)]
        assert all(figure.value is not None or figure.why for figure in found)


def test_an_accounts_own_figures_come_first(plan_cache: PlanCache, sample_home: Path) -> None:
    found = figures_of_one(sample_home, plan_cache)
    assert found[0].id == "account.mrr"
    assert {figure.id.partition(".")[0] for figure in found} > AREAS - {"targets"}


def test_for_scripts(sample_home: Path, book: Book, plan_cache: PlanCache) -> None:
    said = CliRunner().invoke(app, ["book", "--home", str(sample_home), "--json"])
    told = {one["id"]: one["value"] for one in json.loads(said.stdout)["figures"]}
    assert told.keys() == {figure.id for figure in book_figures(book, plan_cache)}
    assert told["book.nrr"] == json.loads(said.stdout)["totals"]["nrr"]


def test_nothing_of_it_is_for_customers(sample_home: Path) -> None:
    said = CliRunner().invoke(app, ["brief", BUSY, "--audience", "customer", "--home", str(sample_home), "--json"])
    areas = {one["id"].partition(".")[0] for one in json.loads(said.stdout)["figures"]}
    assert not areas & (AREAS | {"account"})
