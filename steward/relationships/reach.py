"""Who can be reached by us: the network as a graph with us as one node, walked through people who are here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import networkx as nx

from steward.domain.stakeholders import Bond, Support, Tie
from steward.relationships.model import Network, Person, RelationshipLine

US = "\N{NULL}us"
"""Our side as one node; no id holds that sign."""


def contact_graph(network: Network) -> "nx.Graph[str]":
    """Who can introduce us to whom: us to those we know, and people to those they influence or report to or lead."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node(US)
    graph.add_nodes_from(person.id for person in network.people if person.here)
    for line in network.lines:
        start = US if line.tie is Tie.KNOWS else line.start
        if passable(line) and start in graph and line.end in graph:
            held = graph.get_edge_data(start, line.end, {}).get("line", line)
            graph.add_edge(start, line.end, line=min(held, line, key=partial(_coldness, network)))
    return graph


def passable(line: RelationshipLine) -> bool:
    """Whether one can get from one end to the other: conflicts lead nowhere, and a bond of none is no bond."""
    if line.tie is Tie.KNOWS:
        return line.bond is not None and line.bond is not Bond.NONE
    return line.tie is not Tie.CONFLICTS_WITH


def coldness(line: RelationshipLine) -> float:
    """How hard it is to get along a line: a trusted bond 1, an introduction 3; influence 2, a reporting line 2.5."""
    if line.tie is Tie.KNOWS:
        return 4.0 - (line.bond or Bond.NONE).strength
    return 2.0 if line.tie is Tie.INFLUENCES else 2.5


THROUGH_A_PARTNER = 2.0
"""How much harder it is to be introduced by somebody of a partner than by one of us: they are asked first."""


def _coldness(network: Network, line: RelationshipLine) -> float:
    return coldness(line) + (THROUGH_A_PARTNER if line.start in network.of_partners else 0.0)


def coldness_of_steps(network: Network) -> Callable[[str, str, Mapping[str, Any]], float]:
    """How hard each step is, for NetworkX: easier if who passes us on is warm, harder against a line of influence."""

    def step(start: str, end: str, edge: Mapping[str, RelationshipLine]) -> float:
        line = edge["line"]
        if start == US or end == US:
            return _coldness(network, line)
        upstream = 0.5 if line.tie is Tie.INFLUENCES and line.end == start else 0.0
        return coldness(line) + upstream - 0.5 * _warmth(network.by_id[start])

    return step


def _warmth(person: Person) -> int:
    return (person.support or Support.NEUTRAL).warmth


def deciders(network: Network) -> list[Person]:
    """Who decides and is here."""
    return [person for person in network.people if person.here and person.decides]


def reachable(network: Network, gone: str = "") -> set[str]:
    """The ids of those we can reach, through others or not; as if somebody of theirs or ours were `gone`."""
    graph = contact_graph(without(network, gone) if gone else network)
    return set(nx.node_connected_component(graph, US)) - {US}


def without(network: Network, gone: str) -> Network:
    """The network without one of its people or colleagues."""
    return replace(
        network,
        people=tuple(person for person in network.people if person.id != gone),
        colleagues=tuple(one for one in network.colleagues if one.id != gone),
        lines=tuple(line for line in network.lines if gone not in (line.start, line.end)),
    )
