"""From a ratio then to the same ratio now, in steps that add up to the whole difference (see docs/metrics.md).

A ratio is a sum over a sum, R = N / D. Who is counted with n and d then, and n′ and d′ now, takes the step

    ((n′ − R·d′) − (n − R·d)) / D′        in percent points: × 100

which is by how much more it brings now than the ratio of then asks of it. The steps add up to N′ / D′ − N / D whatever
moved, because R·D = N. Who is the same then and now takes none, and who comes or goes at the very ratio of then takes
none either. Everything is a fraction, so nothing is lost by rounding."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

Who = TypeVar("Who", bound=Hashable)
NOTHING = Fraction()


class RatioPart(NamedTuple):
    """What one of them brings to the sum above and to the sum below."""

    above: Decimal | Fraction | int
    below: Decimal | Fraction | int


@dataclass(frozen=True)
class RatioWalk(Generic[Who]):
    """Who was counted then and who is counted now, and with what."""

    then: Mapping[Who, RatioPart]
    now: Mapping[Who, RatioPart]

    @property
    def known(self) -> bool:
        """Whether there was a ratio then and is one now."""
        return all(below > 0 for _, below in self._wholes)

    @cached_property
    def _wholes(self) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
        return _sums(self.then.values()), _sums(self.now.values())

    @cached_property
    def steps(self) -> Mapping[Who, Fraction]:
        """Percent points by whom, also of those that took no step; nobody where the ratio is not known twice.

        | then   | now    | step of each                                    | whole             |
        |--------|--------|-------------------------------------------------|-------------------|
        | 10/10  | 8/10   | (8 − 10) / 10                                    | −20: 100 → 80     |
        | 10/10  | 10/10  | none, and none for 5/5 that comes                | 0: 100 → 100      |
        | 10/10  | 10/10  | none; 0/10 comes: (0 − 1·10) / 20                | −50: 100 → 50     |
        """
        if not self.known:
            return {}
        (above, below), (_, whole) = self._wholes
        ratio = above / below
        none, known = RatioPart(0, 0), dict[tuple[RatioPart, RatioPart], Fraction]()
        steps: dict[Who, Fraction] = {}
        for one in (*self.then, *(one for one in self.now if one not in self.then)):
            pair = self.then.get(one, none), self.now.get(one, none)
            if pair not in known:  # of people who answer there are thousands, and few that differ
                known[pair] = (_more(pair[1], ratio) - _more(pair[0], ratio)) / whole * 100
            steps[one] = known[pair]
        return steps

    @property
    def difference(self) -> Fraction:
        """What all steps come to."""
        return sum(self.steps.values(), NOTHING)


def _more(part: RatioPart, ratio: Fraction) -> Fraction:
    return _exact(part.above) - ratio * _exact(part.below)


def _sums(parts: Iterable[RatioPart]) -> tuple[Fraction, Fraction]:
    above, below = NOTHING, NOTHING
    for part, times in Counter(parts).items():
        above, below = above + times * _exact(part.above), below + times * _exact(part.below)
    return above, below


def _exact(number: Decimal | Fraction | int) -> Fraction:
    """What Fraction(number) is, in a quarter of the time that it takes to find out what it was given."""
    return Fraction(*number.as_integer_ratio())
