"""The back-test: by hand, on planted churn, and on labels that were shuffled."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.backtest import FEW, backtest
from steward.domain.shares import wilson

LOW, HIGH = 30.0, 90.0


def test_one_account_by_hand() -> None:
    """Months 1–4: 80, 40, 45, 30; the loss is in month 4. Warned in 2 and 3, so the lead is two months of 30.4 days.

    Months with three after them in the data, or a loss within three: 1, 2, 3. Warned: 2, 3, both followed by the loss.
    A warning came before months 3 and 4, of 2, 3 and 4."""
    found = backtest(np.array([[80.0, 40, 45, 30]]), np.array([[False, False, False, True]]), 50, horizon=3)
    assert (found.found.hits, found.found.of) == (1, 1)
    assert (found.warned.hits, found.warned.of) == (2, 2)
    assert (found.quiet.hits, found.quiet.of) == (1, 1)
    assert (found.lead_days, found.false_alarms) == (61, 0)
    assert found.chance == pytest.approx(200 / 3)


def test_a_warning_of_the_month_itself_is_none() -> None:
    found = backtest(np.array([[80.0, 80, 10]]), np.array([[False, False, True]]), 50, horizon=2)
    assert (found.found.hits, found.lead_days) == (0, None)


def test_a_month_whose_future_is_not_in_the_data_is_no_false_alarm() -> None:
    found = backtest(np.full((1, 4), 10.0), np.zeros((1, 4), dtype=bool), 50, horizon=3)
    assert found.false_alarms == 1


MONTH = st.tuples(st.one_of(st.none(), st.sampled_from([LOW, HIGH])), st.booleans())


@given(
    st.integers(1, 9).flatmap(lambda months: st.lists(st.lists(MONTH, min_size=months, max_size=months), min_size=1))
)
def test_however_few_months_there_are_each_is_held_against_what_came_after(
    accounts: list[list[tuple[float | None, bool]]],
) -> None:
    """The same, a month at a time: whether a loss follows within six, and whether a warning came before within six."""
    scores = np.array([[np.nan if score is None else score for score, _ in row] for row in accounts], dtype=np.float64)
    found = backtest(scores, np.array([[lost for _, lost in row] for row in accounts]), 50)
    warned, quiet, before = [], [], []
    for row in accounts:
        for place, (score, _) in enumerate(row):
            ahead, behind = row[place + 1 : place + 7], row[max(place - 6, 0) : place]
            follows = any(lost for _, lost in ahead)
            if score is not None and (follows or len(ahead) == 6):
                (warned if score == LOW else quiet).append(follows)
            if score is not None and place:
                before.append(any(earlier == LOW for earlier, _ in behind))
    assert (found.warned.hits, found.warned.of) == (sum(warned), len(warned))
    assert (found.quiet.hits, found.quiet.of) == (sum(quiet), len(quiet))
    assert found.chance == (pytest.approx(sum(before) / len(before) * 100) if before else None)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(7, 10, 39.7, 89.2), (0, 10, 0, 27.8), (10, 10, 72.2, 100), (7, 11, 35.4, 84.8)]
)
def test_the_interval_of_wilson(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == (pytest.approx(low, abs=0.06), pytest.approx(high, abs=0.06))


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_its_share_and_stays_between_nothing_and_all(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of * 100 <= high <= 100


def planted(accounts: int = 200, months: int = 24, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Scores that fall four months before each of 40 losses; those of everybody else wander."""
    chance = np.random.default_rng(seed)
    scores = chance.uniform(55, 100, (accounts, months))
    lost = np.zeros((accounts, months), dtype=bool)
    for account in range(40):
        month = int(chance.integers(8, months))
        lost[account, month] = True
        scores[account, month - 4 : month] = LOW
        scores[account, month:] = np.nan
    return scores, lost


def test_planted_churn_is_found() -> None:
    found = backtest(*planted(), 50)
    assert (found.found.hits, found.found.of) == (40, 40)
    assert found.tells
    assert found.lead_days == pytest.approx(4 * 30.4, abs=1)
    assert found.false_alarms == 0


def test_on_shuffled_labels_nothing_is_found() -> None:
    """The same scores with the losses dealt out at random, 200 times: the back-test may be fooled in 5 % of them."""
    scores, lost = planted()
    scores, chance = np.where(np.isnan(scores), HIGH, scores), np.random.default_rng(11)
    shuffles = [chance.permuted(lost.ravel()).reshape(lost.shape) for _ in range(200)]
    assert sum(backtest(scores, shuffled, 50).tells for shuffled in shuffles) <= 10
    assert backtest(scores, lost, 50).tells


def test_under_ten_losses_nothing_is_concluded() -> None:
    scores, lost = planted()
    lost[FEW - 1 :] = False
    found = backtest(scores, lost, 50)
    assert (found.found.of, found.enough, found.tells) == (9, False, False)
