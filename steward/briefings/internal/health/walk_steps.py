"""From the green share of MRR a quarter before to that of the quarter, and from mean score to mean score by signal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from steward.briefings.internal.health.history import HealthState, History
from steward.domain.health import Colour, Signal
from steward.domain.ratio_walk import RatioPart, RatioWalk
from steward.warehouse.rows.internal.book import BookRow

MOVED = 0.05
"""A signal that gives a score less than this more or less did not move it."""


class How(StrEnum):
    """What an account did; one that keeps its colour and its MRR did nothing."""

    OUT = "left green"
    INTO = "became green"
    CAME = "scored only now"
    WENT = "scored only before"
    MRR = "same side of green, other MRR"


@dataclass(frozen=True)
class Crossed:
    """One account with its step in percent points of the green share."""

    account: BookRow
    how: How
    then: HealthState | None
    now: HealthState | None
    step: Fraction


@dataclass(frozen=True)
class Effect:
    """What one signal did to the scores of the accounts that have one both times: how many it raised and lowered, and
    by how much the mean of them all."""

    signal: Signal
    up: int
    down: int
    mean: float


@dataclass(frozen=True)
class HealthSteps:
    """The accounts of two month ends, by today's rules on what was known at each."""

    found: History
    accounts: Mapping[str, BookRow]
    since: date
    until: date

    @cached_property
    def states(self) -> tuple[Mapping[str, HealthState], Mapping[str, HealthState]]:
        """Those with a score then, and those with one now."""
        then, now = (
            {key: state for key in self.accounts if (state := told.get(key)) and state.colour}
            for told in (self.found.in_month(self.accounts, month) for month in (self.since, self.until))
        )
        return then, now

    @cached_property
    def crossed(self) -> list[Crossed]:
        """Every account with a step, the largest of either sign first."""
        then, now = self.states
        walk = RatioWalk(*({key: _part(state) for key, state in told.items()} for told in (then, now)))
        found = [
            Crossed(self.accounts[key], _how(then.get(key), now.get(key)), then.get(key), now.get(key), step)
            for key, step in walk.steps.items()
            if walk.then.get(key) != walk.now.get(key)
        ]
        return sorted(found, key=lambda one: (-abs(one.step), one.account.name, one.account.account_id))

    @cached_property
    def groups(self) -> Mapping[How, Sequence[Crossed]]:
        """By what they did."""
        return {how: found for how in How if (found := [one for one in self.crossed if one.how is how])}

    @cached_property
    def both(self) -> Sequence[str]:
        """The accounts scored both times."""
        then, now = self.states
        return [key for key in then if key in now]

    @cached_property
    def means(self) -> tuple[float, float]:
        """Their mean score then and now."""
        then, now = (
            sum(told[key].score or 0 for key in self.both) / len(self.both) if self.both else 0.0
            for told in self.states
        )
        return then, now

    @cached_property
    def effects(self) -> Sequence[Effect]:
        """What each signal did, the largest change of the mean first; together they are the change of the mean."""
        moved = [self.moved_by(key) for key in self.both]
        signals = [signal for signal in Signal if any(one[signal] for one in moved)]
        found = (_effect(signal, [one[signal] for one in moved]) for signal in signals)
        return sorted(found, key=lambda one: -abs(one.mean))

    @cached_property
    def _parts(self) -> tuple[Mapping[str, Mapping[Signal, float]], Mapping[str, Mapping[Signal, float]]]:
        """What each signal gave to the scores then and now."""
        then, now = (self.found.signal_parts(self.both, month) for month in (self.since, self.until))
        return then, now

    def moved_by(self, account_id: str) -> Mapping[Signal, float]:
        """What each signal did to the score of an account that has one both times; a change of weights is part of its
        signal's."""
        then, now = (told[account_id] for told in self._parts)
        return {signal: now[signal] - then[signal] for signal in Signal}


def _part(state: HealthState) -> RatioPart:
    mrr = Fraction(state.mrr)
    return RatioPart(mrr if state.colour is Colour.GREEN else 0, mrr)


def _how(then: HealthState | None, now: HealthState | None) -> How:
    if then is None or now is None:
        return How.WENT if now is None else How.CAME
    was, is_green = (one.colour is Colour.GREEN for one in (then, now))
    return How.MRR if was == is_green else How.INTO if is_green else How.OUT


def _effect(signal: Signal, moved: Sequence[float]) -> Effect:
    up, down = sum(one >= MOVED for one in moved), sum(one <= -MOVED for one in moved)
    return Effect(signal, up, down, sum(moved) / len(moved))
