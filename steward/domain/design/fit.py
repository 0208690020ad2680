"""How well an option fits what is required, and which musts stand open."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from steward.domain.design.words import Meets, Priority

WEIGHTS: Mapping[Priority, int] = {Priority.MUST: 3, Priority.SHOULD: 2, Priority.COULD: 1}
SHARES: Mapping[Meets | None, float] = {Meets.YES: 1, Meets.PARTLY: 0.5, Meets.NO: 0, None: 0}


class Judged(NamedTuple):
    """A requirement, and whether one option meets it; None where nobody said."""

    requirement: str
    priority: Priority
    meets: Meets | None


def fit(judged: Iterable[Judged]) -> float | None:
    """Percent of the weight of all requirements that is met: a must weighs 3, a should 2, a could 1; what is met partly
    counts half, what nobody judged nothing. None without requirements.

    | must | must | should | could | fit  |
    |------|------|--------|-------|------|
    | yes  | yes  | yes    | yes   | 100  |
    | yes  | no   | yes    | no    | 55.6 |
    | yes  | yes  | partly | –     | 77.8 |
    """
    held = [(WEIGHTS[one.priority], SHARES[one.meets]) for one in judged]
    whole = sum(weight for weight, _ in held)
    return sum(weight * share for weight, share in held) / whole * 100 if whole else None


def open_musts(judged: Iterable[Judged], excepted: Collection[str]) -> tuple[str, ...]:
    """The musts that the option does not meet in full, and for which nobody signed an exception."""
    return tuple(
        one.requirement
        for one in judged
        if one.priority is Priority.MUST and one.meets is not Meets.YES and one.requirement not in excepted
    )
