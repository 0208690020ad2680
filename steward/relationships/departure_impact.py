"""What would be lost if somebody left: single points of failure, and "what if she leaves"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from steward.domain.stakeholders import BuyingRole, MapStatus
from steward.exhibits.units import listed
from steward.relationships.model import Network
from steward.relationships.paths import warmest_paths
from steward.relationships.reach import US, contact_graph, deciders, reachable, without
from steward.relationships.status import map_status
from steward.relationships.wording import named

ORDER = (MapStatus.RED, MapStatus.AMBER, MapStatus.GREEN)


@dataclass(frozen=True)
class SinglePoint:
    """Somebody, of theirs or `ours`, without whom we reach fewer of those who decide. `cut_off`: whom, by id."""

    id: str
    ours: bool
    cut_off: tuple[str, ...]
    sentence: str


def single_points(network: Network) -> tuple[SinglePoint, ...]:
    """Whose leaving disconnects us from people who decide: articulation points of the network, and each of us."""
    now = reachable(network)
    goals = {person.id for person in deciders(network)} & now
    graph = contact_graph(network)
    theirs = [key for key in nx.articulation_points(graph) if key != US and key in now]
    order = {person.id: number for number, person in enumerate(network.people)}
    found = [_theirs(network, key, goals) for key in sorted(theirs, key=lambda key: order[key])]
    ours = [_ours(network, colleague.id, goals) for colleague in network.colleagues]
    return tuple(sorted((p for p in (*found, *ours) if p), key=lambda p: (-len(p.cut_off), p.ours)))


def _theirs(network: Network, key: str, goals: set[str]) -> SinglePoint | None:
    lost = goals - {key} - reachable(network, key)
    if not lost:
        return None
    cut = [person for person in network.people if person.id in lost]
    return SinglePoint(
        key, False, tuple(p.id for p in cut), f"Without {network.by_id[key].name} we do not reach {named(cut)}."
    )


def _ours(network: Network, key: str, goals: set[str]) -> SinglePoint | None:
    lost = goals - reachable(network, key)
    if not lost:
        return None
    cut = [person for person in network.people if person.id in lost]
    one = next(one for one in network.colleagues if one.id == key)
    who = one.called if one.partner else f"{one.name} of us"
    return SinglePoint(key, True, tuple(p.id for p in cut), f"Only {who} leads to {named(cut)}.")


@dataclass(frozen=True)
class OpportunityAtRisk:
    """An open opportunity. `carried_by`: who decides or champions on its own map; None where it has no map."""

    name: str
    amount: float
    carried_by: frozenset[str] | None = None


@dataclass(frozen=True)
class Loss:
    """What is lost if somebody leaves. `mrr` and `opportunities`: what hangs on them; `sentences` say all of it."""

    roles: tuple[BuyingRole, ...]
    cut_off: tuple[str, ...]
    after: MapStatus
    falls: bool
    mrr: float | None
    opportunities: tuple[OpportunityAtRisk, ...]
    ways: tuple[str, ...]


def what_if(network: Network, key: str, mrr: float | None, opportunities: Sequence[OpportunityAtRisk]) -> Loss:
    """What is lost if a person of theirs leaves.

    The account's MRR hangs on somebody whose leaving lowers the map's status. An opportunity hangs on those who
    decide or champion on its own map; one without a map hangs on them like the MRR does."""
    left = without(network, key)
    before, after = map_status(network).status, map_status(left).status
    falls = ORDER.index(after) < ORDER.index(before)
    hanging = tuple(opportunity for opportunity in opportunities if _hangs(opportunity, key, falls))
    goals = {person.id for person in deciders(network)} - {key}
    lost = (goals & reachable(network)) - reachable(left)
    return Loss(
        roles=_roles_lost(network, key),
        cut_off=tuple(person.id for person in network.people if person.id in lost),
        after=after,
        falls=falls,
        mrr=mrr if falls else None,
        opportunities=hanging,
        ways=tuple(_ways(left)),
    )


def _hangs(opportunity: OpportunityAtRisk, key: str, falls: bool) -> bool:
    return falls if opportunity.carried_by is None else key in opportunity.carried_by


def _roles_lost(network: Network, key: str) -> tuple[BuyingRole, ...]:
    """The roles that nobody else holds."""
    others = {role for person in network.people if person.here and person.id != key for role in person.roles}
    return tuple(role for role in network.by_id[key].roles if role not in others)


def _ways(left: Network) -> Iterator[str]:
    """Who else could be reached, and through whom."""
    for path in warmest_paths(left, [person.id for person in deciders(left)]):
        yield path.sentence if path.steps else f"{left.by_id[path.to].name} cannot be reached by anybody we know."


def loss_sentences(network: Network, key: str, loss: Loss, money: str, pipeline: str) -> tuple[str, ...]:
    """The loss in words; `money` and `pipeline` as the amounts that hang on the person are written."""
    name = network.by_id[key].name
    said = []
    if loss.roles:
        said.append(f"{name} alone is {listed([_with_article(role) for role in loss.roles])}.")
    if loss.falls:
        said.append(f"The map turns {loss.after}; {money} a month hang on it.")
    if loss.opportunities:
        opportunities = listed([opportunity.name for opportunity in loss.opportunities[:3]])
        more = f" and {len(loss.opportunities) - 3} more" if len(loss.opportunities) > 3 else ""
        said.append(f"{pipeline} of open pipeline hang on {name}: {opportunities}{more}.")
    cut = [network.by_id[one] for one in loss.cut_off]
    if cut:
        said.append(f"We no longer reach {named(cut)}.")
    said += loss.ways
    return tuple(said) or (f"Nothing on this map hangs on {name} alone.",)


def _with_article(role: BuyingRole) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role}"
