"""The status of a map: whether somebody who matters speaks for us, and whether they decide."""

from dataclasses import dataclass

from steward.domain.stakeholders import MapStatus
from steward.relationships.model import Network, Person
from steward.relationships.wording import called, named


@dataclass(frozen=True)
class Status:
    """The status, and why in a sentence. `in_short`: the same without the names, where many would be named."""

    status: MapStatus
    reason: str
    in_short: str = ""

    def reason_within(self, most: int) -> str:
        """Why, without the names where the sentence would be longer than so many characters."""
        whole = self.reason.rstrip(".")
        return self.in_short if self.in_short and len(whole) > most else whole


def map_status(network: Network) -> Status:
    """Red = no supportive key player; amber = a supportive one; green = a supportive key player who decides."""
    speaking = [person for person in network.people if person.here and person.key_player and person.supportive]
    deciding = [person for person in speaking if person.decides]
    if deciding:
        whole = f"{named(deciding)} {_speaks(deciding)} for us and {_decides(deciding)}."
        return Status(MapStatus.GREEN, whole, f"{len(deciding)} who {_decides(deciding)} {_speaks(deciding)} for us")
    if speaking:
        who = " and ".join(map(called, speaking[:2]))
        said = f"{_speaks(speaking)} for us, but nobody who decides does"
        return Status(MapStatus.AMBER, f"{who} {said}.", f"{len(speaking)} {said}")
    return Status(MapStatus.RED, _why_red(network), _why_red_in_short(network))


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


def _why_red_in_short(network: Network) -> str:
    """Where all of them would be named."""
    key = [person for person in network.people if person.here and person.key_player]
    if not key:
        return "No key player is known"
    if all(person.support is None for person in key):
        return "How the key players stand towards us is not known"
    return "None of the key players is known to speak for us"


def _speaks(people: list[Person]) -> str:
    return "speaks" if len(people) == 1 else "speak"


def _decides(people: list[Person]) -> str:
    return "decides" if len(people) == 1 else "decide"


def _stands(people: list[Person]) -> str:
    return "stands" if len(people) == 1 else "stand"
