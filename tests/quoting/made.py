"""Quotes as hypothesis makes them: valid ones, with ramps, co-terms, credits, free months."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote, Term
from steward.domain.quoting.worth import Terms, UnitPrices

MONEY = st.decimals(0, 5000, places=2)
CREDIT = st.decimals(-2000, 2000, places=2)
NAMES = ["A", "B", "C", "D"]


@st.composite
def rows(draw: st.DrawFn, months: int, money: st.SearchStrategy[Decimal] = MONEY) -> tuple[PriceRow, ...]:
    """A ramp without gaps over so many months."""
    cuts = sorted(draw(st.sets(st.integers(2, months), max_size=3))) if months > 1 else []
    begins = [1, *cuts]
    ends = [*(cut - 1 for cut in cuts), None]
    return tuple(
        PriceRow(
            quantity=draw(st.decimals(0, 300, places=1)), unit_mrc=draw(money), unit_nrc=draw(CREDIT),
            from_month=begin, to_month=end,
        )
        for begin, end in zip(begins, ends, strict=True)
    )  # fmt: skip


@st.composite
def lines(draw: st.DrawFn, name: str, term: Term) -> Line:
    """One line of any kind."""
    action = draw(st.sampled_from(Action))
    replaces = ("S-" + name,) if action is not Action.ADD else ()
    if action is Action.DELETE:
        return Line(line=name, action=action, replaces=replaces)
    ends_on = draw(st.none() | st.integers(1, 900).map(lambda days: term.starts_on + timedelta(days=days)))
    bare = Line(line=name, action=action, replaces=replaces, ends_on=ends_on)
    return Line(line=name, action=action, replaces=replaces, ends_on=ends_on, rows=draw(rows(term.of(bare).count)))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """One quote of up to four lines."""
    term = Term(draw(st.dates(date(2025, 1, 1), date(2028, 12, 31))), draw(st.integers(1, 60)))
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    return Quote(term, tuple(draw(lines(name, term)) for name in names))


PRICES = st.builds(
    UnitPrices, list_mrc=MONEY, list_nrc=MONEY, cost_mrc=MONEY, cost_nrc=MONEY, floor_mrc=st.none() | MONEY
)
TERMS = st.builds(
    Terms, upfront_commission=MONEY, residual_share=st.decimals(0, Decimal("0.2"), places=2), upfront_cost=MONEY
)


def priced(*others: st.SearchStrategy[UnitPrices]) -> st.SearchStrategy[dict[str, UnitPrices]]:
    """A list price and a cost of every line there can be; or what `others` make."""
    return st.fixed_dictionaries(dict.fromkeys(NAMES, st.one_of(PRICES, *others)))


COSTED = st.builds(UnitPrices, cost_mrc=MONEY, cost_nrc=MONEY)
LISTED = st.builds(UnitPrices, list_mrc=MONEY, list_nrc=MONEY)
UNSAID = st.builds(UnitPrices)
