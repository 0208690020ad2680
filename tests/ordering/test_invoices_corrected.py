"""A first invoice that is not as ordered: what is asked about it, and that this stands where the invoice does."""

from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.subject import subject
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.todo import Reason
from steward.domain.requests.words import RequestAct, RequestKind
from steward.plans.customer.requests import RaisedRequest
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.services import orders, week
from steward.services.orders import Line
from steward.services.requests import acting
from steward.services.requests.acting import NewRequest
from steward.services.requests.files import one_of
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.ordering.made import office
from tests.quoting.pages import open_page, texts

TODAY = date(2026, 10, 8)


@pytest.fixture
def home(tmp_path: Path) -> Workspace:
    return office(tmp_path)


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("dear", {"kind": "dispute", "invoice": "I-3", "order_line": "dear", "amount": "15.20"}),
        ("leaking", {"kind": "question", "order_line": "leaking"}),
    ],
)
def test_what_is_too_much_is_disputed_and_what_is_too_little_is_a_question_to_accounting(
    home: Workspace, key: str, asked: dict[str, str]
) -> None:
    found = dict(orders.to_correct(_line(home, key)))
    assert found.pop("queue") == "accounting"
    assert found.pop("subject").endswith("is not billed as ordered")
    assert found == asked


def test_a_first_invoice_that_was_disputed_says_so_where_it_stands_and_is_a_request_from_then_on(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = Plans.within(home)
    said = RaisedRequest(kind=RequestKind.DISPUTE, subject="Too dear", order_line="dear", invoice="I-3")
    key = acting.raise_request(plans, "A2", NewRequest(said=said, amount=15.2), "P2", TODAY)
    assert orders.asked_in_words(_line(home, "dear")) == "Raised: 15.20 open of 15.20"
    assert "1 first invoice not as ordered" in _billing(home, "A2"), "of two the other one is left"
    table = orders.brief(acting_book(opened_once(home)), EVERYTHING, PlanCache(plans)).invoices
    assert table is not None and table.columns[-1].name == "Request"
    told = dict(zip(table.keys, (row[-1] for row in table.rows), strict=True))
    assert (told["dear"], told["leaking"]) == ("Raised: 15.20 open of 15.20", None), "the book says it, too"
    for what in (RequestAct.INVESTIGATE, RequestAct.CREDIT):
        acting.act(plans, one_of(plans, "A2", key), what, "P2", TODAY, amount=10)
    assert orders.asked_in_words(_line(home, "dear")) == "Credited in part: 10.00 credited, 5.20 open of 15.20"
    page = open_page(home, monkeypatch, "pages/internal/account_orders.py", account="A2", line="dear", you="P2")
    assert "Credited in part: 10.00 credited, 5.20 open of 15.20" in texts(page)
    acting.act(plans, one_of(plans, "A2", key), RequestAct.WITHDRAW, "P2", TODAY)
    assert _line(home, "dear").asked is None, "what was given up corrects nothing"
    assert "2 first invoices not as ordered" in _billing(home, "A2")


def test_another_question_about_a_line_corrects_no_invoice(home: Workspace) -> None:
    said = RaisedRequest(subject="Who let them in?", order_line="dear")
    acting.raise_request(Plans.within(home), "A2", NewRequest(said=said), "P2", TODAY)
    assert _line(home, "dear").asked is None


def _line(home: Workspace, key: str) -> Line:
    """A line of either account as its page has it."""
    about = subject(opened_once(home), "A1" if key == "leaking" else "A2")
    return next(one for one in orders.of_account(about, Plans.within(home)).lines if one.key == key)


def _billing(home: Workspace, account_id: str) -> list[str]:
    """What is to be done about the bills of an account."""
    todos = week.everything(acting_book(opened_once(home)), PlanCache(Plans.within(home))).todos
    return [one.words for one in todos if one.reason is Reason.BILLING and one.account_id == account_id]
