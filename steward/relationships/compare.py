"""Two quarters of a map side by side: who joined, who left, who warmed, who cooled."""

from collections.abc import Iterator
from dataclasses import dataclass

from steward.domain.stakeholders import Bond, Tie
from steward.exhibits.units import listed
from steward.relationships.model import Network, Person
from steward.relationships.wording import together


@dataclass(frozen=True)
class Shift:
    """One difference. `kind`: joined, left, warmed, cooled, role, bond."""

    kind: str
    person: str
    sentence: str


def compared(before: Network, after: Network) -> tuple[Shift, ...]:
    """What changed between two states of a map."""
    return (*_came_and_went(before, after), *_moods(before, after), *_bonds(before, after))


def _came_and_went(before: Network, after: Network) -> Iterator[Shift]:
    for person in after.people:
        old = before.by_id.get(person.id)
        if person.here and (old is None or not old.here):
            yield Shift("joined", person.id, f"{_titled(person)} joined.")
    for old in before.people:
        now = after.by_id.get(old.id)
        if old.here and (now is None or not now.here):
            roles = f", our {listed(old.roles)}," if old.roles else ""
            yield Shift("left", old.id, f"{old.name}{roles} left.")


def _moods(before: Network, after: Network) -> Iterator[Shift]:
    for person in after.people:
        old = before.by_id.get(person.id)
        if old is None or not (old.here and person.here):
            continue
        if old.support and person.support and old.support is not person.support:
            kind = "warmed" if person.support.warmth > old.support.warmth else "cooled"
            yield Shift(kind, person.id, f"{person.name} {kind}: {old.support} before, {person.support} now.")
        if set(old.roles) != set(person.roles):
            was, now = listed(old.roles) or "no role", listed(person.roles) or "no role"
            yield Shift("role", person.id, f"{person.name}: {was} before, {now} now.")


def _bonds(before: Network, after: Network) -> Iterator[Shift]:
    old = {(line.start, line.end): line for line in before.of(Tie.KNOWS)}
    ours = {one.id: one for one in after.colleagues}
    for line in after.of(Tie.KNOWS):
        was = old.get((line.start, line.end))
        if was and was.bond and line.bond and was.bond is not line.bond:
            kind = "warmed" if line.bond.strength > was.bond.strength else "cooled"
            who = together(ours[line.start], after.by_id[line.end])
            said = f"{who}: {_bond(was.bond)} before, {_bond(line.bond)} now."
            yield Shift(kind, line.end, said[:1].upper() + said[1:])


def _bond(bond: Bond) -> str:
    return "no relationship" if bond is Bond.NONE else str(bond)


def _titled(person: Person) -> str:
    return f"{person.name} ({person.title})" if person.title else person.name
