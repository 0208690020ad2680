"""Who has not been contacted for how long."""

from dataclasses import dataclass

from steward.exhibits.units import day_text
from steward.relationships.model import Network, Person

LIMITS = (90, 60, 30)


@dataclass(frozen=True)
class Silence:
    """One person's silence. `days` None: no contact is recorded; `limit`: the longest of 30, 60 and 90 days passed."""

    id: str
    days: int | None
    limit: int
    sentence: str


def silent(network: Network, at_least: int = 30) -> tuple[Silence, ...]:
    """Who is here and was not contacted for so many days, key players and the longest silent first."""
    found = [(person, _days(network, person)) for person in network.people if person.here]
    quiet = [(person, days) for person, days in found if days is None or days >= at_least]
    order = sorted(
        quiet, key=lambda one: (not one[0].key_player, -(one[1] if one[1] is not None else 10**6), one[0].name)
    )
    return tuple(_silence(person, days) for person, days in order)


def _days(network: Network, person: Person) -> int | None:
    return (network.as_of - person.last_contact).days if person.last_contact else None


def _silence(person: Person, days: int | None) -> Silence:
    if days is None or person.last_contact is None:
        return Silence(person.id, None, LIMITS[0], f"No contact with {person.name} is recorded.")
    limit = next((limit for limit in LIMITS if days >= limit), 0)
    return Silence(
        person.id, days, limit, f"{person.name} was last contacted on {day_text(person.last_contact)}, {days} days ago."
    )
