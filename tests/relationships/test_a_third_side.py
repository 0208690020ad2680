"""People of partners on a map: a side of their own, whose relationships are not ours and lead on all the same."""

from datetime import date
from typing import NamedTuple

import pytest

from steward.briefings.internal.maps.exhibit import map_exhibit
from steward.deck.people.people import told
from steward.domain.stakeholders import Bond, BuyingRole, Support
from steward.exhibits import as_table
from steward.exhibits.map_drawing.legend import legend
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.strategy import Acquaintance, MapView, Reading, Strategy
from steward.relationships.departure_impact import single_points
from steward.relationships.gaps import gaps
from steward.relationships.join import network
from steward.relationships.layout import places
from steward.relationships.model import Network
from steward.relationships.paths import path_to_buyer
from steward.relationships.single_threading import single_threaded, working_relationships

DAY = date(2026, 9, 30)


class Partner(NamedTuple):
    contact_id: str
    name: str
    title: str | None
    partner: str
    has_part: bool


IDA, MAX, FAR = (
    Partner("C1", "Ida Roux", "Account director", "Passerelle", True),
    Partner("C2", "Max Lund", None, "Passerelle", True),
    Partner("C3", "Far Away", None, "Elsewhere", False),
)
PEOPLE = SuccessPlan(
    account_id="A", people=(PlanPerson(id="cfo", name="Carla Buyer"), PlanPerson(id="net", name="Ned Works"))
)


def drawn(*bonds: tuple[str, str, Bond], maps: tuple[MapView, ...] = (), map_id: str = "") -> Network:
    readings = (
        Reading(person="cfo", roles=(BuyingRole.ECONOMIC_BUYER,), support=Support.NEUTRAL),
        Reading(person="net", support=Support.SUPPORTER),
    )
    known = tuple(Acquaintance(colleague=one, person=to, bond=bond) for one, to, bond in bonds)
    strategy = Strategy(account_id="A", readings=readings, acquaintances=known, maps=maps)
    return network("A", DAY, (), (), {}, PEOPLE, strategy, map_id, partners=(IDA, MAX, FAR))


def test_who_works_for_a_partner_with_a_part_here_is_on_the_map_and_nobody_else() -> None:
    found = drawn(("C1", "cfo", Bond.TRUSTED), ("P1", "net", Bond.WORKING))
    assert {(one.id, one.partner) for one in found.colleagues} == {
        ("C1", "Passerelle"), ("P1", ""), ("C2", "Passerelle"),
    }  # fmt: skip
    assert {line.start for line in found.lines} == {"C1", "P1"}


def test_on_a_map_of_a_few_only_those_of_partners_are_who_know_one_of_them() -> None:
    view = MapView(id="deal", name="Deal", people=("cfo",))
    found = drawn(("C1", "cfo", Bond.TRUSTED), maps=(view,), map_id="deal")
    assert [one.id for one in found.colleagues] == ["C1"]


def test_whom_a_partner_knows_we_do_not_know_yet() -> None:
    found = drawn(("C1", "cfo", Bond.TRUSTED), ("P1", "net", Bond.WORKING))
    assert [one.id for one in working_relationships(found)] == ["net"]
    assert single_threaded(found)
    assert "Nobody of us knows Carla Buyer (economic buyer)." in [one.sentence for one in gaps(found)]


def test_a_partner_leads_on_and_is_named_with_its_company() -> None:
    found = drawn(("C1", "cfo", Bond.TRUSTED))
    path = path_to_buyer(found)
    assert path.sentence.startswith("Ida Roux of Passerelle (Account director) knows Carla Buyer")
    assert [one.sentence for one in single_points(found)] == ["Only Ida Roux of Passerelle leads to Carla Buyer."]


def test_our_own_way_goes_before_that_of_a_partner_who_is_no_warmer() -> None:
    found = drawn(("C1", "cfo", Bond.WORKING), ("P1", "cfo", Bond.WORKING))
    assert path_to_buyer(found).steps == ("P1", "cfo")
    warmer = drawn(("C1", "cfo", Bond.WORKING), ("P1", "cfo", Bond.INTRODUCED))
    assert path_to_buyer(warmer).steps == ("P1", "cfo")


@pytest.mark.parametrize("bonds", [(("C1", "cfo", Bond.TRUSTED), ("P1", "net", Bond.WORKING)), ()])
def test_both_drawings_know_the_third_side_by_its_own_sign(bonds: tuple[tuple[str, str, Bond], ...]) -> None:
    found = drawn(*bonds)
    exhibit = map_exhibit(found, places(found), "Map")
    ours = {one.key: one for one in exhibit.people if one.ours}
    assert {key for key, one in ours.items() if one.partner} == {"C1", "C2"}
    assert told(ours["C1"]) == "Ida Roux, Passerelle. Of our partner Passerelle."
    words = [entry.words for section in legend(exhibit) for entry in section.entries]
    assert "Of a partner" in words and ("One of us" in words) == bool(bonds)
    table = as_table(exhibit)
    assert [row[2] for row in table.rows if row[0] == "Ida Roux"] == ["Passerelle"]
    beneath = {one.partner: one.y for one in ours.values()}
    assert not bonds or beneath["Passerelle"] > beneath[""]
