"""How much care a move needs, in which order people are introduced, what is asked, and what the gate waits for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.handover.first_days import MILESTONES, Ahead, proposed
from steward.domain.handover.gate import Prepared, lacking
from steward.domain.handover.introductions import TiedPerson, in_order, is_asked_for
from steward.domain.handover.triage import MoveFacts, triaged
from steward.domain.handover.words import Triage
from steward.domain.health import Colour
from steward.plans.company.handover_questions import shipped
from steward.plans.internal.handover import HandoverFile, Introduction
from steward.services.handover.files import held_on, planned_for

F = MoveFacts


@pytest.mark.parametrize(
    ("facts", "triage", "reasons"),
    [
        (F(), Triage.P3, ()),
        (F(strategic=True), Triage.P2, ("strategic",)),
        (F(health=Colour.RED), Triage.P1, ("at risk: health is red",)),
        (F(decides_in=90), Triage.P1, ("renewal or notice in 90 days",)),
        (F(decides_in=91), Triage.P2, ("renewal or notice in 91 days",)),
        (F(decides_in=181), Triage.P3, ()),
        (F(late_stage=1), Triage.P1, ("1 opportunity in a late stage",)),
        (F(late_stage=2, late_stage_share=0.2), Triage.P1, ("2 opportunities in a late stage, 20 % of MRR",)),
        (F(late_stage=2, late_stage_share=0.19), Triage.P2, ("2 opportunities in a late stage, 19 % of MRR",)),
        (F(health=Colour.AMBER), Triage.P2, ("health is amber",)),
        (F(health=Colour.GREEN), Triage.P3, ()),
        (F(disputes=2), Triage.P2, ("2 open disputes",)),
        (F(late_requests=1, quotes=1), Triage.P2, ("1 late request", "1 open quote")),
        (F(orders=3, late_commitments=1), Triage.P2, ("1 commitment of ours overdue", "3 order lines to come")),
        (F(strategic=True, disputes=2), Triage.P2, ("strategic", "2 open disputes")),
    ],
)
def test_how_much_care_a_move_needs(facts: MoveFacts, triage: Triage, reasons: tuple[str, ...]) -> None:
    found = triaged(facts)
    assert (found.triage, found.reasons) == (triage, reasons)


people = st.lists(
    st.builds(
        TiedPerson, person_id=st.text("abc", min_size=1, max_size=3), name=st.sampled_from("XYZ"),
        roles=st.lists(st.sampled_from(("economic buyer", "champion", "user", "blocker")), max_size=2).map(tuple),
        inner=st.booleans(), tie=st.integers(0, 3),
    ),
    max_size=8, unique_by=lambda one: one.person_id,
)  # fmt: skip


@given(people)
def test_nobody_is_lost_or_stands_before_somebody_warmer_and_whoever_is_known_stands_before_who_is_not(
    found: list[TiedPerson],
) -> None:
    ordered = in_order(found)
    assert sorted(ordered, key=repr) == sorted(found, key=repr)
    warmths = [one.tie * one.seniority for one in ordered]
    assert warmths == sorted(warmths, reverse=True)
    assert in_order(reversed(found)) == ordered


def test_the_strongest_tie_times_seniority_stands_first() -> None:
    buyer = TiedPerson(person_id="b", name="Buyer", roles=("economic buyer",), tie=2)
    friend = TiedPerson(person_id="f", name="Friend", roles=("user",), tie=3)
    stranger = TiedPerson(person_id="s", name="Stranger", roles=("decision maker",))
    assert [one.name for one in in_order([stranger, friend, buyer])] == ["Buyer", "Friend", "Stranger"]
    assert [is_asked_for(one) for one in (buyer, friend, stranger)] == [True, False, True]


@pytest.mark.parametrize(
    ("found", "signing", "words"),
    [
        (Prepared(triage=Triage.P3), True, []),
        (Prepared(triage=Triage.P3, unplanned=["Kim"]), True, []),
        (Prepared(triage=Triage.P2, unplanned=["Kim"]), True, ["not planned: Kim"]),
        (Prepared(triage=Triage.P2, unanswered=["Why?"]), True, ["1 question open in the interview"]),
        (Prepared(triage=Triage.P1), True, ["joint meeting"]),
        (Prepared(triage=Triage.P1), False, []),
        (Prepared(triage=Triage.P1, met=True), True, []),
        (Prepared(triage=Triage.P2, unplanned=list("ABCDE")), False, ["A, B, C and 2 more"]),
    ],
)
def test_what_holds_the_gate_shut(found: Prepared, signing: bool, words: list[str]) -> None:
    said = lacking(found, signing=signing)
    assert len(said) == len(words) and all(word in each for word, each in zip(words, said, strict=True))


def test_an_account_that_needs_more_care_is_asked_all_that_others_are() -> None:
    asked = [{one.id for one in shipped().plan.of(triage)} for triage in (Triage.P1, Triage.P2, Triage.P3)]
    assert asked[0] > asked[1] > asked[2] > set() and not shipped().problems


@given(
    st.builds(
        Ahead, people=st.lists(st.tuples(st.text(), st.text()), max_size=6),
        commitments=st.lists(st.text(), max_size=3), contracts=st.lists(st.tuples(st.text(), st.dates()), max_size=2),
        disputes=st.lists(st.text(), max_size=2),
        quotes=st.lists(st.text(), max_size=2), orders=st.integers(0, 3),
    )
)  # fmt: skip
def test_the_first_days_are_steps_of_each_milestone_told_apart(ahead: Ahead) -> None:
    steps = proposed(ahead)
    assert {one.within for one in steps} == set(MILESTONES) and len({one.id for one in steps}) == len(steps)
    assert [one.within for one in steps] == sorted(one.within for one in steps)


def test_a_day_for_an_introduction_leaves_what_else_is_written_of_it() -> None:
    file = HandoverFile(account_id="X1", introductions=(Introduction(person="K1", note="Likes plain words."),))
    planned = planned_for(file, ["K1", "K2"], date(2026, 10, 15))
    assert [(one.person, one.planned_on, one.note) for one in planned.introductions] == [
        ("K1", date(2026, 10, 15), "Likes plain words."), ("K2", date(2026, 10, 15), ""),
    ]  # fmt: skip
    held = held_on(planned, "K2", date(2026, 10, 16)).introductions
    assert [(one.person, one.planned_on, one.held_on) for one in held] == [
        ("K1", date(2026, 10, 15), None), ("K2", date(2026, 10, 15), date(2026, 10, 16)),
    ]  # fmt: skip
