"""What was saved of a plan said on its page, with the one step back from it."""

from collections.abc import Callable
from typing import Any

from steward.errors import PlanNotSaved
from steward.services.plans import files as plan_files
from steward.services.plans.files import Opened, Saved, Versions
from steward.ui.kit import undo
from steward.ui.plans.files import names_of, plans_with

BESIDE = "What somebody else saved meanwhile stays, too."


def press(place: str, act: Callable[[], Saved[Any]], words: str) -> bool:
    """Save at one press, and say so with the way back; where it is refused, say why. Whether it was saved."""
    try:
        step = act()
    except PlanNotSaved as problem:
        undo.refused(str(problem))
        return False
    saved(place, step, words=words)
    return True


def saved(
    place: str,
    step: Saved[Any],
    go_on: Callable[[Opened[Any]], None] = lambda now: None,
    base: Opened[Any] | None = None,
    words: str = "Saved.",
    *,
    with_last: bool = False,
) -> None:
    """Something was saved: say so, with the way back. `base`: what it was begun with, where somebody may have saved
    since; `go_on`: to what its fields go on with once it is taken back."""

    def back(who: str) -> None:
        after = plan_files.take_back(plans_with(step.left), step, who)
        if after.found.digest == step.left.digest:
            go_on(after.left)

    def told(one: Versions) -> str:
        return plan_files.field_told(step.left.kind, names_of(step.left), one)

    def why_not(who: str) -> str:
        return plan_files.overtaken(plans_with(step.left), step, who, told)

    beside = base is not None and base.digest != step.found.digest
    undo.saved(undo.Undo(place, back, why_not), f"{words} {BESIDE}" if beside else words, with_last=with_last)
