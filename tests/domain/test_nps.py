"""NPS and its margin, held against hand calculation."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.nps import Survey


def test_six_promoters_two_passives_two_detractors_are_forty() -> None:
    assert Survey(asked=10, promoters=6, passives=2, detractors=2).score == 40


def test_passives_count_for_neither_side() -> None:
    assert Survey(asked=10, promoters=3, passives=6, detractors=1).score == 20


def test_four_answers_have_no_score() -> None:
    assert Survey(asked=10, promoters=4, passives=0, detractors=0).score is None


def test_the_margin_is_the_multinomial_one_with_the_finite_population_correction() -> None:
    survey = Survey(asked=40, promoters=6, passives=2, detractors=2)
    by_hand = 1.96 * 100 * sqrt((0.6 + 0.2 - 0.4**2) / 10) * sqrt((40 - 10) / (40 - 1))
    assert survey.margin == pytest.approx(by_hand)


def test_nothing_is_uncertain_when_everyone_answered() -> None:
    assert Survey(asked=10, promoters=6, passives=2, detractors=2).margin == 0


def test_a_small_change_between_small_surveys_is_not_real() -> None:
    before, after = Survey(60, 5, 3, 4), Survey(60, 6, 3, 3)
    assert not after.differs_from(before)


def test_a_large_change_between_large_surveys_is_real() -> None:
    before, after = Survey(2000, 200, 100, 300), Survey(2000, 400, 100, 100)
    assert after.differs_from(before)


counts = st.integers(0, 500)


@given(counts, counts, counts, counts)
def test_a_score_lies_between_minus_and_plus_a_hundred(unanswered: int, p: int, n: int, d: int) -> None:
    survey = Survey(unanswered + p + n + d, p, n, d)
    assert (survey.score is None) == (p + n + d < 5)
    if survey.score is not None:
        assert -100 <= survey.score <= 100
        assert survey.margin is not None and survey.margin >= 0
