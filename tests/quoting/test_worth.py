"""Discount, margin, payback, walk: by hand, and as laws."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote, Term
from steward.domain.quoting.schedule import schedule
from steward.domain.quoting.walk import price_walk
from steward.domain.quoting.worth import Terms, UnitPrices, Worth, worth
from tests.quoting.made import TERMS, priced, quotes

TERM = Term(date(2026, 1, 1), 12)
LISTED = UnitPrices(
    list_mrc=Decimal(100), list_nrc=Decimal(600), cost_mrc=Decimal(40), cost_nrc=Decimal(700), floor_mrc=Decimal(70)
)


def of(*rows: PriceRow, prices: UnitPrices = LISTED, terms: Terms | None = None) -> Worth:
    found = schedule(Quote(TERM, (Line(line="1", rows=rows),)))
    return worth(found, {"1": prices}, terms or Terms(), {})


class TestByHand:
    def test_a_tenth_off(self) -> None:
        found = of(PriceRow(quantity=Decimal(10), unit_mrc=Decimal(90)))
        assert (found.at_list, found.discount, found.cost) == (
            10 * 120000 + 600000,
            Decimal(1) - Decimal("1.08") / Decimal("1.8"),
            1180000,
        )

    def test_margin_and_payback(self) -> None:
        # Paid 12 × 100 + 200 = 1,400; cost 12 × 40 + 700 = 1,180; to the seller 60 at once and 5 % of 1,200.
        found = of(
            PriceRow(unit_mrc=Decimal(100), unit_nrc=Decimal(200)),
            terms=Terms(upfront_commission=Decimal(60), residual_share=Decimal("0.05")),
        )
        assert (found.cost, found.commission) == (118000, 12000)
        assert found.margin == Decimal(10000) / Decimal(140000)
        # Out of pocket 700 + 60 − 200 = 560, and 55 come back a month: the eleventh.
        assert found.payback_months == 11

    def test_paid_at_the_start(self) -> None:
        assert of(PriceRow(unit_mrc=Decimal(100), unit_nrc=Decimal(700))).payback_months == 0

    def test_never_within_the_term(self) -> None:
        assert of(PriceRow(unit_mrc=Decimal(41), unit_nrc=Decimal(0))).payback_months is None

    @pytest.mark.parametrize(("price", "below"), [(Decimal(70), False), (Decimal("69.99"), True), (Decimal(0), True)])
    def test_below_the_floor(self, price: Decimal, below: bool) -> None:
        assert of(PriceRow(unit_mrc=price)).lines[0].is_below_floor is below

    def test_a_free_month_is_below_the_floor_and_counted(self) -> None:
        line = of(PriceRow(unit_mrc=Decimal(0), to_month=2), PriceRow(unit_mrc=Decimal(100), from_month=3)).lines[0]
        assert (line.is_below_floor, line.free_months) == (True, 2)

    @pytest.mark.parametrize(("replaced", "net"), [({"S": 4000}, 6000), ({"S": None}, None), ({}, None)])
    def test_net_new_is_less_what_ends(self, replaced: dict[str, int | None], net: int | None) -> None:
        line = Line(line="1", action=Action.MODIFY, rows=(PriceRow(unit_mrc=Decimal(100)),), replaces=("S",))
        assert worth(schedule(Quote(TERM, (line,))), {}, Terms(), replaced).net_new_mrr == net

    def test_what_is_not_known_is_counted_and_not_taken_for_nothing(self) -> None:
        found = of(PriceRow(unit_mrc=Decimal(100)), prices=UnitPrices())
        assert (found.discount, found.margin, found.payback_months) == (None, None, None)
        assert found.without_list == ("1",)
        assert [one.cost for one in found.lines] == [None]

    def test_the_walk(self) -> None:
        found = of(
            PriceRow(unit_mrc=Decimal(0), to_month=2),
            PriceRow(unit_mrc=Decimal(90), unit_nrc=Decimal(500), from_month=3),
            prices=replace(LISTED, cost_nrc=Decimal(0)),
        )  # fmt: skip
        assert {part.label: part.cents for part in price_walk(found)} == {
            "List": 240000, "Discount": -12000, "Ramp": -18000,
            "One-off discount": -70000, "Net (TCV)": 140000, "Cost": -48000, "Margin": 92000,
        }  # fmt: skip


class TestLaws:
    @given(quotes(), priced(), TERMS)
    def test_the_walk_adds_up(self, quote: Quote, prices: dict[str, UnitPrices], terms: Terms) -> None:
        level = 0
        for part in price_walk(worth(schedule(quote), prices, terms, {})):
            if part.total and part.label != "List":
                assert part.cents == level
            level = part.cents if part.total else level + part.cents

    @given(quotes(), priced(), TERMS, st.decimals(0, 1, places=2))
    def test_a_deeper_discount_is_never_a_smaller_one(
        self, quote: Quote, prices: dict[str, UnitPrices], terms: Terms, share: Decimal
    ) -> None:
        one, other = (worth(schedule(each), prices, terms, {}) for each in (quote, cheaper(quote, share)))
        assert one.at_list == other.at_list
        if one.discount is not None and other.discount is not None:
            assert other.discount >= one.discount


def cheaper(quote: Quote, share: Decimal) -> Quote:
    """The same quote with every monthly price cut to a share of it."""
    lines = tuple(
        replace(line, rows=tuple(replace(row, unit_mrc=row.unit_mrc * share) for row in line.rows))
        for line in quote.lines
    )
    return Quote(quote.term, lines)
