"""Who reports to whom: everybody stands once under those above, and a circle is said and not followed."""

from hypothesis import given
from hypothesis import strategies as st

from steward.domain.reporting import Reporting
from steward.domain.team.tally import Tally, total

NAMES = tuple("ABCDEFGH")
SAID = st.dictionaries(st.sampled_from(NAMES), st.none() | st.sampled_from((*NAMES, "unknown")))
"""Any answers to “whom do you report to?”: with circles, with managers nobody knows."""
TREES = st.integers(1, 8).flatmap(
    lambda many: st.tuples(*[st.none() | st.integers(0, place - 1) if place else st.none() for place in range(many)])
).map(lambda bosses: {NAMES[n]: None if boss is None else NAMES[boss] for n, boss in enumerate(bosses)})  # fmt: skip
"""Any tree: each reports to one who stands before them, or to nobody."""


@given(SAID)
def test_everybody_stands_under_one_top_alone(said: dict[str, str | None]) -> None:
    tree = Reporting.of(said)
    under = [one for top in tree.tops for one in tree.under(top)]
    assert sorted(under) == sorted(said)


@given(SAID)
def test_a_circle_is_said_and_nobody_in_it_leads_another(said: dict[str, str | None]) -> None:
    tree = Reporting.of(said)
    inside = {one for circle in tree.circles for one in circle}
    assert inside <= set(tree.tops)
    for circle in tree.circles:
        for one, boss in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert said[one] == boss
    for one, boss in said.items():
        if boss in said and one not in inside:
            assert one in tree.below(str(boss))


@given(TREES)
def test_a_tree_has_no_circle_and_each_is_below_whom_they_name(said: dict[str, str | None]) -> None:
    tree = Reporting.of(said)
    assert not tree.circles
    assert {one: tree.bosses.get(one) for one in said} == said
    for one in said:
        line = tree.line(one)
        assert line[-1] == one and line[0] in tree.tops
        assert all(one in tree.under(above) for above in line)


@given(TREES, st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 1000)), max_size=20))
def test_a_level_is_its_own_and_the_sum_of_those_below(
    said: dict[str, str | None], owned: list[tuple[str, int]]
) -> None:
    """The law of every roll-up: with the leaves as accounts that somebody at any level owns."""
    tree = Reporting.of(said)
    leaves = [(owner, Tally(accounts=1, red=mrr % 2, promoters=mrr)) for owner, mrr in owned if owner in said]

    def level(person: str) -> Tally:
        return total(one for owner, one in leaves if owner in tree.under(person))

    for person in said:
        own = total(one for owner, one in leaves if owner == person)
        assert level(person) == total([own, *(level(one) for one in tree.below(person))])
    assert total(one for _, one in leaves) == total(level(top) for top in tree.tops)
