"""A quote's state stands beside what it is for: its contract, its opportunity, and what leadership is told."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from steward.briefings.customer.subject import subject
from steward.briefings.internal.leadership.leadership import leadership
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.slides import InternalSlide
from steward.cli import app
from steward.plans.customer.offer import PriceLine, QuoteKind
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.account import account_plan
from steward.services import health, opportunities, renewals
from steward.services.quotes import acting, desk
from steward.services.reviews.decks import quotes_of
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import PRICED, SETTINGS, TABLES, again, offer_at
from tests.quoting.desk import desk as at_the_desk
from tests.quoting.test_winning import SOLD

ANN = "ann@example.com"
LINE = PriceLine(line="1", product="SDW", site="S1", quantity=10, unit_mrc=75, replaces=("U1",))


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    at_the_desk(tmp_path)
    return loaded_once(home(tmp_path, SETTINGS, **{**TABLES, "opportunities": SOLD}))


def _submitted(office: Workspace, **changed: object) -> OpenedQuote:
    plans = Plans.within(office)
    offer = replace(offer_at(75, **changed), lines=(LINE,))
    quote_id = acting.begin(plans, "A1", offer, PRICED, ANN)
    acting.submit(plans, again(office, quote_id), ANN)
    return again(office, quote_id)


class _Day(NamedTuple):
    ends_on: date


def _slides(office: Workspace, quarter: str | None = None) -> Sequence[InternalSlide]:
    plans, about = Plans.within(office), subject(opened_once(office), "A1", quarter)
    felt = health.of_account(about, plans)
    return leadership(about, account_plan(plans, "A1"), felt, quotes_of(about, plans)).slides


def _cache(office: Workspace) -> PlanCache:
    return PlanCache(Plans.within(office))


STANDS = ("Two more sites", "In approval", 750, "Pia Pricing, since today")


def test_a_renewal_says_how_its_quote_stands(office: Workspace) -> None:
    quote = _submitted(office, kind=QuoteKind.RENEWAL)
    brief = renewals.brief(acting_book(opened_once(office)), Filters(accounts=("A1",)), _cache(office))
    assert brief.quotes is not None and brief.contracts is not None
    until = quote.offer.plan.offer.valid_until
    ends = opened_once(office).rows(_Day, "select ends_on from staging.contracts")[0].ends_on
    assert brief.quotes.rows == (("Acme", "C1", ends, 395, *STANDS, until),)
    assert brief.quotes.title == "1 quote, 1 in approval, for 1 renewal"
    told = dict(zip([one.name for one in brief.contracts.columns], brief.contracts.rows[0], strict=True))
    assert told["Quote"] == "in approval"
    figure = brief.figure("renewals.quoted")
    assert (figure.value, figure.note, figure.receipt.metric) == (1, "of 1; €750 a month offered", "quotes")


def test_a_quote_that_adds_to_the_same_services_renews_nothing(office: Workspace) -> None:
    _submitted(office, kind=QuoteKind.CHANGE)
    brief = renewals.brief(acting_book(opened_once(office)), Filters(accounts=("A1",)), _cache(office))
    assert brief.quotes is None and brief.figure("renewals.quoted").value == 0


def test_the_command_says_the_same(office: Workspace) -> None:
    _submitted(office, kind=QuoteKind.RENEWAL)
    said = CliRunner().invoke(app, ["renewals", "--home", str(office.home), "--json"])
    assert said.exit_code == 0, said.output
    quotes = [quote for one in json.loads(said.stdout)["contracts"] for quote in one["quotes"]]
    assert [(one["quote"], one["state"], one["mrr"], one["waits_for"]) for one in quotes] == [
        ("Q1", "in_approval", 750, "Pia Pricing, since today")
    ]


def test_an_opportunity_says_how_its_quote_stands(office: Workspace) -> None:
    quote = _submitted(office, opportunity="O1")
    brief = opportunities.brief(acting_book(opened_once(office)), EVERYTHING, _cache(office))
    until = quote.offer.plan.offer.valid_until
    assert brief.quotes is not None
    assert brief.quotes.rows == (("More sites", "Acme", "Negotiation", 900, *STANDS, until),)
    assert (brief.figure("pipeline.quoted").value, brief.quotes.keys) == (1, ("O1",))


def test_of_a_quote_that_was_dropped_nothing_is_said(office: Workspace) -> None:
    quote = _submitted(office, opportunity="O1")
    acting.recall(Plans.within(office), quote, ANN)
    acting.close(Plans.within(office), again(office, quote.quote_id), "dropped", ANN)
    brief = opportunities.brief(acting_book(opened_once(office)), EVERYTHING, _cache(office))
    assert brief.quotes is None and brief.figure("pipeline.quoted").value == 0


def test_leadership_is_told_what_waits_and_how_deep_it_is(office: Workspace) -> None:
    _submitted(office)
    found = desk.brief(acting_book(opened_once(office)), EVERYTHING, _cache(office))
    deep = found.figure("quotes.deep_discounts")
    assert (deep.value, deep.note) == (1, "the deepest 25.0\N{NARROW NO-BREAK SPACE}%")
    assert found.by_state is not None and found.by_state.rows == (("In approval", 1, 750, 9000),)
    slides = {one.id: one for one in _slides(office)}
    assert slides["quotes"].title == "1 quote open, €750 a month"
    assert [one.id for one in slides["quotes"].figures] == [
        "quotes.open", "quotes.mrr", "quotes.in_approval", "quotes.deep_discounts",
    ]  # fmt: skip
    (asks,) = slides["asks"].exhibits
    asked, because, who, _ = asks.rows[0]
    assert (asked, who) == ("A decision of Pricing on “Two more sites”", "Pia Pricing")
    assert because == "Discount 25.0 % is above 10.0 %".replace(" %", "\N{NARROW NO-BREAK SPACE}%")


def test_of_a_past_quarter_no_quote_is_told(office: Workspace) -> None:
    _submitted(office)
    assert "quotes" in {one.id for one in _slides(office)}
    assert "quotes" not in {one.id for one in _slides(office, "2026-Q1")}
