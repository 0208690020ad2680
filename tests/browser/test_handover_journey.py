"""An account that both managers agreed to move, to the last signature: two people at windows of their own, of whom
neither can sign for the other."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from steward.domain.books.states import TransferState
from steward.plans.internal.handover import HandoverFile, Introduction
from steward.workspace import Workspace
from tests.browser.conftest import serving, settled, window
from tests.handover.made import ANN, BEA, X1, company, meet, seen, write

pytestmark = pytest.mark.browser


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """Introductions are planned, and both met the customer: the interview is still to be answered."""
    found = company(tmp_path)
    held = Introduction(person="K1", planned_on=date(2026, 10, 2), held_on=date(2026, 10, 2))
    write(found, HandoverFile(account_id=X1, introductions=(held,)))
    meet(found, ANN, BEA)
    return found


@pytest.fixture
def url(made: Workspace) -> Iterator[str]:
    with serving(made.home) as served:
        yield served


@pytest.mark.every
def test_from_the_agreement_to_the_last_signature_at_two_windows(
    page: Page, browser: Browser, url: str, made: Workspace
) -> None:
    page.goto(f"{url}/handover?you={ANN}&handover={X1}&part=interview")
    fields = page.get_by_role("textbox", name="?")
    expect(fields).to_have_count(7)
    for number in range(7):
        fields.nth(number).fill("Nothing that anybody has to know.")
    fields.nth(6).press("Control+Enter")
    page.get_by_role("button", name="Save 7 changes").click()
    expect(page.get_by_text("7 of 7 answered")).to_be_visible()
    for label, then in (
        ("The passport is ready", "Sign out"),
        ("They are introduced", "Sign in: receive it"),
        ("Sign out", "Signed out by Ann Leaving on 8 Oct 2026"),
    ):
        page.get_by_role("button", name=label, exact=True).click()
        expect(page.get_by_text(then).first).to_be_visible()
        settled(page)
    expect(page.get_by_text("is said by Bea Coming, and by nobody for them")).to_be_visible()
    assert seen(made).standing.state is TransferState.INTRODUCED and seen(made).standing.signed
    with window(browser, 1400, 1000) as other:
        other.goto(f"{url}/handover?you={BEA}&handover={X1}")
        expect(other.get_by_text("Nothing that anybody has to know.").first).to_be_attached()
        other.get_by_role("button", name="Sign in: receive it").click()
        expect(other.get_by_text("Received by Bea Coming on 8 Oct 2026").first).to_be_visible()
        other.goto(f"{url}/actions?you={BEA}")
        expect(other.get_by_text("Meet Kim Buyer").first).to_be_attached()
    assert seen(made).standing.state is TransferState.RECEIVED
