"""Two versions differ by exactly what is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from steward.domain.quoting.comparing import Effect, compare
from steward.domain.quoting.lines import Line, PriceRow, Quote, Term
from tests.quoting.made import quotes


@given(quotes())
def test_a_version_does_not_differ_from_itself(quote: Quote) -> None:
    assert compare(quote, quote).differences == ()


@given(quotes(), quotes())
def test_the_differences_are_the_difference(first: Quote, second: Quote) -> None:
    found = compare(first, second)
    assert found.before + sum(one.cents for one in found.differences) == found.after


@given(quotes(), quotes())
def test_added_and_removed_are_the_lines_of_one_alone(first: Quote, second: Quote) -> None:
    names = [{line.line for line in each.lines} for each in (first, second)]
    for one in compare(first, second).differences:
        assert (one.effect is Effect.REMOVED) == (one.line not in names[1])
        assert (one.effect is Effect.ADDED) == (one.line not in names[0])


@given(quotes(), quotes())
def test_backwards_it_is_the_same_with_the_other_sign(first: Quote, second: Quote) -> None:
    there, back = compare(first, second), compare(second, first)
    assert sum(one.cents for one in there.differences) == -sum(one.cents for one in back.differences)


class TestByHand:
    line = Line(line="1", rows=(PriceRow(quantity=Decimal(10), unit_mrc=Decimal(5), unit_nrc=Decimal(20)),))
    before = Quote(Term(date(2026, 1, 1), 12), (line,))

    def effects(self, after: Quote) -> dict[str, int]:
        return {one.effect.value: one.cents for one in compare(self.before, after).differences}

    def test_price_alone(self) -> None:
        row = replace(self.line.rows[0], unit_mrc=Decimal(4))
        assert self.effects(replace(self.before, lines=(replace(self.line, rows=(row,)),))) == {"price": -12000}

    def test_quantity_alone_moves_what_is_paid_once_too(self) -> None:
        row = replace(self.line.rows[0], quantity=Decimal(11))
        assert self.effects(replace(self.before, lines=(replace(self.line, rows=(row,)),))) == {"quantity": 6000 + 2000}

    def test_term_alone(self) -> None:
        assert self.effects(replace(self.before, term=Term(date(2026, 1, 1), 24))) == {"term": 60000}
