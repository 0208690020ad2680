"""Which accounts need somebody first: each reason has points, once, and what presses or is large counts for more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AttentionRules:
    """How accounts are ranked. `points`: by reason; `within_days`: what is due so soon presses; `pressing`: times its
    points; `strategic`: times all points of an account above the strategic threshold."""

    points: Mapping[str, float]
    within_days: float
    pressing: float
    strategic: float


@dataclass(frozen=True)
class Counted:
    """What one reason counts for at an account."""

    reason: str
    points: float
    presses: bool


def counted(reasons: Iterable[tuple[str, date | None]], rules: AttentionRules, today: date) -> tuple[Counted, ...]:
    """Each reason once, as its most pressing line has it, the weightiest first. `reasons`: of every line, with the day
    it is due by or None. Ten unanswered detractors are one reason to call, not ten."""
    presses: dict[str, bool] = {}
    for reason, due in reasons:
        presses[reason] = presses.get(reason, False) or (due is not None and (due - today).days <= rules.within_days)
    found = (
        Counted(reason, rules.points.get(reason, 0) * (rules.pressing if soon else 1), soon)
        for reason, soon in presses.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.points, one.reason)))


def score(found: Iterable[Counted], rules: AttentionRules, *, strategic: bool) -> float:
    """What an account comes to."""
    return sum(one.points for one in found) * (rules.strategic if strategic else 1)
