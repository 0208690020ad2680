"""What is done on a map, as the plan that comes of it."""

from datetime import date

from steward.domain.stakeholders import Bond, BuyingRole, Sway, Tie
from steward.plans.customer.success_plan import PlanPerson, SuccessPlan
from steward.plans.internal.map_edits import Pair
from steward.plans.internal.strategy import Influence, MapView, Reading, Strategy

TODAY = date(2026, 11, 23)


def pair(**strategy: object) -> Pair:
    """Both files of a plan that hold little."""
    return Pair(SuccessPlan(account_id="A"), Strategy(account_id="A", **strategy))  # type: ignore[arg-type]


def test_a_place_chosen_by_hand_is_kept_beside_the_others() -> None:
    before = pair(maps=(MapView(id="deal", name="The opportunity", places=(("anna", 1, 1), ("ben", 2, 2))),))
    after = before.moved("deal", {"ben": (5, 0.5)})
    assert after.strategy.maps[0].places == (("anna", 1, 1), ("ben", 5, 0.5))


def test_the_first_place_writes_the_map_of_the_whole_account() -> None:
    after = pair().moved("", {"anna": (0, 0)})
    assert [(one.id, one.name) for one in after.strategy.maps] == [("whole-account", "Whole account")]
    assert pair().moved("", {}) == pair()


def test_people_can_be_put_back_one_by_one_or_all() -> None:
    placed = pair().moved("", {"anna": (0, 0), "ben": (1, 0)})
    assert placed.put_back("", ["anna"]).strategy.maps[0].places == (("ben", 1, 0),)
    assert placed.put_back("").strategy.maps[0].places == ()


def test_a_line_of_influence_is_drawn_once_and_confirmed_the_day_it_is_drawn() -> None:
    """anna → ben, twice: one line. ben → anna is another."""
    drawn = pair()
    for line in (("anna", "ben", Tie.INFLUENCES), ("anna", "ben", Tie.INFLUENCES), ("ben", "anna", Tie.INFLUENCES)):
        drawn = drawn.line_added(line, TODAY)
    assert [(one.from_person, one.to_person) for one in drawn.strategy.influence] == [("anna", "ben"), ("ben", "anna")]
    assert drawn.strategy.influence[0].confirmed_on == TODAY


def test_influence_and_conflict_between_the_same_two_are_two_lines() -> None:
    drawn = (
        pair().line_added(("anna", "ben", Tie.INFLUENCES), TODAY).line_added(("anna", "ben", Tie.CONFLICTS_WITH), TODAY)
    )
    left = drawn.line_removed(("anna", "ben", Tie.INFLUENCES))
    assert [one.tie for one in left.strategy.influence] == [Sway.CONFLICTS_WITH]


def test_one_of_us_who_knows_one_of_theirs_is_at_least_introduced() -> None:
    drawn = pair().line_added(("P1", "anna", Tie.KNOWS), TODAY)
    assert drawn.strategy.acquaintances[0].bond is Bond.INTRODUCED
    assert drawn.line_removed(("P1", "anna", Tie.KNOWS)).strategy.acquaintances == ()


def test_a_reporting_line_is_agreed_knowledge_and_goes_into_the_success_plan() -> None:
    drawn = pair().line_added(("ben", "anna", Tie.REPORTS_TO), TODAY)
    assert drawn.success.people == (PlanPerson(id="ben", reports_to="anna", confirmed_on=TODAY),)
    assert drawn.line_removed(("ben", "anna", Tie.REPORTS_TO)).success.people[0].reports_to == ""


def test_a_reporting_line_of_the_feed_stays_and_that_is_said() -> None:
    after = pair().line_removed(("ben", "anna", Tie.REPORTS_TO))
    assert after.success.people == ()
    assert "contacts feed" in after.notes[0]


def test_a_reading_for_one_map_stands_beside_the_general_one() -> None:
    general = Reading(person="anna", roles=(BuyingRole.USER,))
    on_the_opportunity = Reading(person="anna", map="deal", roles=(BuyingRole.DECISION_MAKER,))
    after = pair().read(general).read(on_the_opportunity).read(Reading(person="anna", roles=(BuyingRole.COACH,)))
    assert [(one.map, one.roles) for one in after.strategy.readings] == [
        ("", (BuyingRole.COACH,)),
        ("deal", (BuyingRole.DECISION_MAKER,)),
    ]


def test_two_people_of_one_name_get_two_ids() -> None:
    first, one = pair().person_added("Anna Koch", title="Board member")
    second, other = first.person_added("Anna Koch")
    assert one == "anna-koch"
    assert other != one
    assert [person.name for person in second.success.people] == ["Anna Koch", "Anna Koch"]


def test_nobody_influences_himself() -> None:
    assert pair().line_added(("anna", "anna", Tie.INFLUENCES), TODAY) == pair()
    assert (
        pair(influence=(Influence(from_person="a", to_person="b"),)).line_removed(("a", "b", Tie.INFLUENCES)) == pair()
    )
