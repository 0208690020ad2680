"""The people of an account: the contacts feed joined with what people wrote."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any, Protocol

from steward.domain.labels import namesakes_told_apart
from steward.domain.stakeholders import Tie
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.strategy import Acquaintance, MapView, Reading, Strategy
from steward.relationships.model import Colleague, Network, Person, RelationshipLine


class FedContact(Protocol):
    """A row of the contacts feed."""

    @property
    def contact_id(self) -> str: ...
    @property
    def written_name(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def department(self) -> str | None: ...
    @property
    def reports_to_id(self) -> str | None: ...
    @property
    def left_on(self) -> date | None: ...


class FedColleague(Protocol):
    """A row of the people feed."""

    @property
    def person_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str | None: ...


class FedPartnerPerson(Protocol):
    """Somebody of a partner. `has_part`: whether the partner has a part in the account on the day."""

    @property
    def contact_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def partner(self) -> str: ...
    @property
    def has_part(self) -> bool: ...


def network(
    account_id: str,
    as_of: date,
    contacts: Sequence[FedContact],
    colleagues: Sequence[FedColleague],
    last_contacts: Mapping[str, date],
    success: SuccessPlan,
    strategy: Strategy,
    map_id: str = "",
    fed: bool | None = None,
    partners: Sequence[FedPartnerPerson] = (),
) -> Network:
    """Everybody on one map (empty = the whole account) of an account, as of a day.

    `fed` False: there is no contacts feed (known from `contacts` unless told), so nobody can be missing from it.

    Whoever the plan speaks of and neither the feed nor the plan knows by name has vanished from the feed; nobody is
    dropped. What people wrote goes before what the feed says, where they wrote it."""
    view = next((one for one in strategy.maps if one.id == map_id), None)
    people = _people(contacts, success, strategy, bool(contacts) if fed is None else fed)
    readings = _by_person(strategy.readings)
    read = {person.id: _read(person, readings.get(person.id, ()), map_id, as_of) for person in people}
    on_map = _on_map(read, view)
    met = {key: _met(person, last_contacts.get(key)) for key, person in on_map.items()}
    ours = _colleagues([one for one in strategy.acquaintances if one.person in met], read, colleagues, partners)
    third = _third_side(partners, ours) if view is None or not view.people else ()
    lines = {(line.start, line.end, line.tie): line for line in _lines(met, ours, strategy)}
    known = met.keys() | {one.id for one in (*ours.values(), *third)}
    return Network(
        account_id=account_id,
        as_of=as_of,
        people=tuple(met.values()),
        colleagues=(*ours.values(), *third),
        lines=tuple(lines.values()),
        places={person: (x, y) for person, x, y in (view.places if view else ()) if person in known},
    )


def _people(contacts: Sequence[FedContact], success: SuccessPlan, strategy: Strategy, fed: bool) -> list[Person]:
    """Those of the feed, those the plan adds, and those it only speaks of."""
    found = {row.contact_id: _fed(row) for row in contacts}
    for entry in success.people:
        if entry.id:
            held = found.get(entry.id) or Person(
                id=entry.id, name=entry.name or entry.id, vanished=fed and not entry.name
            )
            found[entry.id] = _written(held, entry)
    for key in filter(None, spoken_of(strategy)):
        found.setdefault(key, Person(id=key, name=key, vanished=fed))
    return _told_apart(found)


def _told_apart(people: Mapping[str, Person]) -> list[Person]:
    """Each under a name of their own, because lists and sentences know them by it."""
    names = namesakes_told_apart({key: person.name for key, person in people.items()}, people)
    return [
        person if names[key] == person.name else replace(person, name=names[key], written_name=person.name)
        for key, person in people.items()
    ]


def _fed(row: FedContact) -> Person:
    return Person(
        id=row.contact_id,
        name=row.written_name,
        title=row.title or "",
        department=row.department or "",
        reports_to=row.reports_to_id or "",
        in_crm=True,
        left_on=row.left_on,
    )


def _written(person: Person, entry: PlanPerson) -> Person:
    """What people wrote about somebody, where they wrote it."""
    said: dict[str, Any] = {
        name: getattr(entry, name) for name in ("name", "title", "department", "reports_to", "left_on")
    }
    said["org_confirmed_on"] = entry.confirmed_on
    written = {name: value for name, value in said.items() if value}
    return replace(person, **written) if written else person


def spoken_of(strategy: Strategy) -> Iterator[str]:
    """Every id of theirs that a strategy speaks of on its maps."""
    yield from (one.person for one in strategy.readings)
    yield from (key for one in strategy.influence for key in (one.from_person, one.to_person))
    yield from (one.person for one in strategy.acquaintances)


READ = ("roles", "support", "standing", "coverage", "believed_influence", "note", "touch_every", "confirmed_on")


def _read(person: Person, readings: Sequence[Reading], map_id: str, as_of: date) -> Person:
    """Somebody as we read them; a reading for this map goes before the general one, key by key."""
    said: dict[str, Any] = {} if person.left_on is None or person.left_on <= as_of else {"left_on": None}
    for reading in sorted((one for one in readings if one.map in ("", map_id)), key=lambda one: one.map):
        said |= {name: value for name in READ if (value := getattr(reading, name))}
    return replace(person, **said) if said else person


def _met(person: Person, day: date | None) -> Person:
    return replace(person, last_contact=day) if day else person


def _by_person(readings: Iterable[Reading]) -> Mapping[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.person].append(reading)
    return found


def _on_map(people: Mapping[str, Person], view: MapView | None) -> dict[str, Person]:
    if view is None or not view.people:
        return dict(people)
    return {key: people[key] for key in dict.fromkeys(view.people) if key in people}


def _lines(
    people: Mapping[str, Person], ours: Mapping[str, Colleague], strategy: Strategy
) -> Iterator[RelationshipLine]:
    """The lines whose both ends are on the map."""
    for person in people.values():
        if person.reports_to in people and person.reports_to != person.id:
            yield RelationshipLine(
                start=person.id, end=person.reports_to, tie=Tie.REPORTS_TO, confirmed_on=person.org_confirmed_on
            )
    for drawn in strategy.influence:
        if not {drawn.from_person, drawn.to_person} <= people.keys() or drawn.from_person == drawn.to_person:
            continue
        yield RelationshipLine(
            start=drawn.from_person,
            end=drawn.to_person,
            tie=Tie(drawn.tie.value),
            note=drawn.note,
            confirmed_on=drawn.confirmed_on,
        )
    for known in strategy.acquaintances:
        if known.person not in people or known.colleague not in ours:
            continue
        yield RelationshipLine(
            start=ours[known.colleague].id,
            end=known.person,
            tie=Tie.KNOWS,
            bond=known.bond,
            wanted=known.wanted,
            confirmed_on=known.confirmed_on,
        )


def _colleagues(
    known: Iterable[Acquaintance], theirs: Collection[str], feed: Sequence[FedColleague],
    partners: Sequence[FedPartnerPerson],
) -> dict[str, Colleague]:  # fmt: skip
    """Those of us, and of partners, who know somebody, by what the plan calls them; who is in no feed goes by that."""
    named = {one.contact_id: _of_partner(one) for one in partners}
    named |= {row.person_id: Colleague(id=row.person_id, name=row.name, role=row.role or "") for row in feed}
    found: dict[str, Colleague] = {}
    for key in dict.fromkeys(one.colleague for one in known if one.colleague):
        one = named.get(key) or Colleague(id=key, name=key)
        found[key] = replace(one, id=_free(one, {*theirs, *(each.id for each in found.values())}))
    return found


def _of_partner(row: FedPartnerPerson) -> Colleague:
    return Colleague(id=row.contact_id, name=row.name, role=row.title or "", partner=row.partner)


def _third_side(partners: Iterable[FedPartnerPerson], ours: Mapping[str, Colleague]) -> tuple[Colleague, ...]:
    """The people of partners with a part here of whom nobody wrote yet whom they know."""
    taken = {one.id for one in ours.values()}
    return tuple(_of_partner(one) for one in partners if one.has_part and one.contact_id not in taken)


def _free(one: Colleague, taken: Collection[str]) -> str:
    """An id nobody else on the map has: a company may number its own people and its customers' alike."""
    if one.id not in taken:
        return one.id
    names = (one.name if number == 1 else f"{one.name} ({number})" for number in count(1))
    return next(name for name in names if name not in taken)
