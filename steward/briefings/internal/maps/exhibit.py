"""A stakeholder network as the exhibit that pages, slides and pictures draw."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from steward.domain.stakeholders import Tie
from steward.exhibits import MapLine, MapPerson, Receipt, RelationshipMap, day_text, listed
from steward.exhibits.wording import capital
from steward.plans.internal.strategy import FILE
from steward.relationships.model import Colleague, Network, Person, RelationshipLine

STALE_DAYS = 180
Places = Mapping[str, tuple[float, float]]


def map_exhibit(network: Network, places: Places, title: str) -> RelationshipMap:
    """Everybody of a network where `places` puts them."""
    return RelationshipMap(
        id="map",
        title=title,
        alt=_alt(network),
        receipt=Receipt("relationship map", network.as_of, f"{FILE}, readings", (), ("contacts",)),
        people=(
            *(_person(person, network.as_of, places[person.id]) for person in network.people),
            *(_colleague(colleague, places[colleague.id]) for colleague in network.colleagues),
        ),
        lines=tuple(_line(line, network.as_of) for line in network.lines),
    )


def doubt(person: Person, day: date) -> str:
    """Why somebody cannot be counted on as drawn; empty where nothing speaks against it."""
    if person.left_on is not None:
        return (
            f"left on {day_text(person.left_on)}" if person.left_on <= day else f"leaves on {day_text(person.left_on)}"
        )
    if person.vanished:
        return "no longer in the contacts feed"
    read = person.roles or person.support or person.coverage
    return _unconfirmed(person.confirmed_on, day) if read else ""


def _unconfirmed(confirmed_on: date | None, day: date) -> str:
    if confirmed_on is None:
        return "never confirmed"
    return f"not confirmed since {day_text(confirmed_on)}" if day - confirmed_on > timedelta(STALE_DAYS) else ""


def _person(person: Person, day: date, place: tuple[float, float]) -> MapPerson:
    return MapPerson(
        key=person.id,
        name=person.name,
        title=person.title,
        x=place[0],
        y=place[1],
        roles=person.roles,
        support=person.support,
        coverage=person.coverage,
        doubt=doubt(person, day),
        key_player=person.key_player,
        hover=tuple(_told(person, day)),
    )


def _told(person: Person, day: date) -> Iterator[str]:
    """What a pointer on somebody tells."""
    if person.department:
        yield person.department
    if person.roles:
        yield listed(person.roles).capitalize()
    read = ((person.support, "support"), (person.standing, "standing"), (person.coverage, "coverage"))
    yield from (f"{word.capitalize()}: {value}" for value, word in read if value)
    yield f"Last contact: {day_text(person.last_contact)}" if person.last_contact else "No contact recorded"
    if doubt(person, day):
        yield capital(doubt(person, day))
    if person.note:
        yield person.note


def _colleague(colleague: Colleague, place: tuple[float, float]) -> MapPerson:
    return MapPerson(
        key=colleague.id, name=colleague.name, title=colleague.partner or colleague.role, x=place[0], y=place[1],
        ours=True, partner=colleague.partner, hover=(colleague.role,) if colleague.partner and colleague.role else (),
    )  # fmt: skip


def _line(line: RelationshipLine, day: date) -> MapLine:
    known = line.tie is Tie.REPORTS_TO or line.confirmed_on is not None
    unsure = _unconfirmed(line.confirmed_on, day) if known and line.confirmed_on else "" if known else "never confirmed"
    return MapLine(start=line.start, end=line.end, tie=line.tie, bond=line.bond, doubt=unsure)


def _alt(network: Network) -> str:
    deciding = [person.name for person in network.people if person.decides and person.here]
    who = f" Who decides: {listed(deciding)}." if deciding else " Nobody on it is known to decide."
    third = f", and {len(network.of_partners)} of partners" if network.of_partners else ""
    ours = len(network.colleagues) - len(network.of_partners)
    return f"Relationship map of {len(network.people)} people and {ours} of us{third}.{who}"
