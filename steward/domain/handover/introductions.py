"""In which order people are introduced to the new owner: strongest tie times seniority, the warmest way first."""

from collections.abc import Iterable
from dataclasses import dataclass

SENIORITY = {"economic buyer": 4, "decision maker": 4, "ratifier": 3, "champion": 3, "blocker": 2, "coach": 2}
"""What a buying role counts for; any other, and none, counts 1. Whoever stands in the inner circle counts one more."""


@dataclass(frozen=True, kw_only=True)
class TiedPerson:
    """Somebody at the customer with the strongest tie any of us has to them. `tie`: 0 (none) to 3 (trusted);
    `through`: who of us has it, the outgoing owner where theirs is as strong as any."""

    person_id: str
    name: str
    roles: tuple[str, ...] = ()
    inner: bool = False
    tie: int = 0
    through: str = ""

    @property
    def seniority(self) -> int:
        """From 1 to 5.

        >>> TiedPerson(person_id="C", name="C", roles=("user", "champion"), inner=True).seniority
        4
        """
        return max((SENIORITY.get(one, 1) for one in self.roles), default=1) + self.inner

    @property
    def warmth(self) -> int:
        """Tie times seniority."""
        return self.tie * self.seniority


def in_order(people: Iterable[TiedPerson]) -> tuple[TiedPerson, ...]:
    """The order of introductions: whoever we know best and decides most first; whom nobody of us knows stands last,
    the most senior of them first."""
    return tuple(sorted(people, key=lambda one: (-one.warmth, -one.seniority, one.name, one.person_id)))


def is_asked_for(one: TiedPerson) -> bool:
    """Whether an introduction is planned before the passport is signed: who decides, speaks for us or is close."""
    return one.seniority >= 3
