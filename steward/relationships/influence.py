"""Influence as the lines tell it, beside what people believe."""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from steward.domain.stakeholders import Tie
from steward.relationships.model import Network, Person


@dataclass(frozen=True)
class Influence:
    """One person's influence. `rank` 1 is the most influential by PageRank, and equals share a rank; `between`: the
    share of shortest lines of influence that run through them; `pagerank`: of those they move, how much weight comes
    to rest with them."""

    id: str
    pagerank: float
    between: float
    rank: int
    believed: float | None
    sentence: str


def influence(network: Network) -> tuple[Influence, ...]:
    """Everybody who is here and on a line of influence, the most influential first; empty without such lines."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    here = {person.id for person in network.people if person.here}
    graph.add_edges_from((one.start, one.end) for one in network.of(Tie.INFLUENCES) if {one.start, one.end} <= here)
    if not graph:
        return ()
    # A line runs from who influences to whom; weight is to rest with the first, so PageRank walks it backwards.
    ranks = nx.pagerank(graph.reverse(copy=False))
    between = nx.betweenness_centrality(graph)
    weights = {key: round(weight, 9) for key, weight in ranks.items()}
    order = sorted(weights, key=lambda key: (-weights[key], -between[key], network.by_id[key].name, key))
    heaviest_first = [weights[key] for key in order]
    return tuple(
        Influence(
            id=key,
            pagerank=ranks[key],
            between=between[key],
            rank=heaviest_first.index(weights[key]) + 1,
            believed=network.by_id[key].believed_influence,
            sentence=_disagreement(network.by_id[key], weights[key], heaviest_first),
        )
        for key in order
    )


def _disagreement(person: Person, weight: float, heaviest_first: Sequence[float]) -> str:
    """Where the lines and the belief disagree clearly; equals stand in the middle of the places they share."""
    believed, of = person.believed_influence, len(heaviest_first)
    if believed is None or of < 3:
        return ""
    rank = heaviest_first.index(weight) + 1
    middle = rank + (heaviest_first.count(weight) - 1) / 2
    more, fewer = middle <= of / 3 and believed <= 2, middle > of * 2 / 3 and believed >= 4
    if not (more or fewer):
        return ""
    compared = f"number {rank} of {of} by the lines, believed {believed:g} of 5"
    return f"{person.name} moves {'more' if more else 'fewer'} people than we believe: {compared}."
