"""From a need to a signature in one walk: a question answered, the site table out to Excel and back, an option and its
quote, approved by three people at windows of their own, one of whom rejects it, changed, approved again, offered and
accepted; and a customer's window that learns the offer alone."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from benchmarks.journeys import JOURNEYS, SIGNATURE
from benchmarks.reader import Reader
from benchmarks.signature import ACCOUNT, DESIGN, FIRST, QUOTE, WHY, FromNeedToSignature
from steward.plans.customer.design import Design, file_of
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import PricingFile
from steward.services.quotes import acting
from steward.services.quotes.opened import open_quote
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled, window
from tests.browser.heard import Heard, customers_address, other_accounts

pytestmark = pytest.mark.browser

CANARY = "Zaunkönig"
COST = 1.4731
"""What a unit of the first lines costs us: no other number of the sample is it."""
OURS = (CANARY, "Rainer Wiesinger", "Ondřej Malíšek", WHY)
"""What a customer's browser never receives: why, who approved or did not."""
WORDS = ("approv", "discount", "margin", "our cost", "list price", "pricing")
"""What no page of theirs says."""


@pytest.fixture(scope="module")
def home(small_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The accounts that tell stories, of which one has a design that is priced."""
    return shutil.copytree(small_sample, tmp_path_factory.mktemp("signature") / "home")


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with serving(home) as served:
        yield served


@pytest.fixture
def customer(browser: Browser, url: str) -> Iterator[Heard]:
    with window(browser, 1400, 900) as theirs:
        yield Heard(theirs)


@pytest.mark.every
def test_from_a_need_to_a_signature(page: Page, url: str, home: Path, customer: Heard) -> None:
    customer.page.goto(customers_address(page, url, f"proposals?account={ACCOUNT}"))
    expect(customer.page.get_by_text("Nothing is offered at the moment")).to_be_visible()
    page.set_viewport_size({"width": 1900, "height": 1700})
    walk = FromNeedToSignature(Reader(page, url))

    walk.discovers()
    found = _design(home)
    assert "Renders, mail and telephony" in [one.value for one in found.answers]
    assert (found.sites[0].users, found.sites[-1].name) == (271, "Cardiff")
    walk.begins()
    assert _design(home).about.offered == "mixed"
    _our_prices(home)
    walk.prices(FIRST)
    walk.submits()
    walk.approvals()
    quote = _quote(home)
    said = [(one.role, str(one.verdict), one.version) for one in quote.record.decisions]
    assert said == [
        ("Pricing", "approved", 1), ("Sales manager", "approved", 1), ("Leadership", "rejected", 1),
        ("Pricing", "approved", 2),
    ]  # fmt: skip
    paper = _words(walk.signs())
    assert f"€{quote.worth.schedule.tcv / 100:,.2f}" in paper
    assert [one for one in OURS if one in paper] == []
    assert _quote(home).state == "accepted"
    assert walk.reader.count <= JOURNEYS[SIGNATURE].aim

    customer.page.reload()
    expect(customer.page.get_by_text(quote.title).first).to_be_visible()
    settled(customer.page)
    seen = customer.page.locator("body").inner_text()
    assert [word for word in WORDS if word in seen.casefold()] == []
    assert customer.any_of(("Brimfull",), (3.6,)) == ["Brimfull", "3.6"] and len(customer.got) > 10
    assert customer.any_of((*OURS, *other_accounts(home, ACCOUNT)), (COST,)) == []


def _design(home: Path) -> Design:
    return Plans.whole(home / "account_plans").open(Design, file_of(DESIGN), ACCOUNT).plan


def _quote(home: Path):  # type: ignore[no-untyped-def]
    workspace = Workspace.whole(home)
    return open_quote(Plans.within(workspace), open_warehouse(workspace), ACCOUNT, QUOTE)


def _our_prices(home: Path) -> None:
    """What the lines cost us, written while it is a draft."""

    def priced(file: PricingFile) -> PricingFile:
        costs = tuple(replace(one, cost_mrc=COST if one.list_mrc and one.list_mrc > 2 else 0.3) for one in file.prices)
        return replace(file, prices=costs, reasons=replace(file.reasons, reason=f"{CANARY}: they compare"))

    acting.edit_pricing(Plans.whole(home / "account_plans"), _quote(home), priced, "fiona.fairhurst@northweave.example")


def _words(content: bytes) -> str:
    """What a Word file says, its tables too."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
