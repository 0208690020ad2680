"""Feeds and plans as they come: ids that clash, entries that are there twice, places off every map, odd names."""

from dataclasses import replace
from datetime import date

import pytest

from steward.domain.stakeholders import Bond, BuyingRole, Tie
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.strategy import Acquaintance, Influence, MapView, Reading, Strategy
from steward.relationships.compare import compared
from steward.relationships.contact import silent
from steward.relationships.departure_impact import loss_sentences, single_points, what_if
from steward.relationships.gaps import gaps
from steward.relationships.influence import influence
from steward.relationships.join import network
from steward.relationships.layout import places
from steward.relationships.model import Network, Person
from steward.relationships.paths import path_to_buyer
from steward.relationships.single_threading import champions_who_left, single_threaded, working_relationships
from steward.relationships.status import map_status
from tests.relationships.drawn import drawn
from tests.relationships.test_join import Fed, Ours
from tests.relationships.test_layout import overlapping

DAY = date(2026, 9, 30)
NUMBERED = (Fed("1", "Anna Koch"), Fed("2", "Ben Roth", reports_to_id="1"))
DECIDES = Reading(person="2", roles=(BuyingRole.DECISION_MAKER,))


def joined(ours: tuple[Ours, ...] = (), people: tuple[PlanPerson, ...] = (), **strategy: object) -> Network:
    """Anna Koch (1) and Ben Roth (2) with a plan of these sections."""
    plan = Strategy(account_id="A", **strategy)  # type: ignore[arg-type]
    return network("A", DAY, NUMBERED, ours, {}, SuccessPlan(account_id="A", people=people), plan)


def everything(about: Network) -> list[str]:
    """Every computation on a network; each sentence they say."""
    said = [map_status(about).reason, path_to_buyer(about).sentence]
    said += [one.sentence for found in (gaps, single_points, influence, silent) for one in found(about)]
    said += [shift.sentence for shift in compared(about, about)]
    for person in about.people:
        said += loss_sentences(about, person.id, what_if(about, person.id, None, []), "nothing", "nothing")
    working_relationships(about), single_threaded(about), champions_who_left(about), places(about)
    return said


def test_people_and_colleagues_numbered_alike_are_told_apart() -> None:
    """Employee 1 (Mikkel) knows contact 2; contact 1 (Anna) is somebody else."""
    found = joined(
        (Ours("1", "Mikkel Lund", "account manager"),),
        readings=(DECIDES,),
        acquaintances=(Acquaintance(colleague="1", person="2", bond=Bond.WORKING, wanted=Bond.TRUSTED),),
    )
    assert [(one.id, one.name) for one in found.colleagues] == [("Mikkel Lund", "Mikkel Lund")]
    assert len({*found.by_id, *(one.id for one in found.colleagues)}) == 3
    assert path_to_buyer(found).sentence == "Mikkel Lund (account manager) knows Ben Roth (decision maker, working)."
    assert "Mikkel Lund and Ben Roth: working today, trusted wanted." in everything(found)


def test_one_of_us_with_the_number_of_the_person_they_know_still_knows_them() -> None:
    found = joined(
        (Ours("1", "Mikkel Lund"),), acquaintances=(Acquaintance(colleague="1", person="1", bond=Bond.TRUSTED),)
    )
    assert [(line.start, line.end) for line in found.of(Tie.KNOWS)] == [("Mikkel Lund", "1")]


def test_one_of_theirs_written_as_a_colleague_breaks_nothing_and_is_not_lost() -> None:
    written = Acquaintance(colleague="1", person="2", bond=Bond.WORKING, wanted=Bond.TRUSTED)
    found = joined(readings=(DECIDES,), acquaintances=(written,))
    assert [one.name for one in found.colleagues] == ["1"]
    assert set(found.by_id).isdisjoint(one.id for one in found.colleagues)
    assert everything(found)


def test_one_of_us_written_as_influencing_them_breaks_nothing() -> None:
    found = joined(
        (Ours("P1", "Mikkel Lund"),),
        readings=(DECIDES,),
        influence=(Influence(from_person="P1", to_person="2"),),
        acquaintances=(Acquaintance(colleague="P1", person="2", bond=Bond.WORKING),),
    )
    assert path_to_buyer(found).steps == ("Mikkel Lund", "2")
    assert everything(found)


def test_a_line_written_twice_is_drawn_once_as_it_was_written_last() -> None:
    found = joined(
        influence=(Influence(from_person="1", to_person="2"), Influence(from_person="1", to_person="2", note="Golf.")),
        acquaintances=(
            Acquaintance(colleague="P1", person="2", bond=Bond.INTRODUCED),
            Acquaintance(colleague="P1", person="2", bond=Bond.TRUSTED),
        ),
    )
    assert [line.note for line in found.of(Tie.INFLUENCES)] == ["Golf."]
    assert [line.bond for line in found.of(Tie.KNOWS)] == [Bond.TRUSTED]


def test_empty_ids_are_nobody() -> None:
    found = joined(
        readings=(Reading(person=""),),
        influence=(Influence(from_person="", to_person="1"), Influence(from_person="2", to_person="2")),
        acquaintances=(Acquaintance(colleague="", person="1"), Acquaintance(colleague="P1", person="")),
    )
    assert set(found.by_id) == {"1", "2"}
    assert found.colleagues == ()
    assert {line.tie for line in found.lines} == {Tie.REPORTS_TO}


def test_people_who_report_to_one_another_are_computed_like_all_others() -> None:
    """1 → 2 → 1 in feed and plan."""
    found = joined(people=(PlanPerson(id="1", reports_to="2"),), readings=(DECIDES,))
    assert len(found.of(Tie.REPORTS_TO)) == 2
    assert everything(found)
    assert overlapping(places(found)) == []


NAMES = ["", " ", "x" * 300, "<script>alert(1)</script>", "\x00\x07", "شركة الاتصالات", "王小明", "👩‍🚀", "a.b,c]}"]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_an_id_and_a_name(name: str) -> None:
    people = (PlanPerson(id=name or "-", name=name),)
    found = joined(
        people=people,
        readings=(Reading(person=name or "-", roles=(BuyingRole.ECONOMIC_BUYER,)),),
        acquaintances=(Acquaintance(colleague=name or "-", person=name or "-", bond=Bond.WORKING),),
    )
    assert len(found.people) == 3
    assert all(sentence.endswith(".") for sentence in everything(found))
    assert len(places(found)) == 4


@pytest.mark.parametrize("text", ["", "anna []", "anna! []", "us anna none", "anna x ben", "ben < anna\nanna < ben"])
def test_where_nothing_is_known_every_computation_answers(text: str) -> None:
    assert all(sentence.endswith(".") for sentence in everything(drawn(text)))


FAR = [(1e300, 1e300), (-1e300, 0.0), (float("inf"), 0.0), (0.0, float("nan")), (1e17, 1.0)]


@pytest.mark.parametrize("spot", FAR)
def test_a_place_off_every_map_is_no_place(spot: tuple[float, float]) -> None:
    """Three people at one such place: they stand where they would have stood, and the page does not wait for ever."""
    free = drawn("ben < anna\ncarla < anna\nus ben working")
    thrown = replace(free, places=dict.fromkeys(("anna", "ben", "carla", "us"), spot))
    assert places(thrown) == places(free)


def test_a_map_with_people_and_places_of_nobody_shows_those_who_are_there() -> None:
    view = MapView(
        id="m", name="Opportunity", people=("1", "1", "nobody", ""), places=(("nobody", 1.0, 1.0), ("1", 2.0, 3.0))
    )
    plan = Strategy(account_id="A", maps=(view,))
    found = network("A", DAY, NUMBERED, (), {}, SuccessPlan(account_id="A"), plan, "m")
    assert list(found.by_id) == ["1"]
    assert found.places == {"1": (2.0, 3.0)}


def test_two_people_of_one_name_are_two_people() -> None:
    twins = tuple(Person(id=key, name="Kim Lee", roles=(BuyingRole.CHAMPION,)) for key in ("a", "b"))
    about = Network(account_id="A", as_of=DAY, people=twins)
    assert {gap.people for gap in gaps(about) if gap.kind == "nobody knows them"} == {("a",), ("b",)}
    assert len(places(about)) == 2
