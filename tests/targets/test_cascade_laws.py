"""A target handed down: it adds up to the cent for any tree, and what is set stays."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.targets.allocation import allocate
from steward.domain.targets.cascade import Node, cascade
from steward.domain.targets.seasons import Seasons, by_quarter, seasons

AMOUNTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
WEIGHTS = st.integers(0, 1000).map(Decimal)


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [("100", "1 1 1", "33.34 33.33 33.33"), ("0.05", "3 1", "0.04 0.01"), ("10", "0 0", "5 5"), ("10", "", ""),
     ("0.01", "1 1 2", "0 0 0.01"), ("7", "0 1", "0 7")],
)  # fmt: skip
def test_parts_of_an_amount(amount: str, weights: str, parts: str) -> None:
    assert allocate(Decimal(amount), [Decimal(one) for one in weights.split()]) == tuple(map(Decimal, parts.split()))


@given(AMOUNTS, st.lists(WEIGHTS, min_size=1, max_size=9))
def test_parts_are_whole_cents_and_come_to_the_amount(amount: Decimal, weights: list[Decimal]) -> None:
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    assert all((one * 100) % 1 == 0 and one >= 0 for one in parts)
    whole = sum(weights) or Decimal(len(weights))
    shares = [amount * (one if sum(weights) else Decimal(1)) / whole for one in weights]
    assert all(abs(part - share) < Decimal("0.01") for part, share in zip(parts, shares, strict=True))


def leaf(own: str, key: str) -> Node:
    return Node(key, None if own == "–" else Decimal(own))


@pytest.mark.parametrize(
    ("whole", "below", "reached", "gap"),
    [("90", "20 – –", "20 35 35", "0"), ("90", "40 40 40", "40 40 40", "-30"), ("90", "20 20 20", "20 20 20", "30"),
     ("–", "20 30 –", "20 30 –", "0"), ("–", "– –", "– –", "0"), ("30", "40 –", "40 0", "-10")],
)  # fmt: skip
def test_what_is_set_stays_and_what_is_left_goes_to_the_rest(whole: str, below: str, reached: str, gap: str) -> None:
    children = tuple(leaf(own, str(number)) for number, own in enumerate(below.split()))
    found = cascade(Node("all", None if whole == "–" else Decimal(whole), children=children))
    assert [one.amount for one in found.children] == [None if one == "–" else Decimal(one) for one in reached.split()]
    assert found.gap == Decimal(gap)


def test_a_region_that_nobody_set_gets_its_share_beyond_what_is_set_in_it() -> None:
    """100 for all, 10 of it set for one of north's two: 45 and 45 are left for north's other and for south."""
    north = Node("north", children=(Node("ida", Decimal(10)), Node("ben")))
    found = cascade(Node("all", Decimal(100), children=(north, Node("south"))))
    assert {one.key: one.amount for one in found.all()} == {
        "all": 100, "north": 55, "ida": 10, "ben": 45, "south": 45,
    }  # fmt: skip


NODES = st.recursive(
    st.builds(
        Node, st.just("n"), st.none() | AMOUNTS, begun=st.just(Decimal()) | AMOUNTS, weight=WEIGHTS
    ).map(lambda one: one if one.own is None else Node(one.key, one.own, weight=one.weight)),
    lambda inner: st.builds(
        Node, st.just("n"), st.none() | AMOUNTS, weight=WEIGHTS,
        children=st.lists(inner, min_size=1, max_size=4).map(tuple),
    ),
    max_leaves=12,
)  # fmt: skip


@given(NODES)
def test_a_cascade_adds_up_for_any_tree(tree: Node) -> None:
    """Leaves and gaps come to the root; whoever set something reaches it; a gap is left only where nobody is open."""
    found = cascade(tree)
    leaves = sum((one.amount or Decimal() for one in found.all() if not one.children), Decimal())
    gaps = sum((one.gap for one in found.all() if one.children), Decimal())
    assert leaves + gaps == (found.amount or 0)
    for one in found.all():
        assert one.amount is None or (one.amount * 100) % 1 == 0
        assert not one.set or one.amount == one.node.own
        if one.children and one.amount is not None:
            left = one.amount - sum((below.node.floor for below in one.children), Decimal())
            assert one.gap == (min(left, Decimal()) if any(below.node.open for below in one.children) else left)


SPREAD = st.lists(st.integers(1, 10**6).map(Decimal), min_size=4, max_size=4).map(
    lambda won: Seasons(tuple(won), (9, 9, 9, 9), 3)
)


@given(AMOUNTS, st.dictionaries(st.integers(1, 4), AMOUNTS, max_size=3), SPREAD)
def test_quarters_come_to_their_year_unless_more_is_said_of_them(
    year: Decimal, said: dict[int, Decimal], spread: Seasons
) -> None:
    found = by_quarter(year, said, spread)
    assert sum(one or 0 for one in found) == max(year, sum(said.values()))
    assert all(found[number - 1] == amount for number, amount in said.items())


@pytest.mark.parametrize(
    ("won", "even", "shares"),
    [
        ({(2024, 1): (10, 3), (2024, 2): (10, 3), (2024, 3): (20, 3), (2024, 4): (40, 3), (2025, 1): (10, 1),
          (2025, 2): (10, 1), (2025, 3): (20, 1), (2025, 4): (40, 1)}, False, (12.5, 12.5, 25, 50)),
        ({(2025, number): (10 * number, 5) for number in range(1, 5)}, True, (25, 25, 25, 25)),  # one year
        ({(year, number): (10 * number, 1) for year in (2024, 2025) for number in (1, 2, 3)}, True, (25, 25, 25, 25)),
    ],
)  # fmt: skip
def test_seasons_are_those_of_the_past_or_even(
    won: dict[tuple[int, int], tuple[int, int]], even: bool, shares: tuple[float, ...]
) -> None:
    first = min(year for year, _ in won)
    found = seasons({key: (Decimal(amount), count) for key, (amount, count) in won.items()}, first, 2025)
    assert (found.even, found.shares) == (even, shares)
