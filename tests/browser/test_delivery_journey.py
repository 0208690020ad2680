"""From a date that slips to an invoice that is credited, in one walk: the week shows it, cause and next step are
written, the customer's page and window have the new day with the cause we named, and nothing of ours; a first invoice
that is wrong is disputed, investigated, credited and settled, and both pages say so."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.delivered import BILLED, LINE, NEXT_STEP, SLIPPED, TOLD, FromSlipToCredit
from benchmarks.journeys import CREDIT, JOURNEYS
from benchmarks.reader import Reader
from steward.domain.requests.words import RequestState
from steward.plans.files.store import Plans
from steward.services.requests.files import written_of
from steward.warehouse.loading.load import load
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled, window
from tests.browser.heard import Heard, customers_address, other_accounts

pytestmark = pytest.mark.browser

CANARY = "Zaunkönig"
OURS = (CANARY, NEXT_STEP, "names no date", "LX-88213", "jeopardy", "escalation desk")
"""What a customer's browser never receives: the carrier's words for the slip, what we fear, and what we do about it."""


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The accounts that tell stories, after an import in which the line slips once more."""
    made = shutil.copytree(small_sample, tmp_path_factory.mktemp("slip") / "home")
    with (made / "data" / "order_date_changes.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([LINE, "2026-10-06", "2026-11-13", "2026-10-30", f"{CANARY} fell ill", "carrier"])
    lines = made / "data" / "order_lines.csv"
    rows = [
        row.replace("2026-10-30", "2026-11-13") if row.startswith(f"{LINE},") else row
        for row in lines.read_text(encoding="utf-8").splitlines()
    ]
    lines.write_text("\n".join(rows) + "\n", encoding="utf-8")
    load(Workspace.whole(made))
    return made


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with serving(home) as served:
        yield served


@pytest.fixture
def customer(browser: Browser, url: str) -> Iterator[Heard]:
    with window(browser, 1400, 900) as theirs:
        yield Heard(theirs)


@pytest.mark.every
def test_from_a_date_that_slips_to_an_invoice_that_is_credited(
    page: Page, url: str, home: Path, customer: Heard
) -> None:
    customer.page.goto(customers_address(page, url, f"delivery?account={SLIPPED}"))
    expect(customer.page.get_by_text("comes on 13 Nov 2026, 49 days later than promised").first).to_be_visible()
    page.set_viewport_size({"width": 1400, "height": 1700})
    walk = FromSlipToCredit(Reader(page, url))

    walk.finds()
    expect(page.get_by_text("The customer was told 30 Oct, the order system says 13 Nov.").first).to_be_visible()
    walk.acts()
    walk.tells()
    walk.customer_reads()

    customer.page.reload()
    expect(customer.page.get_by_text("comes on 20 Nov 2026, 56 days later than promised").first).to_be_visible()
    expect(customer.page.get_by_text(TOLD.rstrip(".")).first).to_be_visible()
    settled(customer.page)
    assert customer.any_of(("Brimfull", TOLD.rstrip(".")), ()) == ["Brimfull", TOLD.rstrip(".")]
    assert len(customer.got) > 10
    assert customer.any_of((*OURS, *other_accounts(home, SLIPPED)), ()) == []

    walk.disputes()
    one = written_of(Plans.whole(home / "account_plans"), BILLED)[-1]
    assert (one.said.invoice, one.said.order_line) == ("I-1005-202608", "OR-1005-01-1")
    assert (one.record.state, one.record.claim.claimed) == (RequestState.RAISED, 24_246)
    walk.credits()
    expect(page.get_by_text("All of €242.46 is decided").first).to_be_visible()
    walk.closes()
    one = written_of(Plans.whole(home / "account_plans"), BILLED)[-1]
    assert (one.record.state, one.record.claim.credited, one.record.claim.open) == (RequestState.SETTLED, 24_246, 0)
    assert walk.reader.count <= JOURNEYS[CREDIT].aim
