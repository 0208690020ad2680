"""Who must approve: tables of given and expected, what stands when a line changes, and that a discount hides nobody."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.briefings.internal.quotes import words
from steward.domain.quoting.fewer import fewer
from steward.domain.quoting.lines import Line, PriceRow, Quote, Term
from steward.domain.quoting.policy import (
    Aggregate,
    Counted,
    Metric,
    Need,
    Offered,
    Operator,
    PolicyRule,
    in_force,
    needs,
    readings,
)
from steward.domain.quoting.schedule import schedule
from steward.domain.quoting.standing import Approval, standing
from steward.domain.quoting.worth import Terms, UnitPrices, worth
from steward.exhibits import money
from steward.plans.company.approvals import ApprovalFile, ApprovalRule, rules_of
from steward.plans.internal import quote_fold
from tests.quoting.made import COSTED, LISTED, TERMS, UNSAID, priced, quotes
from tests.quoting.test_worth import cheaper

POLICY = (
    PolicyRule(rule="pricing", metric=Metric.DISCOUNT, operator=Operator.ABOVE, value=0.10, role="Pricing"),
    PolicyRule(
        rule="line",
        metric=Metric.DISCOUNT,
        operator=Operator.ABOVE,
        value=0.25,
        role="Pricing",
        aggregate=Aggregate.MAX,
    ),
    PolicyRule(rule="margin", metric=Metric.MARGIN, operator=Operator.BELOW, value=0.35, role="Pricing"),
    PolicyRule(
        rule="clauses", metric=Metric.CLAUSES_CHANGED, operator=Operator.AT_LEAST, value=1, role="Contract Admin"
    ),
    PolicyRule(
        rule="leadership", metric=Metric.DISCOUNT, operator=Operator.ABOVE, value=0.30, role="Leadership", step=2
    ),
    PolicyRule(
        rule="size", metric=Metric.TCV_AT_LIST, operator=Operator.ABOVE, value=50_000, role="Leadership", step=2
    ),
    PolicyRule(rule="days", metric=Metric.PAYMENT_DAYS, operator=Operator.ABOVE, value=45, role="Finance", step=3),
    PolicyRule(rule="floor", metric=Metric.BELOW_FLOOR, operator=Operator.ABOVE, value=0, role="Pricing"),
)

UNSAID_RULES = tuple(
    PolicyRule(rule=metric, metric=metric, operator=Operator.ABOVE, value=0, role=metric)
    for metric in (Metric.WITHOUT_LIST, Metric.WITHOUT_COST)
)
CHANGED = Counted("Liability", "1"), Counted("Credits", "2")
COUNTING = tuple(
    PolicyRule(rule=rule, metric=metric, operator=Operator.ABOVE, value=0, role="Pricing")
    for rule, metric in (
        ("clauses", Metric.CLAUSES_CHANGED), ("floor", Metric.BELOW_FLOOR), ("list", Metric.WITHOUT_LIST),
        ("billing", Metric.BILLING_CHANGED),
    )
)  # fmt: skip


def offered(*prices: str, cost: str = "20", days: int = 30, clauses: int = 0, months: int = 12) -> Offered:
    """Lines at 100.00 by list, sold at these prices."""
    lines = tuple(Line(line=f"L{n}", rows=(PriceRow(unit_mrc=Decimal(price)),)) for n, price in enumerate(prices, 1))
    found = schedule(Quote(Term(date(2026, 1, 1), months), lines))
    unit = UnitPrices(list_mrc=Decimal(100), cost_mrc=Decimal(cost))
    return Offered(worth(found, {line.line: unit for line in lines}, Terms(), {}), days, CHANGED[:clauses], "")


def counted(
    worded: tuple[Counted, ...] = (),
    clauses: int = 0,
    at: tuple[str, ...] = ("80",),
    unlisted: str = "",
    basis: str = "",
) -> Offered:
    """Lines with a floor of 70.00, and one of which no price of ours is known."""
    prices = {f"L{number}": price for number, price in enumerate(at, 1)} | ({"U": unlisted} if unlisted else {})
    lines = tuple(Line(line=name, rows=(PriceRow(unit_mrc=Decimal(price)),)) for name, price in prices.items())
    unit = UnitPrices(list_mrc=Decimal(100), floor_mrc=Decimal(70))
    found = worth(
        schedule(Quote(Term(date(2026, 1, 1), 12), lines)), dict.fromkeys(prices.keys() - {"U"}, unit), Terms(), {}
    )
    return Offered(found, 30, worded or CHANGED[:clauses], basis)


@pytest.mark.parametrize(
    ("deal", "asked"),
    [
        (offered("90"), []),
        (offered("89.99"), ["Pricing"]),
        (offered("100", "74"), ["Pricing"]),  # 13 % of the whole, 26 % of a line
        (offered("100", "100", "100", "74"), ["Pricing"]),  # 6.5 % of the whole
        (offered("100", "100", "100", "76"), []),
        (offered("100", cost="66"), ["Pricing"]),
        (offered("69"), ["Pricing", "Leadership"]),
        (offered("100", clauses=1), ["Contract Admin"]),
        (offered("100", days=46), ["Finance"]),
        (offered("100", months=42, days=60, clauses=2), ["Contract Admin", "Finance"]),
        (offered("100", "100", "100", "100", "100", months=110), ["Leadership"]),
    ],
)
def test_who_must_approve(deal: Offered, asked: list[str]) -> None:
    assert [need.role for need in needs(POLICY, deal)] == asked


def test_a_rule_names_the_line_it_read() -> None:
    (need,) = needs(POLICY, offered("100", "74", "70", "90"))
    assert {one.rule.rule: one.reading.line for one in need.reasons} == {"pricing": "", "line": "L3"}


def test_what_is_not_known_meets_no_limit_but_its_own() -> None:
    found = schedule(Quote(Term(date(2026, 1, 1), 12), (Line(line="1", rows=(PriceRow(unit_mrc=Decimal(9)),)),)))
    deal = Offered(worth(found, {}, Terms(), {}), 30, (), "")
    missing = PolicyRule(rule="list", metric=Metric.WITHOUT_LIST, operator=Operator.ABOVE, value=0, role="Pricing")
    assert [one.rule.rule for need in needs((*POLICY, missing), deal) for one in need.reasons] == ["list"]


def test_rules_hold_from_their_day() -> None:
    rule = replace(POLICY[0], starts_on=date(2026, 7, 1))
    assert (in_force([rule], date(2026, 6, 30)), in_force([rule], date(2026, 7, 1))) == ((), (rule,))


def test_one_step_waits_for_those_before_it_in_its_chain() -> None:
    found = needs((*POLICY, replace(POLICY[3], chain="legal", role="Legal", step=9)), offered("60", days=60, clauses=1))
    waiting = {one.role: [other.role for other in one.waits_for(found)] for one in found}
    assert waiting == {
        "Contract Admin": [], "Pricing": [], "Leadership": ["Contract Admin", "Pricing"],
        "Finance": ["Contract Admin", "Pricing", "Leadership"], "Legal": [],
    }  # fmt: skip


class TestStanding:
    def approved(self, deal: Offered) -> list[Approval]:
        read = readings(POLICY, deal)
        return [Approval(need=one.key, role=one.role, person="p", version=1, read=read) for one in needs(POLICY, deal)]

    def roles(self, found: tuple[Need, ...]) -> list[str]:
        return [one.role for one in found]

    def test_nothing_changed_and_all_stand(self) -> None:
        deal = offered("60", days=60, clauses=1)
        found = standing(needs(POLICY, deal), self.approved(deal))
        assert (found.open, found.fallen) == ((), ())

    def test_a_line_changed_voids_whom_it_concerns_and_nobody_else(self) -> None:
        before, after = offered("82", days=60, clauses=1), offered("76", days=60, clauses=1)
        found = standing(needs(POLICY, after), self.approved(before))
        assert self.roles(found.open) == ["Pricing"]
        ((fallen),) = found.fallen
        ((reason, then),) = fallen.because
        assert (round(then.value or 0, 2), round(reason.reading.value or 0, 2)) == (0.18, 0.24)
        assert {one.role for one in found.stands} == {"Contract Admin", "Finance"}

    def test_a_smaller_discount_leaves_the_approval(self) -> None:
        found = standing(needs(POLICY, offered("85")), self.approved(offered("80")))
        assert (found.open, found.fallen) == ((), ())

    def test_within_the_tolerance_it_stands(self) -> None:
        rules = [replace(POLICY[0], tolerance=0.02)]
        given = [
            Approval(need=one.key, role=one.role, person="p", version=1, read=readings(rules, offered("82")))
            for one in needs(rules, offered("82"))
        ]
        assert standing(needs(rules, offered("80")), given).open == (), "18 % and 2 points are 20 %"
        assert self.roles(standing(needs(rules, offered("79.90")), given).open) == ["Pricing"]

    def test_what_brings_nothing_is_worse_than_any_margin_and_worse_still_with_a_greater_loss(self) -> None:
        rules = [replace(POLICY[2], aggregate=each) for each in (Aggregate.WHOLE, Aggregate.MIN)]
        free = offered("0", cost="20")
        for rule in rules:
            (need,) = needs([rule], free)
            read = quote_fold.written(readings([rule], free))
            assert all(float("-inf") not in said for said in read.values()), "JSON has no such number"
            kept = {name: quote_fold.reading(said) for name, said in json.loads(json.dumps(read)).items()}
            given = [Approval(need=need.key, role=need.role, person="p", version=1, read=kept)]
            assert standing(needs([rule], free), given).open == ()
            assert standing(needs([rule], offered("90", cost="70")), given).open == ()
            assert self.roles(standing(needs([rule], offered("0", cost="21")), given).open) == ["Pricing"]
            assert words.why(need.reasons[0], money("EUR")).startswith("No margin")

    def test_a_limit_in_percent_is_the_decimal_that_was_written(self) -> None:
        written = ApprovalRule(id="d", metric=Metric.DISCOUNT, operator=Operator.ABOVE, value=33.3, role="Pricing")
        rules = rules_of(ApprovalFile(account_id="_company", rules=(written,)))
        assert needs(rules, offered("66.70")) == () and needs(rules, offered("66.69")) != ()

    def test_another_rule_of_the_same_role_is_asked_anew(self) -> None:
        found = standing(needs(POLICY, offered("85", cost="84")), self.approved(offered("85")))
        assert self.roles(found.open) == ["Pricing"]

    @pytest.mark.parametrize(
        ("rule", "before", "after", "stands"),
        [
            ("clauses", {"clauses": 2}, {"clauses": 1}, True),
            ("clauses", {"worded": (Counted("Liability", "1"),)}, {"worded": (Counted("Liability", "9"),)}, False),
            ("clauses", {"worded": (Counted("Liability", "1"),)}, {"worded": (Counted("Credits", "1"),)}, False),
            ("floor", {"at": ("60", "80")}, {"at": ("65", "80")}, True),
            ("floor", {"at": ("60", "80")}, {"at": ("55", "80")}, False),
            ("floor", {"at": ("60", "80")}, {"at": ("80", "60")}, False),
            ("list", {"unlisted": "60"}, {"unlisted": "60"}, True),
            ("list", {"unlisted": "60"}, {"unlisted": "6"}, False),
            ("billing", {"basis": "installation"}, {"basis": "committed date"}, False),
        ],
    )
    def test_of_what_is_counted_another_is_asked_anew(
        self, rule: str, before: dict[str, Any], after: dict[str, Any], stands: bool
    ) -> None:
        rules = [one for one in COUNTING if one.rule == rule]
        needed, (found,) = needs(rules, counted(**after)), needs(rules, counted(**before))
        given = Approval(
            need=found.key, role=found.role, person="p", version=1, read=readings(rules, counted(**before))
        )
        assert bool(standing(needed, [given]).stands) is stands
        assert standing(needs([replace(rules[0], tolerance=1)], counted(**after)), [given]).stands

    def test_an_approval_of_which_only_the_number_was_written_down_stands_by_it(self) -> None:
        deal = offered("95", clauses=1)
        then = replace(readings(POLICY, deal)["clauses"], counted=None)
        given = Approval(need="/1/Contract Admin", role="Contract Admin", person="p", version=1, read={"clauses": then})
        assert standing(needs(POLICY, deal), [given]).open == ()
        assert len(standing(needs(POLICY, offered("95", clauses=2)), [given]).open) == 1

    def test_of_two_approvals_the_one_that_stands_is_enough(self) -> None:
        (first,), (second,) = self.approved(offered("82")), self.approved(offered("76"))
        found = standing(needs(POLICY, offered("78")), [first, replace(second, person="q")])
        assert (found.open, [one.person for one in found.stands]) == ((), ["q"])
        assert [one.approval.person for one in found.fallen] == ["p"]

    def test_an_approval_that_did_not_read_a_rule_does_not_stand_by_it(self) -> None:
        deal = offered("85")
        (given,) = self.approved(deal)
        found = standing(needs(POLICY, deal), [replace(given, read={})])
        assert self.roles(found.open) == ["Pricing"] and len(found.fallen) == 1

    def test_a_new_approver_is_open(self) -> None:
        found = standing(needs(POLICY, offered("69")), self.approved(offered("80")))
        assert self.roles(found.open) == ["Pricing", "Leadership"]


def credited(quote: Quote, credit: Decimal) -> Quote:
    """The same quote with a credit in the first month of each line that is paid for."""
    return Quote(quote.term, tuple(
        replace(line, rows=(replace(line.rows[0], unit_nrc=line.rows[0].unit_nrc - credit), *line.rows[1:]))
        for line in quote.lines
    ))  # fmt: skip


GIVEN_AWAY = [
    ({}, "0", "0", {"lines without a list price", "lines without a cost"}),
    ({"cost_mrc": "70"}, "0", "0", {"lines without a list price", "Pricing"}),
    ({"cost_mrc": "70"}, "0", "-100", {"lines without a list price", "Pricing"}),
    ({"list_mrc": "100", "cost_mrc": "30"}, "60", "-60", {"Pricing", "Leadership"}),
]


@pytest.mark.parametrize(("said", "price", "credit", "asked"), GIVEN_AWAY)
def test_what_is_given_away_or_credited_hides_nobody(
    said: dict[str, str], price: str, credit: str, asked: set[str]
) -> None:
    """Free or with a credit they are asked who are asked at a cent."""
    prices = {"L": UnitPrices(**{name: Decimal(amount) for name, amount in said.items()})}
    row = PriceRow(unit_mrc=Decimal(price), unit_nrc=Decimal(credit))
    found = schedule(Quote(Term(date(2026, 1, 1), 12), (Line(line="L", rows=(row,)),)))
    deal = Offered(worth(found, prices, Terms(), {}), 30, (), "")
    assert {one.role for one in needs((*POLICY, *UNSAID_RULES), deal)} == asked


class TestLaws:
    @given(
        quotes(), priced(COSTED, LISTED, UNSAID), TERMS, st.decimals(0, 1, places=2) | st.just(Decimal(0)),
        st.decimals(0, 3000, places=2),
    )  # fmt: skip
    def test_a_deeper_discount_never_removes_an_approver(
        self, quote: Quote, prices: dict[str, UnitPrices], terms: Terms, share: Decimal, credit: Decimal
    ) -> None:
        """Neither down to nothing, nor by a credit besides, whatever is known of list and cost."""
        deals = [
            Offered(worth(schedule(each), prices, replace(terms, residual_share=Decimal(0)), {}), 30, (), "")
            for each in (quote, credited(cheaper(quote, share), credit))
        ]
        listed = all(one.at_list is not None for one in deals[0].worth.lines)
        rules = [one for one in (*POLICY, *UNSAID_RULES) if listed or one.metric is not Metric.TCV_AT_LIST]
        before, after = ({need.key for need in needs(rules, deal)} for deal in deals)
        assert before <= after

    @given(quotes(), priced(), TERMS)
    def test_the_smallest_change_is_enough_and_not_too_much(
        self, quote: Quote, prices: dict[str, UnitPrices], terms: Terms
    ) -> None:
        deal = Offered(worth(schedule(quote), prices, terms, {}), 30, (), "")
        for need in needs([POLICY[0]], deal):
            (change,) = fewer(need, deal)
            assert change.cents is not None and change.cents > 0
            known = [one for one in deal.worth.lines if one.at_list is not None]
            at_list, net = sum(one.at_list or 0 for one in known), sum(one.schedule.tcv for one in known)
            if at_list > 0:
                assert 1 - Decimal(net + change.cents) / at_list <= Decimal("0.1")
                assert 1 - Decimal(net + change.cents - 1) / at_list > Decimal("0.1")

    @pytest.mark.parametrize("residual", ["0", "0.05", "0.2"])
    def test_the_smallest_change_of_a_margin_pays_its_commission_too(self, residual: str) -> None:
        terms = Terms(residual_share=Decimal(residual), upfront_cost=Decimal(50))
        line = Line(line="L", rows=(PriceRow(unit_mrc=Decimal(100)),))

        def deal(monthly: Decimal) -> Offered:
            rows = (replace(line.rows[0], unit_mrc=monthly),)
            found = schedule(Quote(Term(date(2026, 1, 1), 12), (replace(line, rows=rows),)))
            return Offered(worth(found, {"L": UnitPrices(cost_mrc=Decimal(70))}, terms, {}), 30, (), "")

        (need,) = needs([POLICY[2]], deal(Decimal(100)))
        (change,) = fewer(need, deal(Decimal(100)))
        assert change.cents is not None
        risen = deal(100 + Decimal(change.cents) / 1200)
        assert float(risen.worth.margin or 0) == pytest.approx(0.35, abs=1e-3)
