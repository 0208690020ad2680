"""A quote from its beginning to its acceptance: begun in one press, changed in the grid, decided by three people in
windows of their own, rejected, changed again, sent, accepted; and a customer's window that learns the offer alone."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Locator, Page, Response, expect
from playwright.sync_api import TimeoutError as NotYet

from steward.plans.company.approvals import SHIPPED
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import PricingFile
from steward.services.quotes import acting
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled, window
from tests.quoting.desk import APPROVERS, again, desk

pytestmark = pytest.mark.browser

CANARY = "Zaunkönig"
COSTS = {"1": 47.31, "2": 3.17}
OURS = (CANARY, "Pia Pricing", "Max Manager", "Fay Finance", "Bolt", *map(str, COSTS.values()))
"""What a customer's browser never receives: why, who approved, another account, what it costs us."""
WORDS = ("approv", "discount", "margin", "cost", "list", "pricing")
"""What no page of theirs says."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A company whose quotes begin with 60 days, which Finance must approve."""
    policy = SHIPPED.read_text(encoding="utf-8").replace("payment_days = 30", "payment_days = 60")
    return desk(tmp_path_factory.mktemp("quotes"), policy + APPROVERS)


@pytest.fixture(scope="module")
def url(office: Workspace) -> Iterator[str]:
    with serving(office.home) as served:
        yield served


class Heard:
    """A window and all that its browser received: frames of the socket, and answers with data."""

    def __init__(self, page: Page) -> None:
        self.page, self.got = page, [b""]
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("response", self._answer)

    def _frame(self, payload: str | bytes) -> None:
        self.got.append(payload.encode() if isinstance(payload, str) else payload)

    def _answer(self, response: Response) -> None:
        if "json" in response.headers.get("content-type", ""):
            self.got.append(response.body())

    def any_of(self, words: tuple[str, ...], numbers: tuple[float, ...]) -> list[str]:
        """Those that were received, numbers also as a table holds them."""
        everything = b"\n".join(self.got)
        found = [word for word in words if word.encode() in everything]
        return found + [str(one) for one in numbers if struct.pack("<d", one) in everything]


@pytest.fixture
def customer(browser: Browser, url: str) -> Iterator[Heard]:
    with window(browser, 1400, 900) as theirs:
        yield Heard(theirs)


def test_from_a_contract_that_ends_to_an_accepted_renewal(
    page: Page, browser: Browser, url: str, office: Workspace, customer: Heard
) -> None:
    customer.page.goto(_address_for_the_customer(page, url))
    expect(customer.page.get_by_text("Nothing is offered at the moment")).to_be_visible()

    page.set_viewport_size({"width": 1900, "height": 1700})
    page.goto(f"{url}/quote?account=A1&you=P1")
    page.get_by_text("A contract’s renewal", exact=True).click()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name="Draft of €395 a month")).to_be_visible()
    _our_prices(office)

    _prices(page, url, {1: ("7.5", "7")})
    _press(page, "Submit", "In approval")
    with window(browser, 1400, 1400) as pia:
        # Of one browser, which then reads the app's own scripts once; an address says who sits at each.
        max_, fay = pia.context.new_page(), pia.context.new_page()
        _decides(pia, url, "P3", "Pricing", "Approve")
        _decides(max_, url, "P2", "Sales manager", "Approve")
        _decides(fay, url, "P4", "Finance", "Reject", f"{CANARY}: the first line carries more")
        expect(fay.get_by_role("heading", name="Draft of €375 a month")).to_be_visible()

        _prices(page, url, {0: ("95", "97"), 1: ("7", "6.95")})
        page.goto(f"{url}/quote?account=A1&quote=Q1&you=P1&view=approval")
        expect(page.get_by_role("heading", name="Pricing and Finance must approve")).to_be_visible()
        expect(
            page.get_by_text("Pricing’s approval of version 1 is void: discount of line 2 went 30.0 % → 30.5 %")
        ).to_be_visible()
        _press(page, "Submit", "In approval")
        _decides(pia, url, "P3", "Pricing", "Approve")
        _decides(fay, url, "P4", "Finance", "Approve", CANARY)
        expect(fay.get_by_role("heading", name="Approved")).to_be_visible()

    page.goto(f"{url}/quote?account=A1&quote=Q1&you=P1")
    with page.expect_download() as paper:
        page.get_by_role("button", name="Proposal (Word)").click()
    quote = again(office, "Q1")
    said = _words(Path(paper.value.path()))
    assert f"€{quote.worth.schedule.tcv / 100:,.2f}" in said and "€375.00" in said and quote.record.version == 2
    assert [one for one in OURS if one in said] == []
    _press(page, "The customer has it", "With the customer")
    customer.page.reload()
    expect(customer.page.get_by_text("Renewal of C1 for Acme").first).to_be_visible()
    settled(customer.page)
    seen = customer.page.locator("body").inner_text()
    assert "€375" in seen and [word for word in WORDS if word in seen.casefold()] == []
    _press(page, "Accepted", "Accepted")
    assert again(office, "Q1").state == "accepted"
    assert customer.any_of(("Acme",), (6.95,)) == ["Acme", "6.95"] and len(customer.got) > 10
    assert customer.any_of(OURS, (*COSTS.values(), 100.0)) == []


def _address_for_the_customer(page: Page, url: str) -> str:
    page.goto(f"{url}/proposals?account=A1")
    opens = page.get_by_role("link", name="Open the customer's view")
    expect(opens).to_be_visible()
    address = opens.get_attribute("href") or ""
    return address if address.startswith("http") else f"{url}/{address.lstrip('/')}"


def _our_prices(office: Workspace) -> None:
    """What the lines cost us, written while it is a draft."""

    def priced(file: PricingFile) -> PricingFile:
        costs = tuple(replace(one, cost_mrc=COSTS[one.line]) for one in file.prices)
        return replace(file, prices=costs, reasons=replace(file.reasons, reason=f"{CANARY}: they compare"))

    acting.edit_pricing(Plans.within(office), again(office, "Q1"), priced, "ann@example.com")


def _prices(page: Page, url: str, prices: dict[int, tuple[str, str]]) -> None:
    """Type prices into the grid of lines, by row, and save."""
    page.goto(f"{url}/quote?account=A1&quote=Q1&you=P1&view=edit&part=Lines")
    grid = page.get_by_test_id("stDataFrame").last
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    settled(page)
    for row, (old, new) in prices.items():
        _typed(page, grid, row, old, new)
    number = f"{len(prices)} change" + ("s" if len(prices) > 1 else "")
    page.get_by_role("button", name=f"Save {number}").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def _typed(page: Page, grid: Locator, row: int, old: str, new: str) -> None:
    """Go to the price of a row by the keyboard, and type; the page may still move under the first click."""
    cell = page.locator("input.gdg-input")
    for attempt in range(12):
        box = grid.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 60, box["y"] + 35 * (row + 1.5))
        page.keyboard.press("Home")
        for _ in range((6, 7)[attempt % 2]):  # the first press may be lost
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        with suppress(NotYet):
            cell.wait_for(timeout=1_500)
            if cell.input_value(timeout=1_500) == old:
                cell.fill(new, timeout=1_500)
                cell.press("Enter", timeout=1_500)
                return
        page.keyboard.press("Escape")
    raise AssertionError(f"There is no price of {old} in row {row}.")


def _press(page: Page, button: str, heading: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", name=heading).first).to_be_visible()


def _decides(theirs: Page, url: str, person: str, role: str, verdict: str, comment: str = "") -> None:
    """Somebody decides in a window of their own, and sees that it is done."""
    theirs.goto(f"{url}/quote?account=A1&quote=Q1&you={person}")
    asked = theirs.get_by_role("heading", name=f"{role} decides")
    expect(asked).to_be_visible()
    if comment:
        field = theirs.get_by_role("textbox", name="Comment").first
        field.fill(comment)
        field.press("Enter")
        settled(theirs)
    theirs.get_by_role("button", name=verdict, exact=True).first.click()
    expect(asked).to_have_count(0)


def _words(path: Path) -> str:
    """What a Word file says, its tables too."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
