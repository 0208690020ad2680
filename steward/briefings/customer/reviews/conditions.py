"""Conditions under which a slide is shown: a figure held against a limit."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from steward.exhibits import Figure

_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_WRITTEN = re.compile(r"\s*([\w.\-]+)\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*%?\s*")


@dataclass(frozen=True)
class Condition:
    """A figure by id, a sign and a limit in the figure's unit."""

    figure: str
    sign: str
    limit: float

    def holds(self, figures: Sequence[Figure]) -> bool:
        """Whether it is known to hold."""
        found = self.of(figures)
        return found is not None and found.value is not None and _SIGNS[self.sign](float(found.value), self.limit)

    def of(self, figures: Sequence[Figure]) -> Figure | None:
        """The figure it speaks of, if there is one."""
        return next((figure for figure in figures if figure.id == self.figure), None)

    def why_not(self, figures: Sequence[Figure]) -> str:
        """Why a slide is not shown, with what the figure is now."""
        found = self.of(figures)
        if found is None:
            return f"its condition names “{self.figure}”, which is no figure of this account"
        return f"its condition is {found.label} {self.sign} {found.unit.text(self.limit)}, and it is {found.text}"


def condition(words: str) -> Condition | None:
    """The condition as written, such as `service.sla_budget_used > 70`; None where it cannot be read."""
    found = _WRITTEN.fullmatch(words)
    return Condition(found[1], found[2], float(found[3])) if found else None
