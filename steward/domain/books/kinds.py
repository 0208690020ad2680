"""The three plans that are worked out: with the fewest moves, the most even, and one between."""

from dataclasses import replace
from enum import StrEnum

from steward.domain.books.problem import BooksProblem
from steward.domain.labels import Labelled


class PlanKind(Labelled):
    """What a plan puts first."""

    FEWEST = "fewest moves", "Fewest moves"
    MIDDLE = "middle", "Middle"
    EVEN = "most even", "Most even"

    @property
    def width(self) -> float:
        """How wide its bands are, of those that are written."""
        return _WEIGHED[self][0]

    @property
    def evenness(self) -> float:
        """How much a book outside them weighs, of what is written."""
        return _WEIGHED[self][1]


_WEIGHED: dict[StrEnum, tuple[float, float]] = {
    PlanKind.FEWEST: (1.5, 0.5),
    PlanKind.MIDDLE: (1.0, 1.0),
    PlanKind.EVEN: (0.7, 2.0),
}


def weighed(problem: BooksProblem, kind: PlanKind) -> BooksProblem:
    """The problem as one of the plans puts it."""
    bands = tuple(replace(band, width=band.width * kind.width) for band in problem.bands)
    return replace(problem, bands=bands, evenness=problem.evenness * kind.evenness)
