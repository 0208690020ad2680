"""The warmest path: warm before short, and through whom one would rather be introduced."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given

from steward.domain.stakeholders import Tie
from steward.relationships.model import Network
from steward.relationships.paths import path_to_buyer, warmest_paths
from steward.relationships.reach import US, contact_graph
from tests.relationships.drawn import drawn
from tests.relationships.made import networks


def test_an_opposed_introduces_nobody_as_long_as_somebody_else_can() -> None:
    """us ══ trusted ══ dora(opposed) > carla(pays, mentor),  us ══ trusted ══ anna > carla"""
    found = path_to_buyer(
        drawn(
            """
            us dora trusted
            us anna trusted
            dora [] opposed
            dora > carla
            anna > carla
            carla [economic buyer] mentor
            """
        )
    )
    assert found.steps == ("us", "anna", "carla")


def test_of_two_who_pay_the_warmer_way_is_told_even_if_it_is_longer() -> None:
    """us ── introduced ── ed(pays, opposed),  us ══ trusted ══ anna(mentor) > fay(pays)"""
    found = path_to_buyer(
        drawn(
            "us ed introduced\nus anna trusted\nanna > fay\nanna [] mentor\n"
            "ed [economic buyer] opposed\nfay [economic buyer]"
        )
    )
    assert (found.to, found.coldness) == ("fay", 2.0)


def test_who_influences_the_buyer_leads_there_sooner_than_who_listens_to_her() -> None:
    """us ── anna > carla(pays) > ben ── us: Anna has her ear, Ben only hears her."""
    found = path_to_buyer(drawn("us ben working\nus anna working\ncarla > ben\nanna > carla\ncarla [economic buyer]"))
    assert found.steps == ("us", "anna", "carla")


def test_of_two_of_us_who_know_somebody_the_closer_one_goes() -> None:
    """us ── introduced ── anna(pays) ══ trusted ══ us2"""
    assert path_to_buyer(drawn("us anna introduced\nus2 anna trusted\nanna [economic buyer]")).steps == ("us2", "anna")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nobody who decides is known, so there is nobody to reach yet."),
        ("anna []", "Nobody who decides is known, so there is nobody to reach yet."),
        ("anna! [economic buyer]", "Nobody who decides is known, so there is nobody to reach yet."),
        ("anna [economic buyer]", "Nobody we know leads to Anna (economic buyer)."),
        ("anna [economic buyer]\nus anna none", "Nobody we know leads to Anna (economic buyer)."),
    ],
)
def test_where_there_is_no_way_the_reason_is_told(text: str, said: str) -> None:
    found = path_to_buyer(drawn(text))
    assert (found.steps, found.sentence) == ((), said)


@given(networks())
def test_no_way_is_warmer_than_the_warmest_path(network: Network) -> None:
    """By brute force: every way from us to everybody, step by step."""
    graph = contact_graph(network)
    for person in network.people:
        every = [_coldness(network, graph, nodes) for nodes in nx.all_simple_paths(graph, US, person.id)]
        found = warmest_paths(network, [person.id])[0]
        assert found.coldness == pytest.approx(min(every, default=float("inf")))


def _coldness(network: Network, graph: "nx.Graph[str]", nodes: list[str]) -> float:
    """A way's coldness by the words of `reach`: bonds and lines, eased by who passes us on, harder upstream."""
    total = 0.0
    for start, end in pairwise(nodes):
        line = graph[start][end]["line"]
        if line.tie is Tie.KNOWS:
            total += {"introduced": 3, "working": 2, "trusted": 1}[str(line.bond)]
            continue
        support = network.by_id[start].support
        total += {"influences": 2.0, "reports to": 2.5}[str(line.tie)] - (support.warmth / 2 if support else 0)
        total += 0.5 if line.tie is Tie.INFLUENCES and line.start == end else 0
    return total
