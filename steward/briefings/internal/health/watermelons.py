"""Accounts that are green outside: what the score does not see although it is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from steward.briefings.internal.health.history import HealthState
from steward.briefings.internal.scope.book import Book
from steward.domain.health import Colour, Signal
from steward.domain.nps import leaning
from steward.domain.stakeholders import BuyingRole
from steward.exhibits import PERCENT, day_text
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import health as health_rows
from steward.warehouse.rows.internal.health import Answer

FALLING = -10.0
NEAR_MISS = 70.0
SHOWN = PERCENT.decimals
"""Limits go by what is shown: a fall of 10.0 % is one, whatever its last digits are."""
HALF_A_YEAR = timedelta(days=183)
DECIDES = (BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER)


@dataclass(frozen=True)
class Inside:
    """What may be red inside: the unhappy answers of half a year, by account, and who decides there."""

    answers: Mapping[str, Sequence[Answer]]
    strategies: Mapping[str, Strategy]

    @classmethod
    def of(cls, book: Book, strategies: Mapping[str, Strategy]) -> "Inside":
        """As known on the book's day."""
        answers: dict[str, list[Answer]] = {}
        for one in health_rows.last_answers(book.warehouse, book.as_of - HALF_A_YEAR, book.as_of):
            if leaning(one.score) < 0:
                answers.setdefault(one.account_id, []).append(one)
        return cls(answers, strategies)

    def deciding(self, account_id: str) -> list[Answer]:
        """The unhappy answers of those who decide."""
        strategy = self.strategies.get(account_id)
        readings = strategy.readings if strategy else ()
        deciders = {one.person for one in readings if any(role in DECIDES for role in one.roles)}
        return [one for one in self.answers.get(account_id, ()) if one.contact_id in deciders]


def watermelon(state: HealthState, inside: Inside) -> tuple[str, ...]:
    """The reasons why a green account may not be; none for any other."""
    if state.colour is not Colour.GREEN:
        return ()
    found = []
    if state.signals[Signal.SENIORITY] == 0:
        found.append("no executive in touch for 90 days")
    falling, used = state.signals[Signal.USAGE_CHANGE], state.signals[Signal.SLA_BUDGET]
    if falling is not None and round(falling, SHOWN) <= FALLING:
        found.append(f"use fell by {PERCENT.text(-falling)}")
    if used is not None and round(used, SHOWN) >= NEAR_MISS:
        found.append(f"{PERCENT.text(used)} of an SLA budget used")
    for one in inside.deciding(state.account_id):
        found.append(f"{one.name or one.contact_id}, who decides, gave a {one.score} on {day_text(one.day)}")
    return tuple(found)
