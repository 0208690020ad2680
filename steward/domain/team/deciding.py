"""What leadership decided: the states of a decision, and whether it was kept."""

from dataclasses import dataclass
from datetime import date

from steward.domain.labels import Labelled


class DecisionState(Labelled):
    """What became of a decision of leadership."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class DecisionOutcome(Labelled):
    """A decision as the next review of leadership tells it."""

    KEPT = "kept", "Kept"
    KEPT_LATE = "kept late", "Kept late"
    LATE = "late", "Late"
    OPEN = "open", "Open"
    DROPPED = "dropped", "Dropped"


@dataclass(frozen=True)
class DecisionStanding:
    """Where a decision stands. `on`: the day it was done or dropped; `who`: by whom; `why`: it was dropped."""

    state: DecisionState = DecisionState.OPEN
    on: date | None = None
    who: str = ""
    why: str = ""


def outcome(now: DecisionStanding, due: date | None, today: date) -> DecisionOutcome:
    """Whether it was kept, and in time.

    | state   | on     | due    | today  | told      |
    |---------|--------|--------|--------|-----------|
    | done    | 3 May  | 3 May  |        | kept      |
    | done    | 4 May  | 3 May  |        | kept late |
    | open    |        | 3 May  | 3 May  | open      |
    | open    |        | 3 May  | 4 May  | late      |
    | open    |        |        | 4 May  | open      |
    | dropped | 4 May  | 3 May  |        | dropped   |
    """
    match now.state:
        case DecisionState.DONE:
            return DecisionOutcome.KEPT if due is None or now.on is None or now.on <= due else DecisionOutcome.KEPT_LATE
        case DecisionState.DROPPED:
            return DecisionOutcome.DROPPED
    return DecisionOutcome.LATE if due is not None and due < today else DecisionOutcome.OPEN


IN_TIME = DecisionOutcome.KEPT
JUDGED = (IN_TIME, DecisionOutcome.KEPT_LATE, DecisionOutcome.LATE)
"""What counts; what was dropped, or is not due yet, does not."""


def kept_share(outcomes: list[DecisionOutcome]) -> float | None:
    """Percent of what was due that was done in time; None where nothing was due."""
    counted = [one for one in outcomes if one in JUDGED]
    return counted.count(IN_TIME) / len(counted) * 100 if counted else None
