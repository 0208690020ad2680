"""Which accounts are alike, and what those alike own: evidence for what an account could buy.

Accounts of one industry or segment are put in the order of their MRR: then those between a third and three times of an
account's stand side by side, and from one account to the next few enter and few leave. So an account takes about as
long however many others there are."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from steward.domain.shares import Share

ENOUGH = 8
"""Under so many similar accounts nothing is concluded from what they own."""
TIMES = 3.0

Amounts = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Traits:
    """What accounts are alike in; an entry for each account. MRR is what they pay us a month."""

    industries: Sequence[str | None]
    segments: Sequence[str | None]
    mrr: Amounts

    def __len__(self) -> int:
        return len(self.industries)


@dataclass(frozen=True)
class Peers:
    """The accounts like one of them: how many; `words`: in what they are alike; none and a `why` where too few are."""

    count: int
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many of the similar accounts own a product, and what those pay for it a month in the middle."""

    owned: Share
    typical: float | None

    @property
    def expected(self) -> float:
        """The typical MRR times the share that owns it: for ranking, no forecast."""
        return (self.typical or 0.0) * (self.owned.value or 0.0) / 100


class Alike(NamedTuple):
    """Who is like an account, and for each product what they own, in the order of the products; None of too few."""

    peers: Peers
    evidence: Sequence[Evidence | None]


def alike(traits: Traits, owned: Amounts, places: Sequence[int]) -> Mapping[int, Alike]:
    """For each of the accounts at `places` those like it, without itself: the narrowest likeness that at least eight
    share, and what they own. `owned`: account × product, MRR of what is owned, NaN of what is not.

    First the same industry and between a third and three times its MRR, then the same segment and such MRR, then the
    same segment.

    | peers own it | typical MRR | evidence                       |
    |--------------|-------------|--------------------------------|
    | 7 of 11      | 1200        | 64 % (35–85), 1200             |
    | too few      |             | None                           |
    """
    industries, segments = _groups(traits.industries, traits.mrr), _groups(traits.segments, traits.mrr)
    found: dict[int, Alike] = {}
    chosen: dict[tuple[_Group, bool], list[_Asked]] = defaultdict(list)
    for place in places:
        industry, segment = traits.industries[place], traits.segments[place]
        own = float(traits.mrr[place])
        similar = "a third to three times its MRR"
        ladder = (
            (industries.get(industry), True, f"{industry}, {similar}"),
            (segments.get(segment), True, f"{segment}, {similar}"),
            (segments.get(segment), False, f"{segment}"),
        )
        most = 0
        for group, by_mrr, words in ladder:
            if group is None:
                continue
            first, end = group.near(own) if by_mrr else (0, len(group.order))
            count = max(end - first - 1, 0)
            if count >= ENOUGH:
                chosen[group, by_mrr].append(_Asked(first, end, place, Peers(count, words)))
                break
            most = max(most, count)
        else:
            few = Peers(0, "", f"Only {most} accounts are like it; {ENOUGH} are needed.")
            found[place] = Alike(few, [None] * owned.shape[1])
    for (group, _), asked in chosen.items():
        found.update(_what_they_own(owned, group, asked))
    return found


class _Asked(NamedTuple):
    """An account with its peers: from which to which in the order of its group, itself among them."""

    first: int
    end: int
    place: int
    peers: Peers


class _Group:
    """The accounts of one industry or segment in the order of their MRR."""

    def __init__(self, members: Places, mrr: Amounts) -> None:
        self.order = members[np.argsort(mrr[members], kind="stable")]
        self._mrr = mrr[self.order]

    def near(self, own: float) -> tuple[int, int]:
        """From which to which they pay between a third and three times as much; nobody does of what pays nothing."""
        if own <= 0:
            return 0, 0
        first, least = np.searchsorted(self._mrr, own / TIMES, "left"), np.searchsorted(self._mrr, 0, "right")
        return int(max(first, least)), int(np.searchsorted(self._mrr, own * TIMES, "right"))


def _groups(names: Sequence[str | None], mrr: Amounts) -> dict[str | None, _Group]:
    """Whoever has the same; what is not known is like nothing."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if name is not None:
            members[name].append(place)
    return {name: _Group(np.array(places, dtype=np.intp), mrr) for name, places in members.items()}


def _what_they_own(owned: Amounts, group: _Group, asked: Sequence[_Asked]) -> Iterator[tuple[int, Alike]]:
    """In the order in which the peers follow each other."""
    window = _Window(owned[group.order])
    for one in sorted(asked):
        window.move(one.first, one.end)
        yield one.place, Alike(one.peers, window.without(owned[one.place], one.peers.count))


class _Window:
    """What accounts that stand side by side pay for each product, in the order of the amounts."""

    def __init__(self, owned: Amounts) -> None:
        self._of_account = [[pair for pair in enumerate(row) if pair[1] == pair[1]] for row in owned.tolist()]
        self._amounts: list[list[float]] = [[] for _ in range(owned.shape[1])]
        self._first = self._end = 0

    def move(self, first: int, end: int) -> None:
        """To accounts further on: only who enters and who leaves is touched."""
        for account in self._of_account[self._end : end]:
            for product, amount in account:
                insort(self._amounts[product], amount)
        for account in self._of_account[self._first : first]:
            for product, amount in account:
                del self._amounts[product][bisect_left(self._amounts[product], amount)]
        self._first, self._end = first, end

    def without(self, own: Amounts, count: int) -> list[Evidence]:
        """What they own but for one of them. `count`: how many they are without it."""
        return [_evidence(amounts, mine, count) for amounts, mine in zip(self._amounts, own.tolist(), strict=True)]


def _evidence(amounts: Sequence[float], mine: float, count: int) -> Evidence:
    """Of one product. `amounts`: what is paid for it, in order; `mine`: one of them that does not count, or NaN."""
    left_out = bisect_left(amounts, mine) if mine == mine else len(amounts)
    hits = len(amounts) - (left_out < len(amounts))
    if not hits:
        return Evidence(Share(0, count), None)
    below, above = (hits - 1) // 2, hits // 2
    middle = amounts[below + (below >= left_out)] + amounts[above + (above >= left_out)]
    return Evidence(Share(hits, count), middle / 2)
