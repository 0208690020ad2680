"""An order of the sample, before it becomes rows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

DAY = timedelta(days=1)
STEPS = ("survey", "access ordered", "FOC", "site ready", "equipment shipped", "installed", "tested", "accepted")
"""The milestones of a line that needs an access; each is planned from the signature to the promised day in turn."""
FEW_STEPS = ("FOC", "equipment shipped", "installed", "accepted")


@dataclass(frozen=True)
class DateMove:
    """The promised day was moved."""

    on: date
    was: date
    now: date
    cause: str
    reason: str


@dataclass(frozen=True)
class SampleLine:
    """A line of an order. `late_steps`: by how many days what it reached fell behind its plan; `reached`: how many of
    its milestones, all of them where it is accepted."""

    product_id: str
    site_id: str
    mrc: Decimal
    quantity: int
    state: str
    nrc: Decimal = Decimal()
    action: str = "add"
    requested_on: date | None = None
    first_committed_on: date | None = None
    committed_on: date | None = None
    completed_on: date | None = None
    accepted_on: date | None = None
    billing_started_on: date | None = None
    billing_basis: str = "acceptance"
    subscription_id: str = ""
    steps: tuple[str, ...] = FEW_STEPS
    reached: int = 0
    late_steps: int = 0
    moves: tuple[DateMove, ...] = ()

    def moved(self, on: date, days: int, cause: str, reason: str) -> "SampleLine":
        """The same, promised for so many days later."""
        assert self.committed_on
        move = DateMove(on, self.committed_on, self.committed_on + DAY * days, cause, reason)
        return replace(self, committed_on=move.now, moves=(*self.moves, move))

    def milestones(self, signed_on: date) -> list[tuple[str, date, date | None]]:
        """Each milestone with its planned day and the day it was reached."""
        due = self.first_committed_on or signed_on
        whole, done = (due - signed_on).days, self.accepted_on
        reached = len(self.steps) if done else self.reached
        found: list[tuple[str, date, date | None]] = []
        for number, step in enumerate(self.steps, start=1):
            planned = signed_on + DAY * (whole * number // len(self.steps))
            on = planned + DAY * (self.late_steps * number // max(reached, 1))
            found.append((step, planned, (min(on, done) if done else on) if number <= reached else None))
        return found


@dataclass(frozen=True)
class SampleOrder:
    """An order with its lines. `opportunity_id`: the one that it came of."""

    title: str
    signed_on: date
    lines: tuple[SampleLine, ...]
    state: str = ""
    opportunity_id: str = ""
