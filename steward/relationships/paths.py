"""The warmest path from us to who pays or decides, step by step in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import networkx as nx

from steward.domain.stakeholders import BuyingRole, Tie
from steward.relationships.model import Network, Person, RelationshipLine
from steward.relationships.reach import US, coldness_of_steps, contact_graph, deciders


@dataclass(frozen=True)
class Path:
    """A way to somebody. `steps`: ids from one of us to them, empty where there is no way, and then why.

    `coldness`: how hard the way is, all steps together (see `steward.relationships.reach`)."""

    to: str
    steps: tuple[str, ...]
    sentence: str
    coldness: float = inf


def path_to_buyer(network: Network) -> Path:
    """The warmest way to an economic buyer, else to a decision maker."""
    goals = [person for person in deciders(network) if BuyingRole.ECONOMIC_BUYER in person.roles] or deciders(network)
    if not goals:
        return Path("", (), "Nobody who decides is known, so there is nobody to reach yet.")
    return min(warmest_paths(network, [person.id for person in goals]), key=lambda path: path.coldness)


def warmest_paths(network: Network, to: Iterable[str]) -> list[Path]:
    """The ways of least resistance from us to several people, in their order."""
    graph = contact_graph(network)
    cold, ways = nx.single_source_dijkstra(graph, US, weight=coldness_of_steps(network))
    return [_path(network, graph, ways[key], cold[key]) if key in ways else _no_path(network, key) for key in to]


def _path(network: Network, graph: "nx.Graph[str]", nodes: list[str], cold: float) -> Path:
    lines = [graph[start][end]["line"] for start, end in pairwise(nodes)]
    return Path(nodes[-1], (lines[0].start, *nodes[1:]), _told(network, lines, nodes[1:]), cold)


def _no_path(network: Network, to: str) -> Path:
    return Path(to, (), f"Nobody we know leads to {_described(network.by_id[to])}.")


def _told(network: Network, lines: list[RelationshipLine], people: list[str]) -> str:
    """`Anna Koch (account manager) knows Bob (champion; trusted), who influences Carla (economic buyer).`"""
    first = lines[0]
    ours = next(one for one in network.colleagues if one.id == first.start)
    role = f" ({ours.role})" if ours.role else ""
    said = f"{ours.called}{role} knows {_described(network.by_id[people[0]], first)}"
    for line, before, after in zip(lines[1:], people, people[1:], strict=False):
        said += f", {_link(line, before)} {_described(network.by_id[after])}"
    return f"{said}."


def _link(line: RelationshipLine, before: str) -> str:
    """How one person leads to the next, whichever way the line runs."""
    along = line.start == before
    if line.tie is Tie.INFLUENCES:
        return "who influences" if along else "who listens to"
    return "who reports to" if along else "who leads"


def _described(person: Person, known: RelationshipLine | None = None) -> str:
    """A person with what matters on the way."""
    words = [
        *person.roles[:1],
        *([person.support] if person.support else []),
        *([known.bond] if known and known.bond else []),
    ]
    return f"{person.name} ({', '.join(map(str, words))})" if words else person.name
