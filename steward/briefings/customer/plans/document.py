"""The success plan on paper: the customer's copy, and what the whole account plan has in common with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from steward.briefings.customer.plans.commitment_states import state_of
from steward.briefings.customer.plans.goals import goal_unit
from steward.briefings.customer.plans.heard import heard_state
from steward.briefings.customer.plans.joint_plan import step_state
from steward.briefings.customer.plans.records import Chapter, Telling, labels, titles
from steward.exhibits import Number, Unit, day_text
from steward.exhibits.documents import DocumentContent, KeyValues, Paragraph, Part
from steward.exhibits.tables import Cell
from steward.plans.customer.success_plan import FILE, Profile, Side, SuccessPlan
from steward.plans.files.keys import keys_of

YOURS = "Your company"
SIDES: Mapping[Any, str] = {Side.OURS: "ours", Side.THEIRS: "yours"}


def success_content(account_name: str, success: SuccessPlan, names: Mapping[str, str], as_of: date) -> DocumentContent:
    """The customer's copy: what was agreed with them, and nothing else."""
    telling = Telling(
        FILE, as_of, names, None, titles(success), to_the_customer, lambda word: SIDES.get(word, str(word))
    )
    return DocumentContent(
        title=account_name,
        subtitle=f"Success plan{_made_with(success)}, {day_text(as_of)}",
        as_of=as_of,
        footer=f"{account_name} · {day_text(as_of)}",
        confidential="",
        parts=_agreed(success_chapters(success, telling, YOURS)),
    )


def _made_with(success: SuccessPlan) -> str:
    """The partner who made it with us, where one did."""
    return f" with {success.profile.partner.strip()}" if success.profile.partner.strip() else ""


def _agreed(chapters: Mapping[str, Chapter]) -> tuple[Part, ...]:
    """What is agreed, and nothing about what is not yet."""
    parts = tuple(part for chapter in chapters.values() for part in chapter.printed())
    return parts or (Paragraph("Nothing is agreed yet."),)


def to_the_customer(label: str) -> str:
    """A label as the customer reads it: their owner is yours."""
    return "Your" + label.removeprefix("Their") if label.startswith("Their ") else label


def success_chapters(success: SuccessPlan, telling: Telling, customer: str = "") -> dict[str, Chapter]:
    """The sections of a success plan by name, in the order of the file. `customer`: how its first chapter is called."""
    told = {
        "profile": _profile(success.profile, telling),
        "goals": (_goals(success, telling),) if success.goals else (),
        "commitments": _with_states("commitments", success.commitments, state_of, telling),
        "joint_plan": _with_states("joint_plan", success.joint_plan, step_state, telling),
        "options": (telling.table("options", success.options),) if success.options else (),
        "heard": _with_states("heard", success.heard, heard_state, telling),
        "people": (_people(success, telling),) if success.people else (),
    }
    called = labels(SuccessPlan) | ({"profile": customer} if customer else {})
    return {name: Chapter(called[name], parts) for name, parts in told.items()}


def _with_states(
    section: str, records: Sequence[Any], state: Callable[[Any, date], str], telling: Telling
) -> tuple[Part, ...]:
    """Records of which each stands as it does on the document's day: what is late does not say that it is open."""
    if not records:
        return ()
    told: dict[str, Sequence[Cell]] = {"status": [str(state(one, telling.as_of)) for one in records]}
    return (telling.table(section, records, instead=told),)


def _profile(profile: Profile, telling: Telling) -> tuple[Part, ...]:
    rhythm = keys_of(Profile)["rhythm"].label
    meeting = (KeyValues(((telling.label(rhythm), profile.rhythm),)),) if profile.rhythm else ()
    return (*telling.words(profile, ("business", "priorities", "success")), *meeting)


def _goals(success: SuccessPlan, telling: Telling) -> Part:
    """The goals; a number has its unit and the day it was true."""
    numbers: dict[str, Sequence[Cell]] = {
        "baseline": [_measured(goal.baseline, goal_unit(goal), goal.baseline_on) for goal in success.goals],
        "target": [_measured(goal.target, goal_unit(goal), None) for goal in success.goals],
        "actual": [
            _measured(goal.actual, goal_unit(goal), goal.actual_on) or "not measured yet" for goal in success.goals
        ],
    }
    return telling.table("goals", success.goals, without=ELSEWHERE, instead=numbers)


ELSEWHERE = ("unit", "baseline_on", "actual_on", "worth", "worth_agreed_on", "worth_agreed_by")
"""Keys of a goal that stand with its numbers, or in the value in their money, where that is agreed."""


def _measured(number: Number | None, unit: Unit, day: date | None) -> str | None:
    if number is None:
        return None
    return unit.text(number) + (f" ({day_text(day)})" if day else "")


def _people(success: SuccessPlan, telling: Telling) -> Part:
    """The people by name, where their id or the plan tells it."""
    known = [person.name or telling.name(person.id) or None for person in success.people]
    return telling.table("people", success.people, instead={"name": known})
