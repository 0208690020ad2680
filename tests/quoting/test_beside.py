"""What stands beside a quote: the same over other terms, and what was asked for the same before."""

from dataclasses import replace
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.scenarios import over, scenario_table
from steward.plans.files.store import Plans
from steward.plans.internal.quote_record import Verdict
from steward.services.quotes import acting, desk
from steward.services.scope import acting_book
from steward.warehouse.scoped import open_warehouse
from steward.workspace import Workspace
from tests.quoting.desk import again, begun, said, submitted
from tests.quoting.desk import desk as at_the_desk


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return at_the_desk(tmp_path)


def test_its_own_term_stands_among_the_others_with_its_own_numbers(office: Workspace) -> None:
    quote = begun(office, 85)
    table = scenario_table(quote)
    assert table is not None
    rows = {str(row[0]): row for row in table.rows}
    assert rows["12 months (this quote)"][1] == quote.worth.schedule.tcv / 100
    assert [row[1] for row in table.rows] == [850 * 12 * years for years in (1, 2, 3, 4, 5)]


def test_a_term_that_needs_somebody_more_says_so(office: Workspace) -> None:
    quote = begun(office, 95, term_months=6)
    table = scenario_table(quote)
    assert table is not None
    assert {row[0]: row[4] for row in table.rows}["6 months (this quote)"] == "Sales manager"
    assert table.title == "Over 12 months one approval less is needed"


def test_a_ramp_is_cut_with_the_term(office: Workspace) -> None:
    quote = begun(office, 85)
    line = quote.offer.plan.lines[0]
    ramp = (replace(line, to_month=12.0, unit_mrc=50.0), replace(line, from_month=13.0))
    plan = replace(quote.offer.plan, lines=ramp, offer=replace(quote.offer.plan.offer, term_months=24.0))
    acting.edit_offer(Plans.within(office), quote, lambda _: plan, "ann@example.com")
    shorter = over(again(office, quote.quote_id), 6)
    assert (shorter.quoted.faults, shorter.worth.schedule.tcv) == ((), 6 * 50000)


def test_what_was_decided_of_the_same_before(office: Workspace) -> None:
    store, book = Plans.within(office), acting_book(open_warehouse(office))
    first = said(office, submitted(office, 85), "Pricing", "P3")
    acting.close(store, first, "declined", "ann@example.com")
    said(office, submitted(office, 80), "Pricing", "P3", Verdict.REJECT, "No")
    quote = submitted(office, 82)
    table = desk.precedents(book, store, quote)
    assert table is not None
    assert [(row[0], row[3], row[5]) for row in table.rows] == [("Acme", pytest.approx(15.0), "Declined")]
