"""Who should hear of what next, and why: what they could have, the goals it serves, and whose it is to decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.customer.offerings.offerings import Offering
from steward.briefings.internal.education.ladder import AccountEducation, Listener, Rung
from steward.briefings.internal.whitespace.cells import Space, SpaceState
from steward.briefings.internal.whitespace.tables import worth_first
from steward.domain.education import Introduced, serves
from steward.exhibits import day_text
from steward.plans.customer.success_plan import Goal

FREE = (SpaceState.EMPTY, SpaceState.COMPETITOR, SpaceState.OPEN)
SERVES_A_GOAL = 2.0
"""Times what a product is worth for the order, where it serves a goal of theirs."""


@dataclass(frozen=True)
class NextTalk:
    """One product that somebody at an account should be shown. `how`: the next rung; `why`: in words, the strongest
    reason first; `goal`: which of theirs it serves."""

    account: AccountEducation
    space: Space
    person: Listener
    how: Introduced
    why: tuple[str, ...]
    goal: Goal | None
    material: str
    weight: float

    @property
    def key(self) -> str:
        """What tells it apart: account, person, product."""
        return f"{self.space.account.account_id}~{self.person.key}~{self.space.product.product_id}"


def next_talks(found: Sequence[AccountEducation], taught: Mapping[str, Offering]) -> tuple[NextTalk, ...]:
    """One for each product that makes sense, is not theirs and that nobody who decides was shown within a year; what
    there is most to win with first."""
    made = [talk for one in found for talk in _of(one, taught)]
    return tuple(sorted(made, key=lambda talk: (-talk.weight, talk.space.account.name, talk.space.product.name)))


def _of(one: AccountEducation, taught: Mapping[str, Offering]) -> Iterator[NextTalk]:
    for space in one.line.spaces:
        product = space.product.product_id
        if space.state not in FREE or one.shown_to_a_decider([product]):
            continue
        offering = taught.get(product)
        person = _whom(one, product, offering)
        if person is None:
            continue
        rung = one.highest.get((person.key, product))
        goal = next(iter(offering.goals_served(one.goals)), None) if offering else None
        yield NextTalk(
            one, space, person, _next_rung(rung), tuple(_why(one, space, person, rung, goal)), goal,
            offering.material if offering else "", (worth_first(space) or 1) * (SERVES_A_GOAL if goal else 1),
        )  # fmt: skip


def _next_rung(rung: Rung | None) -> Introduced:
    """Who only heard of it, or saw it long ago, is shown it; nobody is taken down the ladder."""
    return Introduced.PRESENTED if rung is None or not rung.how.shows else rung.how


def _whom(one: AccountEducation, product: str, offering: Offering | None) -> Listener | None:
    """Of those who did not see it within the year: who decides and whom it is for first."""
    words = offering.people if offering else ()
    waiting = [person for person in one.people if (person.key, product) not in one.counting and person.roles]
    return min(
        waiting,
        key=lambda person: (not person.decides, not serves(words, person.title), person.name, person.key),
        default=None,
    )


def _why(one: AccountEducation, space: Space, person: Listener, rung: Rung | None, goal: Goal | None) -> Iterator[str]:
    if goal:
        yield f"serves their goal “{goal.title}”"
    if space.state is SpaceState.OPEN:
        yield "we are selling it"
    if space.state is SpaceState.COMPETITOR:
        ends = space.note.contract_ends_on if space.note else None
        until = f" until {day_text(ends)}" if ends else ""
        yield f"{space.competitor or 'a competitor'} supplies it{until}"
    if space.evidence:
        yield f"{space.evidence.owned.hits} of {space.evidence.owned.of} similar accounts have it"
    if person in one.told_nothing:
        yield "has seen nothing of ours for a year"
    if rung is not None:
        yield f"{rung.how}{f' on {day_text(rung.on)}' if rung.on else ', nobody noted when'}"
