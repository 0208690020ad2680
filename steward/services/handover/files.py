"""The file of one handover, as it is now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from steward.plans.files.store import Opened, Plans
from steward.plans.internal.handover import HandoverFile, InterviewAnswer, Introduction, file_of
from steward.services.handover.desk import Handover

__all__ = ["HandoverFile", "InterviewAnswer", "held_on", "opened_handover", "planned_for"]


def opened_handover(plans: Plans, one: Handover) -> Opened[HandoverFile]:
    """What people wrote of it."""
    return plans.open(HandoverFile, file_of(one.move.fy), one.row.account_id)


def planned_for(file: HandoverFile, people: Sequence[str], day: date) -> HandoverFile:
    """The file with a day for each of these people; what else is written of somebody's introduction stays."""
    found = {one.person: one for one in file.introductions}
    for person in people:
        found[person] = replace(found.get(person, Introduction(person=person)), planned_on=day)
    return replace(file, introductions=tuple(found.values()))


def held_on(file: HandoverFile, person: str, day: date) -> HandoverFile:
    """The file with somebody introduced on a day."""
    made = (replace(one, held_on=day) if one.person == person else one for one in file.introductions)
    return replace(file, introductions=tuple(made))
