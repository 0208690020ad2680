"""Requests on pages: raised from a link in two clicks, moved on in place, and the way back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.requests.words import RequestState
from steward.plans.files.store import Plans
from steward.services.requests.files import written_of
from steward.workspace import Workspace
from tests.asked.office import office, raised, written
from tests.quoting.pages import open_page, texts

OF_ACCOUNT, OF_BOOK = "pages/internal/account_requests.py", "pages/internal/requests.py"


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def press(page: AppTest, label: str) -> AppTest:
    """The page after the button of that label."""
    [button] = [one for one in page.button if one.label == label]
    found = button.click().run()
    assert not found.exception
    return found


def choose_who(page: AppTest) -> AppTest:
    """Say who works here."""
    [box] = [one for one in page.selectbox if one.label == "You are"]
    return box.set_value(next(one for one in box.options if "Ann" in one)).run()


def test_an_invoice_line_is_disputed_in_two_clicks_credited_and_taken_back(
    where: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(where, monkeypatch, OF_ACCOUNT, account="A1", invoice="INV-7", line="2", amount="1000.5")
    page = press(choose_who(page), "Raise the request")
    one = written(where, "R1")
    assert (one.said.subject, one.said.invoice_line) == ("Invoice INV-7, line 2 is not as agreed", "2")
    assert (one.record.state, one.record.claim.claimed) == (RequestState.RAISED, 100_050)
    page = open_page(where, monkeypatch, OF_ACCOUNT, account="A1", request="A1/R1")
    page = press(choose_who(page), "Investigate")
    [amount] = [one for one in page.number_input if one.label == "Amount"]
    assert amount.value == 1000.5
    page = press(amount.set_value(600.25).run(), "Credit")
    assert written(where, "R1").record.claim.open == 40_025
    assert "Disputed and open €1,000.50 → €400.25" in texts(page), "the screen says what moved"
    page = press(page, "Take back")
    assert written(where, "R1").record.claim.open == 100_050
    assert written_of(Plans.within(where), "A1")[0].record.state is RequestState.INVESTIGATED


def test_the_list_of_the_book_has_both_clocks_and_opens_one_beside_it(
    where: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(where)
    page = open_page(where, monkeypatch, OF_BOOK, request="A1/T2")
    said = texts(page)
    assert "Turn: The customer since 26 Sep 2026" in said
    assert "Our clock: 8.0 h of 80.0 h, 10 %; it stands".replace(" h", "\u00a0h").replace(" %", "\u202f%") in said
    assert (
        "Their clock: 10.1\u00a0days since they asked" in said or "Their clock: 10\u00a0days since they asked" in said
    )


@pytest.mark.parametrize("amount", ["-15.2", "0", "nan", "1e300", "much"])
def test_an_address_that_names_no_amount_leaves_the_field_empty(
    where: Workspace, monkeypatch: pytest.MonkeyPatch, amount: str
) -> None:
    page = open_page(where, monkeypatch, OF_ACCOUNT, account="A1", invoice="INV-7", amount=amount)
    assert not page.exception
    assert [one.value for one in page.number_input if one.label == "Amount"] == [None]


def test_a_site_is_chosen_by_its_name_and_told_by_it(small_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(Workspace.whole(small_sample), monkeypatch, OF_ACCOUNT, account="NW-1002", request="NW-1002/R1")
    [box] = [one for one in page.selectbox if one.label == "Site"]
    name = next(one for one in box.options if "Glasgow" in one)
    assert name in texts(page) and "Site NW-1002-02" not in texts(page)


def test_each_clock_has_a_line_of_its_own(where: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    raised(where)
    page = open_page(where, monkeypatch, OF_ACCOUNT, account="A1", request="A1/R1")
    [said] = [one.value for one in page.markdown if one.value.startswith("Turn")]
    assert [one.partition(":")[0].partition(",")[0].strip("\\") for one in said.split("  \n")] == [
        "Turn", "Our clock", "No reply yet", "Their clock",
    ]  # fmt: skip
