"""Whom the new owner is introduced to, by whom, in which order: read from the map of the account."""

from collections.abc import Mapping
from datetime import date, timedelta

from steward.domain.handover.introductions import TiedPerson, in_order
from steward.domain.stakeholders import Bond, Standing
from steward.relationships.model import Network, Person, RelationshipLine

LATELY = timedelta(days=180)
"""Whoever was in touch with us within these days is known to us, whether anybody wrote down how well or not."""


def to_meet(network: Network, giver: str) -> tuple[TiedPerson, ...]:
    """Everybody who is there and is known to one of us or counts in a decision, in the order of introductions."""
    strongest = _strongest(network, giver)
    since = network.as_of - LATELY
    found = (_tied(one, strongest.get(one.id), since) for one in network.people if one.here)
    return in_order(one for one in found if one.tie or one.seniority > 1)


def _strongest(network: Network, giver: str) -> Mapping[str, RelationshipLine]:
    """The strongest line any of us has to each of them; of two as strong that of who leaves."""
    found: dict[str, RelationshipLine] = {}
    for line in network.known:
        held = found.get(line.end)
        if held is None or _rank(line, giver) > _rank(held, giver):
            found[line.end] = line
    return found


def _rank(line: RelationshipLine, giver: str) -> tuple[int, bool, str]:
    return (line.bond or Bond.NONE).strength, line.start == giver, line.start


def _tied(one: Person, line: RelationshipLine | None, since: date) -> TiedPerson:
    lately = one.last_contact is not None and one.last_contact >= since
    bond = (line.bond or Bond.NONE).strength if line else 0
    return TiedPerson(
        person_id=one.id, name=one.name, roles=tuple(map(str, one.roles)), through=line.start if line else "",
        inner=one.standing is Standing.INNER_CIRCLE, tie=max(bond, Bond.INTRODUCED.strength if lately else 0),
    )  # fmt: skip
