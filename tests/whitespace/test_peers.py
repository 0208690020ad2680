"""Which accounts are alike, and what that says: by hand, and what holds for any."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.peers import ENOUGH, Alike, Traits, alike

NAN = np.nan
Account = tuple[str | None, str | None, float]


def traits(*accounts: Account) -> Traits:
    industries, segments, mrr = zip(*accounts, strict=True)
    return Traits(industries, segments, np.array(mrr, dtype=np.float64))


def first_of(*accounts: Account) -> Alike:
    """Who is like the first of some accounts that own nothing."""
    return alike(traits(*accounts), np.full((len(accounts), 2), NAN), [0])[0]


def test_the_narrowest_likeness_that_eight_share() -> None:
    """Eight of its trade between 34 and 300; the ninth pays too much, the tenth is of another trade."""
    similar: list[Account] = [("Retail", "small", 50.0 + 10 * place) for place in range(8)]
    found = first_of(("Retail", "small", 100.0), *similar, ("Retail", "small", 301.0), ("Media", "small", 100.0))
    assert (found.peers.count, found.peers.words) == (8, "Retail, a third to three times its MRR")


def test_where_the_trade_is_too_small_the_segment_counts() -> None:
    others: list[Account] = [("Media", "small", 100.0)] * 8
    found = first_of(("Retail", "small", 100.0), *others).peers
    assert (found.count, found.words) == (8, "small, a third to three times its MRR")
    far: list[Account] = [("Media", "small", 9000.0)] * 8
    assert first_of(("Retail", "small", 100.0), *far).peers.words == "small"


def test_under_eight_nothing_is_said_and_why() -> None:
    found = first_of(("Retail", "small", 100.0), *[("Retail", "small", 100.0)] * 7)
    assert (found.peers.count, found.peers.why) == (0, "Only 7 accounts are like it; 8 are needed.")
    assert found.evidence == [None, None]


def test_what_is_not_known_is_like_nothing() -> None:
    assert first_of(*[(None, None, 100.0)] * 20).peers.count == 0


def test_what_eleven_alike_own() -> None:
    """Seven of eleven own it, for 100 to 700, in the middle 400; nobody owns the other."""
    accounts = traits(*[("Retail", "small", 100.0)] * 12)
    own = np.array([[NAN, NAN], *[[100.0 * n, NAN] for n in range(1, 8)], *[[NAN, NAN]] * 4])
    first, second = alike(accounts, own, [0])[0].evidence
    assert first is not None
    assert second is not None
    assert (first.owned.hits, first.owned.of, first.typical) == (7, 11, 400)
    assert first.owned.interval == (pytest.approx(35.4, abs=0.1), pytest.approx(84.8, abs=0.1))
    assert (second.owned.hits, second.typical) == (0, None)


NAMES = st.sampled_from(["a", "b", None])
MONEY = st.sampled_from([0.0, 1.0, 3.0, 9.0, 10.0, 27.0]) | st.floats(0, 1e6)
ACCOUNTS = st.lists(st.tuples(NAMES, NAMES, MONEY, st.lists(MONEY | st.just(NAN), min_size=2, max_size=2)), max_size=40)


@given(ACCOUNTS.filter(bool), st.data())
def test_it_is_as_if_each_account_were_held_against_every_other(
    accounts: list[tuple[str | None, str | None, float, list[float]]], data: st.DataObject
) -> None:
    """Whichever are asked for together; nobody is their own peer, and there are enough or none."""
    known = traits(*[(industry, segment, mrr) for industry, segment, mrr, _ in accounts])
    owned = np.array([own for *_, own in accounts])
    asked = data.draw(st.lists(st.integers(0, len(accounts) - 1), unique=True))
    found = alike(known, owned, asked)
    assert sorted(found) == sorted(asked)
    for place in asked:
        expected = one_by_one(accounts, place)
        assert found[place].peers.count == len(expected)
        assert bool(found[place].peers.why) == (not expected)
        for product, proof in enumerate(found[place].evidence):
            paid = [accounts[other][3][product] for other in expected if not np.isnan(accounts[other][3][product])]
            told = (proof.owned.hits, proof.typical) if proof else (0, None)
            assert told == (len(paid), median(paid) if paid else None)


def one_by_one(accounts: list[tuple[str | None, str | None, float, list[float]]], place: int) -> list[int]:
    """Which others are like an account, by going through all of them."""
    industry, segment, mrr, _ = accounts[place]
    others = [number for number in range(len(accounts)) if number != place]
    near = [n for n in others if mrr > 0 and accounts[n][2] > 0 and mrr / 3 <= accounts[n][2] <= mrr * 3]
    for found in (
        [n for n in near if industry is not None and accounts[n][0] == industry],
        [n for n in near if segment is not None and accounts[n][1] == segment],
        [n for n in others if segment is not None and accounts[n][1] == segment],
    ):
        if len(found) >= ENOUGH:
            return found
    return []
