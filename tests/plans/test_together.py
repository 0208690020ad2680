"""Two who save one thing: what only one of them changed stays, and what both changed is refused with both values."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from steward.errors import PlanChangedMeanwhile
from steward.plans.files.entries import entry
from steward.plans.files.store import Opened, Plans
from steward.plans.files.together import WHOLE, save, take_back
from steward.plans.internal.nps import FILE, FollowUp, FollowUpState, NpsNotes
from tests.examples import times

FIELDS = ("owner", "done", "by")
WORDS = some.text("abc", min_size=1, max_size=4)
SAID = some.dictionaries(some.sampled_from(FIELDS), WORDS, min_size=1)
LAW = settings(max_examples=times(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
ONE = entry("follow_ups", "n1")
Begin = Callable[[FollowUp | None], tuple[Plans, Opened[NpsNotes]]]


@pytest.fixture
def begun(tmp_path: Path) -> Begin:
    """A file anew, with what is written of an answer, or with nothing."""
    numbers = count()

    def begin(first: FollowUp | None) -> tuple[Plans, Opened[NpsNotes]]:
        plans = Plans.whole(tmp_path / str(next(numbers)))
        if first:
            plans.save(_now(plans), NpsNotes(account_id="A1", follow_ups=(first,)), "Zoe")
        return plans, _now(plans)

    return begin


def _now(plans: Plans) -> Opened[NpsNotes]:
    return plans.open(NpsNotes, FILE, "A1")


def _one(plans: Plans) -> FollowUp | None:
    return next(iter(_now(plans).plan.follow_ups), None)


FIRST = some.none() | some.builds(FollowUp, response=some.just("n1"), owner=WORDS, done=WORDS | some.just(""))


@LAW
@given(first=FIRST, his=SAID, hers=SAID)
def test_what_two_write_of_one_entry_is_there_or_refused_and_never_lost(
    begun: Begin, first: FollowUp | None, his: dict[str, str], hers: dict[str, str]
) -> None:
    """Both begin with the same; fields of which they say different things are told with both, and none is saved."""
    plans, seen = begun(first)
    blank = first or FollowUp(response="n1")
    mine, yours = (replace(blank, **said) for said in (hers, his))
    save(plans, seen, ONE, first, yours, "Ben")
    clashing = [
        name for name in FIELDS
        if getattr(blank, name) != getattr(yours, name) != getattr(mine, name) != getattr(blank, name)
    ]  # fmt: skip
    if clashing:
        with pytest.raises(PlanChangedMeanwhile) as refused:
            save(plans, seen, ONE, first, mine, "Ida")
        for name in clashing:
            assert f"“{getattr(yours, name)}”, yours “{getattr(mine, name)}”" in str(refused.value)
        assert _one(plans) == yours
        save(plans, seen, ONE, first, mine, "Ida", (yours,))
    else:
        save(plans, seen, ONE, first, mine, "Ida")
    changed = {name: getattr(mine, name) for name in FIELDS if getattr(mine, name) != getattr(blank, name)}
    assert _one(plans) == replace(yours, **changed)


@LAW
@given(first=FIRST, hers=SAID, his=SAID)
def test_a_step_back_after_anothers_save_never_takes_their_words_away(
    begun: Begin, first: FollowUp | None, hers: dict[str, str], his: dict[str, str]
) -> None:
    plans, seen = begun(first)
    mine = replace(first or FollowUp(response="n1"), **hers)
    step = save(plans, seen, ONE, first, mine, "Ida")
    theirs = replace(mine, **his)
    save(plans, _now(plans), ONE, mine, theirs, "Ben")
    said = {name: words for name, words in his.items() if words != getattr(mine, name)}
    try:
        take_back(plans, step, "Ida")
        there = _one(plans)
        assert all(there and getattr(there, name) == words for name, words in said.items())
        assert not said or all(getattr(there, name) == getattr(first, name) for name in FIELDS if name not in said)
        assert said or there == first
    except PlanChangedMeanwhile:
        assert _one(plans) == theirs and said


def test_two_windows_of_one_person_do_not_write_over_each_other(begun: Begin) -> None:
    plans, seen = begun(FollowUp(response="n1", done="Called"))
    first = seen.plan.follow_ups[0]
    save(plans, seen, ONE, first, replace(first, done="Called twice"), "Ida")
    with pytest.raises(PlanChangedMeanwhile, match=r"^You, in another window, saved this"):
        save(plans, seen, ONE, first, replace(first, done="Wrote"), "Ida")
    save(plans, seen, ONE, first, replace(first, status=FollowUpState.CLOSED), "Ida")
    assert _one(plans) == replace(first, done="Called twice", status=FollowUpState.CLOSED)


def test_the_page_of_one_entry_and_that_of_the_whole_file_meet_in_the_same_way(begun: Begin) -> None:
    plans, seen = begun(FollowUp(response="n1", done="Called"))
    first = seen.plan.follow_ups[0]
    wanted = replace(seen.plan, follow_ups=(replace(first, done="Wrote"), FollowUp(response="n2", done="Asked")))
    save(plans, seen, ONE, first, replace(first, done="Called twice"), "Ben")
    with pytest.raises(PlanChangedMeanwhile, match="What was done “Called twice”, yours “Wrote”"):
        save(plans, seen, WHOLE, seen.plan, wanted, "Ida")
    save(plans, seen, WHOLE, seen.plan, replace(wanted, follow_ups=(first, *wanted.follow_ups[1:])), "Ida")
    assert [one.done for one in _now(plans).plan.follow_ups] == ["Called twice", "Asked"]


def test_an_entry_one_takes_out_while_another_writes_in_it_is_refused_both_ways(begun: Begin) -> None:
    plans, seen = begun(FollowUp(response="n1", done="Called"))
    first = seen.plan.follow_ups[0]
    save(plans, seen, ONE, first, replace(first, done="Called twice"), "Ben")
    with pytest.raises(PlanChangedMeanwhile, match="yours taken out"):
        save(plans, seen, ONE, first, None, "Ida")
    save(plans, _now(plans), ONE, _one(plans), None, "Ben")
    with pytest.raises(PlanChangedMeanwhile, match="What was done empty, yours “Wrote”"):
        save(plans, seen, ONE, first, replace(first, done="Wrote"), "Ida")
    assert _now(plans).plan.follow_ups == ()


def test_a_step_back_with_nobody_between_leaves_the_file_as_it_was_to_the_byte(begun: Begin) -> None:
    plans, none = begun(None)
    step = save(plans, none, ONE, None, FollowUp(response="n1", done="Called"), "Ida")
    take_back(plans, step, "Ida")
    assert not _now(plans).exists
    path = plans.of("A1") / FILE
    path.write_text('account_id = "A1"\n\n[[follow_ups]] # hers\nresponse = "n1"\n', encoding="utf-8")
    before = path.read_bytes()
    first = _one(plans)
    step = save(plans, _now(plans), ONE, first, FollowUp(response="n1", done="Wrote"), "Ida")
    assert path.read_bytes() != before
    take_back(plans, step, "Ida")
    assert path.read_bytes() == before
