"""An account that was received, and what its new owner does first, by days that count from the receipt."""

from dataclasses import dataclass
from datetime import date, timedelta

from steward.domain.handover.words import Move
from steward.plans.internal.handover import HandoverFile, HandoverStep


@dataclass(frozen=True)
class FirstDays:
    """One account with the day it was received on."""

    move: Move
    file: HandoverFile
    received_on: date


def due_of(step: HandoverStep, received_on: date | None) -> date | None:
    """By when a step is to be done; before the receipt only where a day is named."""
    if step.due or step.within is None or received_on is None:
        return step.due
    return received_on + timedelta(days=int(step.within))
