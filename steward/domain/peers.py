"""Which accounts are alike, and what those alike own: evidence for what an account could buy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steward.domain.shares import Share

ENOUGH = 8
"""Under so many similar accounts nothing is concluded from what they own."""
TIMES = 3.0

Mask = NDArray[np.bool_]
Amounts = NDArray[np.float64]


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
    """The accounts like one of them. `words`: in what they are alike; empty `mask` and a `why` where too few are."""

    mask: Mask
    words: str
    why: str = ""

    @property
    def count(self) -> int:
        """How many they are."""
        return int(self.mask.sum())


@dataclass(frozen=True)
class Evidence:
    """How many of the similar accounts own a product, and what those pay for it a month in the middle."""

    owned: Share
    typical: float | None

    @property
    def expected(self) -> float:
        """The typical MRR times the share that owns it: for ranking, no forecast."""
        return (self.typical or 0.0) * (self.owned.value or 0.0) / 100


def peers(traits: Traits, place: int) -> Peers:
    """The accounts like the one at `place`, without itself: the narrowest likeness that at least eight share.

    First the same industry and between a third and three times its MRR, then the same segment and such MRR, then the
    same segment."""
    near = _near(traits.mrr, place)
    industry, segment = _same(traits.industries, place), _same(traits.segments, place)
    ladder = (
        (industry & near, f"{traits.industries[place]}, a third to three times its MRR"),
        (segment & near, f"{traits.segments[place]}, a third to three times its MRR"),
        (segment, f"{traits.segments[place]}"),
    )
    for mask, words in ladder:
        if mask.sum() >= ENOUGH:
            return Peers(mask, words)
    most = max(int(mask.sum()) for mask, _ in ladder)
    return Peers(np.zeros(len(traits), dtype=np.bool_), "", f"Only {most} accounts are like it; {ENOUGH} are needed.")


def _near(mrr: Amounts, place: int) -> Mask:
    own = mrr[place]
    found: Mask = (mrr >= own / TIMES) & (mrr <= own * TIMES) & (mrr > 0) & (own > 0)
    found[place] = False
    return found


def _same(names: Sequence[str | None], place: int) -> Mask:
    """Whoever has the same; what is not known is like nothing."""
    own = names[place]
    found = np.array([name is not None and name == own for name in names], dtype=np.bool_)
    found[place] = False
    return found


def evidence(owned: Amounts, found: Peers) -> list[Evidence | None]:
    """For each product what the peers own. `owned`: account × product, MRR of what is owned, NaN of what is not.

    | peers own it | typical MRR | evidence                       |
    |--------------|-------------|--------------------------------|
    | 7 of 11      | 1200        | 64 % (35–85), 1200             |
    | too few      |             | None                           |
    """
    if not found.count:
        return [None] * owned.shape[1]
    theirs = owned[found.mask]
    have = ~np.isnan(theirs)
    return [
        Evidence(Share(int(hits), found.count), float(np.median(theirs[have[:, product], product])) if hits else None)
        for product, hits in enumerate(have.sum(axis=0))
    ]
