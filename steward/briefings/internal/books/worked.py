"""A plan as it was worked out: whose each account would be, what that costs, and what is proved of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from steward.domain.books.kinds import PlanKind
from steward.domain.books.solver import Solved
from steward.exhibits import Unit

GAP = Unit("percent", suffix=" %", decimals=1)


@dataclass(frozen=True)
class WorkedPlan:
    """One of the three. `current`: whether it is of the figures and rules as they are now."""

    kind: PlanKind
    solved: Solved
    current: bool = True

    @property
    def owners(self) -> Mapping[str, str]:
        """Whose each account would be."""
        return self.solved.owners

    @property
    def proof(self) -> str:
        """How near to the best it is known to be, in words."""
        gap = self.solved.gap
        if gap is None:
            return "Nothing proved"
        if self.solved.proved:
            return "Proved within 0.1 %"
        return f"Proved within {GAP.text(gap * 100)}"
