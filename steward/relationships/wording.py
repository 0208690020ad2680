"""People in sentences."""

from collections import Counter
from collections.abc import Sequence

from steward.exhibits.units import listed
from steward.relationships.model import Colleague, Person


def called(person: Person) -> str:
    """`Anna Koch (decision maker, champion)`."""
    return f"{person.name} ({', '.join(person.roles)})" if person.roles else person.name


def named(people: Sequence[Person]) -> str:
    """`Anna Koch, Ben Hall and Cleo Marsh`; namesakes each with what tells them apart."""
    times = Counter(person.name for person in people)
    return listed([person.name if times[person.name] == 1 else _told_apart(person) for person in people])


def together(ours: Colleague, theirs: Person) -> str:
    """`Fiona Fairhurst and Anna Koch`; of one name, with whose each is."""
    if ours.name == theirs.name:
        return f"our {ours.name} and their {theirs.name}"
    return f"{ours.name} and {theirs.name}"


def _told_apart(person: Person) -> str:
    return f"{person.name} ({person.title or person.department or person.id})"
