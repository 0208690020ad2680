"""Which two records may be one call, mail or meeting; and how long somebody has waited."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.activities.alike import Happening, alike, bare, pairs, similarity
from steward.domain.activities.touch import TouchRule, days_over, debt, logged_share, strictest

ONE = Happening("a", "A1", "call", datetime(2026, 9, 30, 14, 0), "Budget for next year", frozenset({"K1"}), "P1")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"moment": datetime(2026, 9, 30, 14, 30), "subject": "Something else"}, True),
        ({"moment": datetime(2026, 9, 30, 14, 31), "subject": "Something else"}, False),
        ({"moment": datetime(2026, 9, 30), "subject": "RE: Fwd: budget  for next year"}, True),
        ({"moment": datetime(2026, 9, 30), "subject": "Budget for this year"}, False),
        ({"moment": datetime(2026, 9, 30), "subject": "Something else"}, False),
        ({"people": frozenset({"K2"})}, False),
        ({"people": frozenset({"K1", "K2"})}, True),
        ({"people": frozenset()}, True),
        ({"people": frozenset(), "ours": "P2"}, False),
        ({"kind": "meeting"}, False),
        ({"kind": "Call"}, True),
        ({"account_id": "A2"}, False),
        ({"moment": datetime(2026, 9, 29, 14, 0)}, False),
        ({"key": "a"}, False),
    ],
)
def test_two_are_alike_of_one_day_kind_and_person_at_one_time_or_by_one_subject(
    other: dict[str, object], expected: bool
) -> None:
    assert alike(ONE, replace(ONE, **{"key": "b", **other})) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Re: Re: AW[2]: Budget", "budget"), ("WG: FW:  The  plan", "the plan"), ("Regards: x", "regards: x"), ("", "")],
)
def test_what_answering_puts_before_a_subject_is_off(written: str, expected: str) -> None:
    assert bare(written) == expected


WORDS = st.text("abRe: Fwdüx", max_size=12)
HAPPENINGS = st.lists(
    st.builds(
        Happening,
        key=st.uuids().map(str), account_id=st.sampled_from(["A1", "A2"]), kind=st.sampled_from(["call", "mail"]),
        moment=st.integers(0, 300).map(lambda minutes: datetime(2026, 9, 30) + timedelta(minutes=minutes * 10)),
        subject=WORDS, people=st.frozensets(st.sampled_from(["K1", "K2"])), ours=st.sampled_from(["", "P1"]),
    ),
    max_size=12, unique_by=lambda one: one.key,
)  # fmt: skip


@given(HAPPENINGS, st.randoms(use_true_random=False))
def test_each_pair_comes_once_whatever_the_order_and_is_alike_from_both_sides(
    found: Sequence[Happening], chance: object
) -> None:
    turned = list(found)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    told = [frozenset((one.key, other.key)) for one, other in pairs(turned)]
    every = [
        frozenset((one.key, other.key))
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if alike(one, other)
    ]
    assert sorted(map(sorted, told)) == sorted(map(sorted, every))
    assert all(alike(one, other) == alike(other, one) for one in found for other in found)


@given(WORDS, WORDS)
def test_how_much_two_subjects_read_the_same_is_a_share_and_has_no_direction(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


RULES = st.builds(TouchRule, st.integers(1, 120), st.integers(0, 5))


@given(st.lists(st.tuples(st.integers(0, 2_000), RULES), max_size=8), st.integers(0, 50))
def test_debt_is_never_below_zero_and_only_grows_while_nobody_calls(
    people: list[tuple[int, TouchRule]], later: int
) -> None:
    now = sum(debt(days, rule) for days, rule in people)
    then = sum(debt(days + later, rule) for days, rule in people)
    assert 0 <= now <= then
    assert all(days_over(days, rule) == 0 for days, rule in people if days <= rule.every_days)


@given(st.lists(RULES, min_size=1, max_size=4))
def test_another_role_never_makes_somebody_wait_longer(rules: list[TouchRule]) -> None:
    whole = strictest(rules)
    assert whole is not None
    for rule in rules:
        assert all(debt(days, whole) >= debt(days, rule) for days in (0, 30, 60, 90, 500))


@pytest.mark.parametrize(("in_crm", "total", "expected"), [(0, 0, None), (3, 4, 75.0), (4, 4, 100.0)])
def test_the_logged_share_of_nothing_is_not_known(in_crm: int, total: int, expected: float | None) -> None:
    assert logged_share(in_crm, total) == expected
