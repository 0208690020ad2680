"""A figure is made in one place, which says the feed it lacks instead of a number nobody can know."""

import ast
from pathlib import Path

import pytest

from steward.briefings.customer.loaded import Loaded
from steward.briefings.customer.material.material import material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.reviews.slide_library import offers
from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.scope.book import book_of
from steward.exhibits import COUNT, Figure, Missing
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services.topics import account_figures, of_account, of_book
from steward.warehouse.canonical import TABLES
from steward.warehouse.reader import Warehouse
from tests.homes import ACCOUNTS, loaded

ROOT = Path(__file__).parents[2]
LINES = """
    subscription_id | account_id | product_id | mrr | starts_on
    S1              | A1         | wan        | 100 | 2024-01-01
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A company that loads accounts and subscriptions and nothing else."""
    return loaded(tmp_path_factory.mktemp("bare"), accounts=ACCOUNTS, subscriptions=LINES)


@pytest.fixture(scope="module", params=["book", "account"])
def made(request: pytest.FixtureRequest, bare: Warehouse) -> Loaded:
    return book_of(bare) if request.param == "book" else subject(bare, "A1")


def test_a_figure_is_called_into_being_in_one_module() -> None:
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "steward").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Figure"
    }
    assert callers == {"steward/briefings/customer/loaded.py"}


def test_without_a_feed_it_needs_a_figure_says_so_and_nothing_else(made: Loaded) -> None:
    receipt = made.receipt("NPS", "internal.nps_quarterly")
    figure = made.figure(
        "a.b", "Answers", 0, COUNT, receipt, needs=("accounts", "nps_responses"), why="No.", note="of 0", previous=1
    )
    assert (figure.value, figure.previous, figure.note) == (None, None, "")
    assert figure.why == "No NPS responses feed is loaded."


def test_with_its_feeds_a_figure_is_known_or_says_its_own_reason(made: Loaded) -> None:
    receipt = made.receipt("MRR at E", "internal.book")
    known, unknown = (made.figure("a.b", "A", n, COUNT, receipt, needs=("accounts",), why="No.") for n in (0, None))
    assert (known.value, known.why) == (0, "")
    assert (unknown.value, unknown.why) == (None, "No.")


def test_a_change_is_on_the_quarter_before_unless_another_time_is_named(made: Loaded) -> None:
    receipt = made.receipt("MRR at E", "internal.book")
    usual = made.figure("a.b", "A", 3, COUNT, receipt, previous=1)
    other = made.figure("a.b", "A", 3, COUNT, receipt, previous=1, previous_label="July 2026")
    assert usual.delta_text == f"+2 on {made.quarter.previous.spoken}"
    assert other.delta_text == "+2 on July 2026"


def _everything(bare: Warehouse, folder: Path) -> list[Figure]:
    """The figures of the book and of its account, for us and for the customer."""
    plan_cache, book, about = PlanCache(Plans.whole(folder)), book_of(bare), subject(bare, "A1")
    areas = of_book(book, plan_cache)
    mine = account_figures(about, of_account(about, plan_cache))
    ours = [figure for area in areas for figure in area.figures]
    return [*book_briefing(book).figures, *ours, *mine, *customer_figures(about)]


def test_every_figure_of_every_area_is_known_or_says_why_not(bare: Warehouse, tmp_path: Path) -> None:
    missing = {Missing(table.name, "").said for table in TABLES if table.name not in bare.feeds}
    figures = _everything(bare, tmp_path)
    unknown = [figure for figure in figures if figure.value is None]
    assert {figure.id for figure in unknown if not figure.why} == set()
    assert {figure.id for figure in figures if figure.value is not None and figure.why} == set()
    assert {figure.why for figure in unknown if "feed is loaded" in figure.why} <= missing
    assert len({figure.why for figure in unknown} & missing) >= 4


INCIDENTS = """
    incident_id | account_id | started_at          | restored_at
    I1          | A1         | 2024-03-01 10:00:00 | 2024-03-01 11:00:00
"""


def test_a_quarter_without_an_outage_is_not_told_as_a_missing_feed(tmp_path: Path) -> None:
    found = loaded(tmp_path, accounts=ACCOUNTS, subscriptions=LINES, incidents=INCIDENTS)
    about = PlanSubject(subject(found, "A1"), SuccessPlan(account_id="A1"))
    assert [missing.feed for missing in material(about).service.missing] == ["service_levels", "tickets"]
    assert offers(material(about))["incidents"].why == "no incident is recorded"
