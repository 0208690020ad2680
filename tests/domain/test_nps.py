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


def test_fifty_of_a_hundred_promoters_and_a_quarter_detractors_are_25_plus_or_minus_16() -> None:
    """√((0.50 + 0.25 − 0.25²) / 100) = 0.0829; × 1.96 × 100 = 16.25."""
    survey = Survey(asked=None, promoters=50, passives=25, detractors=25)
    assert survey.score == 25
    assert survey.margin == pytest.approx(16.25, abs=0.005)
    assert survey.interval == pytest.approx((8.75, 41.25), abs=0.005)


def test_from_20_to_35_with_forty_answers_each_is_not_real() -> None:
    """SE² = (0.45 + 0.25 − 0.20²) / 40 = 0.01650 and (0.55 + 0.20 − 0.35²) / 40 = 0.01569;
    z = 0.15 / √0.03219 = 0.84."""
    before, after = Survey(None, 18, 12, 10), Survey(None, 22, 10, 8)
    assert (before.score, after.score) == (20, 35)
    assert after.z(before) == pytest.approx(0.84, abs=0.005)
    assert not after.differs_from(before)


def test_who_was_asked_is_left_out_where_only_answers_were_kept() -> None:
    told, untold = Survey(400, 6, 2, 2), Survey(None, 6, 2, 2)
    assert untold.coverage is None and told.coverage == 2.5
    assert untold.margin == pytest.approx(1.96 * 100 * sqrt((0.8 - 0.16) / 10))
    assert told.margin is not None and untold.margin is not None and told.margin < untold.margin


def test_answers_that_are_not_told_have_no_score() -> None:
    assert Survey(20, 0, 0, 0, untold=7).answered == 7
    assert Survey(20, 0, 0, 0, untold=7).score is None


def test_there_is_no_change_to_speak_of_without_two_scores() -> None:
    assert Survey(9, 4, 0, 0).z(Survey(9, 5, 0, 0)) is None
    assert not Survey(9, 4, 0, 0).differs_from(Survey(9, 5, 0, 0))


def test_when_everyone_answered_any_change_is_real() -> None:
    assert Survey(10, 6, 2, 2).differs_from(Survey(10, 5, 3, 2))
    assert not Survey(10, 6, 2, 2).differs_from(Survey(20, 12, 4, 4))


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


@given(counts, counts, counts, counts, counts, counts)
def test_a_change_back_is_the_same_change_with_the_other_sign(
    p: int, n: int, d: int, p2: int, n2: int, d2: int
) -> None:
    one, other = Survey(None, p, n, d), Survey(None, p2, n2, d2)
    there, back = one.z(other), other.z(one)
    assert (there is None) == (back is None) == (one.score is None or other.score is None)
    if there is not None and back is not None:
        assert there == pytest.approx(-back)
        assert one.differs_from(other) == other.differs_from(one)


@given(counts, counts, counts, st.integers(0, 5000))
def test_more_people_left_unasked_never_make_a_score_surer(p: int, n: int, d: int, more: int) -> None:
    answered = p + n + d
    if answered >= 5:
        sure, unsure = Survey(answered, p, n, d), Survey(answered + more, p, n, d)
        open_ended = Survey(None, p, n, d)
        assert sure.margin is not None and unsure.margin is not None and open_ended.margin is not None
        assert sure.margin <= unsure.margin <= open_ended.margin + 1e-9
