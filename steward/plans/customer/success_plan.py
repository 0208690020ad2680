"""`success_plan.toml`: what we agreed with the customer, and nothing that the customer may not read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from steward.plans.files.keys import (
    Kind,
    Record,
    choice,
    colleague,
    day,
    entry,
    ident,
    key,
    many,
    markdown,
    number,
    one,
    person,
    text,
)

FILE = "success_plan.toml"


class Side(StrEnum):
    """Who promised."""

    OURS = "ours"
    THEIRS = "theirs"


class Kept(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"


class Progress(StrEnum):
    """How a step of the joint plan goes."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Profile(Record):
    """The customer in their own words."""

    identity = ()

    business: str = markdown("Their business", "What they do, where, and for whom.")
    priorities: str = markdown("Their priorities", "What they want to achieve as a company in the next years.")
    success: str = markdown("What success means", "How they would know that working with us was worth it.")
    rhythm: str = text("How we meet", "How often we meet and in which circle.")
    partner: str = text("With a partner", "The name of a partner who made it with us, as it stands on the paper.")


@dataclass(frozen=True, kw_only=True)
class Goal(Record):
    """What the customer wants to reach, and where it stands."""

    id: str = ident()
    title: str = text("Goal", "What they want to reach, in their words.", required=True)
    measure: str = text("Measured by", "What is counted or measured.")
    unit: str = text("Unit", "Written behind the number: %, minutes, sites.")
    baseline: float | None = number("Baseline", "The number when we began.")
    baseline_on: date | None = day("Baseline on", "The day the baseline was true.")
    target: float | None = number("Target", "The number they want.")
    due: date | None = day("Due", "The day by which they want it.")
    actual: float | None = number("Actual", "The number as last measured.")
    actual_on: date | None = day("Actual on", "The day of that measurement.")
    their_owner: str = person("Their owner", "Who at the customer answers for it.")
    our_owner: str = colleague("Our owner", "Which of us answers for it.")
    note: str = text("Note", "What helps or hinders; the customer reads it.")
    worth: float | None = number(
        "Worth", "What one unit is worth to them in a year, in the reporting currency, as they say.", low=0
    )
    worth_agreed_on: date | None = day(
        "Worth agreed on", "The day they agreed to that worth; without it, nobody is shown it."
    )
    worth_agreed_by: str = person("Worth agreed by", "Who of them did.")


@dataclass(frozen=True, kw_only=True)
class Commitment(Record):
    """What one side promised the other."""

    id: str = ident()
    promise: str = text("Commitment", "What was promised, as agreed.", required=True)
    side: Side | None = choice(Side, "Whose", "ours = we promised it; theirs = they did.", required=True)
    owner: str = key(Kind.ANYBODY, "Owner", "Who keeps it, of them or of us.")
    made_on: date | None = day("Made on", "When it was promised, usually the day of a review.")
    review: str = text("Review", "The quarter of the review in which it was promised, such as 2026-Q3.")
    due: date | None = day("Due", "When it is to be done.")
    status: Kept = choice(Kept, "Status", "What became of it.", default=Kept.OPEN)
    closed_on: date | None = day("Closed on", "When it was found kept, partly kept or missed.")
    goal: str = entry("goals", "Goal", "The goal it serves.")
    note: str = text("Note", "What happened; the customer reads it.")


@dataclass(frozen=True, kw_only=True)
class JointStep(Record):
    """A step of the joint plan."""

    id: str = ident()
    what: str = text("What", "The action, in a few words.", required=True)
    why: str = text("Why", "What it is good for.")
    goal: str = entry("goals", "Goal", "The goal it serves.")
    starts_on: date | None = day("From", "When work begins; empty = a milestone.")
    due: date | None = day("Until", "When it is done.")
    their_owner: str = person("Their owner", "Who at the customer does their part.")
    our_owner: str = colleague("Our owner", "Which of us does our part.")
    status: Progress = choice(Progress, "Status", "How it goes.", default=Progress.PLANNED)


@dataclass(frozen=True, kw_only=True)
class Option(Record):
    """Something of ours that is worth a look for a goal of theirs; written here, it may be shown to them."""

    id: str = ident()
    option: str = text("Option", "What they could do with us, in a few words.", required=True)
    why: str = text("Why", "What it would do for them.")
    goal: str = entry("goals", "Goal", "The goal it serves.")
    next_step: str = text("Next step", "How to find out more: a workshop, a trial, a visit.")


@dataclass(frozen=True, kw_only=True)
class Heard(Record):
    """What they told us, and what changed because of it."""

    id: str = ident()
    said: str = text("You said", "What they told us, in their words and without names.", required=True)
    heard_on: date | None = day("Heard on", "When they did: the day of the survey, the visit, the review.")
    did: str = text("We did", "What changed because of it, or will.")
    status: Progress = choice(Progress, "Status", "How it goes.", default=Progress.PLANNED)
    due: date | None = day("Until", "When it is done, or was.")
    our_owner: str = colleague("Our owner", "Which of us sees to it.")
    goal: str = entry("goals", "Goal", "The goal it serves.")


@dataclass(frozen=True, kw_only=True)
class PlanPerson(Record):
    """Somebody at the customer we work with. What is written here goes before what the contacts feed says."""

    id: str = ident("The contact's id in the CRM; for somebody who is in no CRM, an id of your own.")
    name: str = text("Name", "Needed only for people who are in no CRM.")
    title: str = text("Title", "Their title, where the CRM has none or a wrong one.")
    department: str = text("Department", "Where they work.")
    reports_to: str = person("Reports to", "Whom they report to.")
    left_on: date | None = day("Left on", "When they left the company or the role.")
    confirmed_on: date | None = day("Confirmed on", "When name, title and reporting line were last known to be right.")


@dataclass(frozen=True, kw_only=True)
class SuccessPlan:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    profile: Profile = one(Profile, "The customer", "Who they are and what success means to them.")
    goals: tuple[Goal, ...] = many(Goal, "Goals", "What they want to reach: from where, to where, by when.")
    commitments: tuple[Commitment, ...] = many(Commitment, "Commitments", "What we and they promised each other.")
    joint_plan: tuple[JointStep, ...] = many(JointStep, "Joint plan", "What both sides do next, and when.")
    options: tuple[Option, ...] = many(Option, "Options", "What of ours is worth a look for their goals.")
    heard: tuple[Heard, ...] = many(Heard, "What we heard", "What they told us, and what changed because of it.")
    people: tuple[PlanPerson, ...] = many(PlanPerson, "People", "Who works with us on their side.")
