"""What quotes offer in all: each once, the one that came furthest, and nothing that expired or is in other money."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.plans.customer.offer import PriceLine, QuoteKind
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import LinePrices
from steward.plans.internal.quote_record import Verdict
from steward.services import opportunities, renewals
from steward.services.quotes import acting, desk, winning
from steward.services.scope import acting_book
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.quoting.desk import PRICED, SETTINGS, TABLES, again, offer_at
from tests.quoting.desk import desk as at_the_desk
from tests.quoting.test_winning import SOLD

ANN = "ann@example.com"
TWO_CONTRACTS = {
    **TABLES,
    "opportunities": SOLD,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days
        C1          | A1         | 2025-01-01 | 2026-12-31 | 90
        C2          | A1         | 2025-01-01 | 2026-12-31 | 90
        """,
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | contract_id | site_id | quantity
        U1              | A1         | SDW        | 95  | 2025-01-01 | C1          | S1      | 1
        U2              | A1         | VOI        | 300 | 2025-01-01 | C2          | S1      | 40
        """,
}
FIRST = PriceLine(line="1", product="SDW", site="S1", quantity=10, unit_mrc=75, replaces=("U1",))
SECOND = PriceLine(line="2", product="VOI", site="S1", quantity=40, unit_mrc=6, replaces=("U2",))
AT_LIST = replace(FIRST, quantity=1, unit_mrc=100)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return _loaded(at_the_desk(tmp_path))


def _loaded(office: Workspace, today: str = "2026-10-05", **tables: str) -> Workspace:
    settings = SETTINGS.replace("today = 2026-10-05", f"today = {today}")
    return loaded_once(home(office.home, settings, **{**TWO_CONTRACTS, **tables}))


def _begun(office: Workspace, *lines: PriceLine, **changed: object) -> str:
    offer = replace(offer_at(75, **{"kind": QuoteKind.RENEWAL, **changed}), lines=lines)
    priced = replace(
        PRICED, prices=tuple(LinePrices(line=one, list_mrc=each, cost_mrc=1) for one, each in (("1", 100), ("2", 6)))
    )
    return acting.begin(Plans.within(office), "A1", offer, priced, ANN)


def _submitted(office: Workspace, *lines: PriceLine, **changed: object) -> str:
    quote_id = _begun(office, *lines, **changed)
    acting.submit(Plans.within(office), again(office, quote_id), ANN)
    return quote_id


def _accepted(office: Workspace, *lines: PriceLine, **changed: object) -> str:
    quote_id = _submitted(office, *lines, **changed)
    acting.present(Plans.within(office), again(office, quote_id), ANN)
    winning.accept(Plans.within(office), open_warehouse(office), again(office, quote_id), ANN)
    return quote_id


def _approved(office: Workspace, quote_id: str) -> None:
    while turns := [one for one in asked(again(office, quote_id)) if one.is_open]:
        who = turns[0].holders[0]
        quote, key = again(office, quote_id), turns[0].need.key
        acting.decide(Plans.within(office), quote, key, who, Verdict.APPROVE, "", who, signed_in=True)


def _renewals(office: Workspace) -> Renewals:
    return renewals.brief(acting_book(open_warehouse(office)), EVERYTHING, PlanCache(Plans.within(office)))


def _quotes(office: Workspace) -> QuoteBook:
    return desk.brief(acting_book(open_warehouse(office)), EVERYTHING, PlanCache(Plans.within(office)))


def _quoted(office: Workspace) -> tuple[object, str]:
    figure = _renewals(office).figure("renewals.quoted")
    return figure.value, figure.note


def _states(found: Renewals) -> Sequence[object]:
    assert found.quotes is not None
    names = [one.name for one in found.quotes.columns]
    return [(row[names.index("Contract")], row[names.index("State")]) for row in found.quotes.rows]


def test_a_quote_that_renews_two_contracts_is_counted_once(office: Workspace) -> None:
    _submitted(office, FIRST, SECOND, title="Both")
    _begun(office, replace(FIRST, unit_mrc=60), title="One")
    found = _renewals(office)
    assert _quoted(office) == (2, "of 2; €990 a month offered")
    assert found.quotes is not None and found.quotes.title == "2 quotes, 1 in approval, for 2 renewals"
    assert _states(found) == [("C1", "In approval"), ("C1", "Draft"), ("C2", "In approval")]


def test_what_was_accepted_counts_before_a_draft_of_the_same(office: Workspace) -> None:
    _accepted(office, AT_LIST)
    _begun(office, replace(FIRST, quantity=1, unit_mrc=3), title="Forgotten")
    assert _quoted(office) == (1, "of 2; €100 a month offered")
    assert _states(_renewals(office)) == [("C1", "Accepted"), ("C1", "Draft")]


def test_what_expired_is_told_and_not_offered(office: Workspace) -> None:
    _submitted(office, AT_LIST, valid_until=date(2026, 10, 10), opportunity="O1")
    later = _loaded(office, today="2026-10-19")
    assert _quoted(later) == (0, "of 2; without 1 expired")
    assert _states(_renewals(later)) == [("C1", "Expired")]
    quotes = _quotes(later)
    assert (quotes.figure("quotes.mrr").value, quotes.figure("quotes.mrr").note) == (0, "without 1 expired")
    assert quotes.by_state is not None and quotes.by_state.title == "1 quote expired, and nothing is offered"
    of_opportunity = opportunities.brief(
        acting_book(open_warehouse(later)), EVERYTHING, PlanCache(Plans.within(later))
    ).figure("pipeline.quoted")
    assert (of_opportunity.value, of_opportunity.note) == (0, "without 1 expired")


def test_dollars_are_not_added_to_euros(office: Workspace) -> None:
    _begun(office, replace(FIRST, unit_mrc=600), currency="USD", opportunity="O1", title="In dollars")
    _submitted(office, replace(SECOND, line="1"), title="In euros")
    assert _quoted(office) == (2, "of 2; €240 a month offered, without 1 in another currency")
    quotes, book = _quotes(office), acting_book(open_warehouse(office))
    assert quotes.figure("quotes.mrr").value == 240
    assert quotes.by_state is not None and quotes.open_quotes is not None
    assert [row[:3] for row in quotes.by_state.rows] == [("Draft", 1, None), ("In approval", 1, 240)]
    cells = {row[1]: row[4:7] for row in quotes.open_quotes.rows}
    assert cells["In dollars"] == (None, None, None) and "another currency" in quotes.open_quotes.note
    figure = opportunities.brief(book, EVERYTHING, PlanCache(Plans.within(office))).figure("pipeline.quoted")
    assert (figure.value, figure.note) == (1, "without 1 in another currency")


def test_a_discount_that_was_approved_is_no_longer_to_be_approved(office: Workspace) -> None:
    quote_id = _submitted(office, FIRST)
    assert _quotes(office).figure("quotes.deep_discounts").value == 1
    _approved(office, quote_id)
    figure = _quotes(office).figure("quotes.deep_discounts")
    assert (again(office, quote_id).state, figure.value, figure.note) == ("approved", 0, "")
