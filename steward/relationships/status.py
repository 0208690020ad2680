"""The status of a map: whether somebody who matters speaks for us, and whether they decide."""

from dataclasses import dataclass

from steward.domain.stakeholders import MapStatus
from steward.relationships.model import Network, Person
from steward.relationships.wording import called, named


@dataclass(frozen=True)
class Status:
    """The status, and why in a sentence."""

    status: MapStatus
    reason: str


def map_status(network: Network) -> Status:
    """Red = no supportive key player; amber = a supportive one; green = a supportive key player who decides."""
    speaking = [person for person in network.people if person.here and person.key_player and person.supportive]
    deciding = [person for person in speaking if person.decides]
    if deciding:
        return Status(MapStatus.GREEN, f"{named(deciding)} {_speaks(deciding)} for us and {_decides(deciding)}.")
    if speaking:
        who = " and ".join(map(called, speaking[:2]))
        return Status(MapStatus.AMBER, f"{who} {_speaks(speaking)} for us, but nobody who decides does.")
    return Status(MapStatus.RED, _why_red(network))


def _why_red(network: Network) -> str:
    key = [person for person in network.people if person.here and person.key_player]
    if not network.people:
        return "Nobody is on this map yet."
    if not key:
        return "No key player is known: nobody who decides, no champion, nobody of the inner circle."
    unknown = [person for person in key if person.support is None]
    if len(unknown) == len(key):
        return f"How {named(key)} {_stands(key)} towards us is not known."
    if len(key) == 1:
        return f"The only key player we know, {key[0].name}, does not speak for us."
    return f"None of the key players is known to speak for us: {named(key)}."


def _speaks(people: list[Person]) -> str:
    return "speaks" if len(people) == 1 else "speak"


def _decides(people: list[Person]) -> str:
    return "decides" if len(people) == 1 else "decide"


def _stands(people: list[Person]) -> str:
    return "stands" if len(people) == 1 else "stand"
