"""Reviews of the fictional company: last quarter's as they were held, and this quarter's where somebody has begun."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from steward.plans.customer.review import Attendee, Decision, Meeting, Outcome, Question, Review
from steward.plans.customer.review import file_of as review_file
from steward.plans.customer.success_plan import JointStep, Progress, Side, SuccessPlan
from steward.plans.files.changes import entry_id
from steward.plans.internal.debrief import Debrief, Homework, Notes, Rating, Reminder
from steward.plans.internal.debrief import file_of as debrief_file
from steward.sample.chance import some, weighted
from steward.sample.plans.partner_logo import LOGO
from steward.sample.plans.roles import CFO, CIO, COO, ENGINEERING, MANAGER, NETWORK, PROCUREMENT, SUPPORT
from steward.sample.plans.scene import Scene
from steward.sample.window import quarter_label

BEGUN_EVERY = 3
"""Every third account has begun its next review; the others have a day still to find."""
UNSENT_EVERY = 10
"""Every tenth review was held, and its minutes were never sent."""
QUESTIONS = (
    "Which sites share a duct on the last mile?",
    "Can the monthly report show each cost centre?",
    "How long does a change take when it is urgent?",
    "Who is told first when a site goes down at night?",
    "Can test calls be made without touching the live numbers?",
)
ANSWERS = ("Sent in writing the week after.", "Shown in the workshop.", "")
WELL = (
    "The goals first, the service after: nobody looked at a phone.",
    "The outage was told before they asked for it.",
    "Their finance lead joined for the last ten minutes and stayed.",
)
BADLY = (
    "Twelve minutes lost on a chart that one line would have told.",
    "We had no answer on the invoices, again.",
    "Too many of us: five against two.",
)
BETWEEN = (
    "The head of IT wants a success before the budget round; phase two would be one.",
    "Procurement was quiet. Somebody else is in the house.",
    "They like us better than they say in the survey.",
)


def reviews(scene: Scene, agreed: SuccessPlan) -> Mapping[str, Any]:
    """The files of the reviews, below the account's folder."""
    before, now = quarter_label(scene.day(-3, 15)), quarter_label(scene.until)
    found: dict[str, Any] = {review_file(before): _held(scene, agreed), debrief_file(before): _debrief(scene)}
    if scene.profile.number % BEGUN_EVERY == 1 or scene.profile.story.through_partner:
        found[review_file(now)] = _begun(scene, agreed)
        found[debrief_file(now)] = _asked(scene)
    return found


def _held(scene: Scene, agreed: SuccessPlan) -> Review:
    """The review of the quarter before, a few weeks after its end."""
    rng = scene.dice("review held")
    held = scene.day(-2, rng.randint(10, 24))
    steps = [step for step in agreed.joint_plan if step.due and step.due > held and not _has_begun(step, held)]
    outcomes = {Outcome.TAKEN: 4.0, Outcome.PUT_OFF: 1.0, Outcome.DECLINED: 0.3}
    return Review(
        account_id=scene.account_id,
        meeting=Meeting(
            held_on=held, starts_at=rng.choice(("10:00", "14:00", "15:30")), minutes=60,
            place=f"{scene.name}, head office", next_on=scene.day(1, rng.randint(6, 22)),
            minutes_sent_on=None if scene.profile.number % UNSENT_EVERY == 0 else held,
        ),
        attendees=_attendees(scene),
        decisions=tuple(_decision(step, weighted(rng, outcomes)) for step in some(rng, steps, min(2, len(steps)))),
        questions=tuple(
            Question(id=entry_id(words), question=words, owner=scene.us(SUPPORT), answer=rng.choice(ANSWERS))
            for words in some(rng, QUESTIONS, rng.randint(1, 2))
        ),
    )  # fmt: skip


def _begun(scene: Scene, agreed: SuccessPlan) -> Review:
    """The review of this quarter, with its day and what is to be decided."""
    rng = scene.dice("review begun")
    held = scene.day(1, rng.randint(6, 22))
    steps = [step for step in agreed.joint_plan if step.status is Progress.PLANNED and not _has_begun(step, held)]
    return Review(
        account_id=scene.account_id,
        meeting=Meeting(
            held_on=held, starts_at="14:00", minutes=60,
            place=f"{scene.name}, head office", purpose="Where your goals stand, and what we decide for next quarter.",
            **_with_partner(scene),
        ),
        attendees=_attendees(scene),
        decisions=tuple(_decision(step, Outcome.WANTED) for step in steps[:2]),
    )  # fmt: skip


def _with_partner(scene: Scene) -> Mapping[str, Any]:
    """Who holds it with us, at the account a partner brought."""
    names = {key: name for key, name, _ in scene.staff.partners}
    if not scene.profile.story.through_partner:
        return {}
    return {"partner": names[scene.profile.partner_id], "partner_logo": LOGO}


def _has_begun(step: JointStep, day: date) -> bool:
    """Nobody is asked whether to go ahead with it."""
    return step.starts_on is not None and step.starts_on <= day


def _asked(scene: Scene) -> Debrief:
    """What colleagues bring to the review of this quarter: the one has, the other has not."""
    return Debrief(
        account_id=scene.account_id,
        homework=(
            Homework(
                id="outages", colleague=scene.us(SUPPORT), what="Every outage of the quarter with its cause",
                due=scene.day(1, 4), brought_on=scene.day(1, 2),
            ),
            Homework(
                id="usage", colleague=scene.us(ENGINEERING), what="Where usage will be in a year", due=scene.day(1, 9)
            ),
        ),
    )  # fmt: skip


def _attendees(scene: Scene) -> tuple[Attendee, ...]:
    theirs = dict.fromkeys([scene.them(CIO), scene.them(NETWORK), scene.them(CFO, COO, PROCUREMENT)])
    ours = {scene.us(MANAGER): "Opens and closes", scene.us(ENGINEERING): "Usage", scene.us(SUPPORT): "Service"}
    return (
        *(Attendee(person=key, side=Side.THEIRS) for key in theirs),
        *(Attendee(person=key, side=Side.OURS, part=part) for key, part in ours.items()),
    )


def _decision(step: JointStep, outcome: Outcome) -> Decision:
    words = f"Do we go ahead with “{step.what}” as planned?"
    return Decision(
        id=entry_id(step.what), decision=words, outcome=outcome, their_owner=step.their_owner,
        our_owner=step.our_owner, due=step.due,
    )  # fmt: skip


def _debrief(scene: Scene) -> Debrief:
    """How the review of the quarter before went."""
    rng = scene.dice("debrief")
    people, goals, decided, again = (rng.choices((2, 3, 4, 5), (1, 3, 4, 3))[0] for _ in range(4))
    return Debrief(
        account_id=scene.account_id,
        rating=Rating(right_people=people, their_goals=goals, decided=decided, come_again=again),
        notes=Notes(went_well=rng.choice(WELL), went_badly=rng.choice(BADLY), between_the_lines=rng.choice(BETWEEN)),
        reminders=(Reminder(id="invoices", slide="service", reminder="Name the outage before they do."),),
    )
