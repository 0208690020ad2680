"""One entry of a section as a part of its file."""

from dataclasses import replace
from typing import Any

from steward.plans.files.changes import identity, told_apart
from steward.plans.files.keys import Record
from steward.plans.files.together import PlanPart


def entry_of(plan: Any, section: str, name: str) -> Record | None:
    """The entry that is told apart by this name; None where there is none."""
    return told_apart(getattr(plan, section)).get(name)


def name_of(plan: Any, section: str, record: Record) -> str:
    """What tells an entry apart from others that are called alike."""
    alike = (name for name, one in told_apart(getattr(plan, section)).items() if one == record)
    return next(alike, identity(record))


def entry(section: str, name: str) -> PlanPart[Any, Record | None]:
    """The entry of this name; None where there is none."""

    def put(plan: Any, now: Record | None) -> Any:
        entries = told_apart(getattr(plan, section))
        if now is None:
            entries.pop(name, None)
        else:
            entries[name] = now
        return replace(plan, **{section: tuple(entries.values())})

    return PlanPart(lambda plan: entry_of(plan, section, name), put)
