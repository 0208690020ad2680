"""Whether a map holds: its status, its gaps, its threads."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from steward.domain.stakeholders import MapStatus, Support
from steward.relationships.departure_impact import ORDER
from steward.relationships.gaps import gaps
from steward.relationships.model import Network
from steward.relationships.single_threading import champions_who_left, single_threaded, working_relationships
from steward.relationships.status import map_status
from steward.relationships.wording import named
from tests.relationships.drawn import drawn
from tests.relationships.made import networks

STATUS = [
    ("", MapStatus.RED, "Nobody is on this map yet."),
    ("anna [user] mentor", MapStatus.RED, "No key player is known"),
    ("anna [decision maker]", MapStatus.RED, "How Anna stands towards us is not known."),
    ("anna [decision maker] sceptic", MapStatus.RED, "The only key player we know, Anna, does not speak for us."),
    ("anna [champion] opposed\nben [economic buyer]", MapStatus.RED, "is known to speak for us: Anna and Ben."),
    ("anna! [decision maker] mentor", MapStatus.RED, "No key player is known"),
    ("anna [champion] supporter", MapStatus.AMBER, "Anna (champion) speaks for us, but nobody who decides does."),
    ("anna [] mentor inner", MapStatus.AMBER, "Anna speaks for us"),
    ("anna [decision maker] supporter", MapStatus.GREEN, "Anna speaks for us and decides."),
    ("anna [economic buyer] mentor\nben [decision maker] supporter", MapStatus.GREEN, "Anna and Ben speak for us"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "reason"), STATUS)
def test_a_map_is_as_green_as_the_best_of_its_key_players(text: str, status: MapStatus, reason: str) -> None:
    found = map_status(drawn(text))
    assert found.status is status
    assert reason in found.reason


LONG = "annegret-wilhelmina-von-hohenlohe-langenburg"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anna [decision maker] supporter", "Anna speaks for us and decides"),
        (f"{LONG} [economic buyer] mentor\nben [decision maker] supporter", "2 who decide speak for us"),
        (f"{LONG} [champion] supporter", "1 speaks for us, but nobody who decides does"),
        (f"{LONG} [champion] opposed\nben [economic buyer]", "None of the key players is known to speak for us"),
        (f"{LONG} [champion]\nben [economic buyer]", "How the key players stand towards us is not known"),
    ],
)
def test_a_headline_names_nobody_where_that_would_be_more_than_a_line(text: str, said: str) -> None:
    assert map_status(drawn(text)).reason_within(60) == said


@given(networks(), st.sampled_from(list(Support)), st.data())
def test_a_map_never_gets_worse_when_somebody_warms(network: Network, warmer: Support, data: st.DataObject) -> None:
    somebody = data.draw(st.sampled_from(list(network.people)))
    assume(somebody.support is None or somebody.support.warmth <= warmer.warmth)
    people = tuple(replace(p, support=warmer) if p is somebody else p for p in network.people)
    after = map_status(replace(network, people=people)).status
    assert ORDER.index(after) >= ORDER.index(map_status(network).status)


def test_the_minimum_map_names_what_is_missing_and_who_left() -> None:
    """Nobody pays, Anna decides, the champion Ben has left."""
    found = gaps(drawn("anna [decision maker] supporter covered confirmed\nben! [champion]\nus anna trusted"))
    assert [gap.sentence for gap in found] == [
        "No sponsor (economic buyer) is known.",
        "Ben, our champion, left on 17 Apr 2026; nobody has taken the role.",
    ]


def test_a_key_player_nobody_of_us_knows_is_a_gap_and_a_user_is_none() -> None:
    found = gaps(drawn("anna [economic buyer] covered confirmed\nben [user]"))
    assert ("nobody knows them", ("anna",)) in [(gap.kind, gap.people) for gap in found]
    assert not [gap for gap in found if "ben" in gap.people]


def test_a_bond_of_none_is_no_acquaintance() -> None:
    found = gaps(drawn("anna [economic buyer] covered confirmed\nus anna none"))
    assert "nobody knows them" in [gap.kind for gap in found]


def test_a_relationship_below_the_wanted_one_is_named_from_both_sides() -> None:
    """us ── introduced, trusted wanted ── anna"""
    found = gaps(drawn("anna [champion] covered confirmed\nus anna introduced trusted"))
    assert "Us and Anna: introduced today, trusted wanted." in [gap.sentence for gap in found]


def test_a_coverage_nobody_wrote_is_not_known_rather_than_missing() -> None:
    found = [gap.sentence for gap in gaps(drawn("anna [champion] confirmed\nus anna trusted"))]
    assert "How well we cover Anna (champion) is not known." in found


def test_a_relationship_nobody_wrote_is_not_called_none() -> None:
    network = drawn("anna [champion] covered confirmed\nus anna none trusted")
    unwritten = replace(network, lines=tuple(replace(line, bond=None) for line in network.lines))
    assert "Us and Anna: no relationship today, trusted wanted." in [gap.sentence for gap in gaps(network)]
    assert "Us and Anna: nothing recorded today, trusted wanted." in [gap.sentence for gap in gaps(unwritten)]


def test_whoever_vanished_from_the_feed_is_not_said_to_have_left() -> None:
    network = drawn("anna [champion]")
    vanished = replace(network, people=tuple(replace(person, vanished=True) for person in network.people))
    told = "Anna, our champion, is no longer in the contacts feed; nobody has taken the role."
    assert told in [gap.sentence for gap in gaps(vanished)]


def test_a_reading_nobody_confirmed_is_told_for_key_players_only() -> None:
    found = gaps(drawn("anna [champion] supporter\nben [user] supporter"))
    assert [gap.people for gap in found if gap.kind == "never confirmed"] == [("anna",)]


def test_an_account_hangs_on_one_thread_where_one_person_works_with_us() -> None:
    """us ── working ── anna,  us ── introduced ── ben: one thread. A second working one makes two."""
    one = drawn("us anna working\nus ben introduced")
    assert [person.id for person in working_relationships(one)] == ["anna"]
    assert single_threaded(one)
    assert not single_threaded(drawn("us anna working\nus ben trusted"))
    assert not single_threaded(drawn(""))


def test_who_left_holds_no_thread_and_is_remembered_as_champion() -> None:
    gone = drawn("anna! [champion] mentor\nus anna trusted")
    assert working_relationships(gone) == ()
    assert [person.id for person in champions_who_left(gone)] == ["anna"]


def test_somebody_of_ours_and_somebody_of_theirs_of_one_name_are_told_apart() -> None:
    network = drawn("anna [champion] covered confirmed\nus anna introduced trusted")
    alike = replace(network, people=tuple(replace(person, name="Us") for person in network.people))
    assert "Our Us and their Us: introduced today, trusted wanted." in [gap.sentence for gap in gaps(alike)]


def test_namesakes_in_one_sentence_are_told_apart() -> None:
    network = drawn("anna [champion]\nben [decision maker]\ncleo [economic buyer]")
    titles = {"anna": "Head of IT", "ben": "", "cleo": ""}
    names = {"anna": "Anna Koch", "ben": "Anna Koch", "cleo": "Cleo Marsh"}
    people = [replace(one, name=names[one.id], title=titles[one.id]) for one in network.people]
    assert named(people) == "Anna Koch (Head of IT), Anna Koch (ben) and Cleo Marsh"
