"""The warmest path from us to who pays or decides, step by step in words."""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from steward.domain.stakeholders import BuyingRole, Tie
from steward.relationships.model import Line, Network, Person
from steward.relationships.reach import US, contact_graph, deciders


@dataclass(frozen=True)
class Path:
    """A way to somebody. `steps`: ids from one of us to them, empty where there is no way, and then why."""

    to: str
    steps: tuple[str, ...]
    sentence: str


def path_to_buyer(network: Network) -> Path:
    """The warmest way to the economic buyer, else to a decision maker."""
    goals = [person for person in deciders(network) if BuyingRole.ECONOMIC_BUYER in person.roles] or deciders(network)
    if not goals:
        return Path("", (), "Nobody who decides is known, so there is nobody to reach yet.")
    found = [warmest_path(network, person.id) for person in goals]
    return min(found, key=lambda path: (not path.steps, len(path.steps)))


def warmest_path(network: Network, to: str) -> Path:
    """The way of least resistance from one of us to a person who is here."""
    graph, person = contact_graph(network), network.by_id[to]
    if to not in graph or not nx.has_path(graph, US, to):
        return Path(to, (), f"Nobody we know leads to {_described(person)}.")
    nodes = nx.dijkstra_path(graph, US, to)
    lines = [graph[start][end]["line"] for start, end in pairwise(nodes)]
    steps = (lines[0].start, *nodes[1:])
    return Path(to, steps, _told(network, lines, nodes[1:]))


def _told(network: Network, lines: list[Line], people: list[str]) -> str:
    """`Anna Koch (account manager) knows Bob (champion; trusted), who influences Carla (economic buyer).`"""
    first = lines[0]
    ours = next(one for one in network.colleagues if one.id == first.start)
    role = f" ({ours.role})" if ours.role else ""
    said = f"{ours.name}{role} knows {_described(network.by_id[people[0]], first)}"
    for line, before, after in zip(lines[1:], people, people[1:], strict=False):
        said += f", {_link(line, before)} {_described(network.by_id[after])}"
    return f"{said}."


def _link(line: Line, before: str) -> str:
    """How one person leads to the next, whichever way the line runs."""
    along = line.start == before
    if line.tie is Tie.INFLUENCES:
        return "who influences" if along else "who listens to"
    return "who reports to" if along else "who leads"


def _described(person: Person, known: Line | None = None) -> str:
    """A person with what matters on the way."""
    words = [
        *person.roles[:1],
        *([person.support] if person.support else []),
        *([known.bond] if known and known.bond else []),
    ]
    return f"{person.name} ({', '.join(map(str, words))})" if words else person.name
