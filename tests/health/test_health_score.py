"""Points, groups and scores: worked by hand, and what holds for any of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.health import Colour, Column, Group, PointScale, Rules, Signal, scored
from steward.plans.internal.health import shipped
from steward.plans.internal.health_rules import rules_of

RULES = Rules(
    groups={Group.SERVICE: 60, Group.NPS: 30, Group.SUPPORT: 10},
    scales={
        Signal.SLA_BUDGET: PointScale(100, 0, 1),
        Signal.INCIDENTS: PointScale(20, 0, 3),
        Signal.NPS: PointScale(-50, 50),
        Signal.TICKET_AGE: PointScale(20, 0),
    },
    segments={"public": {Group.NPS: 0, Group.SUPPORT: 40}},
)


def columns(**known: float) -> dict[Signal, Column]:
    return {signal: np.array([known.get(signal.name, np.nan)]) for signal in Signal}


@pytest.mark.parametrize(
    ("scale", "value", "points"),
    [
        (PointScale(100, 0), 0, 100), (PointScale(100, 0), 70, 30), (PointScale(100, 0), 222, 0),
        (PointScale(-50, 50), 0, 50),
        (PointScale(0, 8), 2, 25), (PointScale(0, 8), 80, 100),
    ],
)  # fmt: skip
def test_a_value_becomes_points_on_a_straight_line(scale: PointScale, value: float, points: float) -> None:
    assert scale.points(np.array([value])).tolist() == [points]


def test_what_is_not_known_stays_unknown() -> None:
    assert np.isnan(PointScale(0, 8).points(np.array([np.nan]))).all()


def test_a_score_worked_by_hand() -> None:
    """Service: (40 × 1 + 50 × 3) / 4 = 47.5; voice 75; support 100. 47.5 × 0.6 + 75 × 0.3 + 100 × 0.1 = 61."""
    found = scored(RULES, columns(SLA_BUDGET=60, INCIDENTS=10, NPS=25, TICKET_AGE=0), [None])
    assert found.groups[Group.SERVICE].tolist() == [47.5]
    assert found.total.tolist() == [pytest.approx(61)]
    assert RULES.colour(61) is Colour.AMBER


def test_a_group_without_data_is_left_out_and_the_others_weigh_more() -> None:
    """Voice 75 at 30 of 40, support 100 at 10 of 40: 81.25."""
    found = scored(RULES, columns(NPS=25, TICKET_AGE=0), [None])
    assert found.shares[Group.NPS].tolist() == [0.75]
    assert found.shares[Group.SERVICE].tolist() == [0]
    assert found.total.tolist() == [81.25]


def test_a_segment_has_weights_of_its_own() -> None:
    """Support 100 at 40 of 100, service 47.5 at 60 of 100, voice not at all: 68.5."""
    found = scored(RULES, columns(SLA_BUDGET=60, INCIDENTS=10, NPS=25, TICKET_AGE=0), ["public"])
    assert found.total.tolist() == [pytest.approx(68.5)]


def test_nothing_known_is_no_score() -> None:
    assert np.isnan(scored(RULES, columns(), [None]).total).all()


@pytest.mark.parametrize(
    ("score", "colour"),
    [(49.4, "red"), (49.6, "amber"), (74.4, "amber"), (74.5, "amber"), (75, "green"), (100, "green")],
)
def test_colours_go_by_the_whole_points_that_are_shown(score: float, colour: str) -> None:
    assert RULES.colour(score) == colour


SOME = st.one_of(st.none(), st.floats(-1000, 1000))


@given(st.lists(st.tuples(*(SOME for _ in Signal)), min_size=1, max_size=6))
def test_parts_add_up_to_the_score_and_shares_to_one(rows: list[tuple[float | None, ...]]) -> None:
    values = {
        signal: np.array([np.nan if row[place] is None else row[place] for row in rows], dtype=np.float64)
        for place, signal in enumerate(Signal)
    }
    rules = rules_of(shipped())
    found = scored(rules, values, [None] * len(rows))
    parts = sum((found.part(group) for group in Group), np.zeros(len(rows)))
    known = ~np.isnan(found.total)
    assert np.allclose(parts[known], found.total[known])
    assert np.allclose(sum(found.shares.values(), np.zeros(len(rows)))[known], 1)
    assert ((found.total[known] >= -1e-9) & (found.total[known] <= 100 + 1e-9)).all()
    given_weight = [sum(rules.groups[group] for group in Group if _known(row, group)) for row in rows]
    assert [weight >= rules.known_from for weight in given_weight] == known.tolist()
    assert np.allclose(found.known, given_weight)


def _known(row: tuple[float | None, ...], group: Group) -> bool:
    return any(value is not None for value, signal in zip(row, Signal, strict=True) if signal.group is group)


@pytest.mark.parametrize(("known_from", "score"), [(40, 81.25), (41, None)])
def test_what_is_known_by_too_little_of_the_weight_is_no_score(known_from: float, score: float | None) -> None:
    """Voice weighs 30 and support 10 of 100."""
    found = scored(replace(RULES, known_from=known_from), columns(NPS=25, TICKET_AGE=0), [None])
    assert found.known.tolist() == [40]
    assert [None if np.isnan(total) else total for total in found.total] == [score]
    assert found.groups[Group.NPS].tolist() == [75]


def test_the_weight_that_is_known_is_of_the_segments_own_weights() -> None:
    """Public: service 60, support 40, voice nothing."""
    found = scored(replace(RULES, known_from=50), columns(NPS=25, TICKET_AGE=0), ["public"])
    assert found.known.tolist() == [40] and np.isnan(found.total).all()


@given(st.floats(-200, 200), st.floats(-200, 200))
def test_better_is_never_fewer_points(one: float, other: float) -> None:
    for signal, scale in rules_of(shipped()).scales.items():
        worse, better = sorted((one, other), reverse=scale.full_at < scale.none_at)
        low, high = scale.points(np.array([worse, better]))
        assert low <= high, signal


def test_what_comes_with_steward_weighs_as_the_design_says() -> None:
    rules = rules_of(shipped())
    assert rules.groups == {
        "service": 25,
        "adoption": 20,
        "relationship": 20,
        "commercial": 15,
        "support": 10,
        "voice": 10,
    }
    assert set(rules.scales) == set(Signal)
    assert (rules.amber_from, rules.green_from) == (50, 75)
    assert [rules.scales[signal].weight for signal in Signal if signal.group is Group.RELATIONSHIP] == [
        30,
        25,
        15,
        15,
        15,
    ]
