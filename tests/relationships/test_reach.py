"""Who leads us to whom, and who would be missed."""

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given

from steward.domain.stakeholders import BuyingRole, MapStatus, Tie
from steward.relationships.departure_impact import OpportunityAtRisk, loss_sentences, single_points, what_if
from steward.relationships.influence import influence
from steward.relationships.model import Network, Person, RelationshipLine
from steward.relationships.paths import path_to_buyer, warmest_paths
from steward.relationships.reach import reachable
from tests.relationships.drawn import DAY, drawn
from tests.relationships.made import networks


def test_whoever_is_the_only_way_to_who_decides_is_a_single_point_of_failure() -> None:
    """us ── anna > ben > carla(decides)"""
    found = single_points(drawn("us anna trusted\nanna > ben\nben > carla\ncarla [decision maker]"))
    assert {(point.id, point.ours, point.cut_off) for point in found} == {
        ("anna", False, ("carla",)),
        ("ben", False, ("carla",)),
        ("us", True, ("carla",)),
    }
    assert "Without Anna we do not reach Carla." in [point.sentence for point in found]


def test_a_second_way_round_takes_the_danger_away() -> None:
    """us ── anna > carla(decides),  us2 ── ben > carla"""
    assert (
        single_points(drawn("us anna trusted\nus2 ben working\nanna > carla\nben > carla\ncarla [decision maker]"))
        == ()
    )


def test_a_conflict_leads_nowhere() -> None:
    """us ── anna x carla(decides)"""
    network = drawn("us anna trusted\nanna x carla\ncarla [decision maker]")
    assert reachable(network) == {"anna"}
    assert not path_to_buyer(network).steps
    assert "Nobody we know leads to Carla (decision maker)." in path_to_buyer(network).sentence


def test_who_left_leads_nowhere_either() -> None:
    """us ── anna(left) > carla(decides)"""
    assert reachable(drawn("anna! []\nus anna trusted\nanna > carla\ncarla [decision maker]")) == set()


@given(networks())
def test_single_points_are_those_whose_removal_cuts_somebody_off(network: Network) -> None:
    """By brute force: take everybody away in turn and see whom we still reach."""
    deciding = {person.id for person in network.people if person.decides}
    now = reachable(network) & deciding
    everybody = [person.id for person in network.people] + [one.id for one in network.colleagues]
    expected = {key: now - {key} - reachable(network, key) for key in everybody}
    found = {point.id: set(point.cut_off) for point in single_points(network)}
    assert found == {key: lost for key, lost in expected.items() if lost}


@given(networks())
def test_there_is_a_path_to_everybody_we_reach_and_to_nobody_else(network: Network) -> None:
    for person in network.people:
        path = warmest_paths(network, [person.id])[0]
        assert bool(path.steps) == (person.id in reachable(network))
        if path.steps:
            assert path.steps[-1] == person.id
            assert path.steps[0] in {one.id for one in network.colleagues}


def test_the_warmest_path_goes_through_the_trusted_supporter_not_the_shortest_chill() -> None:
    """us ── introduced ── dora(sceptic) > carla(pays);  us ── trusted ── anna(mentor) > carla"""
    network = drawn(
        "us dora introduced\nus anna trusted\ndora > carla\nanna > carla\nanna [champion] mentor\ndora [] sceptic\n"
        "carla [economic buyer]"
    )
    path = path_to_buyer(network)
    assert path.steps == ("us", "anna", "carla")
    assert path.sentence == "Us knows Anna (champion, mentor, trusted), who influences Carla (economic buyer)."


def test_the_economic_buyer_goes_before_any_other_who_decides() -> None:
    network = drawn("us anna trusted\nus carla introduced\nanna [decision maker]\ncarla [economic buyer]")
    assert path_to_buyer(network).to == "carla"


def test_a_path_says_which_way_each_line_runs() -> None:
    """us ── anna, ben reports to anna, ben listens to nobody; carla influences ben."""
    network = drawn("us anna working\nben < anna\ncarla > ben\ncarla [decision maker]")
    assert (
        path_to_buyer(network).sentence
        == "Us knows Anna (working), who leads Ben, who listens to Carla (decision maker)."
    )


def test_when_she_leaves_roles_and_money_and_ways_are_lost() -> None:
    """us ── anna(decides, supports) and ben(champion, supports): without Anna the map turns amber."""
    network = drawn("us anna trusted\nus ben working\nanna [decision maker] supporter\nben [champion] supporter")
    opportunities = [
        OpportunityAtRisk("Voice", 9_000.0),
        OpportunityAtRisk("Security", 4_000.0, frozenset({"ben"})),
        OpportunityAtRisk("Sites", 500.0, frozenset({"anna"})),
    ]
    loss = what_if(network, "anna", 60_000.0, opportunities)
    assert loss.roles == (BuyingRole.DECISION_MAKER,)
    assert loss.after is MapStatus.AMBER
    assert (loss.mrr, [opportunity.name for opportunity in loss.opportunities]) == (60_000.0, ["Voice", "Sites"])
    said = loss_sentences(network, "anna", loss, "€60k", "€9,500")
    assert said[0] == "Anna alone is a decision maker."
    assert "The map turns amber; €60k a month hang on it." in said


def test_when_a_user_leaves_nothing_hangs_on_it() -> None:
    network = drawn("us anna trusted\nanna [decision maker] supporter\nben [user]")
    loss = what_if(network, "ben", 60_000.0, [OpportunityAtRisk("Voice", 9_000.0)])
    assert (loss.mrr, loss.opportunities, loss.roles) == (None, (), (BuyingRole.USER,))
    assert not loss.falls


def _influencing(graph: "nx.Graph[int]") -> Network:
    """A published graph as lines of influence, both ways."""
    people = tuple(Person(id=str(node), name=str(node)) for node in graph.nodes)
    ends = [pair for a, b in graph.edges for pair in ((a, b), (b, a))]
    lines = tuple(RelationshipLine(start=str(a), end=str(b), tie=Tie.INFLUENCES) for a, b in ends)
    return Network(account_id="A", as_of=DAY, people=people, lines=lines)


def test_krackhardts_kite_has_its_bridge_between_the_two_ends() -> None:
    """Krackhardt 1990: number 7 (Heather) stands most between (14 of 36 pairs), number 3 (Diane) has most ties."""
    found = {one.id: one for one in influence(_influencing(nx.krackhardt_kite_graph()))}
    assert max(found.values(), key=lambda one: one.between).id == "7"
    assert found["7"].between == pytest.approx(14 / 36)
    assert found["8"].between == pytest.approx(8 / 36)
    assert min(found.values(), key=lambda one: one.rank).id == "3"


def test_the_medici_stand_between_the_florentine_families() -> None:
    """Padgett and Ansell 1993; betweenness 0.522 in the marriage network."""
    found = {one.id: one for one in influence(_influencing(nx.florentine_families_graph()))}
    assert max(found.values(), key=lambda one: one.between).id == "Medici"
    assert found["Medici"].between == pytest.approx(0.521978, abs=1e-6)


def test_weight_comes_to_rest_with_who_moves_others_not_with_who_is_moved() -> None:
    """anna > ben, anna > carla: Anna ranks first."""
    found = influence(drawn("anna > ben\nanna > carla"))
    assert found[0].id == "anna"


def test_where_lines_and_belief_disagree_it_is_said() -> None:
    network = drawn("anna > ben\nanna > carla\nanna > dora\nben > dora")
    people = tuple(
        Person(id=p.id, name=p.name, believed_influence={"anna": 1.0, "dora": 5.0}.get(p.id)) for p in network.people
    )
    said = {
        one.id: one.sentence
        for one in influence(Network(account_id="A", as_of=DAY, people=people, lines=network.lines))
    }
    assert said["anna"].startswith("Anna moves more people than we believe: number 1 of 4")
    assert said["dora"].startswith("Dora moves fewer people than we believe: number 3 of 4")


def test_equals_share_a_rank_and_nothing_is_said_of_who_comes_first_among_them() -> None:
    """anna > ben > carla > anna: nobody moves more than another, whatever we believe."""
    ring = drawn("anna > ben\nben > carla\ncarla > anna")
    believed = {"anna": 1.0, "carla": 5.0}
    people = tuple(replace(person, believed_influence=believed.get(person.id)) for person in ring.people)
    assert [(one.rank, one.sentence) for one in influence(replace(ring, people=people))] == [(1, "")] * 3


def test_who_is_believed_to_move_others_and_moves_nobody_is_told_even_among_equals() -> None:
    """anna > ben, carla, dora: three who move nobody share number 2."""
    star = drawn("anna > ben\nanna > carla\nanna > dora")
    people = tuple(replace(person, believed_influence=5.0 if person.id == "ben" else None) for person in star.people)
    said = [one.sentence for one in influence(replace(star, people=people)) if one.sentence]
    assert said == ["Ben moves fewer people than we believe: number 2 of 4 by the lines, believed 5 of 5."]


def test_an_empty_network_gives_empty_answers() -> None:
    nobody = drawn("")
    assert (single_points(nobody), influence(nobody), reachable(nobody)) == ((), (), set())
    assert "Nobody who decides is known" in path_to_buyer(nobody).sentence
