"""Coverage gaps: what the minimum map lacks, and where a relationship is less than it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from steward.domain.stakeholders import Bond, BuyingRole, Coverage, Tie
from steward.exhibits.units import day_text
from steward.relationships.model import Network, Person, RelationshipLine
from steward.relationships.wording import together

MINIMUM = {
    BuyingRole.ECONOMIC_BUYER: "sponsor (economic buyer)",
    BuyingRole.DECISION_MAKER: "decision maker",
    BuyingRole.CHAMPION: "champion",
}
STALE = timedelta(180)


@dataclass(frozen=True)
class Gap:
    """One gap. `people`: the ids of those it is about, empty where somebody is still to be found."""

    kind: str
    people: tuple[str, ...]
    sentence: str


def gaps(network: Network) -> tuple[Gap, ...]:
    """What is to be closed, the minimum map first."""
    return (*_minimum(network), *_uncovered(network), *_below_wanted(network), *_stale(network))


def _minimum(network: Network) -> Iterator[Gap]:
    """Each role of the minimum map that nobody who is here holds."""
    for role, word in MINIMUM.items():
        holders = [person for person in network.people if role in person.roles]
        if any(person.here for person in holders):
            continue
        if holders:
            gone = holders[0]
            yield Gap("role left", (gone.id,), f"{gone.name}, our {word}, {_gone(gone)}; nobody has taken the role.")
        else:
            yield Gap("role missing", (), f"No {word} is known.")


def _uncovered(network: Network) -> Iterator[Gap]:
    """Key players whom nobody of us knows, or whom we do not cover."""
    known = {line.end for line in network.known if line.bond and line.bond is not Bond.NONE}
    for person in network.people:
        if not (person.here and person.key_player):
            continue
        if person.id not in known:
            yield Gap("nobody knows them", (person.id,), f"Nobody of us knows {_titled(person)}.")
        elif person.coverage is None:
            yield Gap("not covered", (person.id,), f"How well we cover {_titled(person)} is not known.")
        elif person.coverage is Coverage.NONE:
            yield Gap("not covered", (person.id,), f"{_titled(person)} is not covered by us.")


def _below_wanted(network: Network) -> Iterator[Gap]:
    """Relationships that are less than we want them to be."""
    ours = {one.id: one for one in network.colleagues}
    for line in network.of(Tie.KNOWS):
        person = network.by_id[line.end]
        if person.here and line.wanted and _short(line):
            who = together(ours[line.start], person)
            said = f"{who}: {_bond(line.bond)} today, {_bond(line.wanted)} wanted."
            yield Gap("below wanted", (line.end,), said[:1].upper() + said[1:])


def _stale(network: Network) -> Iterator[Gap]:
    """Key players whose reading nobody confirmed for half a year."""
    for person in network.people:
        if not (person.here and person.key_player):
            continue
        if person.confirmed_on is None:
            yield Gap("never confirmed", (person.id,), f"Our reading of {person.name} was never confirmed.")
        elif network.as_of - person.confirmed_on > STALE:
            day = day_text(person.confirmed_on)
            yield Gap("not confirmed", (person.id,), f"Our reading of {person.name} was last confirmed on {day}.")


def _short(line: RelationshipLine) -> bool:
    return line.wanted is not None and line.wanted.strength > (line.bond or Bond.NONE).strength


def _bond(bond: Bond | None) -> str:
    if bond is None:
        return "nothing recorded"
    return "no relationship" if bond is Bond.NONE else str(bond)


def _gone(person: Person) -> str:
    return f"left on {day_text(person.left_on)}" if person.left_on else "is no longer in the contacts feed"


def _titled(person: Person) -> str:
    return f"{person.name} ({person.roles[0]})" if person.roles else person.name
