"""Graphs whose answers are published: who cannot be spared, and who moves whom."""

import networkx as nx
import pytest

from steward.domain.stakeholders import Bond, BuyingRole, Tie
from steward.relationships.departure_impact import single_points, what_if
from steward.relationships.influence import influence
from steward.relationships.model import Colleague, Network, Person, RelationshipLine
from steward.relationships.paths import path_to_buyer
from tests.relationships.drawn import DAY


def account(graph: "nx.Graph[object]", known: object, decides: object) -> Network:
    """A published graph as an account: one of us knows one of them, and another decides."""
    roles = {str(decides): (BuyingRole.DECISION_MAKER,)}
    lines = [RelationshipLine(start=str(a), end=str(b), tie=Tie.INFLUENCES) for a, b in graph.edges]
    lines.append(RelationshipLine(start="us", end=str(known), tie=Tie.KNOWS, bond=Bond.WORKING))
    return Network(
        account_id="A",
        as_of=DAY,
        people=tuple(Person(id=str(n), name=str(n), roles=roles.get(str(n), ())) for n in graph.nodes),
        colleagues=(Colleague(id="us", name="Us"),),
        lines=tuple(lines),
    )


def test_krackhardts_kite_hangs_on_its_string() -> None:
    """
    us ── 1 … (0 to 6, interwoven) … 5 ─╮
                                  … 6 ─┴─ 7 ── 8 ── 9 (decides)

    Krackhardt 1990: of the kite, only Heather (7) and Ike (8) cannot be spared on the way to Jane (9).
    """
    network = account(nx.krackhardt_kite_graph(), known=1, decides=9)
    theirs = {point.id for point in single_points(network) if not point.ours}
    assert theirs == {"1", "7", "8"}  # 1 because she alone is known to us
    assert path_to_buyer(network).steps[-3:] == ("7", "8", "9")


def test_within_the_kite_itself_everybody_can_be_spared_but_the_one_we_know() -> None:
    network = account(nx.krackhardt_kite_graph(), known=0, decides=6)
    assert {point.id for point in single_points(network)} == {"us", "0"}


def test_in_zacharys_karate_club_one_member_hangs_on_the_instructor_alone() -> None:
    """Zachary 1977: member 12 (11 from nought) trains with Mr. Hi (0) only; every other tie has a way round."""
    network = account(nx.karate_club_graph(), known=33, decides=11)
    assert {point.id for point in single_points(network)} == {"us", "33", "0"}
    assert what_if(network, "0", 1_000.0, []).cut_off == ("11",)
    assert what_if(network, "2", 1_000.0, []).cut_off == ()


def test_the_two_heads_of_the_karate_club_move_most() -> None:
    """Zachary 1977: the club split between John A. (33) and Mr. Hi (0)."""
    graph = nx.karate_club_graph()
    found = influence(account(nx.Graph(list(graph.edges)).to_directed(), known=0, decides=33))
    assert {one.id for one in found[:2]} == {"0", "33"}
    assert max(found, key=lambda one: one.between).id == "0"
    assert max(one.between for one in found) == pytest.approx(0.437635, abs=1e-6)


def test_the_pazzi_hang_on_the_salviati_alone() -> None:
    """Padgett and Ansell 1993: Medici ── Salviati ── Pazzi."""
    network = account(nx.florentine_families_graph(), known="Medici", decides="Pazzi")
    assert {point.id for point in single_points(network)} == {"us", "Medici", "Salviati"}
    assert path_to_buyer(network).steps == ("us", "Medici", "Salviati", "Pazzi")
