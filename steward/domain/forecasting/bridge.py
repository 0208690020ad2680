"""Why two calls differ: every item that changed once, with one cause, so that the causes are the difference exactly."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from steward.domain.forecasting.items import CallItem, CallNumber, ForecastCategory, ItemState, open_of
from steward.domain.labels import Labelled
from steward.domain.renewals import Category


class BridgeCause(Labelled):
    """Why an item counts another amount, in the order in which the first that holds is the one."""

    WON = "won", "Won"
    LOST = "lost", "Lost"
    LEFT = "handed on", "Handed on, or no longer there"
    NEW = "new", "New"
    BACK = "back", "Taken over, or open again"
    PULLED_IN = "pulled in", "Pulled in"
    SLIPPED_IN = "slipped in", "Slipped in from before"
    PUSHED_OUT = "pushed out", "Pushed out"
    UP = "category up", "Category up"
    DOWN = "category down", "Category down"
    INCREASED = "increased", "Increased"
    DECREASED = "decreased", "Decreased"
    SAME = "same number", "Changed, counts as before"


@dataclass(frozen=True)
class ItemChange:
    """One item that is not as it was. `was`, `now`: None where it was not there, or is not."""

    key: str
    cause: BridgeCause
    was: CallItem | None
    now: CallItem | None
    step: int

    @property
    def item(self) -> CallItem:
        """As it is told now, else as it was."""
        found = self.now or self.was
        assert found is not None
        return found


@dataclass(frozen=True)
class CallBridge:
    """What leads from what was open of a number at one call to what is open of it at another."""

    number: CallNumber
    opening: int
    closing: int
    changes: tuple[ItemChange, ...]

    @cached_property
    def by_cause(self) -> Mapping[BridgeCause, tuple[ItemChange, ...]]:
        """Those causes there are, in their order."""
        return {
            cause: those for cause in BridgeCause if (those := tuple(one for one in self.changes if one.cause is cause))
        }

    def sum_of(self, cause: BridgeCause) -> int:
        """What a cause did to the number."""
        return sum(one.step for one in self.by_cause.get(cause, ()))


def bridge(
    was: Iterable[CallItem], now: Iterable[CallItem], number: CallNumber, called_on: date | None = None
) -> CallBridge:  # fmt: skip
    """The bridge between two states of some items. `called_on`: the day of the first, by which a new item is told from
    one that was somebody else's, or closed, then."""
    before, after = _keyed(was), _keyed(now)
    found = [
        change
        for key in dict.fromkeys((*before, *after))
        if (change := _change(key, before.get(key), after.get(key), number, called_on)) is not None
    ]
    ordered = sorted(found, key=lambda one: (list(BridgeCause).index(one.cause), -abs(one.step), one.key))
    return CallBridge(
        number, open_of(before.values()).of(number), open_of(after.values()).of(number), tuple(ordered)
    )  # fmt: skip


Held = Sequence[tuple[str, Sequence[CallItem]]]
"""Whose, and what."""


def merged(held: Held, *beside: Held) -> tuple[CallItem, ...]:
    """The items of several people as those of one: what one of them handed to another is one item that did not change.
    What two of them hold at once, as of two days, stays two, here and `beside`, where it is compared with."""
    sides = [Counter(item.key for _, items in side for item in items) for side in (held, *beside)]
    return tuple(
        _of_person(one, person) if one.is_beyond or any(side[one.key] > 1 for side in sides) else one
        for person, items in held
        for one in items
    )


def _of_person(item: CallItem, person: str) -> CallItem:
    return replace(item, key=f"{item.key}:{person}")


def _keyed(items: Iterable[CallItem]) -> dict[str, CallItem]:
    """By key, in an order that does not depend on the one they came in."""
    return {one.key: one for one in sorted(items, key=lambda one: one.key)}


def _change(
    key: str, was: CallItem | None, now: CallItem | None, number: CallNumber, called_on: date | None
) -> ItemChange | None:  # fmt: skip
    if was is not None and now is not None and was.facts == now.facts:
        return None
    step = _counted(now, number) - _counted(was, number)
    return ItemChange(key, _cause(was, now, number, step, called_on), was, now, step)


def _counted(item: CallItem | None, number: CallNumber) -> int:
    return item.counts.of(number) if item is not None and item.is_open else 0


def _cause(
    was: CallItem | None, now: CallItem | None, number: CallNumber, step: int, called_on: date | None
) -> BridgeCause:  # fmt: skip
    """The first cause that holds: what became of it, whether it was there, its date, its category, its amount."""
    if step == 0:
        return BridgeCause.SAME
    if any(one is not None and one.is_beyond for one in (was, now)):
        return BridgeCause.INCREASED if step > 0 else BridgeCause.DECREASED
    if was is None or not was.is_open:
        return BridgeCause.NEW if was is None and now is not None and _is_new(now, called_on) else BridgeCause.BACK
    if now is None:
        return BridgeCause.LEFT
    if not now.is_open:
        return BridgeCause.WON if now.state is ItemState.WON else BridgeCause.LOST
    if was.due != now.due:
        into = BridgeCause.SLIPPED_IN if was.overdue else BridgeCause.PULLED_IN
        return into if now.due else BridgeCause.PUSHED_OUT
    rank, before = _rank(now), _rank(was)
    counts_otherwise = bool(was.counts.of(number)) != bool(now.counts.of(number))
    if rank != before and (was.amount == now.amount or counts_otherwise):
        return BridgeCause.UP if rank > before else BridgeCause.DOWN
    return BridgeCause.INCREASED if step > 0 else BridgeCause.DECREASED


def _is_new(item: CallItem, called_on: date | None) -> bool:
    return called_on is None or item.since is None or item.since > called_on


_RANKS = {
    **{one.value: one.rank for one in ForecastCategory},
    Category.WILL_RENEW.value: 5, Category.CONTRACT_ACTIONABLE.value: 4, Category.CONTRACT.value: 3,
    Category.CHURN_ACTIONABLE.value: 2, Category.WILL_CHURN.value: 1,
}  # fmt: skip
"""The surer, the higher. What nobody called yet stands between a churn that can be influenced and a downsell."""


def _rank(item: CallItem) -> float:
    return _RANKS.get(item.category, 2.5)
