"""Every page about the book opens for a thousand accounts and three months: what holds for forty may not for them."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.ui import pages
from steward.ui.rooms import ROOMS
from steward.warehouse.loading.load import load
from tests.examples import these
from tests.homes import home

ROOT = Path(__file__).parents[2]
COUNT = 1000
ACCOUNTS = range(COUNT)
PRODUCTS = ("wan", "lan", "voice", "security")
TRADES, SEGMENTS = ("Retail", "Media", "Health"), ("small", "large")


def _book_pages() -> list[str]:
    """The pages of the rooms of the book; Compare a deck and Data health ask for a file and are tried elsewhere."""
    book = ("Home", "Accounts", "Renewals", "Pipeline", "Delivery", "Customer health", "Reviews", "Team")
    return [page.path for room in ROOMS if room.title in book for page in room.pages if page is not pages.DECK_CHECK]


def _each(heading: str, row: Callable[[int], str], every: int = 1) -> str:
    """A row for every account, or for every so many."""
    return "\n".join([heading, *(row(place) for place in ACCOUNTS[::every])])


def _mrr(place: int) -> int:
    """From 100 to 100,000, few of them large."""
    return round(100 * math.exp(place / COUNT * math.log(1000)))


TABLES = {
    "people": "person_id|name|manager_id|region\nM|Mona||North\n"
    + "\n".join(f"P{one}|Person {one}|M|{('North', 'South')[one % 2]}" for one in range(20)),
    "products": "product_id|name\n" + "\n".join(f"{one}|{one.upper()}" for one in PRODUCTS),
    "accounts": _each(
        "account_id|name|owner_id|region|segment|industry",
        lambda n: f"A{n}|Account {n}|P{n % 20}|{('North', 'South')[n % 2]}|{SEGMENTS[n % 2]}|{TRADES[n % 3]}",
    ),
    "contacts": _each("contact_id|account_id|name|title", lambda n: f"K{n}|A{n}|Somebody {n}|Chief Executive"),
    "subscriptions": _each(
        "subscription_id|account_id|product_id|mrr|starts_on|ends_on|contract_id",
        lambda n: (
            f"s{n}|A{n}|{PRODUCTS[n % 4]}|{_mrr(n)}|2026-07-01|{'2026-09-10' if n % 25 == 0 else ''}|C{n}\n"
            f"t{n}|A{n}|{PRODUCTS[(n + 1) % 4]}|{n + 1}|2026-08-01||C{n}"
        ),
    ),
    "contracts": _each(
        "contract_id|account_id|starts_on|ends_on|notice_days",
        lambda n: f"C{n}|A{n}|2025-07-01|{2026 + n % 2}-{n % 3 + 10}-28|90",
    ),
    "opportunities": _each(
        "opportunity_id|name|stage|status|amount|account_id|product_id|kind|probability|opened_on|close_on|closed_on|owner_id",
        lambda n: (
            f"o{n}|Opportunity {n}|{('first', 'proposal')[n % 2]}|open|{n + 50}|A{n}|{PRODUCTS[(n + 2) % 4]}|upsell|0.4"
            f"|2026-07-05|2026-{n % 3 + 10}-15||P{n % 20}\n"
            f"w{n}|Was {n}|done|{('won', 'lost')[n % 2]}|{n + 50}|A{n}|{PRODUCTS[(n + 3) % 4]}|cross-sell||2026-07-05"
            f"|2026-08-20|2026-08-20|P{n % 20}"
        ),
    ),
    "nps_responses": _each(
        "response_id|account_id|contact_id|score|sent_on|answered_on|comment",
        lambda n: f"r{n}|A{n}|K{n}|{n % 11}|2026-08-{n % 28 + 1:02}|2026-08-{n % 28 + 1:02}|The price is too high {n}",
    ),
    "activities": _each(
        "activity_id|account_id|happened_at|kind|contact_id",
        lambda n: f"a{n}|A{n}|2026-0{n % 3 + 7}-10 09:00|call|K{n}",
    ),
    "targets": "person_id|quarter|new_mrr|base_growth|retention\n"
    + "\n".join(f"P{one}|2026-Q{quarter}|50000|0.05|0.95" for one in range(20) for quarter in (3, 4)),
}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thousand")
    report = load(home(folder, **TABLES))
    assert sum(table.rejected for table in report.tables) == 0
    return folder


TELLING = tuple(f"pages/internal/{name}.py" for name in ("book", "opportunities", "whitespace", "nps"))
"""With the most rows and the fullest charts."""


@pytest.mark.parametrize("page", these(TELLING, _book_pages()))
def test_a_page_about_the_book_opens_for_a_thousand_accounts(
    page: str, thousand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARD_HOME", str(thousand))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600).switch_page(page).run()
    assert not test.exception, [error.value for error in test.exception]
    assert not test.error, [error.value for error in test.error]
    assert test.main.children
