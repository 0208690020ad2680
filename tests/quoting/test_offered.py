"""What quotes offer in all: each once, the one that came furthest, and nothing that expired or is in other money."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.customer.subject import subject
from steward.briefings.internal.leadership.leadership import leadership
from steward.briefings.internal.quotes.asked import asked
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.quotes.figures import figures_of
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.exhibits import Table
from steward.plans.customer.offer import PriceLine, QuoteKind
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.plans.internal.pricing import LinePrices
from steward.plans.internal.quote_record import Verdict
from steward.services import health, opportunities, renewals
from steward.services.quotes import acting, desk, winning
from steward.services.reviews.decks import quotes_of
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import APPROVERS, PRICED, SETTINGS, TABLES, again, offer_at
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
UNLISTED = replace(SECOND, line="3")
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
    winning.accept(Plans.within(office), opened_once(office), again(office, quote_id), ANN)
    return quote_id


def _approved(office: Workspace, quote_id: str) -> None:
    while turns := [one for one in asked(again(office, quote_id)) if one.is_open]:
        who = turns[0].holders[0]
        quote, key = again(office, quote_id), turns[0].need.key
        acting.decide(Plans.within(office), quote, key, who, Verdict.APPROVE, "", who, signed_in=True)


def _renewals(office: Workspace) -> Renewals:
    return renewals.brief(acting_book(opened_once(office)), EVERYTHING, PlanCache(Plans.within(office)))


def _quotes(office: Workspace) -> QuoteBook:
    return desk.brief(acting_book(opened_once(office)), EVERYTHING, PlanCache(Plans.within(office)))


def _quoted(office: Workspace) -> tuple[object, str]:
    figure = _renewals(office).figure("renewals.quoted")
    return figure.value, figure.note


def _states(found: Renewals) -> Sequence[object]:
    assert found.quotes is not None
    names = [one.name for one in found.quotes.columns]
    return [(row[names.index("Contract")], row[names.index("State")]) for row in found.quotes.rows]


def _pipeline(office: Workspace, *accounts: str) -> tuple[object, str]:
    book, cache = acting_book(opened_once(office)), PlanCache(Plans.within(office))
    figure = opportunities.brief(book, Filters(accounts=accounts), cache).figure("pipeline.quoted")
    return figure.value, figure.note


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
    assert _pipeline(later) == (0, "without 1 expired")


def test_dollars_are_not_added_to_euros(office: Workspace) -> None:
    _begun(office, replace(FIRST, unit_mrc=600), currency="USD", opportunity="O1", title="In dollars")
    _submitted(office, replace(SECOND, line="1"), title="In euros")
    assert _quoted(office) == (2, "of 2; €240 a month offered, without 1 in another currency")
    quotes = _quotes(office)
    assert quotes.figure("quotes.mrr").value == 240
    assert quotes.by_state is not None and quotes.open_quotes is not None
    assert [row[:3] for row in quotes.by_state.rows] == [("Draft", 1, None), ("In approval", 1, 240)]
    cells = {row[3]: (row[2], *row[6:8]) for row in quotes.open_quotes.rows}
    assert cells["In dollars"] == (None, None, None) and "another currency" in quotes.open_quotes.note
    assert _pipeline(office) == (1, "without 1 in another currency")


def test_a_discount_that_was_approved_is_no_longer_to_be_approved(office: Workspace) -> None:
    quote_id = _submitted(office, FIRST)
    assert _quotes(office).figure("quotes.deep_discounts").value == 1
    _approved(office, quote_id)
    figure = _quotes(office).figure("quotes.deep_discounts")
    assert (again(office, quote_id).state, figure.value, figure.note) == ("approved", 0, "")


def test_the_deepest_discount_is_the_one_a_rule_reads(tmp_path: Path) -> None:
    rule = '[[rules]]\nid = "d"\nmetric = "discount"\naggregate = "highest line"\noperator = "above"\nvalue = 10\n'
    office = at_the_desk(tmp_path, policy=f'account_id = "_company"\n{rule}role = "Pricing"\n{APPROVERS}')
    _begun(office, FIRST, SECOND, kind=QuoteKind.CHANGE)
    assert _quotes(office).figure("quotes.deep_discounts").note == "the deepest 25.0\N{NARROW NO-BREAK SPACE}%"


@pytest.mark.parametrize(("named", "faults", "whole", "of_a1"), [
    ("O1", (), (1, "€750 a month offered"), (1, "€750 a month offered")),
    ("O3", ("Its opportunity O3 is none of this account’s.",), (0, ""), (0, "")),
])  # fmt: skip
def test_a_quote_is_for_an_opportunity_of_its_own_account(
    office: Workspace, named: str, faults: tuple[str, ...], whole: object, of_a1: object
) -> None:
    of_bolt = "O3 | Bolt deal | B1 | Negotiation | open | 70 | P2 | 2026-06-01 | 2026-11-30\n"
    loaded = _loaded(office, opportunities=SOLD + of_bolt)
    quote_id = _begun(loaded, FIRST, opportunity=named)
    assert again(loaded, quote_id).faults == faults
    assert (_pipeline(loaded), _pipeline(loaded, "A1")) == (whole, of_a1)


def test_without_a_feed_of_opportunities_nobody_knows_whose_one_is(tmp_path: Path) -> None:
    office = at_the_desk(tmp_path)
    assert again(office, _begun(office, FIRST, opportunity="O3")).faults == ()


def test_leadership_is_not_told_that_all_of_it_ends_soon(office: Workspace) -> None:
    _begun(office, FIRST, title="Later")
    _begun(office, replace(FIRST, quantity=1), title="Soon", valid_until=date(2026, 10, 8))
    assert _quotes(office).with_money == "2 quotes open, €825 a month: 1 ends within 7 days"


def test_quotes_of_one_title_are_told_apart(office: Workspace) -> None:
    for title in ("Same", "Same", "Other"):
        _begun(office, FIRST, title=title, opportunity="O1")
    told = ["Other", "Same · A1-Q1", "Same · A1-Q2"]
    quotes, found = _quotes(office), _renewals(office)
    assert quotes.open_quotes is not None and found.quotes is not None
    assert sorted(str(row[3]) for row in quotes.open_quotes.rows) == told
    assert sorted(str(row[4]) for row in found.quotes.rows) == told


@pytest.mark.parametrize(("lines", "why", "note"), [
    ((replace(FIRST, quantity=0), UNLISTED), "What has a list price, 1 line, has a quantity of 0.", ""),
    ((UNLISTED,), "No line has a list price.", ""),
    ((FIRST, UNLISTED), "", "of the 1 of 2 lines with a list price"),
])  # fmt: skip
def test_why_there_is_no_discount(office: Workspace, lines: tuple[PriceLine, ...], why: str, note: str) -> None:
    found = {one.id: one for one in figures_of(again(office, _begun(office, *lines)))}["quote.discount"]
    assert (found.why if found.value is None else "", found.note) == (why, note)


def test_what_renewed_a_contract_is_no_offer_for_its_next_term(office: Workspace) -> None:
    quote_id = _accepted(office, AT_LIST)
    winning.place(Plans.within(office), again(office, quote_id), ANN)
    assert _quoted(office) == (1, "of 2; €100 a month offered")
    prolonged = TWO_CONTRACTS["contracts"].replace("2026-12-31", "2027-02-28", 1)
    later = _loaded(office, contracts=prolonged)
    assert (_quoted(later), _renewals(later).quotes) == ((0, "of 2"), None)
    _begun(later, FIRST)
    assert _states(_renewals(later)) == [("C1", "Draft")]


def test_leadership_is_asked_for_decisions_by_quotes_told_apart(office: Workspace) -> None:
    for _ in range(2):
        _submitted(office, FIRST, title="Same")
    plans, about = Plans.within(office), subject(opened_once(office), "A1", None)
    told = leadership(about, account_plan(plans, "A1"), health.of_account(about, plans), quotes_of(about, plans))
    (asks,) = next(one for one in told.slides if one.id == "asks").exhibits
    assert isinstance(asks, Table)
    assert sorted(str(row[0]) for row in asks.rows if "Pricing" in str(row[0])) == [
        "A decision of Pricing on “Same · A1-Q1”", "A decision of Pricing on “Same · A1-Q2”",
    ]  # fmt: skip
