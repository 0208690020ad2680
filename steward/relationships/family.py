"""The networks of several accounts as one: somebody who is known at two of them is there once."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from steward.domain.stakeholders import Bond, Tie
from steward.relationships.layout import places
from steward.relationships.model import Colleague, Network, Person, RelationshipLine

Key = tuple[str, ...]
AIR = 0.5
"""Rows left free between the people of two accounts."""


@dataclass(frozen=True)
class FamilyAccount:
    """One account: its id, how it is called here, and its network."""

    account_id: str
    name: str
    network: Network


@dataclass(frozen=True)
class Joined:
    """`network`: everybody once, under an id of their own; `at`: the accounts each is known at, first where they stand;
    `read`: how those accounts read somebody whom they read differently."""

    network: Network
    at: Mapping[str, tuple[FamilyAccount, ...]]
    read: Mapping[str, tuple[tuple[FamilyAccount, Person], ...]]

    @property
    def twice(self) -> tuple[Person, ...]:
        """Whoever is known at two accounts or more."""
        return tuple(person for person in self.network.people if len(self.at[person.id]) > 1)


def joined(parts: Sequence[FamilyAccount], emails: Mapping[str, str]) -> Joined:
    """All of them as one, the accounts beneath each other in the order given. `emails`: the address of everybody whom
    the contacts feed of any of these accounts knows, by id, empty where it has none.

    Two are one person where they have one address that is theirs alone at each account, or one id of the feed; those
    in no feed where id and name are the same."""
    personal = _personal(parts, emails)
    found: dict[Key, list[tuple[FamilyAccount, Person]]] = {}
    for part in parts:
        for person in part.network.people:
            found.setdefault(_key(person, emails, personal), []).append((part, person))
    ids = _ids(found)
    homes = {ids[key]: _home_first(known) for key, known in found.items()}
    people = {key: _one(key, [person for _, person in known]) for key, known in homes.items()}
    ours, renamed = _colleagues(parts, people)
    mine = {
        (part.account_id, person.id): ids[key] for key, known in found.items() for part, person in known
    }  # fmt: skip
    network = Network(
        account_id=parts[0].account_id if parts else "",
        as_of=max((part.network.as_of for part in parts), default=date.min),
        people=tuple(people.values()),
        colleagues=ours,
        lines=tuple(_lines(parts, mine, renamed)),
    )
    at = {key: tuple(part for part, _ in known) for key, known in homes.items()}
    read = {key: tuple(known) for key, known in homes.items() if _differ(person for _, person in known)}
    return Joined(replace(network, places=_bands(parts, network, at)), at, read)


def _personal(parts: Sequence[FamilyAccount], emails: Mapping[str, str]) -> set[str]:
    """The addresses that no two people of one account share: another stands for a desk."""
    counts = Counter(
        (part.account_id, _address(emails[person.id]))
        for part in parts
        for person in part.network.people
        if emails.get(person.id)
    )
    shared = {address for (_, address), times in counts.items() if times > 1}
    return {address for _, address in counts if address} - shared


def _address(email: str) -> str:
    return email.strip().casefold()


def _key(person: Person, emails: Mapping[str, str], personal: Collection[str]) -> Key:
    """What two have in common that are one."""
    if person.id not in emails:
        return "own", person.id, person.as_written.casefold()
    address = _address(emails[person.id])
    return ("mail", address) if address in personal else ("id", person.id)


def _ids(found: Mapping[Key, Sequence[tuple[FamilyAccount, Person]]]) -> dict[Key, str]:
    """An id for each: their own, and where somebody else has it too, with the account."""
    ids: dict[Key, str] = {}
    for key, known in found.items():
        part, person = known[0]
        ids[key] = person.id if person.id not in ids.values() else f"{person.id} ({part.account_id})"
    return ids


def _home_first(known: Sequence[tuple[FamilyAccount, Person]]) -> list[tuple[FamilyAccount, Person]]:
    """Where somebody is known, first where they work: whose feed has them, and who are there."""
    return sorted(known, key=lambda one: (not one[1].in_crm, not one[1].here))


def _one(key: str, known: Sequence[Person]) -> Person:
    """Somebody as all accounts know them: roles of each, and how they were read last."""
    first = known[0]
    if len(known) == 1:
        return replace(first, id=key)
    last = max(known, key=lambda person: (person.support is not None, person.confirmed_on or date.min))
    return replace(
        first,
        id=key,
        roles=tuple(dict.fromkeys(role for person in known for role in person.roles)),
        support=last.support,
        standing=last.standing or first.standing,
        coverage=last.coverage or first.coverage,
        believed_influence=max((one.believed_influence or 0 for one in known), default=0) or None,
        note=last.note or first.note,
        confirmed_on=last.confirmed_on,
        last_contact=max((one.last_contact for one in known if one.last_contact), default=None),
    )


def _differ(known: Iterable[Person]) -> bool:
    return len({person.support for person in known if person.support}) > 1


def _colleagues(
    parts: Sequence[FamilyAccount], people: Collection[str]
) -> tuple[tuple[Colleague, ...], dict[tuple[str, str], str]]:
    """Each of us once, and under which id those of every account are now."""
    found: dict[tuple[str, str], Colleague] = {}
    renamed: dict[tuple[str, str], str] = {}
    for part in parts:
        for one in part.network.colleagues:
            free = one.id if one.id not in people else f"{one.id} (ours)"
            held = found.setdefault((one.id, one.name), replace(one, id=free))
            renamed[part.account_id, one.id] = held.id
    return tuple(found.values()), renamed


def _lines(
    parts: Sequence[FamilyAccount], people: Mapping[tuple[str, str], str], ours: Mapping[tuple[str, str], str]
) -> Iterator[RelationshipLine]:
    """Every line once, between whoever its ends are now; of two that say how we know somebody the stronger."""
    found: dict[tuple[str, str, Tie], RelationshipLine] = {}
    for part in parts:
        for line in part.network.lines:
            start = ours if line.tie is Tie.KNOWS else people
            moved = replace(line, start=start[part.account_id, line.start], end=people[part.account_id, line.end])
            ends = moved.start, moved.end, moved.tie
            if moved.start != moved.end and (ends not in found or _strength(moved) > _strength(found[ends])):
                found[ends] = moved
    return iter(found.values())


def _strength(line: RelationshipLine) -> int:
    return (line.bond or Bond.NONE).strength


def _bands(
    parts: Sequence[FamilyAccount], network: Network, at: Mapping[str, Sequence[FamilyAccount]]
) -> dict[str, tuple[float, float]]:  # fmt: skip
    """The people of each account in rows of their own, beneath them whoever of us knows most there, then the next."""
    found: dict[str, tuple[float, float]] = {}
    seats, top = _seats(network, at), 0.0
    for part in parts:
        people = tuple(one for one in network.people if at[one.id][0] is part)
        ours = tuple(one for one in network.colleagues if seats.get(one.id) == part.account_id)
        within = {*(one.id for one in people), *(one.id for one in ours)}
        lines = tuple(line for line in network.lines if {line.start, line.end} <= within)
        stand = places(replace(network, people=people, colleagues=ours, lines=lines, places={}))
        found |= {key: (x, y + top) for key, (x, y) in stand.items()}
        top = max((y for _, y in found.values()), default=-1.0 - AIR) + 1 + AIR
    return found


def _seats(network: Network, at: Mapping[str, Sequence[FamilyAccount]]) -> dict[str, str]:
    """The account at which each of us knows people best, by their id."""
    known: dict[str, Counter[str]] = {}
    for line in network.of(Tie.KNOWS):
        known.setdefault(line.start, Counter())[at[line.end][0].account_id] += 1 + _strength(line)
    return {key: held.most_common(1)[0][0] for key, held in known.items()}
