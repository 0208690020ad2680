"""People in sentences."""

from collections.abc import Iterable

from steward.exhibits.units import listed
from steward.relationships.model import Person


def called(person: Person) -> str:
    """`Anna Koch (decision maker, champion)`."""
    return f"{person.name} ({', '.join(person.roles)})" if person.roles else person.name


def named(people: Iterable[Person]) -> str:
    """`Anna Koch, Ben Hall and Cleo Marsh`."""
    return listed([person.name for person in people])
