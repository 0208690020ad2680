"""A quote is begun from an option in one press, line by line, and says later where the two differ."""

from dataclasses import replace
from pathlib import Path

import pytest

from steward.briefings.customer.subject import Subject, subject
from steward.domain.quoting.lines import Action
from steward.plans.customer.design import Exclusion
from steward.plans.customer.offer import OfferFile, file_of
from steward.plans.files.store import Plans
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.pricing import file_of as pricing_of
from steward.services.design.files import open_design
from steward.services.design.quoting import begin_quote, quotes_of_design
from steward.services.quotes.opened import known_of, open_quote
from steward.workspace import Workspace
from tests.design.design_made import ID, company, design, put
from tests.design.test_design_pages import open_page, press, words
from tests.homes import opened_once


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    company(tmp_path)
    return put(tmp_path, design())


@pytest.fixture
def about(plans: Plans) -> Subject:
    return subject(opened_once(Workspace.whole(plans.folder.parent)), "A1")


def offer(plans: Plans, quote_id: str) -> OfferFile:
    return plans.open(OfferFile, file_of(quote_id), "A1").plan


def test_every_line_that_is_not_excluded_is_a_line_of_the_quote(about: Subject, plans: Plans) -> None:
    quote_id = begin_quote(about, plans, ID, "dual", "Ida Falk")
    found = offer(plans, quote_id)
    assert [(one.line, one.product, one.site, one.quantity, one.unit_mrc, one.unit_nrc) for one in found.lines] == [
        ("l2", "wan", "oslo", 1, 500, 100), ("l3", "lte", "oslo", 2, 70.25, 0), ("l4", "wan", "bergen", 1, 450, 100),
    ]  # fmt: skip
    assert (found.offer.design, found.offer.opportunity) == ("branches/dual", "O1")
    assert [one.line for one in plans.open(PricingFile, pricing_of(quote_id), "A1").plan.prices] == ["l2", "l3", "l4"]
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert (held.quote_id, held.match.one_to_one, held.words) == (quote_id, True, ())


def test_list_prices_stand_beside_what_is_asked_once_too(about: Subject, plans: Plans) -> None:
    quote_id = begin_quote(about, plans, ID, "dual", "Ida Falk")
    prices = plans.open(PricingFile, pricing_of(quote_id), "A1").plan.prices
    # The backup is put in for nothing: there is nothing to hold its list price against.
    assert [(one.line, one.list_mrc, one.list_nrc) for one in prices] == [
        ("l2", 550, 120), ("l3", 80, None), ("l4", 550, 120),
    ]  # fmt: skip
    quote = open_quote(plans, about.warehouse, "A1", quote_id, known_of(about.warehouse, "A1"))
    assert quote.worth.without_list == ()


def test_a_line_that_is_left_out_has_to_be_excluded_by_name(about: Subject, plans: Plans) -> None:
    quote_id = begin_quote(about, plans, ID, "dual", "Ida Falk")
    base = plans.open(OfferFile, file_of(quote_id), "A1")
    plans.save(base, replace(base.plan, lines=base.plan.lines[:-1]), "Ida Falk")
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert held.match.unquoted == ("l4",)
    assert held.words == ("SD-WAN Edge (l4) is designed and neither quoted nor excluded.",)
    put(
        plans.folder.parent,
        replace(design(), exclusions=(*design().exclusions, Exclusion(id="e2", what="Bergen", line="l4"))),
    )
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert held.match.one_to_one


def test_a_line_that_is_quoted_otherwise_is_told(about: Subject, plans: Plans) -> None:
    quote_id = begin_quote(about, plans, ID, "dual", "Ida Falk")
    base = plans.open(OfferFile, file_of(quote_id), "A1")
    first, second, third = base.plan.lines
    otherwise = replace(first, product="lte", site="")
    ramp = (replace(second, quantity=1, to_month=6), replace(second, quantity=2, from_month=7, unit_mrc=65))
    plans.save(base, replace(base.plan, lines=(otherwise, *ramp, replace(third, quantity=40))), "Ida Falk")
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert not held.match.one_to_one
    assert held.words == (
        "SD-WAN Edge (l2) is quoted as Mobile backup.",
        "SD-WAN Edge (l2) is designed for Oslo and quoted for all sites.",
        "Of SD-WAN Edge (l4) 1 are designed and 40 quoted.",
        "Mobile backup (l3) is designed at €70.25 a month and quoted at €65.00 a month, each.",
    )
    plans.save(plans.open(OfferFile, file_of(quote_id), "A1"), replace(base.plan, lines=(first, *ramp, third)), "Ida")
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert held.match.one_to_one and len(held.words) == 1, "a price is the quote's own"
    gone = replace(third, action=Action.DELETE)
    plans.save(plans.open(OfferFile, file_of(quote_id), "A1"), replace(base.plan, lines=(first, second, gone)), "Ida")
    (held,) = quotes_of_design(about, plans, open_design(plans, "A1", ID))
    assert held.match.unquoted == ("l4",)


def test_the_button_leads_to_the_quote_and_the_design_shows_it(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plans.folder.parent
    test = open_page(folder, monkeypatch)
    press(test, "Begin a quote from “Two lines”")
    again = open_page(folder, monkeypatch)
    assert "line by line as designed" in words(again)
