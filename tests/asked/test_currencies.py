"""A claim has a currency: in another than the reporting one it is told in its own and is in no sum."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from steward.briefings.customer.subject import subject
from steward.cli.as_json.requests import requests_json
from steward.domain.requests.words import RequestAct
from steward.plans.files.store import Plans
from steward.services.requests import papers, shown
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.asked.office import DISPUTE, brief, did, listed, office, raised
from tests.homes import opened_once
from tests.quoting.pages import open_page, texts

A = RequestAct
THEIRS = replace(DISPUTE, customer_text="We look at it.")


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    """100 euro and 1,000.50 dollars are disputed, and 600 dollars credited."""
    here = office(tmp_path)
    raised(here, THEIRS, amount=100)
    raised(here, replace(THEIRS, subject="Billed from Boston"), amount=1000.5, currency="USD")
    did(here, "R2", A.INVESTIGATE)
    did(here, "R2", A.CREDIT, amount=600)
    return here


def test_for_us_it_stands_beside_the_sums_and_in_none(where: Workspace) -> None:
    found = brief(where)
    figure = found.figure("requests.disputed")
    assert (figure.value, figure.note) == (100, "2 disputes, 1 of them in another currency")
    assert found.figure("requests.credit_share").note == "", (
        "what is credited in dollars is no share of what was billed"
    )
    assert found.claims is not None and found.claims.title == "€100.00 of €100.00 disputed is open"
    assert found.foreign_claims is not None
    assert found.foreign_claims.title == "1 dispute in another currency: $400.50 open"
    assert found.foreign_claims.rows[0][4:-1] == ("USD", 1000.5, 600, 0, 0, 400.5)
    book = acting_book(opened_once(where))
    claims = {one["request"]: one["claim"] for one in json.loads(requests_json(book, found))["requests"]}
    assert "currency" not in claims["A1/R1"] and claims["A1/R2"]["currency"] == "USD"


def test_for_the_customer_it_is_told_in_its_own_currency_on_page_and_paper(where: Workspace) -> None:
    about, plans = subject(opened_once(where), "A1"), Plans.within(where)
    found = shown.brief(about, plans)
    assert found is not None and found.figure("your_requests.disputed").value == 100
    assert found.foreign_claims is not None and "$400.50 still open" in found.foreign_claims.title
    letter = [one.text for one in Document(BytesIO(papers.letter(about, plans, "R2"))).paragraphs]
    assert any("You disputed $1,000.50" in text for text in letter) and not any("€" in text for text in letter)


def test_the_form_takes_a_code_and_refuses_what_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = office(tmp_path)
    address = {"account": "A1", "invoice": "I-9", "amount": "250", "you": "P1"}
    test = open_page(where, monkeypatch, "pages/internal/account_requests.py", **address)
    money = next(one for one in test.text_input if one.label == "Currency")
    assert money.value == "EUR"
    test = money.set_value("$$").run()
    assert "“$$” is no currency: say a code of three letters, such as USD." in texts(test)
    test = test.button("requests.raise").click().run()
    assert "A1/R1" not in brief(where).by_key
    test = next(one for one in test.text_input if one.label == "Currency").set_value("chf").run()
    test.button("requests.raise").click().run()
    assert (listed(where, "A1/R1").currency, listed(where, "A1/R1").claim.open) == ("CHF", 25_000)
