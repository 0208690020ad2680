"""What account managers did about the unhappy answers of the last two surveys: earlier ones mostly settled."""

from collections.abc import Iterator
from datetime import date, timedelta

from steward.plans.internal.nps import FollowUp, FollowUpState, NpsNotes
from steward.sample.chance import day_between, weighted
from steward.sample.plans.roles import ENGINEERING, MANAGER, SUPPORT
from steward.sample.plans.scene import Scene
from steward.sample.surveys import response_rows, waves

WAVES = 2
UNTOUCHED = "untouched"
SETTLED = (
    {"open": 1.0, "contacted": 2.0, "closed": 9.0, UNTOUCHED: 1.5},
    {"open": 3.0, "contacted": 2.5, "closed": 2.0, UNTOUCHED: 3.0},
)
"""How likely each state is: of the survey before, of the last one."""
TIME_TO_CALL = 21
DONE = {
    "contacted": (
        "Called them; they want to see the next invoice before they say more.",
        "Met at their office. They showed us three cases; we took them along.",
        "Mailed and asked for half an hour; it is in the diary.",
    ),
    "closed": (
        "Called the same week. The cause was known, a date was given and kept.",
        "Went through the tickets with them; two were ours, both are fixed. They thanked us for asking.",
        "Showed them the new escalation path and who is on duty. They will say so if it fails again.",
        "The invoices were put right and a credit was given; they confirmed it in writing.",
    ),
}


def follow_ups(scene: Scene) -> NpsNotes | None:
    """The file of an account; None where nobody was unhappy, or nobody wrote anything down."""
    found = tuple(_written(scene))
    return NpsNotes(account_id=scene.account_id, follow_ups=found) if found else None


def _written(scene: Scene) -> Iterator[FollowUp]:
    rng, sent = scene.dice("follow-ups"), waves(scene.window)[-WAVES:]
    for row in response_rows(scene.seed, scene.customer, scene.window):
        score, asked, answered = row[2], row[4], row[5]
        if score == "" or int(str(score)) > 6 or asked not in sent or not isinstance(answered, date):
            continue
        state = weighted(rng, SETTLED[asked == sent[-1]])
        owner = scene.us(rng.choice((MANAGER, MANAGER, SUPPORT, ENGINEERING)))
        due = answered + timedelta(days=TIME_TO_CALL)
        spoken = day_between(rng, answered + timedelta(days=2), min(due, scene.until))
        if state != UNTOUCHED:
            yield _follow_up(
                str(row[0]), FollowUpState(state), owner, (due, spoken), rng.choice(DONE.get(state, ("",)))
            )


def _follow_up(response: str, state: FollowUpState, owner: str, days: tuple[date, date], done: str) -> FollowUp:
    """`days`: by when, and when somebody spoke to them."""
    due, spoken = days
    heard = state is not FollowUpState.OPEN
    return FollowUp(
        response=response, owner=owner, due=due, status=state, done=done, by=owner if heard else "",
        on=spoken if heard else None,
    )  # fmt: skip
