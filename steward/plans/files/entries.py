"""One entry of a section set in its file, without touching what others wrote of other entries."""

from dataclasses import replace
from typing import Any, TypeVar

from steward.errors import PlanChangedMeanwhile
from steward.plans.files.changes import told_apart
from steward.plans.files.keys import Record
from steward.plans.files.store import Opened, Plans

Plan = TypeVar("Plan")


def entry_of(plan: Any, section: str, name: str) -> Record | None:
    """The entry that is told apart by this name; None where there is none."""
    return told_apart(getattr(plan, section)).get(name)


def set_entry(
    plans: Plans, opened: Opened[Plan], section: str, name: str, was: Record | None, now: Record | None, who: str
) -> Opened[Plan]:  # fmt: skip
    """Write `now` of an entry in the place of `was`, None where there is none; whoever saved another entry meanwhile
    keeps what they saved. `opened`: which file of which account.

    Raises PlanChangedMeanwhile where somebody else changed this entry since, PlanBroken or PlanNotSaved."""

    def edit(plan: Plan) -> Plan:
        entries = told_apart(getattr(plan, section))
        if entries.get(name) != was:
            raise PlanChangedMeanwhile("Somebody else changed this meanwhile; what they wrote is shown now.")
        if now is None:
            entries.pop(name, None)
        else:
            entries[name] = now
        return replace(plan, **{section: tuple(entries.values())})  # type: ignore[type-var]

    return plans.edit(opened.kind, opened.file, opened.account_id, edit, who)
