"""Which accounts are alike, and what that says: by hand, and what holds for any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.peers import ENOUGH, Traits, evidence, peers

NAN = np.nan


def traits(*accounts: tuple[str | None, str | None, float]) -> Traits:
    industries, segments, mrr = zip(*accounts, strict=True)
    return Traits(industries, segments, np.array(mrr, dtype=np.float64))


def test_the_narrowest_likeness_that_eight_share() -> None:
    """Eight of its trade between 34 and 300; the ninth pays too much, the tenth is of another trade."""
    alike = [("Retail", "small", 50.0 + 10 * place) for place in range(8)]
    found = peers(traits(("Retail", "small", 100.0), *alike, ("Retail", "small", 301.0), ("Media", "small", 100.0)), 0)
    assert found.mask.tolist() == [False, *[True] * 8, False, False]
    assert found.words == "Retail, a third to three times its MRR"


def test_where_the_trade_is_too_small_the_segment_counts() -> None:
    others = [("Media", "small", 100.0)] * 8
    found = peers(traits(("Retail", "small", 100.0), *others), 0)
    assert (found.count, found.words) == (8, "small, a third to three times its MRR")
    far = [("Media", "small", 9000.0)] * 8
    assert peers(traits(("Retail", "small", 100.0), *far), 0).words == "small"


def test_under_eight_nothing_is_said_and_why() -> None:
    found = peers(traits(("Retail", "small", 100.0), *[("Retail", "small", 100.0)] * 7), 0)
    assert (found.count, found.why) == (0, "Only 7 accounts are like it; 8 are needed.")
    assert evidence(np.ones((8, 2)), found) == [None, None]


def test_what_is_not_known_is_like_nothing() -> None:
    assert peers(traits(*[(None, None, 100.0)] * 20), 0).count == 0


def test_what_eleven_alike_own() -> None:
    """Seven of eleven own it, for 100 to 700, in the middle 400; nobody owns the other."""
    accounts = traits(*[("Retail", "small", 100.0)] * 12)
    own = np.array([[NAN, NAN], *[[100.0 * n, NAN] for n in range(1, 8)], *[[NAN, NAN]] * 4])
    first, second = evidence(own, peers(accounts, 0))
    assert first is not None
    assert second is not None
    assert (first.owned.hits, first.owned.of, first.typical) == (7, 11, 400)
    assert first.owned.interval == (pytest.approx(35.4, abs=0.1), pytest.approx(84.8, abs=0.1))
    assert (second.owned.hits, second.typical) == (0, None)


NAMES = st.sampled_from(["a", "b", None])


@given(st.lists(st.tuples(NAMES, NAMES, st.floats(0, 1e6)), min_size=1, max_size=40))
def test_nobody_is_their_own_peer_and_there_are_enough_or_none(
    accounts: list[tuple[str | None, str | None, float]],
) -> None:
    for place in range(len(accounts)):
        found = peers(traits(*accounts), place)
        assert not found.mask[place]
        assert found.count == 0 or found.count >= ENOUGH
        assert bool(found.why) == (found.count == 0)
