"""What a door told: a figure's id and value, of which scope, and through which door."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

DECIMALS = 6
"""As many as JSON has."""
BOOK = "the book"
ONE_METRIC = {
    "book.nrr": "account.nrr",
    "book.spend": "account.spend",
    "spend.quarter": "account.spend",
    "book.mrr": "account.mrr",
    "book.open_pipeline": "pipeline.open",
    "book.win_rate": "pipeline.win_rate",
    "book.nps": "nps.score",
    "voice.nps": "nps.score",
    "voice.answered": "nps.answered",
    "voice.coverage": "nps.coverage",
    "service_watch.availability": "service.availability",
    "service_watch.mttr": "service.mttr",
    "service_watch.outages": "service.incidents",
    "renewal.per_month": "renewals.mrr",
    "renewal.days": "account.days_to_renewal",
}
"""One metric under two ids: of one scope both are the same."""


class Told(NamedTuple):
    """One figure as it came out of one door. `scope`: of what it is told; only one scope is held against itself."""

    scope: str
    door: str
    id: str
    value: float | None

    @property
    def exact(self) -> float | None:
        """Its value as every door could tell it."""
        return None if self.value is None else round(float(self.value), DECIMALS)


def shared(told: Iterable[Told]) -> dict[tuple[str, str], list[Told]]:
    """What stands behind more than one door, by scope and id."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        found[one.scope, ONE_METRIC.get(one.id, one.id)].append(one)
    return {key: each for key, each in found.items() if len({one.door for one in each}) > 1}


def disagreements(told: Iterable[Told]) -> list[str]:
    """Every id with more than one value, and which door says which."""
    return [line for key, each in sorted(shared(told).items()) for line in _disagreement(key, each)]


def _disagreement(key: tuple[str, str], each: list[Told]) -> Iterator[str]:
    if len({one.exact for one in each}) > 1:
        yield f"{key[1]} of {key[0]}: " + ", ".join(
            f"{one.exact} on {one.door}" + ("" if one.id == key[1] else f" as {one.id}") for one in each
        )
