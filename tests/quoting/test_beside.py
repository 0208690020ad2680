"""What stands beside a quote: the same over other terms, and what was asked for the same before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.scenarios import OWN, RAMPS, at_prices, over, scenarios, with_ramp
from steward.exhibits import Table
from steward.plans.customer.offer import Action, PriceLine
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, desk
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import opened_once
from tests.quoting.desk import again, begun, said, submitted
from tests.quoting.desk import desk as at_the_desk


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def _terms(quote: OpenedQuote) -> Table:
    found = scenarios(quote).terms
    assert found is not None
    return found


def _cells(table: Table, *names: str) -> dict[object, tuple[object, ...]]:
    """What stands in some columns, by the first of each row."""
    places = [[column.name for column in table.columns].index(name) for name in names]
    return {row[0]: tuple(row[place] for place in places) for row in table.rows}


def _of(quote: OpenedQuote, *lines: PriceLine) -> OpenedQuote:
    """A quote with other lines, as its file would say them."""
    return replace(quote, offer=replace(quote.offer, found=replace(quote.offer.found, plan=replace(
        quote.offer.plan, lines=lines))))  # fmt: skip


def test_its_own_term_stands_among_the_others_with_its_own_numbers(office: Workspace) -> None:
    quote = begun(office, 85)
    table = _terms(quote)
    rows = _cells(table, "TCV")
    assert rows["12 months (this quote)"] == (quote.worth.schedule.tcv / 100,)
    assert list(rows.values()) == [(850 * 12 * years,) for years in (1, 2, 3, 4, 5)]
    assert "MRR" not in [column.name for column in table.columns]


def test_a_term_that_needs_somebody_more_says_so(office: Workspace) -> None:
    quote = begun(office, 95, term_months=6)
    table = _terms(quote)
    assert _cells(table, "Must approve")["6 months (this quote)"] == ("Sales manager",)
    assert table.title == "Over 12 months one approval less is needed"


def test_a_ramp_is_cut_with_the_term(office: Workspace) -> None:
    quote = begun(office, 85)
    line = quote.offer.plan.lines[0]
    ramp = (replace(line, to_month=12.0, unit_mrc=50.0), replace(line, from_month=13.0))
    plan = replace(quote.offer.plan, lines=ramp, offer=replace(quote.offer.plan.offer, term_months=24.0))
    acting.edit_offer(Plans.within(office), quote, lambda _: plan, "ann@example.com")
    shorter = over(again(office, quote.quote_id), 6)
    assert (shorter.quoted.faults, shorter.worth.schedule.tcv) == ((), 6 * 50000)


@pytest.mark.parametrize(("months", "tcv"), [(1, 0), (2, 0), (3, 100), (12, 1000), (24, 2200), (36, 3400)])
def test_a_price_until_the_last_month_goes_on_with_a_longer_term(office: Workspace, months: int, tcv: int) -> None:
    quote = begun(office, 85)
    line = replace(quote.offer.plan.lines[0], quantity=1.0)
    own = _of(
        quote, replace(line, unit_mrc=0.0, from_month=1.0, to_month=2.0),
        replace(line, unit_mrc=100.0, from_month=3.0, to_month=12.0),
    )  # fmt: skip
    other = over(own, months)
    assert (own.quoted.faults, other.quoted.faults, other.worth.schedule.tcv) == ((), (), tcv * 100)
    assert other.worth.schedule.mrr == (10000 if tcv else 0)


@pytest.mark.parametrize("months", [12, 24, 36])
def test_a_line_that_ends_with_a_contract_does_so_with_its_steps_over_any_term(office: Workspace, months: int) -> None:
    quote = begun(office, 85, starts_on=date(2025, 1, 1), term_months=36)
    line = replace(quote.offer.plan.lines[0], quantity=1.0, ends_with="C1")
    own = _of(
        quote,
        replace(line, unit_mrc=50.0, to_month=14.0),
        replace(line, unit_mrc=100.0, from_month=15.0, to_month=27.0),
    )
    other = over(own, months)
    assert (other.quoted.faults, other.worth.schedule.tcv) == ((), 200000)


def test_other_prices_stand_beside_its_own_with_who_would_be_asked(office: Workspace) -> None:
    quote = begun(office, 85)
    table = scenarios(quote).prices
    assert table is not None
    rows = _cells(table, "TCV", "Discount", "Must approve")
    assert list(rows) == ["−10 % a month", "−5 % a month", OWN, "+5 % a month", "+10 % a month"]
    assert rows[OWN] == (10200, pytest.approx(15), "Pricing")
    assert rows["+10 % a month"] == (11220, pytest.approx(6.5), "nobody")
    assert rows["−10 % a month"] == (9180, pytest.approx(23.5), "Pricing, Sales manager")
    assert table.title == "At prices 10 % higher one approval less is needed"


def test_a_ramp_costs_what_its_first_months_would_have_brought(office: Workspace) -> None:
    quote = begun(office, 85)
    table = scenarios(quote).ramps
    assert table is not None
    assert _cells(table, "TCV") == {
        OWN: (10200,), RAMPS[0].label: (10200,), "3 months free": (7650,), "6 months at half price": (7650,),
    }  # fmt: skip
    assert table.title == "With 3 months free it brings €2,550 less over the term"


def test_a_ramp_it_has_makes_room_for_another_and_what_is_paid_once_stays(office: Workspace) -> None:
    quote = begun(office, 85)
    line = quote.offer.plan.lines[0]
    own = _of(
        quote, replace(line, to_month=6.0, quantity=4.0, unit_nrc=25.0), replace(line, from_month=7.0),
        PriceLine(line="2", action=Action.DELETE, product="SDW", replaces=("U1",)),
    )  # fmt: skip
    found = {ramp.label: with_ramp(own, ramp) for ramp in RAMPS}
    assert {one.quoted.faults for one in found.values()} == {()}
    assert [one.worth.schedule.tcv for one in found.values()] == [1030000, 775000, 775000]
    assert {one.worth.schedule.one_off for one in found.values()} == {10000}


def test_a_line_that_ends_before_a_ramp_keeps_its_price(office: Workspace) -> None:
    quote = begun(office, 85, starts_on=date(2027, 2, 1))
    with_contract = _of(quote, replace(quote.offer.plan.lines[0], ends_with="C1"))
    found = with_ramp(with_contract, RAMPS[1])
    assert (found.quoted.faults, found.worth.schedule.monthly) == ((), (85000, 85000))


def test_at_the_same_price_it_is_the_same_quote(office: Workspace) -> None:
    quote = begun(office, 85)
    assert at_prices(quote, 0).offer.plan == quote.offer.plan


def test_what_was_decided_of_the_same_before(office: Workspace) -> None:
    store, book = Plans.within(office), acting_book(opened_once(office))
    first = said(office, submitted(office, 85), "Pricing", "P3")
    acting.close(store, first, "declined", "ann@example.com")
    said(office, submitted(office, 80), "Pricing", "P3", Verdict.REJECT, "No")
    quote = submitted(office, 82)
    table = desk.precedents(book, store, quote)
    assert table is not None
    assert [(row[0], row[3], row[5]) for row in table.rows] == [("Acme", pytest.approx(15.0), "Declined")]
