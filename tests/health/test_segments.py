"""Rules of one segment: bands, weights and scales of its own, and those for everybody where it says nothing."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.health import Bands, Colour, Column, Group, PointScale, Rules, Signal, coloured, scored
from steward.plans.files.store import COMPANY
from steward.plans.internal.health import shipped
from steward.plans.internal.health_rules import health_rules, rules_of

RULES = Rules(
    groups={Group.SERVICE: 60, Group.NPS: 40},
    scales={
        Signal.SLA_BUDGET: PointScale(100, 0, 1),
        Signal.INCIDENTS: PointScale(20, 0, 3),
        Signal.NPS: PointScale(-50, 50),
    },
    segments={"public": {Group.NPS: 60}},
    segment_scales={
        "public": {Signal.SLA_BUDGET: PointScale(200, 0, 1), Signal.INCIDENTS: PointScale(20, 0, 0)},
        "enterprise": {Signal.RESPONSE: PointScale(0, 50, 1)},
    },
    segment_bands={"public": Bands(40, 60)},
)
SEGMENTS = ["public", None, "enterprise", "elsewhere"]


def columns(rows: int, **known: float) -> dict[Signal, Column]:
    return {signal: np.full(rows, known.get(signal.name, np.nan)) for signal in Signal}


def test_a_segment_is_scored_by_its_own_scales_and_everybody_else_by_the_general_ones() -> None:
    """SLA used 60: 40 points, 70 for public, where incidents (50) weigh nothing. NPS 25: 75.

    General: (40 + 3 × 50) / 4 = 47.5; 47.5 × 0.6 + 75 × 0.4 = 58.5. Public: 70 and 75, half each: 72.5."""
    found = scored(RULES, columns(4, SLA_BUDGET=60, INCIDENTS=10, NPS=25), SEGMENTS)
    assert found.groups[Group.SERVICE].tolist() == [70, 47.5, 47.5, 47.5]
    assert found.total.tolist() == [pytest.approx(one) for one in (72.5, 58.5, 58.5, 58.5)]
    assert np.isnan(found.signals[Signal.INCIDENTS][0]), "a signal that weighs nothing there gives no points there"


def test_a_signal_may_count_in_one_segment_alone() -> None:
    found = scored(RULES, columns(4, RESPONSE=25), SEGMENTS)
    assert found.groups[Group.NPS][2] == 50
    assert np.isnan(found.total[[0, 1, 3]]).all()


def test_a_score_is_green_in_one_segment_and_amber_in_all_others() -> None:
    assert [RULES.colour(65, segment) for segment in SEGMENTS] == ["green", "amber", "amber", "amber"]
    assert [RULES.colour(45, segment) for segment in SEGMENTS] == ["amber", "red", "red", "red"]


SOME = st.one_of(st.just(float("nan")), st.floats(0, 100))


@given(st.lists(st.tuples(SOME, st.sampled_from(SEGMENTS)), max_size=8))
def test_colours_of_many_rows_are_those_of_each(rows: list[tuple[float, str | None]]) -> None:
    scores = np.array([score for score, _ in rows], dtype=np.float64)
    found = coloured(RULES, scores, [segment for _, segment in rows])
    for place, (score, segment) in enumerate(rows):
        told = [colour for colour in Colour if found[colour][place]]
        assert told == ([] if np.isnan(score) else [RULES.colour(score, segment)])


@given(st.lists(st.tuples(SOME, SOME, SOME, st.sampled_from(SEGMENTS)), min_size=1, max_size=8))
def test_rows_of_several_segments_are_scored_as_each_alone(
    rows: list[tuple[float, float, float, str | None]],
) -> None:
    def values(some: list[tuple[float, float, float, str | None]]) -> dict[Signal, Column]:
        told = dict(zip((Signal.SLA_BUDGET, Signal.INCIDENTS, Signal.NPS), list(zip(*some, strict=True)), strict=False))
        return {**columns(len(some)), **{signal: np.array(column) for signal, column in told.items()}}

    together = scored(RULES, values(rows), [row[3] for row in rows]).total
    alone = [scored(RULES, values([row]), [row[3]]).total[0] for row in rows]
    assert np.allclose(together, alone, equal_nan=True)


def told(folder: Path, text: str) -> tuple[Rules, list[str]]:
    """What a company's own file makes of the rules, and what is said of it."""
    own = folder / COMPANY / "health.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f'account_id = "{COMPANY}"\n{text}', encoding="utf-8")
    found = health_rules(folder)
    return found.rules, [one.message for one in found.problems]


def test_what_a_segment_leaves_out_is_as_for_everybody(tmp_path: Path) -> None:
    rules, problems = told(
        tmp_path,
        """
        [bands]
        green_from = 70
        amber_from = 40
        [[segment_bands]]
        segment = "public"
        green_from = 80
        [[signals]]
        signal = "nps"
        none_at = -100
        full_at = 100
        weight = 50
        [[signals]]
        signal = "nps"
        segment = "public"
        weight = 10
        """,
    )
    assert problems == []
    assert rules.bands("public") == Bands(40, 80)
    assert rules.bands("enterprise") == rules.bands(None) == Bands(40, 70)
    assert rules.scale(Signal.NPS, "public") == PointScale(-100, 100, 10)
    assert rules.scale(Signal.NPS, "enterprise") == PointScale(-100, 100, 50)
    assert rules.scale(Signal.RESPONSE, "public") == PointScale(10, 60, 30), "as it comes with Steward"


def test_what_makes_no_sense_for_a_segment_is_said_and_the_general_one_used(tmp_path: Path) -> None:
    rules, problems = told(
        tmp_path,
        """
        [[segment_bands]]
        segment = "public"
        green_from = 45
        [[signals]]
        signal = "nps"
        segment = "public"
        none_at = 50
        """,
    )
    assert problems == [
        "For “public”, green has to begin above amber; the bands for everybody else are used.",
        "“nps” needs two different values for “public”; that for everybody else is used.",
    ]
    assert rules.bands("public") == Bands(50, 75)
    assert rules.scale(Signal.NPS, "public") == PointScale(-50, 50, 70)


def test_a_file_from_before_segments_had_bands_still_says_what_it_said(tmp_path: Path) -> None:
    rules, problems = told(
        tmp_path,
        """
        [bands]
        green_from = 80
        amber_from = 60
        [[groups]]
        group = "voice"
        segment = "public"
        weight = 40
        [[signals]]
        signal = "nps"
        none_at = 0
        full_at = 50
        weight = 70
        """,
    )
    assert problems == []
    assert rules.bands("public") == Bands(60, 80)
    assert rules.segments == {"public": {Group.NPS: 40}}
    assert rules.scale(Signal.NPS, "public") == PointScale(0, 50, 70)
    assert rules_of(shipped()).segment_bands == {}


def test_the_example_in_the_documentation_says_what_it_means(tmp_path: Path) -> None:
    example = (Path(__file__).parents[2] / "docs" / "health.md").read_text(encoding="utf-8")
    text = example.partition("```toml\n")[2].partition("```")[0].replace(f'account_id = "{COMPANY}"\n', "")
    rules, problems = told(tmp_path, text)
    assert problems == []
    assert rules.bands("Public") == Bands(50, 80)
    assert rules.scale(Signal.RECENCY, "Public") == PointScale(180, 30, 30)
