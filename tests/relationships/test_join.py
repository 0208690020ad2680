"""The contacts feed joined with what people wrote: nobody is dropped, and what is known of each is told apart."""

from datetime import date
from typing import NamedTuple

from steward.domain.stakeholders import Bond, BuyingRole, Support, Tie
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.strategy import Acquaintance, Influence, MapView, Reading, Strategy
from steward.relationships.compare import compared
from steward.relationships.contact import silent
from steward.relationships.join import network
from steward.relationships.model import Network

DAY = date(2026, 9, 30)


class Fed(NamedTuple):
    """A row of the contacts feed."""

    contact_id: str
    written_name: str
    title: str | None = None
    department: str | None = None
    reports_to_id: str | None = None
    left_on: date | None = None


class Ours(NamedTuple):
    """A row of the people feed."""

    person_id: str
    name: str
    role: str | None = None


FEED = (
    Fed("K1", "Anna Koch", "CIO"),
    Fed("K2", "Ben Roth", "Head of IT", reports_to_id="K1", left_on=date(2026, 4, 17)),
    Fed("K3", "Carla Wirth", None, reports_to_id="K1"),
)


def joined(success: dict[str, object] | None = None, map_id: str = "", day: date = DAY, **strategy: object) -> Network:
    """The feed joined with a plan of these sections."""
    agreed = SuccessPlan(account_id="A", **(success or {}))  # type: ignore[arg-type]
    ours = Strategy(account_id="A", **strategy)  # type: ignore[arg-type]
    met = {"K1": date(2026, 9, 1), "K3": date(2026, 6, 1)}
    return network("A", day, FEED, (Ours("P1", "Mikkel Lund", "account manager"),), met, agreed, ours, map_id)


def test_everybody_in_the_feed_is_a_person_and_reports_as_it_says() -> None:
    found = joined()
    assert [person.name for person in found.people] == ["Anna Koch", "Ben Roth", "Carla Wirth"]
    assert {(line.start, line.end) for line in found.of(Tie.REPORTS_TO)} == {("K2", "K1"), ("K3", "K1")}


def test_a_reporting_line_is_as_sure_as_the_day_somebody_confirmed_it() -> None:
    sure = joined({"people": (PlanPerson(id="K3", confirmed_on=date(2026, 8, 1)),)}).of(Tie.REPORTS_TO)
    assert {line.start: line.confirmed_on for line in sure} == {"K2": None, "K3": date(2026, 8, 1)}


def test_what_people_wrote_goes_before_what_the_feed_says_where_they_wrote_it() -> None:
    found = joined({"people": (PlanPerson(id="K3", title="Head of Networks", reports_to="K2"),)}).by_id["K3"]
    assert (found.name, found.title, found.reports_to) == ("Carla Wirth", "Head of Networks", "K2")


def test_somebody_in_no_crm_is_on_the_map_by_the_name_the_plan_gives() -> None:
    found = joined({"people": (PlanPerson(id="board-eva", name="Eva Lind"),)}).by_id["board-eva"]
    assert (found.name, found.in_crm, found.vanished, found.here) == ("Eva Lind", False, False, True)


def test_somebody_the_plan_reads_and_the_feed_has_no_more_is_flagged_and_kept() -> None:
    found = joined(readings=(Reading(person="K9", roles=(BuyingRole.CHAMPION,)),)).by_id["K9"]
    assert (found.vanished, found.here, found.roles) == (True, False, (BuyingRole.CHAMPION,))


def test_without_a_contacts_feed_nobody_is_said_to_have_vanished_from_it() -> None:
    plan = Strategy(account_id="A", readings=(Reading(person="K9"),))
    found = network("A", DAY, (), (), {}, SuccessPlan(account_id="A"), plan)
    assert [(person.id, person.vanished) for person in found.people] == [("K9", False)]


def test_who_leaves_later_is_still_here() -> None:
    assert joined(day=date(2026, 3, 31)).by_id["K2"].here
    assert not joined().by_id["K2"].here


def test_a_reading_for_one_map_goes_before_the_general_one_key_by_key() -> None:
    readings = (
        Reading(person="K1", roles=(BuyingRole.RATIFIER,), support=Support.NEUTRAL),
        Reading(person="K1", map="voice", roles=(BuyingRole.DECISION_MAKER,)),
    )
    maps = (MapView(id="voice", name="Voice opportunity", people=("K1", "K3")),)
    on_the_opportunity = joined(map_id="voice", readings=readings, maps=maps)
    assert (on_the_opportunity.by_id["K1"].roles, on_the_opportunity.by_id["K1"].support) == (
        (BuyingRole.DECISION_MAKER,),
        Support.NEUTRAL,
    )
    assert list(on_the_opportunity.by_id) == ["K1", "K3"]
    assert joined(readings=readings, maps=maps).by_id["K1"].roles == (BuyingRole.RATIFIER,)


def test_lines_to_people_who_are_not_on_the_map_are_not_drawn() -> None:
    found = joined(
        map_id="voice",
        maps=(MapView(id="voice", name="Voice opportunity", people=("K1",)),),
        influence=(Influence(from_person="K3", to_person="K1"),),
        acquaintances=(Acquaintance(colleague="P1", person="K3", bond=Bond.TRUSTED),),
    )
    assert found.lines == ()
    assert found.colleagues == ()


def test_one_of_us_is_called_by_name_and_role_or_as_written() -> None:
    found = joined(
        acquaintances=(
            Acquaintance(colleague="P1", person="K1", bond=Bond.TRUSTED),
            Acquaintance(colleague="Our chairman", person="K1"),
        )
    )
    assert [(one.id, one.name, one.role) for one in found.colleagues] == [
        ("P1", "Mikkel Lund", "account manager"),
        ("Our chairman", "Our chairman", ""),
    ]


def test_hostile_lines_break_nothing() -> None:
    """Reports to herself, influences herself, the same line twice."""
    twice = Influence(from_person="K1", to_person="K3")
    found = joined(
        {"people": (PlanPerson(id="K1", reports_to="K1"), PlanPerson(id=""))},
        influence=(twice, twice, Influence(from_person="K1", to_person="K1")),
    )
    assert all(line.start != line.end for line in found.lines)


def test_silence_is_told_for_those_who_are_here_key_players_first() -> None:
    """Anna was met 29 days ago, Carla 121 days ago, Eva never; Ben has left."""
    found = silent(
        joined(
            {"people": (PlanPerson(id="eva", name="Eva Lind"),)},
            readings=(Reading(person="eva", roles=(BuyingRole.CHAMPION,)),),
        )
    )
    assert [(one.id, one.days, one.limit) for one in found] == [("eva", None, 90), ("K3", 121, 90)]
    assert found[0].sentence == "No contact with Eva Lind is recorded."


def test_a_relationship_first_written_now_did_not_warm() -> None:
    """What was not known before cannot be told to have changed."""
    unknown = joined(acquaintances=(Acquaintance(colleague="P1", person="K1", wanted=Bond.TRUSTED),))
    known = joined(acquaintances=(Acquaintance(colleague="P1", person="K1", bond=Bond.TRUSTED),))
    none = joined(acquaintances=(Acquaintance(colleague="P1", person="K1", bond=Bond.NONE),))
    assert compared(unknown, known) == ()
    assert [shift.sentence for shift in compared(none, known)] == [
        "Mikkel Lund and Anna Koch: no relationship before, trusted now."
    ]


def test_two_quarters_side_by_side_tell_who_came_left_warmed_and_cooled() -> None:
    before = joined(
        day=date(2026, 3, 31),
        readings=(
            Reading(person="K1", support=Support.NEUTRAL),
            Reading(person="K3", support=Support.SUPPORTER, roles=(BuyingRole.COACH,)),
        ),
        acquaintances=(Acquaintance(colleague="P1", person="K1", bond=Bond.INTRODUCED),),
    )
    after = joined(
        {"people": (PlanPerson(id="eva", name="Eva Lind", title="Chair"),)},
        readings=(
            Reading(person="K1", support=Support.SUPPORTER),
            Reading(person="K3", support=Support.SCEPTIC, roles=(BuyingRole.BLOCKER,)),
        ),
        acquaintances=(Acquaintance(colleague="P1", person="K1", bond=Bond.TRUSTED),),
    )
    assert [(shift.kind, shift.sentence) for shift in compared(before, after)] == [
        ("joined", "Eva Lind (Chair) joined."),
        ("left", "Ben Roth left."),
        ("warmed", "Anna Koch warmed: neutral before, supporter now."),
        ("cooled", "Carla Wirth cooled: supporter before, sceptic now."),
        ("role", "Carla Wirth: coach before, blocker now."),
        ("warmed", "Mikkel Lund and Anna Koch: introduced before, trusted now."),
    ]
    assert compared(after, after) == ()
