"""What an accepted quote begins: an opportunity that is won and waits for the CRM, and an order to be placed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from steward.briefings.internal.quotes.orders import waits_for
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.todo import Reason
from steward.domain.quoting.lines import Action
from steward.domain.quoting.placing import Delivered, OrderedLine, OrderState, is_covered
from steward.errors import PlanNotSaved
from steward.plans.customer.offer import PriceLine
from steward.plans.files.history import history
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal.opportunities import FILE as PIPELINE
from steward.plans.internal.orders import FILE, BegunOrders
from steward.services import opportunities, week
from steward.services.quotes import acting, desk, winning
from steward.services.scope import acting_book
from steward.workspace import Workspace
from tests.homes import home, loaded_once, opened_once
from tests.quoting.desk import SETTINGS, TABLES, again, begun
from tests.quoting.desk import desk as at_the_desk

ANN = "ann@example.com"
SOLD = """
    opportunity_id | name       | account_id | stage       | status | amount | owner_id | opened_on  | close_on
    O1             | More sites | A1         | Negotiation | open   | 900    | P1       | 2026-06-01 | 2026-11-30
    O2             | Voice      | B1         | Closed Won  | won    | 300    | P2       | 2026-01-05 | 2026-05-31
    """
DAY = date(2026, 10, 5)
NOBODY_ASKS = 'account_id = "_company"\n[asking]\nevidence = "D"\n'


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    return _loaded(at_the_desk(tmp_path))


def _loaded(office: Workspace, **tables: str) -> Workspace:
    """The company as the next import brings it."""
    return loaded_once(home(office.home, SETTINGS, **{**TABLES, "opportunities": SOLD, **tables}))


def _with_customer(office: Workspace, lines: Sequence[PriceLine] = (), **changed: object) -> OpenedQuote:
    """A quote for the opportunity that the customer has."""
    quote = begun(office, 95, opportunity="O1", **changed)
    if lines:
        acting.edit_offer(_plans(office), quote, lambda one: replace(one, lines=tuple(lines)), ANN)
    acting.submit(_plans(office), again(office, quote.quote_id), ANN)
    acting.present(_plans(office), again(office, quote.quote_id), ANN)
    return again(office, quote.quote_id)


def _accepted(office: Workspace, lines: Sequence[PriceLine] = (), **changed: object) -> OpenedQuote:
    quote = _with_customer(office, lines, **changed)
    winning.accept(_plans(office), opened_once(office), quote, ANN)
    return again(office, quote.quote_id)


def _plans(office: Workspace) -> Plans:
    return Plans.within(office)


def _to_do(office: Workspace, quote_id: str = "Q1") -> tuple[str, ...]:
    return desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", quote_id).to_do


def _left(office: Workspace) -> tuple[str, ...]:
    return winning.left_to_begin(_plans(office), opened_once(office), again(office, "Q1"))


def _orders(office: Workspace) -> BegunOrders:
    return _plans(office).open(BegunOrders, FILE, "A1").plan


def _waiting(office: Workspace) -> list[tuple[str, str, str, str]]:
    found = opportunities.brief(acting_book(opened_once(office)), EVERYTHING, PlanCache(_plans(office)))
    return [(one.opportunity_id, str(one.field), one.data, one.wanted) for one in found.waits.changes]


def _todos(office: Workspace) -> list[tuple[str | None, str, date | None]]:
    found = week.everything(acting_book(opened_once(office)), PlanCache(_plans(office))).todos
    return [(one.doer_id, one.words, one.due) for one in found if one.reason is Reason.ORDER]


TO_PLACE = "Place the order for “Two more sites” (€950 a month), accepted on 5 Oct 2026"


class TestBegun:
    def test_an_order_holds_the_terms_and_the_lines_that_were_accepted(self, tmp_path: Path) -> None:
        office = _loaded(at_the_desk(tmp_path, NOBODY_ASKS))
        ramp = [
            PriceLine(line="1", product="SDW", site="S2", quantity=10, unit_mrc=95, unit_nrc=12.5, to_month=3),
            PriceLine(line="1", product="SDW", site="S2", quantity=20, unit_mrc=95, from_month=4),
            PriceLine(line="2", product="VOI", site="S1", action=Action.DELETE, replaces=("U2",)),
        ]
        quote = _accepted(office, ramp)
        (order,) = _orders(office).orders
        assert (order.quote, order.version, order.digest) == ("Q1", 1, quote.record.versions[0].content[:8])
        assert (order.signed_on, order.requested_on, order.term_months) == (DAY, date(2026, 11, 1), 12)
        assert (order.order, order.contract, order.placed_on, quote.ordered) == ("", "", None, OrderState.BEGUN)
        told = [(x.line, x.action, x.product, x.site, x.mrc, x.nrc, x.requested_on) for x in _orders(office).lines]
        assert told == [
            ("1", Action.ADD, "SDW", "S2", 950, 125, date(2026, 11, 1)),
            ("1", Action.ADD, "SDW", "S2", 1900, None, date(2027, 2, 1)),
            ("2", Action.DELETE, "VOI", "S1", None, None, date(2026, 11, 1)),
        ]
        assert sum(one.mrc or 0 for one in _orders(office).lines[1:2]) * 100 == quote.worth.schedule.mrr

    def test_the_opportunity_is_won_here_and_waits_for_the_crm(self, office: Workspace) -> None:
        quote = _accepted(office)
        assert _waiting(office) == [("O1", "stage", "Negotiation", "Closed Won")]
        brief = desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", quote.quote_id)
        assert brief.to_do == (
            "Place the order, then press Order placed.", "“More sites” is won here, and waits for the CRM to say so.",
        )  # fmt: skip
        won = SOLD.replace("Negotiation | open  ", "Closed Won  | won   ")
        office = _loaded(office, opportunities=won)
        assert _waiting(office) == []
        brief = desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", quote.quote_id)
        assert brief.to_do[1:] == ("The CRM says that “More sites” is won.",)

    def test_an_opportunity_that_the_crm_says_is_lost_is_told_before_and_after(self, office: Workspace) -> None:
        lost = SOLD.replace("Negotiation | open  ", "Closed Lost | lost  ")
        office = _loaded(office, opportunities=lost)
        quote = _with_customer(office)
        assert _to_do(office)[1:] == ("The CRM says that “More sites” is lost.",)
        winning.accept(_plans(office), opened_once(office), quote, ANN)
        assert _to_do(office)[1:] == ("The CRM says that “More sites” is lost: have it say won.",)

    def test_another_quote_that_was_accepted_for_the_same_is_told_before_it_is_accepted(
        self, office: Workspace
    ) -> None:
        _accepted(office)
        second = _with_customer(office, title="The same again")
        told = (
            "A1-Q1 (“Two more sites”) was accepted for the same opportunity: only one of the two can be what they buy."
        )
        assert told in _to_do(office, second.quote_id)
        assert not any("the same opportunity" in one for one in _to_do(office))
        winning.accept(_plans(office), opened_once(office), second, ANN)
        assert "A1-Q2 (“The same again”) was accepted" in _to_do(office)[1]

    def test_where_nothing_was_won_yet_nobody_knows_how_the_crm_calls_it(self, office: Workspace) -> None:
        office = _loaded(office, opportunities=SOLD.replace("Closed Won  | won ", "Proposal    | open"))
        quote = _accepted(office)
        assert _waiting(office) == []
        brief = desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", quote.quote_id)
        assert brief.to_do[1:] == ("Have the CRM say that “More sites” is won.",)

    def test_what_a_killed_process_left_out_is_begun_later_and_nothing_twice(self, office: Workspace) -> None:
        quote = _with_customer(office)
        assert _left(office) == ()
        acting.accept(_plans(office), quote, ANN)  # and nothing after it
        assert _left(office) == ("order", "win")
        assert _todos(office) == [("P1", TO_PLACE, date(2026, 10, 12))]
        for _ in range(2):
            again_now = again(office, quote.quote_id)
            winning.begin_what_follows(_plans(office), opened_once(office), again_now, ANN)
        assert len(_orders(office).orders) == 1 and len(_orders(office).lines) == 1
        assert len(_waiting(office)) == 1

    def test_a_process_killed_after_the_order_leaves_the_win_to_be_begun(self, office: Workspace) -> None:
        quote = _accepted(office)
        assert _left(office) == ()
        (_plans(office).of("A1") / PIPELINE).unlink()
        assert _left(office) == ("win",)
        brief = desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", quote.quote_id)
        assert brief.to_do == ("Place the order, then press Order placed.", "“More sites” is not won here yet: say so.")
        winning.begin_what_follows(_plans(office), opened_once(office), again(office, "Q1"), ANN)
        assert (_left(office), len(_waiting(office)), len(_orders(office).orders)) == ((), 1, 1)

    def test_orders_that_are_gone_after_the_order_was_placed_are_begun_as_placed(self, office: Workspace) -> None:
        winning.place(_plans(office), _accepted(office), ANN)
        placed = _orders(office).orders
        (_plans(office).of("A1") / FILE).unlink()
        assert _left(office) == ("order",)
        brief = desk.of_quote(acting_book(opened_once(office)), _plans(office), "A1", "Q1")
        assert brief.to_do[0] == "Begin its order anew: orders.toml has it no more."
        winning.begin_what_follows(_plans(office), opened_once(office), again(office, "Q1"), ANN)
        assert (_left(office), _orders(office).orders) == ((), placed)

    def test_a_file_that_cannot_be_written_is_said_and_the_acceptance_stands(self, office: Workspace) -> None:
        quote = _with_customer(office)
        (_plans(office).of("A1") / FILE).write_text("not = [toml")
        with pytest.raises(PlanNotSaved, match="It is accepted; what follows could not be begun"):
            winning.accept(_plans(office), opened_once(office), quote, ANN)
        assert again(office, quote.quote_id).state == "accepted"

    def test_nothing_is_begun_by_a_quote_that_nobody_accepted(self, office: Workspace) -> None:
        quote = _with_customer(office)
        with pytest.raises(PlanNotSaved, match="that the customer accepted"):
            winning.begin_what_follows(_plans(office), opened_once(office), quote, ANN)
        assert _orders(office).orders == ()

    def test_the_file_has_a_history(self, office: Workspace) -> None:
        _accepted(office)
        told = history(_plans(office), desk.opened_orders(_plans(office), "A1"))
        assert [one.who for one in told] == [ANN]


class TestPlaced:
    def test_it_stands_in_the_week_until_somebody_places_it(self, office: Workspace) -> None:
        quote = _accepted(office)
        assert _todos(office) == [("P1", TO_PLACE, date(2026, 10, 12))]
        winning.place(_plans(office), quote, ANN)
        quote = again(office, quote.quote_id)
        assert (quote.state, quote.ordered, _todos(office)) == ("ordered", OrderState.PLACED, [])
        assert (_orders(office).orders[0].placed_on, _orders(office).orders[0].placed_by) == (DAY, ANN)

    def test_a_day_that_is_written_into_the_file_places_it_too(self, office: Workspace) -> None:
        _accepted(office)

        def placed(now: BegunOrders) -> BegunOrders:
            return replace(now, orders=(replace(now.orders[0], placed_on=DAY),))

        _plans(office).edit(BegunOrders, FILE, "A1", placed, ANN)
        assert _todos(office) == []

    def test_a_contract_of_an_import_covers_it(self, office: Workspace) -> None:
        quote = _accepted(office)
        contracts = TABLES["contracts"] + "C2 | A1 | 2026-11-01 | 2027-10-31 | 90\n"
        services = TABLES["subscriptions"] + "U9 | A1 | SDW | 950 | 2026-11-01 | 2027-10-31 | C2 | S2 | 10\n"
        office = _loaded(office, contracts=contracts, subscriptions=services)
        assert again(office, quote.quote_id).ordered is OrderState.COVERED
        assert _todos(office) == []

    def test_an_order_of_the_order_system_that_names_the_quote_places_it(self, office: Workspace) -> None:
        quote = _accepted(office)
        lines = "order_line_id | order_id | product_id | mrc | state\n1 | OR-7 | SDW | 950 | acknowledged\n"
        orders = "order_id | account_id | quote\nOR-7 | A1 | A1-Q1\n"
        office = _loaded(office, orders=orders, order_lines=lines)
        quote = again(office, quote.quote_id)
        assert (quote.ordered, _todos(office), waits_for(quote)) == (OrderState.PLACED, [], "its contract in the data")

    def test_the_steps_of_a_ramp_are_one_service(self, tmp_path: Path) -> None:
        office = _loaded(at_the_desk(tmp_path, NOBODY_ASKS))
        free = PriceLine(line="1", product="SDW", site="S2", quantity=10, unit_mrc=0, to_month=2)
        quote = _accepted(office, [free, replace(free, unit_mrc=95, to_month=None, from_month=3)])
        services = TABLES["subscriptions"] + "U9 | A1 | SDW | 950 | 2026-11-01 | 2027-10-31 | | S2 | 10\n"
        office = _loaded(office, subscriptions=services)
        assert again(office, quote.quote_id).ordered is OrderState.COVERED

    def test_the_table_says_what_each_order_waits_for(self, office: Workspace) -> None:
        _accepted(office)
        found = desk.brief(acting_book(opened_once(office)), EVERYTHING, PlanCache(_plans(office))).orders
        assert found is not None and found.title == "1 order begun, 1 to be placed"
        assert found.rows == (
            (
                "Acme", "to be placed", 950, "Two more sites", 0, DAY, date(2026, 11, 1),
                "an order number and its contract in the data",
            ),
        )  # fmt: skip


ADDED = OrderedLine(Action.ADD, "SDW", "S2")
ENDED = OrderedLine(Action.DELETE, "VOI", "S1", ("U2",))
ONCE = OrderedLine(Action.ADD, "SET", "S2", monthly=False)
CHANGED = OrderedLine(Action.MODIFY, "SDW", "S2", ("U1",))
BEFORE, SIGNED, AFTER = date(2026, 9, 1), date(2026, 10, 5), date(2026, 11, 1)
OLD = Delivered("U1", "SDW", "S2", "C1", BEFORE, True)


def _service(since: date | None, site: str | None = "S2", product: str = "SDW", contract: str = "C2") -> Delivered:
    return Delivered("U9", product, site, contract, since, True)


@pytest.mark.parametrize(
    ("lines", "services", "contract", "expected"),
    [
        ([ADDED], [_service(AFTER)], "", True),
        ([ADDED], [_service(SIGNED)], "", True),
        ([ADDED], [_service(BEFORE)], "", False),
        ([ADDED], [_service(None)], "", False),
        ([ADDED], [_service(AFTER, site="S1")], "", False),
        ([ADDED], [_service(AFTER, product="VOI")], "", False),
        ([ADDED._replace(site="")], [_service(AFTER, site=None)], "", True),
        ([ADDED], [_service(BEFORE)], "C2", True),
        ([ADDED], [_service(AFTER, site="S1")], "C3", False),
        ([ADDED, ENDED], [_service(AFTER), Delivered("U2", "VOI", "S1", "C1", BEFORE, True)], "", False),
        ([ADDED, ENDED], [_service(AFTER), Delivered("U2", "VOI", "S1", "C1", BEFORE, False)], "", True),
        ([ADDED, ONCE], [_service(AFTER)], "", True),
        ([ONCE], [_service(AFTER)], "", False),
        ([], [_service(AFTER)], "", False),
        ([ADDED, ADDED], [_service(AFTER)], "", False),
        ([ADDED, ADDED], [_service(AFTER), _service(AFTER)], "", True),
        ([ADDED._replace(site="")] * 3, [_service(AFTER, site="S1"), _service(AFTER)], "", False),
        ([ADDED._replace(site=""), ADDED], [_service(AFTER), _service(AFTER, site="S1")], "", True),
        ([ADDED._replace(site=""), ADDED], [_service(AFTER, site="S1")] * 2, "", False),
        ([ADDED], [_service(AFTER)._replace(runs=False)], "", False),
        ([ADDED._replace(replaces=("U1",))], [_service(AFTER), OLD], "", False),
        ([CHANGED], [_service(AFTER), OLD], "", False),
        ([CHANGED], [_service(AFTER), OLD._replace(runs=False)], "", True),
        ([CHANGED], [OLD._replace(since=AFTER)], "", True),
        ([ENDED], [OLD._replace(subscription_id="U2", since=AFTER)], "", False),
    ],
)
def test_the_data_has_all_of_an_order(
    lines: list[OrderedLine], services: list[Delivered], contract: str, expected: bool
) -> None:
    assert is_covered(lines, SIGNED, services, contract) is expected


def test_an_order_of_no_day_is_never_covered() -> None:
    assert not is_covered([ADDED], None, [_service(AFTER)])
