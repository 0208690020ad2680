"""How many working relationships hold an account, and whether the champion is still there."""

from steward.domain.stakeholders import Bond, BuyingRole
from steward.relationships.model import Network, Person


def working_relationships(network: Network) -> tuple[Person, ...]:
    """The people who are here and whom one of us has a working or trusted relationship with."""
    held = _held(network)
    return tuple(person for person in network.people if person.here and person.id in held)


def _held(network: Network) -> set[str]:
    return {line.end for line in network.known if line.bond in (Bond.WORKING, Bond.TRUSTED)}


def single_threaded(network: Network) -> bool:
    """Whether the account hangs on one such person, or on none, though it is mapped at all."""
    return bool(network.people) and len(working_relationships(network)) < 2


def champions(network: Network) -> tuple[Person, ...]:
    """Champions who are here."""
    return tuple(p for p in network.people if BuyingRole.CHAMPION in p.roles and p.here)


def champions_who_left(network: Network) -> tuple[Person, ...]:
    """Champions who are not here any more."""
    return tuple(p for p in network.people if BuyingRole.CHAMPION in p.roles and not p.here)


def who_mattered_and_left(network: Network) -> tuple[Person, ...]:
    """Champions, whoever decides or pays, and whom one of us was close to, who are not here any more."""
    held = _held(network)
    return tuple(
        p for p in network.people if not p.here and (BuyingRole.CHAMPION in p.roles or p.decides or p.id in held)
    )
